import hashlib
import io
from collections.abc import Callable

import pytest
import xlsxwriter
from office_files import paragraph, run, word_file

from corpus.readers import office_text, read_document
from corpus.readers.office_text import join_paragraphs, runs_text, settle_text, symbol_text
from schemas.documents import Document, Mark, Metadata, RawPage


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("  Có\u00a012\t xã\u200b ", "Có 12 xã"),
        ("hoa\u0300", "hoà"),
        ("1\u2009234", "1.234"),
        ("12\u202f345\u202f678 đồng", "12.345.678 đồng"),
        ("năm 2018\u202f325", "năm 2018 325"),
        ("12\u00a0325", "12 325"),
        ("04\u2011NQ/TU", "04-NQ/TU"),
        ("\uf0fc Đạt", "Đạt"),
        ("§¶ng bé huyÖn \x80", "§¶ng bé huyÖn \x80"),
    ],
)
def test_settled_text(text: str, settled: str) -> None:
    assert settle_text(text) == settled


@pytest.mark.parametrize(
    ("code", "font", "shown"),
    [(0xF0B3, "Symbol", "≥"), (0xB3, "Symbol", "≥"), (0xF031, "Symbol", "1"), (0xF0FC, "Wingdings", " "),
     (0x2265, "Times New Roman", "≥"), (0xD800, None, " "), (0x110000, None, " "), (0x7, None, " ")],
)  # fmt: skip
def test_symbols(code: int, font: str | None, shown: str) -> None:
    assert symbol_text(code, font) == shown


def test_figures_of_two_paragraphs_stay_apart() -> None:
    assert join_paragraphs(["Xã Minh", "", "Tân", "12", "345"]) == "Xã Minh Tân 12; 345"


@pytest.fixture
def shown_by_font(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """What passes the door for fonts, with an old font that shows "¹" as "ạ" and "a¸" as "ấ"."""
    seen: list[tuple[str, str | None]] = []

    def show(text: str, font: str | None) -> tuple[str, Mark | None]:
        seen.append((text, font))
        is_old = font == ".VnTime"
        return text.replace("a¸", "ấ").replace("¹", "ạ") if is_old else text, "tcvn3" if is_old else None

    monkeypatch.setattr(office_text, "run_text", show)
    return seen


def read(content: bytes) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    return read_document(RawPage(name="a", content=content, sha256=digest, media_type="x", sidecar=Metadata()), ())


def old(text: str) -> str:
    return run(text, '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')


def test_neighbours_of_one_font_are_shown_together(shown_by_font: list[tuple[str, str | None]]) -> None:
    document = read(word_file(paragraph(run("Có 12 ") + old("a") + old("¸p, l¹i") + run(" xã"))))
    assert shown_by_font == [("Có 12 ", None), ("a¸p, l¹i", ".VnTime"), (" xã", None)]
    assert (document.text, document.marks) == ("Có 12 ấp, lại xã", ("tcvn3",))


def test_cells_of_workbooks_are_shown_by_their_own_font(shown_by_font: list[tuple[str, str | None]]) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    font: Callable[..., object] = book.add_format
    sheet = book.add_worksheet()
    sheet.write("A1", "l¹i", font({"font_name": ".VnTime"}))
    sheet.write_rich_string("A2", "m", font({"font_name": "Arial"}), "¹", font({"font_name": ".VnTime"}), "¹")
    book.close()
    document = read(target.getvalue())
    assert document.text.split("\n") == ["lại", "m¹ạ"]
    assert document.marks == ("tcvn3",)


def test_symbol_fonts_without_a_name_for_the_sign() -> None:
    assert runs_text([("\uf0b3", "Symbol"), (" 30", None), ("\uf0fc", "Wingdings")]) == ("≥ 30 ", [])
