"""Table elements -> rows of cells; tables that only lay out a page are told from tables of data."""

from collections.abc import Iterator

from lxml.html import HtmlElement

LONG_CELL = 600
"""Characters above which a cell holds running text: the table is a frame, not data."""


def is_data_table(table: HtmlElement) -> bool:
    """Whether `table` sets out data: at least two rows and two columns, no table inside, no cell of running text."""
    if table.find(".//table") is not None:
        return False
    rows = [cells for _, cells in find_rows(table)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return all(len(cell.text_content()) <= LONG_CELL for cells in rows for cell in cells)


def find_rows(table: HtmlElement) -> Iterator[tuple[HtmlElement, list[HtmlElement]]]:
    """Each row of `table` with its cells; the caption counts as a row of one cell."""
    for row in table.iter("caption", "tr"):
        cells = [row] if row.tag == "caption" else [cell for cell in row if cell.tag in ("td", "th")]
        if cells:
            yield row, cells
