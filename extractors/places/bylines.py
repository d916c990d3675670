"""Place mentions that are a reporter's name below the text -> left out: "Thanh Hà" on a line of its own."""

import re
from collections.abc import Sequence

from extractors.places.mention import PlaceMention

_LINE_BEFORE = re.compile(r"[.…!?”\"]\s{0,20}\n[^\S\n]{0,20}\Z")
_LINE_END = re.compile(r"[^\S\n]{0,20}(?:\n|\Z)")
_NEXT_LINE = re.compile(r"\s{0,40}(?P<line>[^\n]{0,81})")
_LONGEST_NEXT, _BEFORE = 80, 60


def without_bylines(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions without the bare names that are a line of their own behind a finished sentence.

    A paragraph or a figure below makes it the heading of what follows.
    """
    return [mention for mention in mentions if mention.kind != "bare" or not _signs(text, mention)]


def _signs(text: str, mention: PlaceMention) -> bool:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if not _LINE_BEFORE.search(before) or not _LINE_END.match(text, mention.end):
        return False
    below = _NEXT_LINE.match(text, mention.end)
    line = below["line"] if below else ""
    return len(line) <= _LONGEST_NEXT and not line[:1].isdecimal() and "|" not in line
