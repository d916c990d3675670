import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import (
    HEAD,
    NAMESPACES,
    NUMBERING,
    box,
    cell,
    centred,
    deleted,
    document_xml,
    field,
    inserted,
    item,
    note,
    notes,
    package,
    paragraph,
    row,
    run,
    table,
    word_file,
)

from corpus.readers import read_document
from corpus.readers.docx import FORMAT, MEDIA_TYPE
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError

SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'
HIDDEN = "<w:vanish/>"


def read(content: bytes, *, media_type: str = MEDIA_TYPE) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="a.docx", content=content, sha256=digest, media_type=media_type, sidecar=Metadata())
    return read_document(raw, ())


def lines(*blocks: str, **parts: str) -> list[str]:
    return read(word_file(*blocks, parts=parts)).text.split("\n")


def roles(document: Document) -> list[tuple[str, str]]:
    return [(r.role, document.text[r.start : r.end]) for r in document.regions if r.role != "cell"]


def test_list_numbers_are_printed_as_word_counts_them() -> None:
    words = (("Một", 0), ("Hai", 1), ("Ba", 2), ("Bốn", 2), ("Năm", 3), ("Sáu", 1), ("Bảy", 2), ("Tám", 0))
    blocks = [item(text, level) for text, level in words]
    expected = ["I. Một", "1. Hai", "a) Ba", "b) Bốn", "- Năm", "2. Sáu", "a) Bảy", "II. Tám", "I. Chín"]
    assert lines(*blocks, item("Chín", 0, number=2)) == expected


def test_empty_items_count_but_leave_no_line() -> None:
    assert lines(item("Một", 1), item("", 1), item("Ba", 1)) == ["1. Một", "3. Ba"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("Có ") + deleted("99") + inserted(run("101")) + run(" xã"), "Có 101 xã"),
        (f"<w:moveFrom>{run('Bỏ 1')}</w:moveFrom><w:moveTo>{run('Giữ 2')}</w:moveTo>", "Giữ 2"),
        (run("Có 12 xã") + run(" (nháp 13)", HIDDEN), "Có 12 xã"),
        (run("Có 12 xã") + run(" và 3", '<w:rStyle w:val="Hidden"/>'), "Có 12 xã"),
        (run("Có 12 xã", '<w:vanish w:val="0"/>'), "Có 12 xã"),
        (run("325") + note(1) + run(" đảng viên"), "325 đảng viên"),
        (run("45") + run("(1)", SUPERSCRIPT) + run(" thôn"), "45 thôn"),
        (run("45") + run("2", SUPERSCRIPT) + run(" thôn"), "45 thôn"),
        (run("rộng 12 km") + run("2", SUPERSCRIPT), "rộng 12 km²"),
        (run("lần thứ 4") + run("th", SUPERSCRIPT), "lần thứ 4th"),
        (run("1\u00ad12 hộ,\u00a0trên 9\u20112019"), "112 hộ, trên 9-2019"),
        (run("Thu 1\u202f234\u202f567 đồng"), "Thu 1.234.567 đồng"),
        ('<w:r><w:t>04</w:t><w:noBreakHyphen/><w:t>NQ/TU</w:t><w:softHyphen/></w:r>', "04-NQ/TU"),
        (run("Trang ") + field("PAGE \\* MERGEFORMAT", "7"), "Trang"),
        (run("Ngày ") + field('DATE \\@ "dd/MM/yyyy"', "05/10/2018"), "Ngày 05/10/2018"),
        (run("Tổng ") + field("=SUM(ABOVE)", "45"), "Tổng 45"),
        (f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>{run("x")}', "x"),
        (f"<w:hyperlink>{run('báo cáo 31')}</w:hyperlink>{run(' này')}", "báo cáo 31 này"),
        (f"<w:sdt><w:sdtContent>{run('43,8%')}</w:sdtContent></w:sdt>", "43,8%"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('nhập')}</w:sdtContent></w:sdt>" + run("x"),
         "x"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 30 năm"), "≥ 30 năm"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run("Đạt 5"), "Đạt 5"),
        (run("\uf0b7 ", '<w:rFonts w:ascii="Symbol"/>') + run("Đạt"), "• Đạt"),
        ("<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>",
         "3/4"),
        (f"<w:r><w:ruby><w:rt>{run('đọc')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>", "漢"),
        (run("Cả 12\nxã đạt"), "Cả 12 xã đạt"),
        ('<w:r><w:t>A</w:t><w:br w:type="page"/><w:t>B</w:t></w:r>', "AB"),
        (run("Đạt đươ\u0323c 7"), "Đạt đươ\u0323c 7".replace("ơ\u0323", "ợ")),
    ],
)  # fmt: skip
def test_runs(content: str, expected: str) -> None:
    assert lines(paragraph(content)) == [expected]


def test_breaks_make_lines_where_a_line_is_over() -> None:
    assert lines(paragraph("Kết quả:\nKết nạp 12 đảng viên.\nNăm sau 15.")) == [
        "Kết quả:",
        "Kết nạp 12 đảng viên.",
        "Năm sau 15.",
    ]


def test_paragraphs_joined_by_a_deleted_end() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    document = read(word_file(paragraph("Khai trừ 6, ", gone), paragraph("xóa tên 9.")))
    assert document.text == "Khai trừ 6, xóa tên 9."


def test_marks_say_what_was_left_out() -> None:
    changed = read(word_file(paragraph(inserted(run("12 xã")))))
    hidden = read(word_file(paragraph(run("12 xã") + run("13", HIDDEN))))
    assert (changed.marks, hidden.marks) == (("tracked_changes",), ("hidden_left_out",))
    assert read(word_file(paragraph("12 xã"))).marks == ()


def test_text_boxes_come_once_after_their_paragraph() -> None:
    document = read(word_file(paragraph(run("Trước") + box(paragraph("Hộp 7")) + run(" sau")), paragraph("Cuối")))
    assert roles(document) == [("paragraph", "Trước sau"), ("text_box", "Hộp 7"), ("paragraph", "Cuối")]


def test_old_text_boxes_without_another_rendering() -> None:
    old = f"<w:r><w:pict><w:txbxContent>{paragraph('Hộp 7')}</w:txbxContent></w:pict></w:r>"
    assert lines(paragraph(old)) == ["Hộp 7"]


def test_footnotes_then_endnotes_at_the_end_in_the_order_of_the_text() -> None:
    text = paragraph(run("A") + note(2) + run(" B") + note(1) + run(" C") + note(1, "endnote"))
    parts = {"footnotes": notes("footnote", "một 5", "hai 6"), "endnotes": notes("endnote", "ba 7")}
    document = read(word_file(text, paragraph("D"), parts=parts))
    assert document.text.split("\n") == ["A B C", "D", "[1] hai 6", "[2] một 5", "[1] ba 7"]
    assert [role for role, _ in roles(document)][2:] == ["footnote"] * 3


def test_headers_comments_and_contents_are_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Mục lục')}</w:sdtContent></w:sdt>"
    )
    typed = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Phần một")}{field("PAGEREF _1", "3")}</w:p>'
        f'<w:p>{run("Phần hai")}</w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    parts = {
        "header1": f"<w:hdr {NAMESPACES}>{paragraph('Đầu trang 1')}</w:hdr>",
        "comments": f'<w:comments {NAMESPACES}><w:comment w:id="1">{paragraph("Sai 99")}</w:comment></w:comments>',
    }
    body = paragraph(run("Thân bài") + '<w:r><w:commentReference w:id="1"/></w:r>')
    assert lines(contents, typed, body, **parts) == ["Thân bài"]


def test_a_field_that_never_ends_hides_no_text() -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Phần một")}'
    assert lines(f"<w:p>{opened}{result}</w:p>", paragraph("Có 12 xã")) == ["Có 12 xã"]


def head_and_rows(*rows: str) -> str:
    head = (
        row(cell("STT", merge="restart"), cell("Xã", merge="restart"), cell("Kết nạp năm 2021", span=2)),
        row(cell(merge="continue"), cell(merge="continue"), "Tổng", "Nữ"),
    )
    return table(*head, *rows)


def test_tables_with_merged_cells() -> None:
    rows = (
        row("1", cell("Cụm Bắc", merge="restart"), "12", "5"),
        row("2", cell(merge="continue"), cell("8", merge="restart"), "3"),
        row("3", "Xã C", cell(merge="continue"), ""), row(cell("Cộng", span=2), "1.020", "8"),
    )  # fmt: skip
    document = read(word_file(head_and_rows(*rows)))
    assert document.text.split("\n") == [
        "STT | Xã | Kết nạp năm 2021 |",
        "STT | Xã | Tổng | Nữ",
        "1 | Cụm Bắc | 12 | 5",
        "2 | Cụm Bắc | 8 | 3",
        "3 | Xã C | |",
        "Cộng | | 1.020 | 8",
    ]
    assert [r.is_head for r in document.regions if r.role == "table_row"] == [True, True, False, False, False, False]
    places = [(r.row, r.column, document.text[r.start : r.end]) for r in document.regions if r.role == "cell"]
    assert places[:6] == [
        (1, 1, "STT"),
        (1, 2, "Xã"),
        (1, 3, "Kết nạp năm 2021"),
        (2, 1, "STT"),
        (2, 2, "Xã"),
        (2, 3, "Tổng"),
    ]
    assert places[-3:] == [(6, 1, "Cộng"), (6, 3, "1.020"), (6, 4, "8")]


def test_merged_figures_never_come_twice() -> None:
    rows = (row(cell("120 hộ", merge="restart"), "1", "2"), row(cell(merge="continue"), "3", "4"))
    assert lines(table(row("Số", "A", "B"), *rows)) == ["Số | A | B", "120 hộ | 1 | 2", "| 3 | 4"]


def test_deleted_rows_and_shifted_rows() -> None:
    gone = row("Xã Cũ", "5", "6", properties="<w:del/>")
    shifted = row("7", "8", properties='<w:gridBefore w:val="1"/>')
    assert lines(table(row("Xã", "A", "B"), gone, shifted)) == ["Xã | A | B", "| 7 | 8"]


def test_figures_of_two_paragraphs_in_a_cell_stay_apart() -> None:
    grid = table(row("Xã", "Hộ", "Người"), row(cell("Xã Minh", "Tân"), cell("12", "345"), "7"))
    assert lines(grid)[1] == "Xã Minh Tân | 12; 345 | 7"


def test_titles_and_units_on_top_of_a_table_are_lines() -> None:
    grid = table(
        row(cell("Biểu kết nạp", span=3)), row(cell("Đơn vị tính: người", span=3)), row("Xã", "Tổng", "Nữ"),
        row("A", "12", "5"),
    )  # fmt: skip
    document = read(word_file(grid))
    assert roles(document) == [
        ("caption", "Biểu kết nạp"), ("unit_line", "Đơn vị tính: người"), ("table_row", "Xã | Tổng | Nữ"),
        ("table_row", "A | 12 | 5"),
    ]  # fmt: skip
    assert [r.row for r in document.regions if r.role == "table_row"] == [3, 4]


def test_tables_inside_tables_and_frames() -> None:
    inner = table(row("Thôn", "Hộ", "Người"), row("Nà Mặn", "53", "208"))
    frame = table(row(cell("Phụ biểu", inner)))
    data = table(row("Xã", "Hộ", "Ghi chú"), row("A", "90", cell("xem", inner)))
    assert lines(frame) == ["Phụ biểu", "Thôn | Hộ | Người", "Nà Mặn | 53 | 208"]
    assert lines(data) == ["Xã | Hộ | Ghi chú", "A | 90 | xem", "Thôn | Hộ | Người", "Nà Mặn | 53 | 208"]


def test_columns_by_tabs_are_a_table() -> None:
    document = read(word_file(*map(paragraph, ("Xã\tHộ\tNgười", "A\t\t53\t208", "B\t9\t30", "Thường\t1"))))
    assert document.text.split("\n") == ["Xã | Hộ | Người", "A | 53 | 208", "B | 9 | 30", "Thường 1"]
    assert [r.table for r in document.regions if r.role == "table_row"] == [1, 1, 1]


@pytest.mark.parametrize(
    ("head", "title", "published"),
    [
        (("TỈNH ỦY HÀ GIANG", "Hà Giang, ngày 5 tháng 10 năm 2018", "*BÁO CÁO", "*kết quả năm 2018"),
         "BÁO CÁO kết quả năm 2018", "2018-10-05"),
        (("*ĐẢNG CỘNG SẢN VIỆT NAM", "*Tỉnh ủy Hà Giang", "*Kết quả phát triển đảng viên"),
         "Kết quả phát triển đảng viên", None),
        (("Hà Giang, ngày … tháng 10 năm 2018", "*THÔNG BÁO"), "THÔNG BÁO", "2018-10"),
        (("Đầu đề thường", "Ngày 23/5/2016, huyện có 12 xã."), "Đầu đề thường", None),
        (("(Kèm theo Báo cáo ngày 20/01/2022)", "Nội dung"), "(Kèm theo Báo cáo ngày 20/01/2022)", None),
        (("Thứ Sáu, 05/10/2018, 11:03", "Bài"), "Thứ Sáu, 05/10/2018, 11:03", "2018-10-05"),
    ],
)  # fmt: skip
def test_title_and_day_of_official_papers(head: Sequence[str], title: str, published: str | None) -> None:
    blocks = [centred(text[1:]) if text.startswith("*") else paragraph(text) for text in head]
    document = read(word_file(*blocks, paragraph("Có 12 xã.")))
    assert (document.title, document.published) == (title, published)


def test_official_heads_in_tables_are_no_data() -> None:
    head = table(
        row(cell("HUYỆN ỦY", "*", "Số 12-BC/HU"), cell("ĐẢNG CỘNG SẢN VIỆT NAM", "Ba Bể, ngày 5 tháng 10 năm 2018"))
    )
    document = read(word_file(head, centred("BÁO CÁO"), paragraph("Có 12 xã.")))
    assert document.text.split("\n")[:3] == ["HUYỆN ỦY", "Số 12-BC/HU", "ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert document.published == "2018-10-05"
    assert not any(r.table for r in document.regions)


def test_dates_that_a_conversion_set_anew_are_dropped() -> None:
    content = word_file(paragraph(run("Hôm nay ") + field("DATE", "26/11/2026") + run(" có 5 xã")))
    converted = RawPage(
        name="a.doc", content=content, sha256="0" * 64, media_type="application/msword", sidecar=Metadata()
    )
    assert FORMAT.read(converted, ()).text == "Hôm nay có 5 xã"
    assert read(content).text == "Hôm nay 26/11/2026 có 5 xã"


def test_roles_and_regions_quote_their_lines() -> None:
    blocks = (
        paragraph("Kết quả chung", '<w:pStyle w:val="Heading1"/>'), item("Một", 1), paragraph("Đơn vị tính: người"),
        paragraph("Bảng 2. Hộ nghèo"), paragraph("Thường."),
    )  # fmt: skip
    document = read(word_file(*blocks))
    assert [role for role, _ in roles(document)] == ["heading", "list_item", "unit_line", "caption", "paragraph"]
    assert "\n".join(text for _, text in roles(document)) == document.text


def test_strict_files_and_unusual_names_of_parts() -> None:
    strict = document_xml(paragraph("Có 12 xã")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(package(strict, {})).text == "Có 12 xã"


@pytest.mark.parametrize(
    ("main", "code"),
    [
        ("<w:document", "malformed"),
        ("<a/>", "malformed"),
        (document_xml(), "no_text"),
        (document_xml(paragraph("***")), "no_text"),
        (HEAD + "<!DOCTYPE x [<!ENTITY a 'b'>]>" + document_xml(paragraph("x &a;").replace("&amp;", "&")), "entities"),
        (HEAD + "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>" + document_xml(paragraph("x")), "entities"),
        (document_xml("<w:customXml>" * 300 + "</w:customXml>" * 300), "malformed"),
    ],
)
def test_bad_main_parts_are_refused(main: str, code: str) -> None:
    with pytest.raises(DocumentError) as error:
        read(package(main, {}))
    assert error.value.code == code
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "opening", ["<w:sdt><w:sdtContent>", "<w:tbl><w:tr><w:tc>", "<w:p><w:r><w:pict><w:txbxContent>"]
)
def test_deep_nesting_is_read_without_end_of_stack(opening: str) -> None:
    depth = 240 // opening.count("<")
    tags = [tag.strip("<>") for tag in opening.split("><")]
    closing = "".join(f"</{tag}>" for tag in reversed(tags))
    assert lines(opening * depth + paragraph("Có 12 xã") + closing * depth) == ["Có 12 xã"]


def test_endless_numbers_of_lists_and_spans_are_bounded() -> None:
    numbering = NUMBERING.replace('w:start w:val="1"', 'w:start w:val="999999999"')
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{paragraph("A")}</w:tc>'
    grid = f"<w:tbl>{row(wide, 'B')}{row('1', '2', '3')}</w:tbl>"
    found = lines(item("Một", 2), grid, numbering=numbering)
    assert found[0] == "999999999) Một"
    assert found[1].startswith("A | |")
    assert found[1].endswith("| B")
    assert len(found[1]) < 200


WORDS = """<w:p> </w:p> <w:tbl> </w:tbl> <w:tr> </w:tr> <w:tc> </w:tc> <w:r> </w:r> <w:del> </w:del> <w:sdt> </w:sdt>
    <w:vMerge/> <w:t>12</w:t> &#65535; &#9; &x; <mc:AlternateContent/>""".split()
STATED = (
    '<w:gridSpan w:val="-3"/>', '<w:numPr><w:ilvl w:val="77"/><w:numId w:val="1"/></w:numPr>', '<w:sym w:char="zz"/>',
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', '<w:footnoteReference w:id="9"/>', "",
)  # fmt: skip
PIECES = st.sampled_from([*WORDS, *STATED])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4000), PIECES, st.integers(0, 60)), min_size=1, max_size=6))
def test_damaged_documents_are_read_or_refused(changes: list[tuple[int, str, int]]) -> None:
    grid = head_and_rows(row("1", cell("A", merge="restart"), "12", "5"), row("2", cell(merge="continue"), "8", "3"))
    main = document_xml(centred("BÁO CÁO"), item("Một", 1), paragraph(run("A") + note(1) + box(paragraph("B 7"))), grid)
    for at, piece, cut in changes:
        main = main[:at] + piece + main[at + cut :]
    parts = {"numbering": NUMBERING, "footnotes": notes("footnote", "một 5")}
    try:
        document = read(package(main, parts))
    except DocumentError:
        return
    assert "\n\n" not in document.text
    assert all(document.text[r.start : r.end].strip() for r in document.regions)


BLOCKS = st.recursive(
    st.text(alphabet="Một7 ,.%|\t\u00a0", max_size=12).map(paragraph),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda found: table(row(*map(cell, found), cell("x")))),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_no_digit_is_lost_or_doubled(blocks: list[str]) -> None:
    # No attribute that these pieces write holds a 7.
    assert read(word_file(*blocks, paragraph("cuối"))).text.count("7") == "".join(blocks).count("7")
