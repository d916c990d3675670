import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus
from corpus.readers.pdf import reader, spacing
from corpus.readers.time_budget import reading_within
from schemas.documents import Document
from schemas.errors import DocumentError

REPORTS = Path(corpus.__file__).parent / "gold" / "reports"
PDFS = sorted(REPORTS.glob("pdf-*.pdf"))
HERE = Path(__file__).parent
LINE = "BT /F 12 Tf 72 700 Td (Huyen co 325 dang vien moi trong nam 2018.) Tj ET"
CODES = {"encrypted", "damaged", "empty", "scanned", "no_unicode", "no_text"}
IMAGE = "<</Type/XObject/Subtype/Image/Width {w}/Height {h}/ColorSpace/DeviceGray/BitsPerComponent 8"
IMAGE += "/Length 1>>stream\n0\nendstream"
DRAW_IMAGE = "q 595 0 0 842 0 0 cm /I Do Q"
WITH_IMAGE = "/Resources<</Font<</F 3 0 R>>/XObject<</I 100000 0 R>>>>"


def code_of(read_pdf: Any, content: bytes) -> str:
    with pytest.raises(DocumentError) as error:
        read_pdf(content)
    assert "\n" not in str(error.value)
    return error.value.code


def read_or_refuse(read_pdf: Any, content: bytes) -> Document | None:
    """The document, or None after one of the errors that bad input may end in; another is passed on."""
    try:
        return read_pdf(content)
    except DocumentError as error:
        if error.code not in CODES:
            raise
        return None


@pytest.mark.parametrize("name", ["locked_aes128", "locked_aes256"])
def test_a_password_is_one_clear_line(name: str, read_pdf: Any) -> None:
    assert code_of(read_pdf, (HERE / f"{name}.pdf").read_bytes()) == "encrypted"


@pytest.mark.parametrize("name", ["open_aes128", "open_aes256"])
def test_an_empty_password_opens(name: str, read_pdf: Any) -> None:
    assert read_pdf((HERE / f"{name}.pdf").read_bytes()).text == "Huyen co 325 dang vien moi trong nam 2018."


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\0\xff" * 500, b"%PDF-1.4\nxref\n0 99999999\n"])
def test_what_is_no_pdf_behind_its_header(content: bytes, read_pdf: Any) -> None:
    assert code_of(read_pdf, content) == "damaged"


def test_a_wrong_place_of_the_xref_is_mended(write_pdf: Any, read_pdf: Any) -> None:
    content = write_pdf([LINE]).replace(b"startxref\n", b"startxref\n9")
    assert "325" in read_pdf(content).text


def test_a_page_tree_that_holds_itself(write_pdf: Any, read_pdf: Any) -> None:
    content = write_pdf([LINE]).replace(b"/Kids[10 0 R]", b"/Kids[2 0 R ]")
    assert code_of(read_pdf, content) == "damaged"


def test_a_page_that_is_missing_is_marked(write_pdf: Any, read_pdf: Any) -> None:
    content = write_pdf([LINE, LINE]).replace(b"/Kids[10 0 R 12 0 R]", b"/Kids[10 0 R 99 0 R]")
    document = read_pdf(content)
    assert document.marks[0] == "cut_short"
    assert document.text.count("325") == 1


def test_a_truncated_file_is_read_as_far_as_it_goes_and_marked(read_pdf: Any) -> None:
    whole = (REPORTS / "pdf-soc-trang-chu-thich.pdf").read_bytes()
    document = read_or_refuse(read_pdf, whole[: len(whole) - 400])
    assert document is None or "cut_short" in document.marks


def test_a_file_that_lost_its_end_and_its_index(write_pdf: Any, read_pdf: Any) -> None:
    whole = write_pdf([LINE, LINE])
    document = read_pdf(whole[: whole.index(b"xref")])
    assert document.text.count("325") == 2
    assert document.marks[0] == "cut_short"
    again = read_pdf(whole[: whole.rindex(b"stream\nBT")])
    assert again.text.count("325") == 1


def test_reading_ends_before_the_time_for_the_document_does(write_pdf: Any, read_pdf: Any) -> None:
    with reading_within(0):
        document = read_pdf(write_pdf([LINE] * 5))
    assert document.text.count("325") == 1
    assert document.marks[0] == "cut_short"


def test_pages_beyond_the_limit_are_cut(write_pdf: Any, read_pdf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 3)
    document = read_pdf(write_pdf([LINE.replace("325", str(n)) for n in range(11, 16)]))
    assert document.marks[0] == "cut_short"
    assert [n for n in range(11, 16) if f" {n} " in document.text] == [11, 12, 13]


def test_two_hundred_pages_take_a_bounded_time(write_pdf: Any, read_pdf: Any) -> None:
    content = write_pdf([LINE.replace("325", str(1000 + n)) for n in range(200)])
    start = time.process_time()
    document = read_pdf(content)
    assert time.process_time() - start < 30
    assert all(str(1000 + n) in document.text for n in range(200))


def test_only_pictures_are_a_scan(write_pdf: Any, read_pdf: Any) -> None:
    content = write_pdf([DRAW_IMAGE] * 3, page=WITH_IMAGE, objects=[IMAGE.format(w=1, h=1)])
    with pytest.raises(DocumentError, match="3 trang") as error:
        read_pdf(content)
    assert error.value.code == "scanned"


def test_a_scanners_stamp_makes_no_text_of_a_scan(write_pdf: Any, read_pdf: Any) -> None:
    stamp = "BT /F 8 Tf 400 20 Td (Scanned with a phone) Tj ET"
    content = write_pdf([DRAW_IMAGE + " " + stamp], page=WITH_IMAGE, objects=[IMAGE.format(w=1, h=1)])
    assert code_of(read_pdf, content) == "scanned"


def test_a_picture_of_absurd_size_costs_nothing(write_pdf: Any, read_pdf: Any) -> None:
    objects = [IMAGE.format(w=100_000, h=100_000)]
    document = read_pdf(write_pdf([LINE, DRAW_IMAGE], page=WITH_IMAGE, objects=objects))
    assert document.marks[0] == "scanned_pages"


def test_no_page_has_text(write_pdf: Any, read_pdf: Any) -> None:
    assert code_of(read_pdf, write_pdf([""])) == "no_text"


def test_signs_without_letters_are_no_text(write_pdf: Any, read_pdf: Any) -> None:
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+X/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType2/BaseFont/ABCDEF+X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/DW 600/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+X/Flags 4/FontBBox[0 0 600 700]/ItalicAngle 0"
        "/Ascent 700/Descent 0/CapHeight 700/StemV 80>>>>]>>"
    )
    codes = "".join(f"{sign:04x}" for sign in range(3, 203))
    assert code_of(read_pdf, write_pdf([f"BT /F 12 Tf 72 700 Td <{codes}> Tj ET"], font=font)) == "no_unicode"


def test_letters_of_a_shifted_font_are_no_text(write_pdf: Any, read_pdf: Any) -> None:
    lines = "".join(
        f"BT /F 12 Tf 72 {700 - 20 * n} Td (KX\\\\HQ FR GDQJ YLHQ WURQJ QDP QD\\\\ WKX) Tj ET " for n in range(12)
    )
    assert code_of(read_pdf, write_pdf([lines])) == "no_unicode"


def test_a_stream_that_expands_is_bounded(write_pdf: Any, read_pdf: Any) -> None:
    packed = zlib.compress(b"0 0 m 1 1 l S\n" * 1_000_000, 9).hex()
    stream = f"<</Length {len(packed) + 1}/Filter[/ASCIIHexDecode/FlateDecode]>>stream\n{packed}>\nendstream"
    content = write_pdf([LINE], page="/Contents 100000 0 R", objects=[stream])
    start = time.process_time()
    assert code_of(read_pdf, content.replace(b"/Contents 11 0 R", b"")) in CODES
    assert time.process_time() - start < 60


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject, read_pdf: Any) -> None:
    content = bytearray(data.draw(st.sampled_from(PDFS)).read_bytes())
    pieces = st.one_of(
        st.sampled_from(
            [b"", b"endobj", b"/Kids[1 0 R]", b"<<", b">>", b"stream\n", b"99999999 0 R", b"-1e30 ", b"/Rotate 45"]
        ),
        st.binary(max_size=12),
    )
    edits = st.tuples(st.integers(0, len(content)), pieces, st.integers(0, 40))
    for at, piece, cut in data.draw(st.lists(edits, max_size=12)):
        content[at : at + cut] = piece
    content = content[: data.draw(st.integers(len(content) // 3, len(content)))]
    if not content.startswith(b"%PDF-1"):
        content[:8] = b"%PDF-1.4"
    document = read_or_refuse(read_pdf, bytes(content))
    if document is None:
        return
    assert all(line.strip() for line in document.text.split("\n"))
    assert all(document.text[r.start : r.end].strip() for r in document.regions)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_page_description_is_read_or_refused(data: st.DataObject, write_pdf: Any, read_pdf: Any) -> None:
    number = st.one_of(st.integers(-2000, 2000).map(str), st.sampled_from(["0", "1e9", "-99999999999", ".", "nan"]))
    words = st.sampled_from(
        ["m", "l", "re", "S", "f", "h", "q", "Q", "cm", "BT", "ET", "Tm", "Td", "Tz", "Tr", "Ts", "TL", "T*"]
    )
    texts = st.sampled_from(
        ["(12) Tj", "(ab 3) Tj", "[(1) -3000 (2)] TJ", "/F 12 Tf", "/F 0 Tf", "/F -9 Tf", "/F 1e6 Tf"]
    )
    tokens = data.draw(st.lists(st.one_of(number, words, texts), max_size=80))
    content = write_pdf(["BT /F 12 Tf 72 700 Td (Co 12 xa) Tj ET " + " ".join(tokens)])
    document = read_or_refuse(read_pdf, content)
    assert document is None or all(line.strip() for line in document.text.split("\n"))


@pytest.mark.parametrize(
    ("font", "marks"), [(".VnTime", ("tcvn3",)), ("ABCDEF+VNI-Times", ("vni",)), ("Times-Roman", ())]
)
def test_fonts_of_old_encodings_are_marked(font: str, marks: tuple[str, ...], write_pdf: Any, read_pdf: Any) -> None:
    old = f"<</Type/Font/Subtype/TrueType/BaseFont/{font}/Encoding/WinAnsiEncoding>>"
    document = read_pdf(write_pdf(["BT /F 12 Tf 72 700 Td (\xae\xb6ng vi\xaan 325 ng\xad\xeai) Tj ET"], font=old))
    assert document.marks == marks
    assert "325" in document.text


def test_runs_come_to_the_converter_with_their_fonts(
    write_pdf: Any, read_pdf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[tuple[str, str]] = set()

    def convert(text: str, *, font: str) -> str:
        seen.add((text, font))
        return text.replace("\xae\xb6ng", "đảng")

    monkeypatch.setattr(spacing, "decode_run", convert)
    old = "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+.VnTime/Encoding/WinAnsiEncoding>>"
    assert read_pdf(write_pdf(["BT /F 12 Tf 72 700 Td (\xae\xb6ng 325) Tj ET"], font=old)).text == "đảng 325"
    assert seen == {("\xae\xb6ng", ".VnTime"), ("325", ".VnTime")}


def test_a_stated_title_with_half_a_sign_is_none(write_pdf: Any, read_pdf: Any) -> None:
    content = write_pdf([LINE], trailer="/Info 100000 0 R", objects=["<</Title<FEFF0041D8000042>>>"])
    assert read_pdf(content).title == "Huyen co 325 dang vien moi trong nam 2018."


@pytest.mark.parametrize(
    ("stated", "title"),
    [("Ket qua cong tac nam 2018", True), ("bao cao.docx", False), ("Microsoft Word - a b c", False)],
)
def test_stated_titles(stated: str, title: bool, write_pdf: Any, read_pdf: Any) -> None:
    content = write_pdf([LINE], trailer="/Info 100000 0 R", objects=[f"<</Title({stated})>>"])
    assert (read_pdf(content).title == stated) is title
