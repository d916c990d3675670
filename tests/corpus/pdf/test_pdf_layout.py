"""Pieces, lines and rulings placed by hand -> reading order, paragraphs, tables, furniture."""

from corpus.readers.pdf.aligned_tables import read_aligned_tables
from corpus.readers.pdf.assembly import assemble
from corpus.readers.pdf.blocks import Cell, PageLayout, Table, TextLine, count_heads
from corpus.readers.pdf.columns import order_items
from corpus.readers.pdf.drawings import Ruling
from corpus.readers.pdf.flowing import read_blocks
from corpus.readers.pdf.furniture import find_furniture
from corpus.readers.pdf.geometry import Box, Frame, turn_box
from corpus.readers.pdf.grids import find_grids
from corpus.readers.pdf.paragraphs import build_paragraphs, join_texts
from corpus.readers.pdf.pieces import Piece

PAGE = Box(0.0, 0.0, 595.0, 842.0)
WIDTH = 5.0


def piece(text: str, *, left: float, base: float, size: float = 10.0, right: float | None = None) -> Piece:
    right = left + WIDTH * len(text) if right is None else right
    first = WIDTH * len(text.split(" ")[0])
    return Piece(text, Box(left, base - 0.9 * size, right, base + 0.22 * size), base, size, False, False, first)


def page(*pieces: Piece, number: int = 1, tables: tuple[Table, ...] = ()) -> PageLayout:
    return PageLayout(number, PAGE, 0, list(tables), list(pieces))


def order(*pieces: Piece) -> list[str]:
    return [item.text for group in order_items(pieces) for item in group if isinstance(item, Piece)]


def column(name: str, *, left: float, top: float, lines: int) -> list[Piece]:
    return [piece(f"{name}{n}", left=left, base=top + 14 * n, right=left + 200) for n in range(lines)]


def test_two_columns_below_a_title_and_above_a_line_across() -> None:
    title = piece("title", left=50, base=80, right=540)
    foot = piece("foot", left=50, base=300, right=540)
    left, right = column("a", left=50, top=120, lines=5), column("b", left=300, top=123, lines=5)
    wanted = ["title", *(p.text for p in left), *(p.text for p in right), "foot"]
    assert order(foot, *right, title, *left) == wanted


def test_three_columns() -> None:
    columns = [
        [piece(f"{n}{k}", left=50 + 170 * k, base=100 + 14 * n, right=200 + 170 * k) for n in range(4)]
        for k in range(3)
    ]
    assert order(*[p for c in columns for p in c]) == [p.text for c in columns for p in c]


def test_names_and_values_are_read_line_by_line() -> None:
    rows = [
        (piece(f"Họ tên {n}:", left=50, base=100 + 14 * n), piece(f"An {n}", left=200, base=100 + 14 * n))
        for n in range(4)
    ]
    assert order(*[p for row in rows for p in row]) == [p.text for row in rows for p in row]


def lines(*texts: tuple[str, float]) -> list[TextLine]:
    return [
        TextLine(text, Box(50, 91 + 14 * n, right, 102 + 14 * n), 10.0, False, WIDTH * len(text.split(" ")[0]))
        for n, (text, right) in enumerate(texts)
    ]


def paragraphs(*texts: tuple[str, float]) -> list[str]:
    measure = Box(50, 0, 500, 800)
    return [p.text for p in build_paragraphs(lines(*texts), page=1, measure=measure)]


def test_a_full_line_goes_on_and_a_short_one_does_not() -> None:
    assert paragraphs(("Năm nay huyện kết nạp", 495), ("325 đảng viên.", 130), ("Xã A có 12", 500)) == [
        "Năm nay huyện kết nạp 325 đảng viên.",
        "Xã A có 12",
    ]


def test_a_figure_at_the_head_of_a_wrapped_line_is_no_items_number() -> None:
    assert paragraphs(("người lớn tuổi nhất trong chi bộ này", 498), ("41. Trong giờ nghỉ", 300)) == [
        "người lớn tuổi nhất trong chi bộ này 41. Trong giờ nghỉ"
    ]


def test_items_of_a_list_stay_apart() -> None:
    wanted = ["1. Xã A: 14", "2. Xã B: 13", "3. Xã C: 9"]
    assert paragraphs(*[(text, 490.0) for text in wanted]) == wanted


def test_lines_broken_inside_words_and_figures() -> None:
    assert join_texts(["giai đoạn 2016-", "2020"]) == "giai đoạn 2016-2020"
    assert join_texts(["giai đoạn 2016 -", "2020"]) == "giai đoạn 2016 - 2020"
    assert join_texts(["số 25/", "KH-HU"]) == "số 25/KH-HU"
    assert join_texts(["dùng inter\u00ad", "net"]) == "dùng internet"
    assert join_texts(["mạng inter-", "net"]) == "mạng internet"
    assert join_texts(["đạt 12", "500 người"]) == "đạt 12 500 người"


def rulings(xs: list[float], ys: list[float]) -> list[Ruling]:
    return [Ruling(True, x, ys[0], ys[-1]) for x in xs] + [Ruling(False, y, xs[0], xs[-1]) for y in ys]


def test_a_grid_with_merged_cells() -> None:
    lines_ = rulings([50, 150, 250, 350], [100, 120, 140, 160])
    lines_.remove(Ruling(True, 250, 100, 160))
    lines_.append(Ruling(True, 250, 120, 160))  # the head spans two columns
    lines_.remove(Ruling(False, 140, 50, 350))
    lines_.append(Ruling(False, 140, 150, 350))  # the row head spans two rows
    (grid,) = find_grids(lines_)
    spans = {(cell.row, cell.column): (cell.rows, cell.columns) for cell in grid.cells}
    assert spans[0, 1] == (1, 2)
    assert spans[1, 0] == (2, 1)
    assert len(spans) == 7


def test_a_grid_without_outer_sides() -> None:
    lines_ = [Ruling(False, y, 50, 350) for y in (100, 120, 140)] + [Ruling(True, 200, 100, 140)]
    (grid,) = find_grids(lines_)
    assert len(grid.cells) == 4


def test_a_frame_is_no_grid() -> None:
    assert find_grids(rulings([50, 500], [100, 700])) == []


def test_a_table_without_lines() -> None:
    rows = [
        ("Tam Kỳ", "142", "96,1"),
        ("Hội An", "96", "91,4"),
        ("Khối doanh", "1.135", "127"),
        ("Cộng", "1.373", "104"),
    ]
    held = [
        piece(text, left=left, base=100 + 16 * n)
        for n, row in enumerate([("Đảng bộ", "Kết nạp", "Đạt (%)"), *rows])
        for text, left in zip(row, (50, 250, 350), strict=True)
    ]
    (table,), rest = read_aligned_tables(held, page=1)
    assert rest == []
    assert table.heads == 1
    text = assemble([table], show=lambda box, _: tuple(box)).text
    assert text.split("\n") == ["Đảng bộ | Kết nạp | Đạt (%)", *(" | ".join(row) for row in rows)]


def test_two_columns_of_running_text_are_no_table() -> None:
    held = [p for n in range(6) for p in (
        piece("trong năm vừa qua các chi bộ đã 12", left=50, base=100 + 14 * n),
        piece("kết nạp được nhiều đảng viên mới 3", left=300, base=100 + 14 * n),
    )]  # fmt: skip
    assert read_aligned_tables(held, page=1) == ([], held)


def test_page_numbers_and_running_heads_go_and_figures_of_the_text_stay() -> None:
    pages = [
        page(
            piece("Báo cáo số 12", left=50, base=40),
            piece(f"Huyện có {n} xã", left=50, base=120),
            piece("325", left=50, base=790),
            piece(f"- {n} -", left=280, base=820),
            number=n,
        )
        for n in (1, 2)
    ]
    pages[1].pieces[2] = piece("419", left=50, base=790)
    gone = find_furniture(pages)
    kept = [p.text for layout in pages for p in layout.pieces if id(p) not in gone]
    assert kept == ["Huyện có 1 xã", "325", "Huyện có 2 xã", "419"]


def table(*rows: list[str], page: int, heads: int) -> Table:
    cells = [
        Cell(text, r, c, Box(50 + 100 * c, 100 + 20 * r, 150 + 100 * c, 120 + 20 * r), page)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]
    return Table(cells, [50.0, 150.0], Box(50, 100, 250, 100 + 20 * len(rows)), page, heads)


def test_a_table_that_goes_on_loses_its_second_head_and_keeps_its_rows() -> None:
    first = table(["Xã", "Kết nạp"], ["A", "1"], ["B", "2"], page=1, heads=1)
    second = table(["Xã", "Kết nạp"], ["C", "3"], page=2, heads=1)
    (whole,) = read_blocks([page(tables=(first,)), page(number=2, tables=(second,))])
    assert isinstance(whole, Table)
    text = assemble([whole], show=lambda box, _: tuple(box))
    assert text.text.split("\n") == ["Xã | Kết nạp", "A | 1", "B | 2", "C | 3"]
    assert [r.page for r in text.regions if r.role == "table_row"] == [1, 1, 1, 2]


def test_a_row_broken_by_the_page_is_one() -> None:
    first = table(["Xã", "Lý do"], ["A", "thanh niên đi làm"], page=1, heads=1)
    second = table(["", "ăn xa"], ["B", "ít nguồn"], page=2, heads=0)
    (whole,) = read_blocks([page(tables=(first,)), page(number=2, tables=(second,))])
    text = assemble([whole], show=lambda box, _: tuple(box)).text
    assert text.split("\n") == ["Xã | Lý do", "A | thanh niên đi làm ăn xa", "B | ít nguồn"]


def test_columns_numbered_below_their_heads_are_heads_too() -> None:
    cells = [["TT", "Xã", "Kết nạp"], ["A", "B", "1"], ["(1)", "(2)", "(3)"], ["1", "Xã A", "12"]]
    assert count_heads(table(cells[0], cells[2], cells[3], page=1, heads=0)) == 2
    assert count_heads(table(["Xã", "2017", "2018"], ["A", "3", "4"], page=1, heads=0)) == 1
    assert count_heads(table(["1", "Xã A", "12"], ["2", "Xã B", "13"], page=1, heads=0)) == 0


def test_merged_row_heads_are_told_again_unless_they_hold_a_figure() -> None:
    for head, shown in (("Khối xã", "Khối xã | B | 2"), ("12 xã", "| B | 2")):
        cells = [Cell(head, 0, 0, PAGE, 1, 2, 1)] + [
            Cell(text, r, c, PAGE, 1) for r, row in enumerate((("A", "1"), ("B", "2"))) for c, text in enumerate(row, 1)
        ]
        whole = assemble([Table(cells, [0, 1, 2], PAGE, 1)], show=lambda box, _: tuple(box))
        assert whole.text.split("\n")[1] == shown


def test_a_page_shown_turned() -> None:
    frame = Frame(0, 0, 595, 842, 1)
    assert frame.box(0, 0, 10, 20) == Box(0, 0, 20, 10)
    box = Box(10, 20, 30, 60)
    there = turn_box(box, quarters=1, width=595, height=842)
    assert turn_box(there, quarters=-1, width=842, height=595) == box
