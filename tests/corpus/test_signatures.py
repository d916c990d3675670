"""What a file is by its bytes, and which format reads it whatever its suffix says."""

import gzip
import hashlib
import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import choose_format, find_format, prepare_page, read_document
from corpus.readers.format import Format
from corpus.readers.html import FORMAT as HTML
from corpus.readers.markup import is_large_or_deep, looks_like_html
from corpus.readers.signatures import find_kind
from corpus.readers.text import FORMAT as TEXT
from schemas.documents import Metadata, RawPage
from schemas.errors import DocumentError

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def page(content: bytes, media_type: str = "text/plain", name: str = "a.txt") -> RawPage:
    digest = hashlib.sha256(content).hexdigest()
    return RawPage(name=name, content=content, sha256=digest, media_type=media_type, sidecar=Metadata())


def zipped(*parts: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def office(main: str, *names: str) -> bytes:
    types = f'<Types><Override PartName="/x.xml" ContentType="application/vnd.{main}"/></Types>'
    return zipped(*((name, b"<x/>" * 99) for name in names), ("[Content_Types].xml", types.encode()))


def ole(*streams: str) -> bytes:
    return OLE_HEAD + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))


CASES = [
    ("pdf", b"%PDF-1.7\n1 0 obj", "application/pdf"),
    ("pdf behind junk", b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 900 + b"%PDF-1.4\n1 0 obj\nendobj\n", "application/pdf"),
    ("pdf behind a mark", b"\xef\xbb\xbf\r\n%PDF-1.4", "application/pdf"),
    ("pdf named in a text", b"Chu ky so: %PDF-1.7 la phien ban", None),
    ("pdf too far", b"x" * 1_100 + b"%PDF-1.4\n1 0 obj\nendobj\n", None),
    ("docx", office("openxmlformats-officedocument.wordprocessingml.document.main+xml", "word/document.xml"), WORD),
    ("docx, odd names", office("openxmlformats-officedocument.wordprocessingml.document.main+xml", "a/b.xml"), WORD),
    ("docm", office("ms-word.document.macroEnabled.main+xml", "word/document.xml"), WORD),
    ("dotx", office("openxmlformats-officedocument.wordprocessingml.template.main+xml", "word/document.xml"), WORD),
    ("xlsx", office("openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xl/workbook.xml"), SHEET),
    ("xlsm", office("ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml"), SHEET),
    ("xlsx, names of docx", office("openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "word/a.xml"), SHEET),
    ("xlsb", office("ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin"),
     "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("pptx", office("openxmlformats-officedocument.presentationml.presentation.main+xml", "ppt/p.xml"),
     "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("docx cut short", office("openxmlformats-officedocument.wordprocessingml.document.main+xml", "word/a.xml")[:90],
     WORD),
    ("odt", zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")),
     "application/vnd.oasis.opendocument.text"),
    ("ods", zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")),
     "application/vnd.oasis.opendocument.spreadsheet"),
    ("zip", zipped(("a.txt", b"x")), "application/zip"),
    ("empty zip", zipped(), "application/zip"),
    ("zip cut short", zipped(("a.txt", b"x"))[:40], "application/zip"),
    ("doc", ole("1Table", "WordDocument"), "application/msword"),
    ("doc with a sheet in it", ole("WordDocument", "ObjectPool", "Workbook"), "application/msword"),
    ("xls", ole("Workbook"), "application/vnd.ms-excel"),
    ("old xls", ole("Book"), "application/vnd.ms-excel"),
    ("ppt", ole("PowerPoint Document"), "application/vnd.ms-powerpoint"),
    ("encrypted", ole("EncryptionInfo", "EncryptedPackage"), "application/x-encrypted-office"),
    ("other ole", ole("Something"), "application/x-ole-storage"),
    ("rtf", b"{\\rtf1\\ansi", "application/rtf"),
    ("html", b"\xef\xbb\xbf <!DOCTYPE  html><html>", "text/html"),
    ("html behind comments", b"<!-- a -- b ->-->\n" * 60 + b"<HTML lang=vi>", "text/html"),
    ("xhtml", b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', "text/html"),
    ("piece of html", b"  <div class='a'><p>12</p></div>", "text/html"),
    ("table alone", b"<table><tr><td>12</td></tr></table>", "text/html"),
    ("html in utf-16", "<html><p>12".encode("utf-16"), "text/html"),
    ("xml", b'<?xml version="1.0"?><rss version="2.0"></rss>', "application/xml"),
    ("xml of a name space", b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "application/xml"),
    ("svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path/>', "image/svg+xml"),
    ("mhtml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "multipart/related"),
    ("text that begins with a bracket", b"<12 tuoi> co 5 chau", None),
    ("text with one tag", b"<b 12 xa", None),
    ("gzip", gzip.compress(b"x", mtime=0), "application/gzip"),
    ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
    ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
    ("webp", b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
    ("tiff", b"II*\0\x08\0\0\0", "image/tiff"),
    ("bmp", b"BM\x36\0\0\0\0\0", "image/bmp"),
    ("mp4", b"\0\0\0\x18ftypmp42", "video/mp4"),
    ("mp3", b"ID3\x03\0", "audio/mpeg"),
    ("elf", b"\x7fELF\x02\x01", "application/x-executable"),
    ("exe", b"MZ\x90\0\x03\0", "application/x-executable"),
    ("sqlite", b"SQLite format 3\0", "application/vnd.sqlite3"),
    ("text that begins as a program", b"MZ la ky hieu cua huyen", None),
    ("text that begins as a sound", "RIFF là tên WAVE".encode(), None),
    ("text", "Huyện có 12 xã.".encode(), None),
    ("nothing", b"", None),
]  # fmt: skip


@pytest.mark.parametrize(("content", "media_type"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_a_file_is(content: bytes, media_type: str | None) -> None:
    kind = find_kind(content)
    assert (kind.media_type if kind else None) == media_type


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"\x89PNG\r\n\x1a\n", "binary", "ảnh PNG, không đọc được; hãy nhận dạng chữ (OCR)"),
        (b"\0\0\0\x18ftypmp42", "binary", "video MP4"),
        (b"\x7fELF", "binary", "chương trình"),
        (gzip.compress(b"x", mtime=0), "binary", "hãy giải nén"),
        (ole("EncryptedPackage"), "encrypted", "có mật khẩu"),
        (office("openxmlformats-officedocument.presentationml.presentation.main+xml", "ppt/p.xml"), "binary", "PPTX"),
    ],
)
@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/octet-stream"])
def test_what_no_format_reads_is_named_in_one_line(content: bytes, code: str, says: str, media_type: str) -> None:
    with pytest.raises(DocumentError) as error:
        read_document(page(content, media_type), ())
    assert (error.value.code, "\n" in str(error.value)) == (code, False)
    assert says in str(error.value)


PDF = Format(
    suffixes=(".pdf",), media_types=("application/pdf",), recognises=lambda content: False, read=TEXT.read
)  # fmt: skip
NOTES = Format(
    suffixes=(".note",),
    media_types=("application/x-note", "application/x-old-note"),
    recognises=lambda content: content.startswith(b"NOTE1"),
    read=TEXT.read,
)
FORMATS = (TEXT, HTML, PDF, NOTES)
SENTENCE = "Huyện có 12 xã.".encode()


@pytest.mark.parametrize(
    ("content", "stated", "expected"),
    [
        (SENTENCE, "text/plain", TEXT),
        (b"<html><p>12</html>", "text/plain", HTML),
        (b"%PDF-1.4", "text/html", PDF),
        (SENTENCE, "application/pdf", TEXT),
        (SENTENCE, "text/html", TEXT),
        (b"12 <b>xa</b>", "text/html", HTML),
        (b"\xa7\xb6ng b\xe9", "application/pdf", PDF),
        (b"", "application/pdf", PDF),
        (b"", "text/html", HTML),
        (b"\0" * 9, "application/pdf", PDF),
        (b"NOTE1 x", "text/plain", NOTES),
        (SENTENCE, "application/octet-stream", TEXT),
        (SENTENCE, None, TEXT),
        (b"\x89PNG\r\n\x1a\n", "text/plain", None),
    ],
)
def test_content_decides_which_format_reads(content: bytes, stated: str | None, expected: Format | None) -> None:
    assert find_format(content, media_type=stated, formats=FORMATS) is expected


def test_a_document_bears_the_media_type_of_its_content() -> None:
    line = "Huyện có 325 đảng viên mới trong năm nay, tăng 12 người so với cùng kỳ. "
    body = f"<html><h1>Kết quả công tác</h1><p>{line * 3}</p></html>"
    assert read_document(page(body.encode(), "text/plain"), ()).media_type == "text/html"
    assert read_document(page(body.encode(), "application/xhtml+xml"), ()).media_type == "application/xhtml+xml"


def test_no_format_at_all() -> None:
    with pytest.raises(DocumentError) as error:
        choose_format(page(SENTENCE, "application/pdf"), (PDF,)[:0])
    assert error.value.code == "unknown_suffix"


@pytest.mark.parametrize(
    "content",
    [
        b"<!---->" * 9_000 + b"x",
        b"<!--" * 15_000,
        b"<!-- -" * 10_000,
        b"<?" * 30_000,
        b"<!x>" * 15_000 + b"y",
        b" " * 65_000,
        b"<a" + b":a" * 30_000,
        b"mime-version:" + b"a" * 60_000,
        b"PK\x03\x04" * 500_000,
        OLE_HEAD + "Workbook".encode("utf-16-le") * 200_000,
        b"%PDF-" * 9_000,
        b"<a " * 600_000,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_no_content_is_long_looked_at(content: bytes) -> None:
    start = time.process_time()
    find_format(content, media_type="text/plain")
    is_large_or_deep(content)
    assert time.process_time() - start < 1.5


def test_a_zip_with_a_huge_list_of_parts_is_not_listed() -> None:
    bomb = zipped(*((f"{number:06}/" + "a" * 90, b"") for number in range(9_000)), ("[Content_Types].xml", b"x"))
    start = time.process_time()
    kind = find_kind(bomb)
    assert time.process_time() - start < 0.1
    assert kind is not None
    assert kind.media_type == "application/zip"


def test_a_bomb_in_the_list_of_types_is_not_inflated() -> None:
    bomb = zipped(("[Content_Types].xml", b" " * 100_000_000))
    assert len(bomb) < 400_000
    start = time.process_time()
    assert find_kind(bomb) is not None
    assert time.process_time() - start < 0.2


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE_HEAD, b"<", b"<!--", b"%PDF-1"])
)
def test_any_bytes_have_a_kind_or_none(content: bytes, head: bytes) -> None:
    find_format(head + content, media_type=None)


@given(st.data())
def test_a_damaged_zip_has_a_kind(data: st.DataObject) -> None:
    content = bytearray(office("openxmlformats-officedocument.wordprocessingml.document.main+xml", "word/document.xml"))
    for at in data.draw(st.lists(st.integers(4, len(content) - 1), max_size=20)):
        content[at] = data.draw(st.integers(0, 255))
    kind = find_kind(bytes(content))
    assert kind is not None


def test_depth_and_size_send_a_page_away() -> None:
    assert not is_large_or_deep(b"<div><p>12</p><br></div>" * 1_500)
    assert not is_large_or_deep(b"<p>12" * 7_000)
    assert is_large_or_deep(b"<div>" * 300)
    assert is_large_or_deep(b"<TABLE><TR><TD>" * 100)
    assert is_large_or_deep(b" " * 500_000)
    assert is_large_or_deep(b"<p>12" * 8_000)
    assert looks_like_html(b"<div>" * 300)


def test_a_page_is_converted_before_it_is_read() -> None:
    old = Format(
        suffixes=(".old",),
        media_types=("application/x-old",),
        recognises=lambda content: content.startswith(b"OLD"),
        read=TEXT.read,
        prepare=lambda raw: raw.model_copy(update={"content": raw.content[3:]}),
    )
    prepared, format_ = prepare_page(page(b"OLD<html><p>12</html>", "text/plain"), (TEXT, HTML, old))
    assert (prepared.content, prepared.media_type, format_) == (b"<html><p>12</html>", "application/x-old", HTML)
    with pytest.raises(DocumentError) as error:
        prepare_page(page(b"OLD\x89PNG\r\n\x1a\n"), (TEXT, HTML, old))
    assert error.value.code == "binary"


def test_a_format_may_claim_what_has_a_vague_sign_but_not_what_has_a_sure_one() -> None:
    greedy = Format(
        suffixes=(".x",), media_types=("application/x-greedy",), recognises=lambda content: True, read=TEXT.read
    )
    for content, found in ((zipped(("a", b"x")), greedy), (ole("Something"), greedy), (b"<?xml ?><a/>", greedy)):
        assert find_format(content, media_type=None, formats=(TEXT, greedy)) is found
    for content in (b"\x89PNG\r\n\x1a\n", ole("PowerPoint Document"), b"%PDF-1.4"):
        assert find_format(content, media_type=None, formats=(TEXT, greedy)) is None
