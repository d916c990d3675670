"""Tables -> what each figure counts.

Either the head of its column names what is counted and the label of its row the place, or the label names what is
counted and the head says whether it is the plan, the result, a percent or a year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.heads import PEOPLE
from extractors.light_records import replace
from extractors.nonfacts import RUN
from extractors.quantity import Quantity
from extractors.slots import Slot
from extractors.tables.beside import LEVEL_HEAD
from extractors.tables.cell_numerals import CellNumerals
from extractors.tables.cells import is_figure, year_of
from extractors.tables.columns import BARE_HEAD, Column, badges_in, make_columns, with_badges
from extractors.tables.parts import dashed_part, part_of
from extractors.tables.phrases import Reader
from extractors.tables.records import Cell, Head, Row, Table
from extractors.tables.totals import is_total
from extractors.tables.units import read_label
from schemas.numerals import Numeral, Rejection
from schemas.vocabulary import NonFactLabel

_UNIT = re.compile(r"\s?([^\W\d_][^\d]{0,15})\Z")

_AWARD = re.compile(r"huy hiệu\b", re.IGNORECASE)
_UNITS = re.compile(
    r"(?:tên|đơn vị(?! tính)|địa phương|địa bàn|xã|phường|huyện|quận|thành phố|tỉnh|thôn|bản|ấp|đảng bộ|đảng ủy"
    r"|đảng uỷ|chi bộ|tổ chức đảng|tổ dân phố|khu phố|buôn|làng|cơ quan|trường|khối|cụm|công đoàn|cơ sở|đoàn|hội)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\b(?:phân|chia) theo ([^\W\d_][^\n]*)", re.IGNORECASE)
_REGION = re.compile(
    r"(?:[IVX]{1,5}[.)]\s)?(?:khu vực|vùng|miền) (?:đồng bằng|miền núi|núi|trung du|hải đảo|ven biển|cao)\b",
    re.IGNORECASE,
)
"""Parts of a province that are no unit of its administration."""
_NUMBERED = re.compile(r"\A\d{1,3}\s?[.)]\s")
_PEOPLE = re.compile(r"(?:đối tượng|thành phần|nghề nghiệp|nhóm)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\s(?:người|hộ|khẩu|nhân khẩu|đảng viên|đoàn viên|hội viên|đồng chí|đ/c|chi bộ)\Z")
_RATE = re.compile(r"[\s.+*•–-]*t[ỷỉ] lệ\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One figure of a table.

    `head` and `label` are the cells it takes its meaning from, `of` is the head of the column that it parts or None,
    `is_total` says that its row is the total, `year` that its column is of one year, `counts_rows` that the label
    names what is counted and no place.
    """

    quantity: Quantity
    head: Head
    label: Cell
    table: Table
    is_total: bool
    year: str | None = None
    counts_rows: bool = False
    of: Head | None = None


def read_tables(
    tables: Sequence[Table], numerals: Sequence[Numeral], rejections: Sequence[Rejection], reader: Reader
) -> dict[int, TableFigure]:
    """The figures of all tables by the offset of their numeral; columns that no rule reads count "other".

    Among `rejections` are figures that look like years or names; in a column of figures they are read as such.
    """
    cells = CellNumerals(tuple(numerals), tuple(rejections))
    figures: dict[int, TableFigure] = {}
    for table in tables:
        read = list(_read_table(table, cells, reader))
        if not read and (table.is_running or table.label_head):  # no sentence around its figures explains them either
            read = list(_by_columns(table, make_columns(table, reader), cells))
        for figure in read:
            figures[figure.quantity.slot.numeral.start] = figure
    return figures


def order_marks(tables: Sequence[Table], figures: dict[int, TableFigure]) -> dict[int, NonFactLabel]:
    """Starts of the numerals that only order rows and columns or name a year, and their label in the ledger."""
    marks: dict[int, NonFactLabel] = {cell.start: "ordinal" for table in tables for cell in table.ordinals}
    read = {id(figure.table) for figure in figures.values()}
    heads = (h.cell for table in tables if id(table) in read for h in table.heads)
    marks |= {cell.end - 4: "date" for cell in heads if year_of(cell.text)}
    named = {figure.label for figure in figures.values() if not figure.counts_rows}
    marks |= {cell.end - 4: "date" for cell in named if year_of(cell.text)}
    named = {cell for cell in named if not year_of(cell.text)}
    return marks | {cell.start + m.start(): "name" for cell in named for m in RUN.finditer(cell.text)}


def _read_table(table: Table, numerals: CellNumerals, reader: Reader) -> Iterator[TableFigure]:
    columns, told = make_columns(table, reader), _told_of_rows(table)
    if table.is_pairs:
        labels = _read_labels(table, numerals, reader)
        known = sum(q.indicator != "other" for q in labels)
        if columns[0].kind or 2 * known >= len(labels):
            yield from _by_rows(table, columns, labels, numerals)
            return
    if any(c.quantity.indicator != "other" for c in columns):
        caption = _read_caption(table, reader) if _UNITS.match(told) and _has_bare_head(table) else None
        yield from _by_columns(table, make_columns(table, reader, caption) if caption else columns, numerals)
    elif any(c.kind for c in columns) or all(badges_in(head.text) for head in table.heads[:2]):
        labels = _read_labels(table, numerals, reader)
        unread = all(q.indicator == "other" for q in labels)
        caption = _read_caption(table, reader) if unread or _PEOPLE.match(told) or _UNITS.match(told) else None
        if caption and _PEOPLE.match(told) and caption[1].subject in PEOPLE:
            yield from _by_rows(table, columns, _parts(table, *caption, reader), numerals)
        elif caption and _UNITS.match(told):
            yield from _by_columns(
                table,
                [_of_caption(c, h, *caption, reader) for c, h in zip(columns, table.heads, strict=True)],
                numerals,
            )
        else:
            labels = _read_labels(table, numerals, reader, caption) if caption else labels
            yield from _by_rows(table, columns, labels, numerals)


def _has_bare_head(table: Table) -> bool:
    return any(BARE_HEAD.match(head.text) or LEVEL_HEAD.match(head.text) for head in table.heads)


def _told_of_rows(table: Table) -> str:
    """What the labels name: the words over them, or behind "phân theo" in the line above the table."""
    if table.label_head:
        return table.label_head.text
    parted = _PARTED.search(table.caption.text) if table.caption else None
    return parted.group(1) if parted else ""


def _parts(table: Table, words: str, counted: Quantity, reader: Reader) -> list[Quantity]:
    """What each row counts that tells only which people of those whom the caption counts."""
    labels = (row.label.text for row in table.rows)
    return [
        replace(counted, inherits=True) if is_total(w) else part_of(words, counted, w, reader) or counted
        for w in labels
    ]


def _read_caption(table: Table, reader: Reader) -> tuple[str, Quantity] | None:
    """The nearest line above a table that says what is counted, and what; None when none does."""
    for line in dict.fromkeys(c.text for c in (table.caption, *table.above) if c):
        words = _PARTED.sub("", _NUMBERED.sub("", line)).strip()
        counted = reader.read(words) if words else None
        if counted and counted.indicator == "other" and _AWARD.search(words):
            counted = reader.read("Huy hiệu Đảng")
        if counted and counted.indicator != "other":
            return words, counted
    return None


def _of_caption(column: Column, head: Head, words: str, counted: Quantity, reader: Reader) -> Column:
    """A column of a table whose caption names what is counted: a plan, a year, a grade of it, or a thing unknown."""
    if counted.aspect == "awarded":
        return replace(column, quantity=with_badges(counted, head.text))
    part = part_of(words, counted, head.text, reader)
    if part or column.kind not in (None, "remark"):
        return replace(column, quantity=column.apply(part or counted, is_percent=False))
    return column


def _by_columns(table: Table, columns: Sequence[Column], numerals: CellNumerals) -> Iterator[TableFigure]:
    """The figures of a table whose heads name what is counted."""
    for row in table.rows:
        for head, column, cell in zip(table.heads, columns, row.cells, strict=True):
            numeral = numerals.of(cell)
            if numeral is None and column.quantity.indicator != "other":
                numeral = numerals.taken_for_other(cell)
            if numeral is None or cell is None:
                continue
            quantity = replace(column.quantity, slot=_slot(numeral))
            if (not is_figure(cell) and not _COUNTED.search(cell.text)) or _REGION.match(row.label.text):
                quantity = _outside(quantity, cell)
            elif numeral.is_percent and quantity.measure == "count":
                quantity = replace(quantity, measure="share", unit="percent")
            of = column.of
            year = year_of(row.label.text) or column.year or (columns[of].year if of is not None else None)
            whole = table.heads[of] if of is not None else None
            yield TableFigure(quantity, head, row.label, table, is_total(row.label.text), year, of=whole)


def _read_labels(
    table: Table, numerals: CellNumerals, reader: Reader, whole: tuple[str, Quantity] | None = None
) -> list[Quantity]:
    """What the label of each row counts; a row goes on with the one above it, the first with the caption `whole`."""
    read: list[Quantity] = []
    for row in table.rows:
        inside = [n for n in map(numerals.of, row.cells) if n]
        percent = _is_percent(row) or (bool(inside) and all(n.is_percent for n in inside))
        quantity, of_things = read_label(row, reader, percent=percent)
        if quantity.indicator == "other" and whole and not table.is_pairs and not of_things:
            aside = percent and row.label.text.startswith("(")
            quantity = whole[1] if aside else part_of(*whole, row.label.text, reader) or quantity
            if percent and quantity.measure == "count":
                quantity = replace(quantity, measure="share", unit="percent")
        elif (
            quantity.indicator != "other"
            and quantity.measure == "count"
            and not (whole and dashed_part(whole[0], row.label.text))
        ):
            whole = row.label.text, quantity
        read.append(quantity)
    return read


def _is_percent(row: Row) -> bool:
    """Whether a row says that its figures are percentages, in its label or in a column of units."""
    unit = any(cell and cell.text in ("%", "Tỷ lệ %") for cell in row.cells)
    return unit or "%" in row.label.text or bool(_RATE.match(row.label.text))


def _by_rows(
    table: Table, columns: Sequence[Column], labels: Sequence[Quantity], numerals: CellNumerals
) -> Iterator[TableFigure]:
    """The figures of a table whose labels name what is counted; a table with no known label is left unread."""
    if all(q.indicator == "other" for q in labels):
        return
    for row, quantity in zip(table.rows, labels, strict=True):
        for head, column, cell in zip(table.heads, columns, row.cells, strict=True):
            numeral = numerals.of(cell)
            if numeral is None and quantity.indicator != "other":
                numeral = numerals.taken_for_other(cell)
            if numeral is not None and column.kind != "remark":
                own = column.apply(replace(quantity, slot=_slot(numeral)), is_percent=numeral.is_percent)
                if own.measure == "change" and numeral.qualifier in ("under", "at_most"):
                    own = replace(own, measure="share", direction=None)
                yield TableFigure(own, head, row.label, table, False, column.year, counts_rows=True)


def _slot(numeral: Numeral) -> Slot:
    return Slot(numeral, 0, 0, 1, 1)


def _outside(quantity: Quantity, cell: Cell) -> Quantity:
    """A figure with a unit of its own in its cell ("2,5 km"): it is outside the catalogue."""
    unit = _UNIT.search(cell.text)
    return replace(
        quantity, indicator="other", subject="other", unit=unit.group(1) if unit else "unit", groups=frozenset()
    )
