"""First bytes of a page -> HTML, XML or a page saved whole; and how deeply its elements are nested."""

import codecs
import re

HTML = "text/html"
XML = "application/xml"
SVG = "image/svg+xml"
MHTML = "multipart/related"
HEAD = 65_536
LARGE = 500_000
"""Bytes from which a page is read in a limited process."""
MANY = 8_000
"""Tags from which a page is; those of newspaper systems have 1,000 to 5,000, and time goes with their number."""
DEEP = 200
"""Elements inside each other from which a page is; no page of a newspaper system has a hundred."""

SKIPPED = re.compile(rb"\s+|<!--(?:[^-]|-(?!->))*+-->|<\?[^>]*+>|<!(?!doctype|--)[^>]*+>")
"""What may stand before the first element; possessive, so that no page can make it search back."""
HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|base|link|script|style|div|span|p|table|tbody|tr|td|h[1-6]|ul|ol|li"
    rb"|article|section|main|header|nav|br|hr|b|i|strong|em|center|font|img|a|form|frameset)(?=[\s/>])"
)
NAMED_ROOT = re.compile(rb"<(?:!doctype\s+)?(?:[a-z][\w.-]{0,40}:)?([a-z][\w.-]{0,60})")
TAG = re.compile(rb"<(/?)([a-z][a-z0-9]*)")
VOID = frozenset(
    (
        b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
        b"track", b"wbr", b"p", b"li", b"option", b"dt", b"dd",
    )
)  # fmt: skip
"""Elements that hold nothing, or that the next of their kind ends."""


def find_markup_kind(content: bytes) -> str | None:
    """Media type of a page or piece of a page, of XML, or of a page saved whole with its pictures; else None."""
    head = _read_head(content)
    if head.startswith((b"mime-version:", b"from:")) and b"multipart/related" in head[:2_000]:
        return MHTML
    at = _skip(head)
    if not head.startswith(b"<", at):
        # A head of comments without end is markup all the same; what else may stand before them is none.
        return HTML if at and at == len(head) and b"<!--" in head else None
    if head.startswith(b"<!--", at):
        return HTML
    if HTML_START.match(head, at):
        return HTML if _is_markup(head, at) else None
    return _find_xml(head, at)


def looks_like_html(content: bytes) -> bool:
    """Whether `content` is an HTML page, or a piece of one."""
    return find_markup_kind(content) == HTML


def is_large_or_deep(content: bytes) -> bool:
    """Whether a page has so many bytes or tags, or is so deeply nested, that reading it may take very long."""
    return len(content) >= LARGE or content.count(b"<") >= MANY or _is_deep(content)


def _read_head(content: bytes) -> bytes:
    """The first 64 KB in small letters; of UTF-16, its characters up to U+00FF, one byte each."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[:HEAD].decode("utf-16", "replace").encode("latin-1", "replace").lower()
    return content[:HEAD].removeprefix(codecs.BOM_UTF8).lower()


def _skip(head: bytes) -> int:
    at = 0
    while found := SKIPPED.match(head, at):
        at = found.end()
    return at


def _is_markup(head: bytes, at: int) -> bool:
    """Whether more than one tag follows, or the one is a page's own: a text may begin with one "<b>"."""
    return head.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<meta"), at) or b"<" in head[at + 1 :]


def _find_xml(head: bytes, at: int) -> str | None:
    root = NAMED_ROOT.match(head, at)
    if root is None:
        return None
    if root.group(1) == b"svg":
        return SVG
    return XML if b"<?xml" in head[:at] or b"xmlns" in head[at : at + 2_000] else None


def _is_deep(content: bytes) -> bool:
    depth = 0
    for found in TAG.finditer(content.lower()):
        if found.group(2) in VOID:
            continue
        depth = max(depth - 1, 0) if found.group(1) else depth + 1
        if depth > DEEP:
            return True
    return False
