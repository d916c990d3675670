"""ZIP and OLE files -> which document they are, from their lists of parts alone."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError,
    RuntimeError,
)  # fmt: skip
"""What the standard library raises on damaged ZIP files: ValueError for places before the file's start, RuntimeError
for encrypted parts, NotImplementedError for ways of compressing that it does not know."""
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
OLE = "application/x-ole-storage"
ENCRYPTED = "application/x-encrypted-office"

TYPES_PART = "[Content_Types].xml"
MAX_TYPES = 65_536
MAX_DIRECTORY = 1_000_000
"""Bytes of a ZIP's list of parts; an office file has a few thousand."""
END_OF_DIRECTORY = b"PK\x05\x06"
MAIN_PART = re.compile(
    rb"(wordprocessingml|spreadsheetml|presentationml|ms-word|ms-excel|ms-powerpoint)"
    rb"\.(document|sheet|presentation|slideshow|template)\.(binary\.)?(?:macroenabled\.)?main(?:\+xml)?\b"
)
OFFICE = {
    b"wordprocessingml": DOCX, b"ms-word": DOCX, b"spreadsheetml": XLSX, b"ms-excel": XLSX,
    b"presentationml": PPTX, b"ms-powerpoint": PPTX,
}  # fmt: skip
MIMETYPE = re.compile(
    rb"mimetype(application/(?:vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation)|epub\+zip))"
)
PART_NAMES = ((b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX))
LOCAL_HEAD = b"PK\x03\x04"
LOCAL_NAMES = 65_536
"""Bytes at the head of a ZIP in which the names of its parts are looked for where its list of parts is lost."""

STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
)
ENTRY_BYTES = 128


def find_zip_kind(content: bytes) -> str | None:
    """Media type of the office document, book or plain ZIP in `content`; None where it is no ZIP.

    A ZIP that lost its list of parts, as a download cut off, goes by the names at its head.

    Source:
        ECMA-376 part 2 (content types), OpenDocument 1.2 part 3 ("mimetype" is the first part, stored as it is).
    """
    if not content.startswith((LOCAL_HEAD, END_OF_DIRECTORY)):
        return None
    if found := MIMETYPE.match(content, 30):
        return found.group(1).decode("ascii")
    types = _read_content_types(content)
    if types is None:
        return _find_by_names(content)
    main = MAIN_PART.search(types.lower())
    if main is None:
        return ZIP
    return XLSB if main.group(3) else OFFICE[main.group(1)]


def find_ole_kind(content: bytes) -> str:
    """Media type of the document in an OLE file: that of the first stream in its directory that tells.

    Source:
        [MS-CFB] 2.6.1: a directory entry is 128 bytes and begins with its name in UTF-16; sectors start at multiples.
    """
    places = ((_find_entry(content, name), media_type) for name, media_type in STREAMS)
    found = sorted((at, media_type) for at, media_type in places if at is not None)
    if any(media_type == ENCRYPTED for _, media_type in found):
        return ENCRYPTED
    return found[0][1] if found else OLE


def _read_content_types(content: bytes) -> bytes | None:
    """The first 64 KB of the part that names all parts' types; None where there is none, or no usable list of parts."""
    if not _has_small_directory(content):
        return None
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(TYPES_PART) as part:
            return part.read(MAX_TYPES)
    except KeyError:
        return b""
    except DAMAGE:
        return None


def _has_small_directory(content: bytes) -> bool:
    """Whether the list of parts is small: each of its entries costs a kilobyte once it is read."""
    at = content.rfind(END_OF_DIRECTORY, max(len(content) - 66_000, 0))
    if at < 0 or at + 22 > len(content):
        return False
    size = int(struct.unpack_from("<I", content, at + 12)[0])
    return size <= MAX_DIRECTORY


def _find_by_names(content: bytes) -> str:
    head = content[:LOCAL_NAMES]
    names = [head[at + 30 : at + 80] for at in _find_all(head, LOCAL_HEAD)]
    return next((kind for name in names for prefix, kind in PART_NAMES if name.startswith(prefix)), ZIP)


def _find_entry(content: bytes, name: str) -> int | None:
    sign = name.encode("utf-16-le") + b"\0\0"
    return next((at for at in _find_all(content, sign) if at % ENTRY_BYTES == 0), None)


def _find_all(content: bytes, sign: bytes) -> list[int]:
    found: list[int] = []
    at = content.find(sign)
    while at >= 0 and len(found) < 10_000:
        found.append(at)
        at = content.find(sign, at + 1)
    return found
