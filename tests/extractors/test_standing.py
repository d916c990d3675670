"""Where a fact stands in its source: page, table, row, column, and the heads around it."""

import pytest

from extractors.standing import locate_facts
from schemas.documents import Document, TextRegion
from schemas.facts import TableCell

TITLE = "Biểu 2. Kết quả kết nạp đảng viên năm 2022 của các huyện"
ROWS = (
    ("Đơn vị", "Tổng số đảng viên", "Kết nạp mới"),
    ("", "Cuối năm", "Trong năm"),
    ("Huyện Ba Bể", "4.512", "138"),
    ("Huyện Na Rì", "3.907", "121"),
)


@pytest.fixture(scope="module")
def document(new_document) -> Document:
    return build(new_document)


def build(new_document, *, page: int | None = 3) -> Document:
    """A document of a title and a table whose first two rows are heads, with all regions."""
    lines, regions, at = [TITLE], [], len(TITLE) + 1
    for number, row in enumerate(ROWS, start=1):
        start = at
        cells = []
        for column, text in enumerate(row, start=1):
            place = {"table": 1, "row": number, "column": column, "page": page, "is_head": number <= 2}
            if text:
                cells.append(TextRegion(start=at, end=at + len(text), role="cell", **place))
            at += len(text) + 3
        at -= 3
        regions += [TextRegion(start=start, end=at, role="table_row", table=1, row=number, page=page), *cells]
        lines.append(" | ".join(row))
        at += 1
    title = TextRegion(start=0, end=len(TITLE), role="title", page=page)
    text = "\n".join(lines)
    for region in regions:
        assert text[region.start : region.end]
    return new_document(text).model_copy(update={"regions": (title, *regions)})


def test_a_figure_of_a_cell_names_its_heads(extractor, document: Document) -> None:
    facts = {str(fact.value): fact for fact in extractor.extract(document).facts}
    assert facts["121"].evidence.page == 3
    assert facts["121"].evidence.cell == TableCell(
        table=1, row=4, column=3, sheet=None, row_head="Huyện Na Rì", column_head="Kết nạp mới / Trong năm"
    )
    assert facts["4512"].evidence.cell.column_head == "Tổng số đảng viên / Cuối năm"


def test_a_figure_outside_tables_has_its_page_only(extractor, new_document) -> None:
    text = "Đảng bộ huyện Ba Bể có 4.512 đảng viên."
    region = TextRegion(start=0, end=len(text), role="paragraph", page=2)
    document = new_document(text).model_copy(update={"regions": (region,)})
    (fact,) = extractor.extract(document).facts
    assert (fact.evidence.page, fact.evidence.cell) == (2, None)


def test_without_regions_nothing_is_said(extractor, new_document) -> None:
    (fact,) = extractor.extract(new_document("Đảng bộ huyện Ba Bể có 4.512 đảng viên.")).facts
    assert (fact.evidence.page, fact.evidence.cell) == (None, None)


def test_a_region_that_ends_before_the_figure_is_not_its_own(extractor, new_document) -> None:
    text = "Biểu 1\nĐảng bộ huyện Ba Bể có 4.512 đảng viên."
    document = new_document(text).model_copy(update={"regions": (TextRegion(start=0, end=6, role="title", page=1),)})
    facts = extractor.extract(new_document(text)).facts
    assert locate_facts(facts, document) == facts
