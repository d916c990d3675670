"""The Word and Excel reports of the evaluation set: all names of persons and all figures are invented.

`python tests/loopback/office_reports.py FOLDER` writes them anew; what they should read as, and their labels, stand
beside them in corpus/gold/reports and are kept by hand.
"""

import io
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import docx
import xlsxwriter
from docx.enum.text import WD_ALIGN_PARAGRAPH
from office_files import (
    box,
    cell,
    centred,
    deleted,
    field,
    inserted,
    item,
    note,
    notes,
    paragraph,
    row,
    run,
    table,
    word_file,
)

UNDERLINED = "<w:u w:val='single'/>"


def admissions_of_ba_be() -> bytes:
    """A report with an official head in a table, lists with numbers, a footnote, a signature."""
    return word_file(
        table(row(
            cell("HUYỆN ỦY BA BỂ", "*", "Số 215-BC/HU"),
            cell("ĐẢNG CỘNG SẢN VIỆT NAM", "Ba Bể, ngày 12 tháng 01 năm 2023"),
        )),
        centred("BÁO CÁO"),
        centred("kết quả kết nạp đảng viên năm 2022"),
        paragraph("Năm 2022, Huyện ủy Ba Bể được giao chỉ tiêu kết nạp 140 đảng viên mới. Kết quả như sau:"),
        item("Kết quả", 0),
        item("Kết nạp đảng viên", 1),
        paragraph(
            run("Toàn huyện kết nạp được 152 đảng viên") + note(1)
            + run(", đạt 108,6% kế hoạch; trong đó có 71 nữ, 133 người dân tộc thiểu số.")
        ),
        item("Khối xã, thị trấn kết nạp 118 đảng viên.", 2),
        item("Khối cơ quan, đơn vị kết nạp 34 đảng viên.", 2),
        item("Công nhận chính thức", 1),
        paragraph("Công nhận đảng viên chính thức cho 128 đảng viên dự bị."),
        item("Tạo nguồn", 1),
        item("Mở 4 lớp bồi dưỡng nhận thức về Đảng cho 236 quần chúng.", 3),
        item("Giới thiệu 205 đoàn viên ưu tú cho Đảng xem xét, kết nạp.", 3),
        item("Hạn chế", 0),
        paragraph("Còn 7 thôn chưa có chi bộ."),
        item("Phương hướng", 0),
        paragraph("Năm 2023, phấn đấu kết nạp 145 đảng viên mới."),
        table(row(
            cell("Nơi nhận:", "- Tỉnh ủy (báo cáo),", "- Lưu Văn phòng."),
            cell("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nông Văn Thụ"),
        )),
        parts={"footnotes": notes("footnote", "Không tính 3 đảng viên từ nơi khác chuyển đến.")},
    )  # fmt: skip


def members_of_cho_moi() -> bytes:
    """An annex: a table with heads on two levels, numbers of columns, a total."""
    rows = (
        ("1", "Xã Yên Đĩnh", "412", "18", "9", ""), ("2", "Xã Nông Hạ", "378", "15", "6", ""),
        ("3", "Xã Như Cố", "296", "11", "5", "2 thôn mới"), ("4", "Thị trấn Đồng Tâm", "521", "24", "13", ""),
        ("5", "Xã Thanh Thịnh", "1.037", "31", "14", ""),
    )  # fmt: skip
    return word_file(
        centred("PHỤ LỤC 1"),
        centred("SỐ LƯỢNG ĐẢNG VIÊN CÁC XÃ, THỊ TRẤN NĂM 2021"),
        paragraph(run("(Kèm theo Báo cáo số 88-BC/HU ngày 20/01/2022 của Huyện ủy Chợ Mới)", "<w:i/>")),
        paragraph("Đơn vị tính: người"),
        table(
            row(cell("STT", merge="restart"), cell("Xã, thị trấn", merge="restart"),
                cell("Tổng số đảng viên", merge="restart"), cell("Đảng viên mới kết nạp", span=2),
                cell("Ghi chú", merge="restart"), properties="<w:tblHeader/>"),
            row(cell(merge="continue"), cell(merge="continue"), cell(merge="continue"), "Tổng số", "Nữ",
                cell(merge="continue"), properties="<w:tblHeader/>"),
            row("A", "B", "1", "2", "3", "4"),
            *(row(*texts) for texts in rows),
            row(cell("Tổng cộng", span=2), "2.644", "99", "47", ""),
        ),
        paragraph(run("Nguồn: Ban Tổ chức Huyện ủy Chợ Mới.", "<w:i/>")),
    )  # fmt: skip


def revised_draft_of_na_ri() -> bytes:
    """A draft under revision: insertions, deletions, text moved, a deleted row, hidden text, a text box."""
    cells = (cell(paragraph(deleted(text))) for text in ("Xã Cũ", "55", "5"))
    gone = row(*cells, properties='<w:del w:id="4" w:author="A" w:date="2021-01-05T00:00:00Z"/>')
    moved = run("Huyện có 287 chi bộ trực thuộc đảng ủy cơ sở.")
    return word_file(
        centred("KẾT QUẢ CÔNG TÁC ĐẢNG VIÊN HUYỆN NA RÌ NĂM 2020"),
        paragraph(
            run("Đảng bộ huyện Na Rì có ") + deleted("4.650") + inserted(run("4.712"))
            + run(" đảng viên, sinh hoạt tại 4") + deleted("1") + inserted(run("3")) + run(" tổ chức cơ sở đảng.")
        ),
        paragraph(f'<w:moveFrom w:id="5" w:author="A">{moved}</w:moveFrom>'),
        paragraph(
            run("Trong năm, toàn huyện kết nạp 164 đảng viên, đạt 102,5% kế hoạch")
            + box(paragraph("Điểm sáng: Xã Kim Hỷ kết nạp 12 đảng viên, vượt 4 đảng viên so với kế hoạch."))
            + run("; công nhận chính thức 139 đảng viên.") + run(" Số cũ: 150.", "<w:vanish/>")
        ),
        paragraph(f'<w:moveTo w:id="6" w:author="A">{moved}</w:moveTo>'),
        paragraph("Khai trừ 6 đảng viên, ", '<w:rPr><w:del w:id="7" w:author="A"/></w:rPr>'),
        paragraph("xóa tên 9 đảng viên."),
        paragraph("Biểu 2. Kết nạp đảng viên ở các xã"),
        table(
            row("Xã", "Kế hoạch", "Kết nạp"), row("Xã Kim Hỷ", "8", "12"), gone, row("Xã Lương Thượng", "10", "9"),
            row("Xã Văn Lang", "14", cell(paragraph(inserted(run("16"))))),
        ),
        paragraph("Năm 2021, huyện phấn đấu kết nạp 170 đảng viên."),
        paragraph(run("- ") + field("PAGE", "3") + run(" -")),
    )  # fmt: skip


def villages_of_pac_nam() -> bytes:
    """Odd but usual ways of writing: columns by tabs, a table in a table, controls, symbols, soft hyphens."""
    inner = table(row("Thôn", "Hộ", "Đảng viên"), row("Khuổi Mạn", "41", "6"), row("Nà Mặn", "53", "8"))
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="Tỷ lệ"/></w:sdtPr><w:sdtContent>' + run("43,8%") + "</w:sdtContent></w:sdt>"
    )
    empty_control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Nhập 100 ký tự") + "</w:sdtContent></w:sdt>"
    )
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    link = f'<w:hyperlink r:id="rId99">{run("báo cáo số 31-BC/HU", UNDERLINED)}</w:hyperlink>'
    return word_file(
        paragraph("HUYỆN ỦY PÁC NẶM\tĐẢNG CỘNG SẢN VIỆT NAM"),
        paragraph("Số 40-BC/HU\tPác Nặm, ngày 03 tháng 7 năm 2019"),
        centred("BÁO CÁO"),
        centred("tình hình chi bộ thôn, bản 6 tháng đầu năm 2019"),
        paragraph(run("Đến ngày 30/6/2019, toàn huyện có ") + run("1\u00ad12 thôn, bản")
                  + run(", trong đó\u00a049 thôn có chi ủy, đạt ") + control + run(".") + empty_control),
        paragraph(symbol + run(" Còn 5 thôn phải sinh hoạt ghép; 2 thôn chưa có đảng viên (theo ") + link + run(").")),
        paragraph("Diện tích bình quân một thôn là 4,2 km" .join(("<w:r><w:t>", "</w:t></w:r>"))
                  + run("2", '<w:vertAlign w:val="superscript"/>') + run(", cách trung tâm 7\u201110 km.")),
        paragraph("Xã\tSố chi bộ\tĐảng viên mới"),
        paragraph("Xã Bộc Bố\t22\t9"),
        paragraph("Xã Nhạn Môn\t13\t4"),
        paragraph("Xã Cổ Linh\t17\t11"),
        table(row(cell("Phụ biểu: thôn vùng cao xã Cổ Linh", inner))),
        paragraph("Toàn huyện kết nạp 67 đảng viên trong 6 tháng đầu năm, bằng 55,8% kế hoạch năm."),
    )  # fmt: skip


def women_of_bac_quang() -> bytes:
    """A report typed with the styles of a word processor: headings, numbered lists, a table with merged heads."""
    document = docx.Document()
    document.core_properties.created = datetime(2023, 12, 1)  # noqa: DTZ001
    document.core_properties.title = "Mẫu báo cáo"
    document.add_heading("Hội Liên hiệp Phụ nữ huyện Bắc Quang tổng kết công tác năm 2023", level=0)
    stamp = document.add_paragraph("Bắc Quang, ngày 15 tháng 12 năm 2023")
    stamp.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_heading("1. Xây dựng tổ chức Hội", level=1)
    document.add_paragraph(
        "Toàn huyện có 23 cơ sở Hội với 218 chi hội và 21.540 hội viên, chiếm 78,6% phụ nữ từ 18 tuổi trở lên. "
        "Trong năm, các cấp Hội kết nạp 640 hội viên mới."
    )
    document.add_paragraph("Giới thiệu 58 cán bộ, hội viên ưu tú cho Đảng.", style="List Number")
    document.add_paragraph("Tổ chức 12 lớp tập huấn cho 745 lượt cán bộ Hội.", style="List Number")
    document.add_paragraph("Giúp 35 hộ thoát nghèo.", style="List Bullet")
    document.add_heading("2. Kết quả theo cụm", level=1)
    document.add_paragraph("Bảng 1. Hội viên theo cụm thi đua", style="Caption")
    grid = document.add_table(rows=2, cols=5)
    _fill_merged_heads(grid)
    for texts in (
        ("Cụm Đông", "Xã Đồng Yên", "1.250", "42", "9"), ("", "Xã Vĩnh Phúc", "1.118", "37", "6"),
        ("Cụm Tây", "Xã Quang Minh", "1.476", "51", "11"), ("", "Thị trấn Việt Quang", "2.034", "60", "15"),
    ):  # fmt: skip
        cells = grid.add_row().cells
        for place, text in zip(cells, texts, strict=True):
            place.text = text
    for top in (2, 4):
        grid.cell(top, 0).merge(grid.cell(top + 1, 0))
    document.add_paragraph("Năm 2024, Hội phấn đấu kết nạp 700 hội viên.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _fill_merged_heads(grid: "docx.table.Table") -> None:
    heads = (("Cụm", "Đơn vị", "Hội viên", "Kết nạp trong năm", ""), ("", "", "", "Hội viên mới", "Dân tộc thiểu số"))
    for at, texts in enumerate(heads):
        for place, text in zip(grid.rows[at].cells, texts, strict=True):
            place.text = text
    for column in range(3):
        grid.cell(0, column).merge(grid.cell(1, column))
    grid.cell(0, 3).merge(grid.cell(0, 4))


def unions_of_dak_song() -> bytes:
    """A union's report: row heads merged downwards, a remark under the table, endnotes, broken lines."""
    return word_file(
        centred("LIÊN ĐOÀN LAO ĐỘNG HUYỆN ĐẮK SONG"),
        centred("Báo cáo hoạt động công đoàn\nquý III năm 2022"),
        paragraph(
            run("Đến ngày 30/9/2022, huyện có 84 công đoàn cơ sở") + note(1, "endnote")
            + run(" với 3.916 đoàn viên, trong đó có 2.407 nữ. ")
            + run("Quý III, thành lập mới 3 công đoàn cơ sở, kết nạp 187 đoàn viên.")
        ),
        table(
            row("Khối", "Đơn vị", "Công đoàn cơ sở", "Đoàn viên"),
            row(cell("Giáo dục", merge="restart"), "Mầm non", "15", "612"),
            row(cell(merge="continue"), "Tiểu học", "14", "705"),
            row(cell("Doanh nghiệp", merge="restart"), "Xã Nâm N'Jang", "6", "254"),
            row(cell(merge="continue"), "Thị trấn Đức An", "9", "418"),
        ),
        paragraph("Ghi chú: chưa tính 2 công đoàn cơ sở tạm ngừng hoạt động."),
        paragraph("Toàn huyện có 26 đoàn viên ưu tú được giới thiệu cho Đảng;\nđã kết nạp Đảng 11 đoàn viên."),
        parts={"endnotes": notes("endnote", "Giảm 1 công đoàn cơ sở so với quý II.")},
    )  # fmt: skip


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """The workbook that `fill` writes into; its dates of making are fixed."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": datetime(2023, 1, 1)})  # noqa: DTZ001
    fill(book)
    book.close()
    return target.getvalue()


def communes_of_ba_be(book: xlsxwriter.Workbook) -> None:
    """Titles, a unit line, heads on two levels, percentages by formula, a hidden row, a hidden sheet."""
    sheet = book.add_worksheet("Biểu 01")
    number, share = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "0.0%"})
    for place, text in (
        ("A1:C1", "HUYỆN ỦY BA BỂ"), ("D1:G1", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("A2:C2", "BAN TỔ CHỨC"),
        ("D2:G2", "Ba Bể, ngày 12 tháng 01 năm 2023"), ("A4:G4", "TỔNG HỢP KẾT NẠP ĐẢNG VIÊN NĂM 2022"),
        ("A6:A7", "STT"), ("B6:B7", "Xã, thị trấn"), ("C6:C7", "Đảng viên"), ("D6:E6", "Kết nạp mới"),
        ("F6:F7", "Kế hoạch kết nạp"), ("G6:G7", "Tỷ lệ hoàn thành"),
    ):  # fmt: skip
        sheet.merge_range(place, text)
    sheet.write("G5", "Đơn vị tính: người")
    sheet.write_row("D7", ["Tổng số", "Nữ"])
    rows = (
        ("Xã Bành Trạch", 412, 15, 7, 14), ("Xã Cao Thượng", 365, 11, 4, 12), ("Xã ẩn", 9, 9, 9, 9),
        ("Xã Hà Hiệu", 508, 19, 9, 16), ("Thị trấn Chợ Rã", 1025, 26, 14, 25),
    )  # fmt: skip
    for at, (name, members, admitted, women, planned) in enumerate(rows, start=7):
        sheet.write_row(at, 0, [at - 6, name])
        sheet.write(at, 2, members, number)
        sheet.write_row(at, 3, [admitted, women, planned])
        sheet.write_formula(at, 6, f"=D{at + 1}/F{at + 1}", share, admitted / planned)
    sheet.set_row(9, None, None, {"hidden": True})
    sheet.write(12, 1, "Tổng cộng")
    sheet.write_formula(12, 2, "=SUBTOTAL(109,C8:C12)", number, 2310)
    sheet.write_row(12, 3, [71, 34, 67])
    sheet.write_formula(12, 6, "=D13/F13", share, 71 / 67)
    sheet.merge_range("A14:G14", "Ghi chú: số liệu tính đến ngày 31/12/2022.")
    hidden = book.add_worksheet("Nháp")
    hidden.write(0, 0, "Nháp 99")
    hidden.hide()


def classes_of_cho_don(book: xlsxwriter.Workbook) -> None:
    """Two tables on one sheet, dates, decimals; a second sheet that names nothing, with a list of two columns."""
    sheet = book.add_worksheet("Lớp học")
    day, tenth = book.add_format({"num_format": "d/m/yyyy"}), book.add_format({"num_format": "#,##0.0"})
    sheet.write("A1", "LỚP BỒI DƯỠNG NHẬN THỨC VỀ ĐẢNG HUYỆN CHỢ ĐỒN NĂM 2023")
    sheet.write_row("A3", ["STT", "Ngày khai giảng", "Số lớp", "Số học viên"])
    for at, (opened, classes, trainees) in enumerate(
        ((date(2023, 3, 6), 1, 62), (date(2023, 6, 12), 2, 118), (date(2023, 10, 9), 1, 57)), start=3
    ):
        sheet.write(at, 0, at - 2)
        sheet.write_datetime(at, 1, datetime(opened.year, opened.month, opened.day), day)  # noqa: DTZ001
        sheet.write_row(at, 2, [classes, trainees])
    sheet.write("A9", "Kinh phí mở lớp")
    sheet.write("D9", "ĐVT: triệu đồng")
    sheet.write_row("A10", ["STT", "Nguồn", "Dự toán", "Thực hiện"])
    for at, (source, planned, spent) in enumerate((("Ngân sách", 145, 138.5), ("Xã hội hóa", 30, 31.25)), start=10):
        sheet.write_row(at, 0, [at - 9, source])
        sheet.write(at, 2, planned)
        sheet.write(at, 3, spent, tenth)
    other = book.add_worksheet("Sheet2")
    other.write_row("A1", ["Chỉ tiêu", "Số lượng"])
    other.write_row("A2", ["Đảng viên mới kết nạp năm 2023", 96])
    other.write_row("A3", ["Đảng viên được công nhận chính thức", 88])


def results_of_ngan_son(book: xlsxwriter.Workbook) -> None:
    """Years as heads of columns, row heads merged downwards, an error, a formula without result, a bracketed number."""
    sheet = book.add_worksheet("KQ")
    change = book.add_format({"num_format": "#,##0;(#,##0)"})
    sheet.write("A1", "KẾT QUẢ PHÁT TRIỂN ĐẢNG VIÊN HUYỆN NGÂN SƠN GIAI ĐOẠN 2020 - 2022")
    sheet.write("A2", "Đơn vị tính: đảng viên")
    sheet.write_row("A3", ["Khối", "Đơn vị", 2020, 2021, 2022, "Tăng, giảm"])
    sheet.merge_range("A4:A5", "Khối xã")
    sheet.merge_range("A6:A7", "Khối cơ quan")
    rows = (
        ("Xã Đức Vân", 9, 12, 14, 2), ("Xã Thượng Quan", 13, 12, 9, -3), ("Khối Đảng", 4, 5, 5, 0),
        ("Khối chính quyền", 7, 6, 8, 2),
    )  # fmt: skip
    for at, (name, *admitted, more) in enumerate(rows, start=3):
        sheet.write(at, 1, name)
        sheet.write_row(at, 2, admitted)
        sheet.write_formula(at, 5, f"=E{at + 1}-D{at + 1}", change, more)
    sheet.write(7, 0, "Cộng")
    sheet.write_row(7, 2, [33, 35])
    sheet.write_formula(7, 4, "=SUM(E4:E7)", None, 36)
    sheet.write_formula(7, 5, "=E8-G8", None, "#REF!")


VALUES = "\r\n".join(
    (
        "STT;Tên xã;Kết nạp mới;Nữ;Ghi chú",
        '1;Xã Quân Hà;14;6;"đạt kế hoạch; tiêu biểu"',
        "2;Xã Vi Hương;9;5",
        "3;Thị trấn Phủ Thông;21;12;",
        '4;Xã Cẩm Giàng;17;8;"ghép ""Nà Ngăm"""',
        '5;"Xã Dương  Phong";12;4;',
        ";Tổng cộng;73;35;",
        "",
    )
)

REPORTS: dict[str, Callable[[], bytes]] = {
    "ba-be-ket-nap-2022.docx": admissions_of_ba_be,
    "cho-moi-phu-luc-2021.docx": members_of_cho_moi,
    "na-ri-du-thao-2020.docx": revised_draft_of_na_ri,
    "pac-nam-chi-bo-thon-2019.docx": villages_of_pac_nam,
    "bac-quang-phu-nu-2023.docx": women_of_bac_quang,
    "dak-song-cong-doan-2022.docx": unions_of_dak_song,
    "ba-be-bieu-01-2022.xlsx": lambda: workbook(communes_of_ba_be),
    "cho-don-lop-hoc-2023.xlsx": lambda: workbook(classes_of_cho_don),
    "ngan-son-ba-nam.xlsx": lambda: workbook(results_of_ngan_son),
    "bach-thong-ket-nap-2022.csv": lambda: VALUES.encode("utf-8-sig"),
}


if __name__ == "__main__":
    for report, make in REPORTS.items():
        (Path(sys.argv[1]) / report).write_bytes(make())
