"""One row of a fact and its document -> one row of the read model; pure."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from outputs.bodies import body_named, has_system
from outputs.review_app.folding import find_words, fold
from schemas.vocabulary import System

FAILED = "✗"
"""How a check that fails begins in `Fact.checks`."""
_SHARES = 10_000


def source_name(publisher: str | None, url: str | None) -> str:
    """Who published it: the publisher, else the host of the address, else ""."""
    return publisher or (urlsplit(url).hostname if url else None) or ""


def is_sampled(document_id: str, start: int, per_cent: int) -> bool:
    """Whether a fact is one that two reviewers judge: the same share everywhere, whoever asks and whenever."""
    if per_cent == 0:
        return False
    digest = hashlib.sha256(f"{document_id}:{start}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % _SHARES < per_cent * _SHARES // 100


def year_of(start: str | None, end: str | None, published: str | None) -> str:
    """The year that a figure is about, else that of its publication; "" where neither is known."""
    return (end or start or published or "")[:4]


def count_fails(checks: str) -> int:
    """How many of the checks of a fact, as the store keeps them, fail."""
    return sum(one.startswith(FAILED) for one in json.loads(checks)) if FAILED in checks else 0


def _same_key(fact: Any, source_year: str) -> str:
    """Equal for facts that say how much of the same thing there was at the same place and time; "" for no such fact."""
    is_told = fact.status == "actual" and fact.same_as is None and fact.indicator != "other"
    if not is_told or not fact.locality_code or not (fact.period_end or fact.period_start):
        return ""
    system: System | None = (fact.system or "party") if has_system(fact.indicator) else None
    body = body_named(fact.organization, system)
    said = (
        fact.indicator, system, fact.measure, fact.groups, fact.locality_code, body, fact.period_start, fact.period_end,
        fact.unit,
    )  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def to_item(fact: Any, head: Any, *, code: Callable[[str, str], int], double_share: int) -> dict[str, Any]:
    """The columns of `items` for a row of `Listing.facts` and the row of its document in the read model.

    Priority sorts the queue: failed checks, then low confidence; what only repeats another fact comes last. Checks
    between documents are counted later (`index/between.py`).
    """
    fails = count_fails(fact.checks)
    province = fact.locality_province or head.province or ""
    source, published = head.source, head.published or ""
    year = year_of(fact.period_start, fact.period_end, head.published)
    categories = {
        "indicator": fact.indicator, "province": province, "source": source, "year": year, "outcome": "open",
        "level": fact.locality_level or "", "measure": fact.measure, "status": fact.status, "system": fact.system or "",
    }  # fmt: skip
    words = (fact.locality_name, province, fact.organization, head.title, source, fact.quote)
    return {
        **{name: code(name, value) for name, value in categories.items()},
        "document_id": head.document_id,
        "start": fact.evidence_start,
        "end": fact.evidence_end,
        "extraction_key": fact.extraction_key,
        "position": fact.position,
        "fact_id": fact.fact_id,
        "is_double": int(is_sampled(head.document_id, fact.evidence_start, double_share)),
        "fails": fails,
        "is_repeat": int(fact.same_as is not None),
        "priority": fact.confidence - (1 if fails else 0) + (2 if fact.same_as else 0),
        "confidence": fact.confidence,
        "value": float(fact.value),
        "place": fold(f"{fact.locality_name or ''} {province}".strip()),
        "published": published,
        "same_key": _same_key(fact, year),
        "words": f" {' '.join(find_words(' '.join(filter(None, words))))} ",
    }
