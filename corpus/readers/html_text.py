"""Text of elements -> settled text: one line, NFC, nothing invisible."""

import re
import unicodedata

from lxml import etree
from lxml.etree import _Element as Element

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
SPACE = re.compile(r"\s+")
NOT_LETTER = re.compile(r"\W+")
INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark nobr o:p q s samp small span
    strike strong sub sup time tt u var wbr""".split()
)
NO_TEXT = frozenset(
    """script style noscript template iframe object embed svg math canvas video audio map button input select
    textarea head title meta link datalist""".split()
)


def settle(text: str) -> str:
    """`text` in NFC on one line: invisible characters dropped, every run of blank space one space."""
    # Printable text has no invisible characters, and no blank space but spaces.
    if not text.isprintable() or "  " in text:
        text = " ".join(text.split())
        if not text.isprintable():
            text = " ".join(INVISIBLE.sub("", text).split())
    else:
        text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def line_key(text: str) -> str:
    """What two lines have alike that print the same: their letters and digits, case aside."""
    return NOT_LETTER.sub("", text.replace(" ", "")).casefold()


def cell_text(element: Element) -> str:
    """The text below `element`, a space where a line or paragraph ends; not yet settled."""
    if len(element) == 0:  # most cells of a large table
        return element.text or ""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start":
            if inner.tag in NO_TEXT:
                walk.skip_subtree()
            else:
                parts.append((inner.text or "") if inner.tag in INLINE else f" {inner.text or ''}")
        elif inner is not element:
            parts.append((inner.tail or "") if inner.tag in INLINE else f" {inner.tail or ''}")
    return "".join(parts)
