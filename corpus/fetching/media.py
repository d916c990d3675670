"""Content-Type and first bytes -> whether a body is of a kind that is kept."""

import re

from schemas.crawling import Kind

HTML = "text/html"
XHTML = "application/xhtml+xml"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GZIP = "application/gzip"
PLAIN = "text/plain"

_XML = frozenset({"application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_GZIPPED = frozenset({GZIP, "application/x-gzip"})
_ACCEPTED: dict[Kind, frozenset[str]] = {
    "article": frozenset({HTML, XHTML, PDF, DOCX}) | _XML,
    "part": frozenset({HTML, XHTML}),
    "discovery": frozenset({HTML, XHTML, PLAIN}) | _XML | _GZIPPED,
}
_SAYS_NOTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_XML_START = re.compile(rb"<(?:\?xml|rss|feed|urlset|sitemapindex|rdf:RDF)\b")
_BYTES_TO_SNIFF = 2048
_MARKUP_TYPES = frozenset({HTML, XHTML}) | _XML
_BINARY = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text holds; zeros may be one in two bytes a letter.

Source: "binary data byte" of the WHATWG's MIME Sniffing Standard.
"""
_TWO_BYTES_A_LETTER = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")

ACCEPT: dict[Kind, str] = {
    "article": f"{HTML},{XHTML},application/xml;q=0.9,{PDF};q=0.8,{DOCX};q=0.8",
    "part": f"{HTML},{XHTML}",
    "discovery": f"application/rss+xml,application/atom+xml,application/xml,text/xml,{HTML};q=0.9,{XHTML};q=0.9,"
    f"{PLAIN};q=0.5",
    "robots": f"{PLAIN},*/*;q=0.1",
}
"""What we ask a server for; no type that we would then refuse, but for robots.txt."""


def parse_content_type(value: str | None) -> tuple[str, str | None]:
    """Media type in small letters ("" if none is stated) and charset as printed, of a Content-Type header."""
    if not value:
        return "", None
    charset = _CHARSET.search(value)
    return value.partition(";")[0].strip().lower(), charset.group(1) if charset else None


def is_refused_unread(stated: str, kind: Kind) -> bool:
    """Whether the stated type alone is reason not to read the body."""
    return stated not in _SAYS_NOTHING and not is_accepted(stated, kind)


def find_media_type(stated: str, start: bytes, *, kind: Kind) -> str | None:
    """The type that a body is kept as, by what was stated and by its first bytes; None where it is not kept.

    What is stated holds among the types that are markup, as long as the body can be one; otherwise the bytes decide,
    since servers send pictures, archives and documents as pages, and pages of error as documents.
    """
    if kind == "robots":
        return stated
    found = sniff_media_type(start)
    found = stated if {found, stated} <= _GZIPPED else found
    if stated in _SAYS_NOTHING or (found is not None and (found not in _MARKUP_TYPES or stated in (PDF, DOCX))):
        return found if found is not None and is_accepted(found, kind) else None
    return None if stated in _MARKUP_TYPES and _is_binary(start) else stated


def is_accepted(media_type: str, kind: Kind) -> bool:
    """Whether bodies of this type are kept; a robots.txt is read whatever its type."""
    return kind == "robots" or media_type in _ACCEPTED[kind]


def sniff_media_type(start: bytes) -> str | None:
    """The type that the first bytes of a body give away; None for anything that is not kept."""
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"PK\x03\x04"):
        is_other_office = b"xl/" in start or b"ppt/" in start
        return DOCX if b"word/" in start or (b"[Content_Types].xml" in start and not is_other_office) else None
    if start.startswith(b"\x1f\x8b"):
        return GZIP
    text = start[:_BYTES_TO_SNIFF].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _XML_START.match(text):
        return XHTML if _MARKUP.search(text) else "application/xml"
    return HTML if _MARKUP.search(text) else None


def _is_binary(start: bytes) -> bool:
    """Whether a body that is said to be markup neither begins like it nor is text."""
    head = start[:_BYTES_TO_SNIFF].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"<", *_TWO_BYTES_A_LETTER)) or _MARKUP.search(head):
        return False
    return _BINARY.search(head) is not None
