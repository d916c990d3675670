import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus.readers.html_tables import DataTable, read_pairs, read_table


def table(markup: str) -> DataTable | None:
    return read_table(etree.fromstring(markup, parser=etree.HTMLParser()).find(".//table"))


def lines(markup: str) -> list[str]:
    found = table(markup)
    assert found is not None
    return [row.text for row in found.rows]


TWO_LEVELS = """<table border="1"><caption>Biểu 1</caption><tr><td rowspan="2">TT</td><td rowspan="2">Đơn vị</td>
<td colspan="2">Đảng viên</td><td rowspan="2">Ghi chú</td></tr><tr><td>Chỉ tiêu</td><td>Kết quả</td></tr>
<tr><td>1</td><td rowspan="2">Xã A</td><td>12</td><td rowspan="2">15</td><td></td></tr>
<tr><td>2</td><td>13</td><td>x</td></tr><tr><td colspan="5">Tổng hợp</td></tr></table>"""


def test_merged_cells_stand_once_and_row_heads_without_figure_again() -> None:
    assert lines(TWO_LEVELS) == [
        "TT | Đơn vị | Đảng viên | | Ghi chú",
        "| | | Chỉ tiêu | Kết quả | |",
        "1 | Xã A | 12 | 15 |",
        "2 | Xã A | 13 | | x",
        "Tổng hợp",
    ]


def test_cells_know_their_column_and_heads() -> None:
    found = table(TWO_LEVELS)
    assert found is not None
    assert found.captions == ("Biểu 1",)
    assert [row.is_head for row in found.rows] == [True, True, False, False, False]
    second = found.rows[1]
    assert [(second.text[c.start : c.end], c.column, c.is_head) for c in second.cells] == [
        ("Chỉ tiêu", 3, True),
        ("Kết quả", 4, True),
    ]
    assert [c.column for c in found.rows[3].cells] == [1, 2, 3, 5]


def test_a_row_that_numbers_the_columns_is_a_head() -> None:
    found = table(
        "<table><tr><td>Đơn vị</td><td>Nam</td><td>Nữ</td><td>Cộng</td></tr><tr><td>A</td><td>1</td><td>2</td>"
        "<td>3</td></tr><tr><td>Xã B</td><td>4</td><td>5</td><td>9</td></tr></table>"
    )
    assert found is not None
    assert [row.is_head for row in found.rows] == [True, True, False]


def test_years_may_head_columns() -> None:
    found = table(
        "<table><tr><td>Đơn vị</td><td>2020</td><td>2021</td></tr><tr><td>Xã B</td><td>4</td><td>5</td></tr></table>"
    )
    assert found is not None
    assert [row.is_head for row in found.rows] == [True, False]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>Menu</td></tr><tr><td>Tin</td></tr></table>",
        "<table><tr><td>Ảnh</td><td>Chữ</td></tr></table>",
        "<table><tr><td>a</td><td><table><tr><td>1</td></tr></table></td></tr><tr><td>b</td><td>2</td></tr></table>",
        f"<table><tr><td>a</td><td>{'chữ ' * 300}</td></tr><tr><td>b</td><td>2</td></tr></table>",
    ],
)
def test_frames_are_no_tables(markup: str) -> None:
    assert table(markup) is None


def test_a_ruled_table_may_hold_a_small_one() -> None:
    inner = "<table><tr><td>Nam</td><td>3</td></tr></table>"
    markup = f'<table border="1"><tr><td>Xã</td><td>Số</td></tr><tr><td>A</td><td>5 {inner}</td></tr></table>'
    assert lines(markup) == ["Xã | Số", "A | 5 Nam 3"]


@pytest.mark.parametrize("span", ["0", "-1", "x", "99999999999", "1e9", ""])
def test_spans_that_are_none(span: str) -> None:
    markup = (
        f'<table><tr><td rowspan="{span}" colspan="{span}">a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>'
    )
    assert lines(markup) == ["a | 1", "b | 2"]


def test_definition_lists_of_figures_are_rows() -> None:
    markup = "<dl><dt>Chi bộ</dt><dd>12</dd><dt>Đảng viên</dt><dd>345</dd></dl>"
    found = read_pairs(etree.fromstring(markup, parser=etree.HTMLParser()).find(".//dl"))
    assert found is not None
    assert [row.text for row in found.rows] == ["Chi bộ | 12", "Đảng viên | 345"]


@pytest.mark.parametrize(
    "markup", ["<dl><dt>A</dt></dl>", "<dl><dd>1</dd></dl>", "<dl><dt>A</dt><dd>1</dd><dd>2</dd></dl>", "<dl></dl>"]
)
def test_other_definition_lists_are_text(markup: str) -> None:
    assert read_pairs(etree.fromstring(markup, parser=etree.HTMLParser()).find(".//dl")) is None


spans = st.integers(1, 5)
rows = st.lists(st.lists(st.tuples(st.booleans(), spans, spans), min_size=1, max_size=5), min_size=2, max_size=6)


@settings(max_examples=150, deadline=None)
@given(rows)
def test_no_figure_is_lost_or_told_twice_whatever_is_merged(cells: list[list[tuple[bool, int, int]]]) -> None:
    number, markup = 1000, []
    for row in cells:
        markup.append("<tr>")
        for is_head, height, width in row:
            tag, number = "th" if is_head else "td", number + 1
            markup.append(f'<{tag} rowspan="{height}" colspan="{width}">{number}</{tag}>')
        markup.append("</tr>")
    found = table(f"<table>{''.join(markup)}</table>")
    if found is None:
        assert max(map(len, cells)) < 2 or len(cells) < 2
        return
    printed = [row.text[cell.start : cell.end] for row in found.rows for cell in row.cells]
    assert sorted(printed) == [str(n) for n in range(1001, number + 1)]
    assert all(
        cell.column == 1 or row.text[cell.start - 2 : cell.start] == "| " for row in found.rows for cell in row.cells
    )
