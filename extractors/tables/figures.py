"""Tables -> what each figure counts: the column's head is read as a phrase, the row's label gives the place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.quantities import read_quantities
from extractors.quantity import Carried, Quantity
from extractors.rulebook import Rulebook
from extractors.slots import Slot, make_slots, read_sentence
from extractors.tables.finding import Cell, Table
from extractors.tokens import Segmenter, tokenize
from schemas.numerals import Numeral
from schemas.sentences import Sentence

_PERCENT_HEAD = re.compile(r"%|tỷ lệ|tỉ lệ|đạt", re.IGNORECASE)
_TOTAL_ROW = re.compile(r"(?:tổng|cộng|toàn tỉnh|toàn huyện|chung)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One figure of a table: what it counts, the cells it takes its meaning from, and whether its row is the total."""

    quantity: Quantity
    head: Cell
    label: Cell
    table: Table
    is_total: bool


def read_tables(
    tables: Sequence[Table], numerals: Sequence[Numeral], *, rulebook: Rulebook, segment: Segmenter
) -> dict[int, TableFigure]:
    """The figures of all tables by the offset of their numeral; columns that no rule reads count "other"."""
    by_start = {n.start: n for n in numerals}
    figures: dict[int, TableFigure] = {}
    for table in tables:
        columns = _read_columns(table, rulebook, segment)
        if not any(c.indicator != "other" for c in columns):
            continue
        for row in table.rows:
            for head, column, cell in zip(table.heads, columns, row.figures, strict=True):
                numeral = by_start.get(cell.start)
                if numeral is not None:
                    quantity = replace(column, slot=Slot(numeral, 0, 0, 1, 1))
                    total = bool(_TOTAL_ROW.match(row.label.text))
                    figures[numeral.start] = TableFigure(quantity, head, row.label, table, total)
    return figures


def running_numbers(tables: Sequence[Table]) -> dict[int, int]:
    """Start and end of the running numbers of all rows: they order the rows and state nothing."""
    return {row.index.start: row.index.end for table in tables for row in table.rows if row.index}


def _read_columns(table: Table, rulebook: Rulebook, segment: Segmenter) -> list[Quantity]:
    """What each column counts; a column of percents speaks of the last counted column before it."""
    columns = [_read_head(head, rulebook, segment) for head in table.heads]
    known = [c for c in columns if c.indicator != "other"]
    flows = [c for c in known if c.aspect in ("admitted", "established", "official", "opened")]
    result: list[Quantity] = []
    for head, column in zip(table.heads, columns, strict=True):
        before = [c for c in result if c.indicator != "other" and c.measure == "count"]
        if _PERCENT_HEAD.search(head.text) and before and column.measure != "change":
            planned = any(c.status == "target" for c in before)
            measure = "completion" if planned else "share"
            column = replace(before[-1], measure=measure, unit="percent", status="actual", inherits=True)  # type: ignore[arg-type]
        elif column.indicator == "other" and column.status == "target" and flows:
            column = replace(flows[0], status="target")
        result.append(column)
    return result


def _read_head(head: Cell, rulebook: Rulebook, segment: Segmenter) -> Quantity:
    """A column's head as the phrase before a figure."""
    text = f"{re.sub(r'[(].*?[)]|[0-9/.]+', ' ', head.text).strip()} 1"
    sentence = Sentence(start=0, end=len(text), text=text, paragraph=0, role="row")
    end = len(text)
    numeral = Numeral.model_validate(
        {"start": end - 1, "end": end, "text": "1", "value": 1, "reach": (end - 1, end)}, strict=False
    )
    tokens = tokenize(sentence, numerals=[numeral], rejections=[], vocab=rulebook.vocab, segment=segment)
    reading = read_sentence(tokens, rulebook)
    return read_quantities(reading, make_slots(reading, [numeral]), Carried())[0]
