"""Judged figures -> the errors a person looks at: each in its sentence, labelled values beside extracted ones."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from outputs.evaluation.agreement import STRICT, overlaps
from outputs.evaluation.gold import GoldMention
from outputs.evaluation.scoring import Evaluation, Judged, ScoredDocument
from outputs.evaluation.summary import Summary, describe_label, describe_ledger
from schemas.facts import Fact
from schemas.record import Record

ErrorKind = Literal["missed", "wrong", "false"]
_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[A-ZĐÀ-Ỹ“\"0-9-])|\n")
_WIDEST = 400


class Row(Record):
    """One field: its labelled and its extracted value as text, and whether they disagree."""

    field: str
    gold: str
    got: str
    is_wrong: bool


class Error(Record):
    """One figure that is not right: `before` + `numeral` + `behind` is its sentence.

    `wrong` are the attributes that disagree. `fate` says of a missed figure what became of it, of a false one what a
    person says it is. `start` is the offset of the numeral.
    """

    document: str
    kind: ErrorKind
    start: int
    before: str
    numeral: str
    behind: str
    wrong: tuple[str, ...]
    rows: tuple[Row, ...]
    fate: str
    rules: tuple[str, ...]
    confidence: float | None
    note: str | None


class Report(Record):
    """What `--json` writes: the numbers and every error."""

    summary: Summary
    errors: tuple[Error, ...]


def find_errors(evaluation: Evaluation) -> tuple[Error, ...]:
    """Every figure with an attribute wrong, missed or false; document by document, in text order."""
    return tuple(
        _error(document, item)
        for document in evaluation.documents
        for item in document.judged
        if item.gold is None or item.got is None or item.wrong
    )


def _error(document: ScoredDocument, item: Judged) -> Error:
    gold, got = item.gold, item.got or _outside(document, item)
    kind: ErrorKind = "false" if gold is None else "missed" if item.got is None else "wrong"
    fate = {"false": describe_label, "missed": describe_ledger}.get(kind)
    rules = got.rules if got else _reasons(document, item)
    text, start, end = _place(document, item)
    first, last = (got.evidence.quote_start, got.evidence.quote_end) if got else _sentence(text, start, end)
    return Error(
        document=document.gold.name,
        kind=kind,
        start=start,
        before=text[first:start],
        numeral=text[start:end],
        behind=text[end:last],
        wrong=item.wrong,
        rows=_rows(gold, got, item),
        fate=fate(document, item) if fate else "",
        rules=rules,
        confidence=got.confidence if got else None,
        note=gold.note if gold else None,
    )


def _place(document: ScoredDocument, item: Judged) -> tuple[str, int, int]:
    """The text a figure stands in and where: the extraction's own where there is one."""
    text = document.extraction.document.text if document.extraction else document.gold.text
    if item.got:
        return text, item.got.evidence.start, item.got.evidence.end
    return text, item.gold.start if item.gold else 0, item.gold.end if item.gold else 0


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a numeral begins and ends, at most 400 code points to either side."""
    floor = max(0, start - _WIDEST)
    stops = [match.end() for match in _SENTENCE_END.finditer(text, floor, start)]
    behind = _SENTENCE_END.search(text, end, end + _WIDEST)
    return stops[-1] if stops else floor, behind.start() + 1 if behind else min(len(text), end + _WIDEST)


def _outside(document: ScoredDocument, item: Judged) -> Fact | None:
    """The fact outside the catalogue that a missed figure became, or None."""
    if document.extraction is None or item.gold is None:
        return None
    near = [f for f in document.extraction.facts if f.indicator == "other" and overlaps(item.gold, f)]
    return near[0] if near else None


def _reasons(document: ScoredDocument, item: Judged) -> tuple[str, ...]:
    """The rules by which the ledger says that a missed figure is none."""
    if document.extraction is None or item.gold is None:
        return ()
    end = item.gold.end
    rows = [row for row in document.extraction.ledger if row.start < end and item.gold.start < row.end]
    return tuple(row.reason for row in rows if row.reason)


def _rows(gold: GoldMention | None, got: Fact | None, item: Judged) -> tuple[Row, ...]:
    labelled, extracted = _gold_values(gold), _got_values(got)
    return tuple(
        Row(field=name, gold=labelled.get(name, ""), got=extracted.get(name, ""), is_wrong=name in item.wrong)
        for name in (*STRICT, "qualifier", "denominator")
    )


def _gold_values(gold: GoldMention | None) -> dict[str, str]:
    if gold is None:
        return {}
    return {
        "value": _range(gold.value, gold.value_max),
        "indicator": " / ".join(filter(None, (gold.indicator, *gold.also))),
        "measure": gold.measure or "",
        "status": gold.status or "",
        "system": gold.system or "",
        "groups": _tags(gold.group),
        "locality": gold.locality or "",
        "period": f"{gold.period_start or ''}..{gold.period_end or ''}",
        "qualifier": gold.qualifier or "",
        "denominator": _number(gold.denominator),
    }


def _got_values(got: Fact | None) -> dict[str, str]:
    if got is None:
        return {}
    period = got.period
    end = "published" if period.end_is_published else period.end or ""
    place = got.locality.name if got.locality else ""
    return {
        "value": _range(got.value, got.value_max),
        "indicator": got.indicator,
        "measure": got.measure,
        "status": got.status,
        "system": got.system or "",
        "groups": _tags(got.groups),
        "locality": f"{place} ({got.organization})" if got.organization else place,
        "period": f"{period.start or ''}..{end}" + (f" “{period.text}”" if period.text else ""),
        "qualifier": got.qualifier,
        "denominator": _number(got.denominator),
    }


def _range(value: Decimal | None, value_max: Decimal | None) -> str:
    return f"{_number(value)}–{_number(value_max)}" if value_max is not None else _number(value)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _tags(tags: Sequence[str]) -> str:
    return ", ".join(tags)
