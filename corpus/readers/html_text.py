"""Text of elements -> settled text: one line, NFC, nothing invisible."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
SPACE = re.compile(r"\s+")
NOT_LETTER = re.compile(r"\W+")
LINE_GOES_ON = re.compile(r"[^.:;!?…]\s*$")
OPENING = 12
"""Letters by which most lines are told apart; of fewer, many lines of one article have the same."""
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


def with_single_spaces(text: str) -> str:
    """`text` with one space for every run of blank space."""
    return text if text.isprintable() and "  " not in text else SPACE.sub(" ", text)


def line_key(text: str) -> str:
    """What two lines have alike that print the same: their letters and digits, case aside."""
    text = text.replace(" ", "")
    return (text if text.isalnum() else NOT_LETTER.sub("", text)).casefold()


def line_opening(text: str) -> str:
    """The first letters of what a line prints: quicker than its key, and most lines are told apart by it."""
    key = line_key(text[: 2 * OPENING])
    return (key if len(key) >= OPENING else line_key(text))[:OPENING]


class PrintedLines:
    """Lines, found again by what they print (`line_key`)."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._alone: dict[str, str] = {}
        self._keys: dict[str, set[str]] = {}
        for line in lines:
            self.add(line)

    def add(self, line: str) -> bool:
        """Take `line` up; whether one that prints the same was there before."""
        opening = line_opening(line)
        if opening not in self._keys:
            if opening not in self._alone:
                self._alone[opening] = line
                return False
            self._keys[opening] = {line_key(self._alone[opening])}
        keys, key = self._keys[opening], line_key(line)
        is_known = key in keys
        keys.add(key)
        return is_known

    def __contains__(self, line: str) -> bool:
        """Whether a line that was taken up prints the same."""
        opening = line_opening(line)
        if opening in self._keys:
            return line_key(line) in self._keys[opening]
        other = self._alone.get(opening)
        return other is not None and line_key(other) == line_key(line)


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


def lines_of_breaks(text: str) -> Iterator[str]:
    """The lines that `<br>` makes; a line that starts in lower case goes on the unfinished one before."""
    line = ""
    for part in map(settle, text.split("\n")):
        if not part:
            continue
        if line and part[0].islower() and LINE_GOES_ON.search(line):
            line = f"{line} {part}"
            continue
        if line:
            yield line
        line = part
    if line:
        yield line
