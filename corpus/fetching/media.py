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
_ACCEPTED: dict[Kind, frozenset[str]] = {
    "article": frozenset({HTML, XHTML, PDF, DOCX}) | _XML,
    "part": frozenset({HTML, XHTML}),
    "discovery": frozenset({HTML, XHTML, PLAIN, GZIP, "application/x-gzip"}) | _XML,
}
_SAYS_NOTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_XML_START = re.compile(rb"<(?:\?xml|rss|feed|urlset|sitemapindex|rdf:RDF)\b")
_BYTES_TO_SNIFF = 2048

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


def says_nothing(media_type: str) -> bool:
    """Whether a stated type leaves it to the content what it is, as download scripts do."""
    return media_type in _SAYS_NOTHING


def is_accepted(media_type: str, kind: Kind) -> bool:
    """Whether bodies of this type are kept; a robots.txt is read whatever its type."""
    return kind == "robots" or media_type in _ACCEPTED[kind]


def sniff_media_type(start: bytes) -> str | None:
    """The type that the first bytes of a body give away; None for anything that is not kept."""
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"PK\x03\x04"):
        return DOCX if b"[Content_Types].xml" in start or b"word/" in start else None
    if start.startswith(b"\x1f\x8b"):
        return GZIP
    text = start[:_BYTES_TO_SNIFF].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _XML_START.match(text):
        return XHTML if _MARKUP.search(text) else "application/xml"
    return HTML if _MARKUP.search(text) else None
