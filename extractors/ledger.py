"""Facts and rejections of a document -> its ledger: one row for every numeral, in text order."""

from collections.abc import Sequence
from operator import itemgetter

from pydantic import TypeAdapter

from extractors.drafts import Draft
from schemas.facts import Fact, LedgerRow
from schemas.numerals import Rejection

_Row = dict[str, str | int | None]
_ROWS = TypeAdapter(tuple[LedgerRow, ...])


def ledger_rows(
    facts: Sequence[Fact], drafts: Sequence[Draft], rejections: Sequence[Rejection], text: str
) -> tuple[LedgerRow, ...]:
    """One row for every numeral of the document, in text order, none twice."""
    rows = [_row(r.start, r.end, r.text, r.label, reason=r.reason) for r in rejections]
    for fact, draft in zip(facts, drafts, strict=True):
        numeral = draft.quantity.slot.numeral
        rows.append(_row(numeral.start, numeral.end, numeral.text, "fact", fact_id=fact.fact_id))
        for span, label in ((numeral.value_max_span, "range_end"), (numeral.denominator_span, "denominator")):
            if span:
                rows.append(_row(*span, text[span[0] : span[1]], label, fact_id=fact.fact_id))
    return _ROWS.validate_python(tuple(sorted(rows, key=itemgetter("start"))))


def _row(start: int, end: int, text: str, label: str, *, fact_id: str | None = None, reason: str | None = None) -> _Row:
    """The content of one row; all rows of a document are made at once."""
    return {"start": start, "end": end, "text": text, "label": label, "fact_id": fact_id, "reason": reason}
