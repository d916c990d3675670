"""First bytes of a file -> what kind of file it is, whatever its suffix says."""

import re
from dataclasses import dataclass

from corpus.readers.containers import find_ole_kind, find_zip_kind
from corpus.readers.markup import find_markup_kind

PDF = "application/pdf"
RTF = "application/rtf"
PDF_HEADER = re.compile(rb"%PDF-\d")
PDF_JUNK = 1024
"""Bytes that may stand before a PDF's header: servers and mail programs put some there, and viewers look so far."""
TO_READABLE = "hãy lưu lại thành PDF, DOCX, HTML hay .txt"
TO_TEXT = "hãy nhận dạng chữ (OCR) rồi lưu thành PDF hay DOCX"
UNPACK = "hãy giải nén rồi đọc tệp bên trong"
LEAVE_OUT = "hãy bỏ tệp này ra"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, what a person calls it, what to do where no reader takes it, code of that.

    A kind `is_vague` when its bytes may be of a format that only the format itself knows.
    """

    media_type: str
    name: str
    advice: str = TO_READABLE
    code: str = "binary"
    is_vague: bool = False


KINDS: dict[str, Kind] = {
    kind.media_type: kind
    for kind in (
        Kind(PDF, "PDF"),
        Kind(RTF, "RTF"),
        Kind("text/html", "trang HTML"),
        Kind("application/xml", "XML", is_vague=True),
        Kind("multipart/related", "trang lưu trọn (MHTML)"),
        Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"),
        Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
        Kind("application/vnd.openxmlformats-officedocument.presentationml.presentation", "trình chiếu PPTX"),
        Kind("application/vnd.ms-excel.sheet.binary.macroenabled.12", "bảng tính XLSB"),
        Kind("application/vnd.oasis.opendocument.text", "ODT"),
        Kind("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
        Kind("application/vnd.oasis.opendocument.presentation", "trình chiếu ODP"),
        Kind("application/epub+zip", "sách EPUB"),
        Kind("application/msword", "Word cũ (.doc)"),
        Kind("application/vnd.ms-excel", "Excel cũ (.xls)"),
        Kind("application/vnd.ms-powerpoint", "trình chiếu cũ (.ppt)"),
        Kind("application/vnd.ms-outlook", "thư Outlook (.msg)"),
        Kind("application/x-ole-storage", "tệp Office cũ", is_vague=True),
        Kind("application/x-encrypted-office", "tệp Office có mật khẩu", "hãy bỏ mật khẩu rồi lưu lại", "encrypted"),
        Kind("application/zip", "tệp nén ZIP", UNPACK, is_vague=True),
        Kind("application/gzip", "tệp nén gzip", UNPACK),
        Kind("application/x-7z-compressed", "tệp nén 7z", UNPACK),
        Kind("application/vnd.rar", "tệp nén RAR", UNPACK),
        Kind("application/x-bzip2", "tệp nén bzip2", UNPACK),
        Kind("application/x-xz", "tệp nén xz", UNPACK),
        Kind("application/zstd", "tệp nén zstd", UNPACK),
        Kind("image/png", "ảnh PNG", TO_TEXT),
        Kind("image/jpeg", "ảnh JPEG", TO_TEXT),
        Kind("image/gif", "ảnh GIF", TO_TEXT),
        Kind("image/webp", "ảnh WebP", TO_TEXT),
        Kind("image/tiff", "ảnh TIFF", TO_TEXT),
        Kind("image/bmp", "ảnh BMP", TO_TEXT),
        Kind("image/heic", "ảnh HEIC", TO_TEXT),
        Kind("image/svg+xml", "hình vẽ SVG", TO_TEXT),
        Kind("image/vnd.djvu", "ảnh quét DjVu", TO_TEXT),
        Kind("application/postscript", "PostScript"),
        Kind("video/mp4", "video MP4", LEAVE_OUT),
        Kind("video/webm", "video WebM hay Matroska", LEAVE_OUT),
        Kind("video/x-flv", "video FLV", LEAVE_OUT),
        Kind("video/x-ms-asf", "video hay tiếng WMV/WMA", LEAVE_OUT),
        Kind("video/avi", "video AVI", LEAVE_OUT),
        Kind("audio/wav", "tệp tiếng WAV", LEAVE_OUT),
        Kind("audio/mpeg", "tệp tiếng MP3", LEAVE_OUT),
        Kind("audio/ogg", "tệp tiếng Ogg", LEAVE_OUT),
        Kind("audio/flac", "tệp tiếng FLAC", LEAVE_OUT),
        Kind("application/x-executable", "chương trình", LEAVE_OUT),
        Kind("application/vnd.sqlite3", "cơ sở dữ liệu SQLite", LEAVE_OUT),
        Kind("font/sfnt", "phông chữ", LEAVE_OUT),
    )
}
MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (4, b"1AY&SY", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"AT&TFORM", "image/vnd.djvu"),
    (0, b"%!PS-", "application/postscript"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"FLV\x01", "video/x-flv"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (0, b"ID3\x02", "audio/mpeg"),
    (0, b"ID3\x03", "audio/mpeg"),
    (0, b"ID3\x04", "audio/mpeg"),
    (0, b"OggS\0", "audio/ogg"),
    (0, b"fLaC\0", "audio/flac"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-executable"),
    (0, b"\xca\xfe\xba\xbe", "application/x-executable"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"\0\x01\0\0\0", "font/sfnt"),
    (0, b"OTTO\0", "font/sfnt"),
    (0, b"wOFF", "font/sfnt"),
    (0, b"wOF2", "font/sfnt"),
)
WEAK_MAGIC = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"MZ", "application/x-executable"),
        (rb"BM", "image/bmp"),
        (rb"RIFF.{4}WEBP", "image/webp"),
        (rb"RIFF.{4}AVI ", "video/avi"),
        (rb"RIFF.{4}WAVE", "audio/wav"),
        (rb"\0\0.{2}ftyp(?:hei|mif1)", "image/heic"),
        (rb"\0\0.{2}ftyp", "video/mp4"),
    )
)
BLANK = b"\xef\xbb\xbf \t\r\n\x0c"


def find_kind(content: bytes) -> Kind | None:
    """The kind of file that `content` surely is; None where its bytes give no sign, as those of plain text.

    Of packed files only the list of parts is looked at, and at most 64 KB of it are inflated.

    Source:
        The formats' own specifications; for PDF what viewers accept (ISO 32000-1, Annex H, implementation note 13).
    """
    media_type = _find_magic(content) or _find_document(content)
    return KINDS[media_type] if media_type else None


def is_pdf(content: bytes) -> bool:
    """Whether `content` is a PDF, also behind up to 1 KB of junk, if then a PDF's objects follow."""
    found = PDF_HEADER.search(content, 0, PDF_JUNK + 8)
    if found is None:
        return False
    return not content[: found.start()].strip(BLANK) or (b" obj" in content and b"endobj" in content)


def _find_document(content: bytes) -> str | None:
    if content.startswith(b"PK"):
        return find_zip_kind(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return find_ole_kind(content)
    if is_pdf(content):
        return PDF
    if content[:64].lstrip(BLANK).startswith(b"{\\rtf"):
        return RTF
    return find_markup_kind(content)


def _find_magic(content: bytes) -> str | None:
    found = next((kind for at, magic, kind in MAGIC if content.startswith(magic, at)), None)
    return found or _find_weak_magic(content[:64])


def _find_weak_magic(head: bytes) -> str | None:
    """Kinds whose sign is a few letters, which a text may hold too: but no text has zero bytes at its head."""
    if b"\0" not in head:
        return None
    return next((kind for pattern, kind in WEAK_MAGIC if pattern.match(head)), None)
