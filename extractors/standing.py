"""Regions of a document -> where the evidence of a fact stands: its page, and its cell with the heads around it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from schemas.documents import Document, TextRegion
from schemas.facts import Fact, TableCell


def locate_facts(facts: Sequence[Fact], document: Document) -> tuple[Fact, ...]:
    """`facts` with the page and the table cell of each in its evidence, where the document's regions tell them.

    The heads of a cell are those that its table marks as such: of its row the first cell without being a head of a
    column, of its column all head cells above it, from the top down.
    """
    if not document.regions:
        return tuple(facts)
    finder = _Finder(document)
    return tuple(finder.locate(fact) for fact in facts)


class _Finder:
    """The regions of one document, by where they start and by table."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._cells = [region for region in document.regions if region.role == "cell"]
        self._lines = [region for region in document.regions if region.role != "cell"]
        self._cell_starts = [region.start for region in self._cells]
        self._line_starts = [region.start for region in self._lines]
        self._first_of_row: dict[tuple[int, int], TextRegion] = {}
        self._heads: dict[tuple[int, int], list[TextRegion]] = defaultdict(list)
        for cell in self._cells:
            if cell.table is None or cell.row is None or cell.column is None:
                continue
            if cell.is_head:
                self._heads[cell.table, cell.column].append(cell)
            else:
                self._first_of_row.setdefault((cell.table, cell.row), cell)

    def locate(self, fact: Fact) -> Fact:
        line = _region_at(self._lines, self._line_starts, fact.evidence.start)
        cell = _region_at(self._cells, self._cell_starts, fact.evidence.start)
        page = next((region.page for region in (cell, line) if region is not None and region.page), None)
        if page is None and cell is None:
            return fact
        place = self._describe(cell) if cell is not None else None
        return fact.model_copy(update={"evidence": fact.evidence.model_copy(update={"page": page, "cell": place})})

    def _describe(self, cell: TextRegion) -> TableCell | None:
        if cell.table is None or cell.row is None or cell.column is None:
            return None
        row_head = self._first_of_row.get((cell.table, cell.row))
        above = [head for head in self._heads.get((cell.table, cell.column), ()) if head.start < cell.start]
        words = [self._words(head) for head in above]
        return TableCell(
            table=cell.table,
            row=cell.row,
            column=cell.column,
            sheet=cell.sheet,
            row_head=self._words(row_head) if row_head is not None and row_head is not cell else None,
            column_head=" / ".join(dict.fromkeys(word for word in words if word)) or None,
        )

    def _words(self, region: TextRegion) -> str:
        return " ".join(self._text[region.start : region.end].split())


def _region_at(regions: Sequence[TextRegion], starts: Sequence[int], at: int) -> TextRegion | None:
    """The last region that begins at or before `at`, if it reaches behind it."""
    index = bisect_right(starts, at) - 1
    return regions[index] if index >= 0 and regions[index].end > at else None
