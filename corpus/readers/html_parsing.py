"""Markup of a page -> its element tree, bounded in size and depth."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

MAX_TAGS = 400_000
"""Tags, ends of elements included, that are read: each takes some hundred bytes of memory."""
DATA_URI = re.compile(r"""data:[\w/.+-]{1,60}(?:;[\w=-]{1,40}){0,4},[A-Za-z0-9+/=%_.-]{200,}""")
"""Pictures inside a page, which take most of some saved pages."""
TOO_DEEP = "ERR_RESOURCE_LIMIT"


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """The tree of a page, None where there is no element in it; `is_cut` where part of the page was left unread."""

    root: Element | None
    is_cut: bool


def parse_markup(markup: str | bytes) -> ParsedPage:
    """The tree of `markup`, in UTF-8 where it is bytes.

    External entities and links are never followed. A page of more tags than `MAX_TAGS` is cut there; one whose
    elements nest deeper than the parser allows (about 2,000) is read up to that place.
    """
    encoded = markup if isinstance(markup, bytes) else markup.encode("utf-8", "replace")
    if b"data:" in encoded:
        encoded = DATA_URI.sub("data:,", encoded.decode("utf-8")).encode("utf-8")
    encoded, is_cut = _limited(encoded)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(encoded, parser=parser)
    except etree.XMLSyntaxError:
        return ParsedPage(None, is_cut)
    is_deep = any(TOO_DEEP in entry.type_name for entry in parser.error_log.filter_from_fatals())
    return ParsedPage(root, is_cut or is_deep)


def _limited(encoded: bytes) -> tuple[bytes, bool]:
    """A page up to its last tag that is read, and whether it has more."""
    if len(encoded) <= MAX_TAGS or encoded.count(b"<") <= MAX_TAGS:
        return encoded, False
    place = -1
    for _ in range(MAX_TAGS):
        place = encoded.find(b"<", place + 1)
    return encoded[:place], True
