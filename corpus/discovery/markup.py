"""Bytes of a feed, sitemap or listing -> its markup, mended where senders usually break it; titles as plain text."""

import html
import re
from collections.abc import Iterable

from corpus.readers.html_decoding import CONTROL, decode_page, stated_charset
from corpus.readers.html_text import settle
from schemas.errors import DocumentError

TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
REFERENCE = re.compile(r"&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{1,31});)?")
PREFIX = re.compile(r"[\s<]([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}
LONGEST_TITLE = 500
MOST_PREFIXES = 50
UNREADABLE = "\ufffd"


def decode_leniently(content: bytes, *, url: str) -> str:
    """The markup of `content`; where its charset is wrong, unreadable letters become U+FFFD.

    The addresses in it are ASCII and worth reading even where the titles are lost.

    Raises:
        DocumentError: Empty or binary.
    """
    try:
        return decode_page(content, path=url)
    except DocumentError as error:
        if error.code != "encoding":
            raise
    return CONTROL.sub(" ", content.decode(stated_charset(content) or "utf-8", "replace"))


def plain_title(text: str | None) -> str | None:
    """`text` without tags and references, settled; None where nothing or nothing readable is left."""
    if not text or UNREADABLE in text:
        return None
    for _ in range(2):  # Senders escape once for XML and once more for HTML.
        text = html.unescape(text)
    return settle(TAG.sub(" ", text))[:LONGEST_TITLE].strip() or None


def mend_xml(markup: str) -> str:
    """`markup` of an element with its stray ampersands escaped, HTML's names of letters replaced, prefixes declared.

    No entity but XML's own five is left in it, so that none can be expanded.
    """
    first, *others = markup.split("<![CDATA[")
    pieces = [_mended_references(first)]
    for piece in others:
        inside, end, outside = piece.partition("]]>")
        pieces += ["<![CDATA[", inside, end, _mended_references(outside)]
    mended = "".join(pieces)
    return _declared(mended, {found.group(1) for found in PREFIX.finditer(mended)})


def _mended_references(text: str) -> str:
    return REFERENCE.sub(_mended_reference, text) if "&" in text else text


def _mended_reference(found: re.Match[str]) -> str:
    if found.group(1) is None:
        return "&amp;"
    if (name := found.group(2)) is None:
        return found.group()
    letters = html.unescape(f"&{name};")
    return f"&amp;{name};" if letters.startswith("&") else html.escape(letters)


def _declared(markup: str, prefixes: Iterable[str]) -> str:
    """`markup` whose first element declares those of `prefixes` that nothing declares."""
    missing = [name for name in sorted(prefixes) if name not in ("xml", "xmlns") and f"xmlns:{name}" not in markup]
    if not missing:
        return markup
    stated = "".join(f' xmlns:{name}="{NAMESPACES.get(name, "urn:" + name)}"' for name in missing[:MOST_PREFIXES])
    start = re.match(r"<[^\s/>]+", markup)
    return markup[: start.end()] + stated + markup[start.end() :] if start else markup
