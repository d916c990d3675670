"""Documents with verdicts -> gold labels that `solieu evaluate` reads: the text, its labels, and the sidecar.

What a reviewer accepted, corrected or added is a labelled fact. What was rejected is no fact. Facts that nobody judged
are marked ambiguous, so that an evaluation neither counts them right nor wrong. A fact without a system has no such
key, which is how a label says that the system is not scored.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from outputs.evaluation.gold import SUFFIX
from outputs.store import Store
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.facts import Fact
from schemas.record import json_number
from schemas.reviews import CurrentReview

_JUDGED = frozenset({"holds", "confirmed", "reopened"})
_MOMENT = (2025, 1, 1, 0, 0, 0)
"""The time of all files in an archive, so that the same labels give the same bytes."""


def label_document(extraction: Extraction, current: tuple[CurrentReview, ...]) -> dict[str, Any]:
    """The label file of one document.

    Args:
        extraction: Its newest.
        current: The verdicts that count for it.
    """
    document = extraction.document
    verdicts = {one.start: one for one in current if one.start is not None and one.state in _JUDGED}
    mentions = {line.start: _plain(line.start, line.end, line.text, line.label) for line in extraction.ledger}
    for fact in extraction.facts:
        mentions[fact.evidence.start] = _labelled(fact, document) | {"ambiguous": True}
    for start, one in verdicts.items():
        if start is None or one.end is None:
            continue
        after = one.entry.review.fact_after()
        text = document.text[start : one.end]
        if after is None:
            mentions[start] = _plain(start, one.end, text, "other_nonfact")
        else:
            mentions[start] = _labelled(after, document) | {"start": start, "end": one.end, "text": text}
    return {
        "doc": document.document_id,
        "url": document.url,
        "publisher": document.publisher,
        "published": document.published,
        "province": document.province,
        "mentions": [{"i": number, **mentions[start]} for number, start in enumerate(sorted(mentions))],
    }


def _plain(start: int, end: int, text: str, label: str) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text, "label": label}


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else json_number(value)


def _labelled(fact: Fact, document: Document) -> dict[str, Any]:
    evidence, period = fact.evidence, fact.period
    place = fact.locality.name if fact.locality else (f"org:{fact.organization}" if fact.organization else None)
    system = {} if fact.system is None else {"system": fact.system}
    return {
        **_plain(evidence.start, evidence.end, document.text[evidence.start : evidence.end], "fact"),
        "value": _number(fact.value),
        "value_max": _number(fact.value_max),
        "denominator": _number(fact.denominator),
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "measure": fact.measure,
        "status": fact.status,
        "indicator": fact.indicator,
        **system,
        "group": list(fact.groups),
        "locality": place,
        "period_start": period.start,
        "period_end": "published" if period.end_is_published else period.end,
    }


def _sidecar(document: Document) -> dict[str, str]:
    fields = {
        name: getattr(document, name) for name in ("url", "publisher", "published", "title", "province", "byline")
    }
    return {name: value for name, value in fields.items() if value}


def gold_files(store: Store, document_ids: list[str]) -> Iterator[tuple[str, str]]:
    """Name and content of each file: for every document its text, its labels and its sidecar.

    Args:
        store: With the verdicts.
        document_ids: Documents that have some.
    """
    for document_id in document_ids:
        extraction = store.extraction(document_id)
        current = store.reviews.current(document_id)
        if extraction is None or not current:
            continue
        labels: Mapping[str, Any] = label_document(extraction, current)
        yield f"{document_id}.txt", extraction.document.text
        yield f"{document_id}{SUFFIX}", json.dumps(labels, ensure_ascii=False, indent=1) + "\n"
        sidecar = _sidecar(extraction.document)
        yield f"{document_id}.meta.json", json.dumps(sidecar, ensure_ascii=False, indent=1) + "\n"


def gold_archive(store: Store, document_ids: list[str]) -> bytes:
    """A ZIP file of `gold_files`; the same verdicts give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in gold_files(store, document_ids):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
