"""Every kind of bad report: each ends in one clear line or a bounded document, and none harms another.

The processes that read have the limits of a run; the heavy ones of each kind are read under `make soak`.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest
from office_files import cell, document_xml, package, paragraph, row, run, table, word_file

from bench.plain_pdf import make_pdf
from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from flows.inputs import load_document
from schemas.documents import Document
from schemas.issues import Issue

PDFS = Path(__file__).parents[1] / "corpus" / "pdf"
SAID = "Huyện Ba Bể có 45 tổ chức cơ sở đảng với 4.906 đảng viên, năm 2021 kết nạp 147 đảng viên mới."
WORD = word_file(paragraph(run(SAID)))
PDF = make_pdf(["Báo cáo kết nạp đảng viên", *[f"{SAID} Xã thứ {number}." for number in range(60)]])
PAGE = f"<html><body><h1>Báo cáo</h1><p>{SAID}</p>{{}}</body></html>"


def workbook(rows: int, columns: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Biểu 1")
    sheet.append(["Đơn vị", *(f"Đảng viên {column}" for column in range(columns))])
    for number in range(rows):
        sheet.append([f"Xã {number}", *range(number, number + columns)])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
    return target.getvalue()


def declared(xml: bytes, root: bytes) -> bytes:
    """`xml` with an external entity before its root element."""
    return xml.replace(root, b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + root, 1)


def pages(count: int) -> bytes:
    """A PDF of so many pages, all of which say the same."""
    one, many = pdfium.PdfDocument(make_pdf(["Báo cáo", SAID])), pdfium.PdfDocument.new()
    for _ in range(count):
        many.import_pages(one)
    target = io.BytesIO()
    many.save(target)
    return target.getvalue()


MAIN, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked.pdf": (lambda: (PDFS / "locked_aes256.pdf").read_bytes(), "encrypted"),
    "malformed.pdf": (lambda: b"%PDF-1.7\n" + b"\0\xff<<" * 5_000, "damaged"),
    "no-text.pdf": (lambda: pages(0), "damaged"),
    "bomb.docx": (lambda: package(document_xml(paragraph("x" + " " * 40_000_000)), {}), "too_large"),
    "bomb.xlsx": (lambda: with_part(workbook(3, 3), SHEET, lambda xml: xml + b" " * 40_000_000), "too_large"),
    "cut.docx": (lambda: WORD[: len(WORD) // 2], "truncated"),
    "cut.xlsx": (lambda: workbook(50, 5)[:3_000], "truncated"),
    "entities.docx": (lambda: with_part(WORD, MAIN, lambda xml: declared(xml, b"<w:document")), "entities"),
    "entities.xlsx": (lambda: with_part(workbook(3, 3), SHEET, lambda xml: declared(xml, b"<worksheet")), "entities"),
    "deep.docx": (lambda: package(document_xml("<w:customXml>" * 400 + "</w:customXml>" * 400), {}), "malformed"),
}  # fmt: skip
BOUNDED: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "cut.pdf": (lambda: PDF[: len(PDF) // 2], ("cut_short",)),
    "deep.html": (lambda: PAGE.format("<div>" * 20_000 + "sâu").encode(), ("cut_short",)),
    "really-a-pdf.docx": (lambda: PDF, ()),
    "really-a-workbook.pdf": (lambda: workbook(30, 3), ()),
    "really-a-page.xlsx": (lambda: PAGE.format("").encode(), ()),
    "really-word.html": (lambda: WORD, ()),
}  # fmt: skip
HEAVY: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "pages.pdf": (lambda: pages(2_000), ()),
    "too-many-pages.pdf": (lambda: pages(2_100), ("cut_short",)),
    "million.xlsx": (lambda: workbook(50_000, 20), ("cut_short",)),
    "million.csv": (
        lambda: ("Đơn vị" + ";Đảng viên" * 20 + "\n" + ("Xã A" + ";7" * 20 + "\n") * 50_000).encode(),
        ("cut_short",),
    ),
    "million.docx": (
        lambda: word_file(table(*[row(*[cell(paragraph(run(str(n * m)))) for m in range(9)]) for n in range(17_500)])),
        ("cut_short",),
    ),
    "million.html": (
        lambda: PAGE.format("<table>" + ("<tr>" + "<td>7</td>" * 20 + "</tr>") * 50_000 + "</table>").encode(),
        ("cut_short",),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(ReadingLimits(seconds=60, memory_mb=600, workers=1)) as readers:
        yield readers


def load(name: str, content: bytes, folder: Path, pool: ReaderPool) -> Document | Issue:
    (folder / name).write_bytes(content)
    return load_document(folder / name, (), pool)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_one_clear_line(name: str, tmp_path: Path, pool: ReaderPool) -> None:
    make, code = REFUSED[name]
    told = load(name, make(), tmp_path, pool)
    assert isinstance(told, Issue)
    assert (told.code, told.subject) == (code, str(tmp_path / name))
    assert "\n" not in told.message
    assert len(told.message) > 20


@pytest.mark.parametrize("name", BOUNDED)
def test_what_can_be_read_in_part_is_bounded_and_marked(name: str, tmp_path: Path, pool: ReaderPool) -> None:
    make, marks = BOUNDED[name]
    document = load(name, make(), tmp_path, pool)
    assert isinstance(document, Document)
    assert document.marks == marks
    assert "root" not in document.text
    assert len(document.text) < 1_000_000


def test_a_good_document_after_all_of_them(tmp_path: Path, pool: ReaderPool) -> None:
    for name, (make, _) in list(REFUSED.items())[::3]:
        load(name, make(), tmp_path, pool)
    document = load("tot.docx", WORD, tmp_path, pool)
    assert isinstance(document, Document)
    assert document.text == SAID


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", HEAVY)
def test_the_largest_of_each_kind(name: str, tmp_path: Path) -> None:
    make, marks = HEAVY[name]
    with ReaderPool(ReadingLimits(seconds=120, memory_mb=1_000, workers=1)) as readers:
        document = load(name, make(), tmp_path, readers)
    assert isinstance(document, Document)
    assert document.marks == marks
    assert len(document.text) < 3_000_000
    assert len(document.regions) < 300_000
