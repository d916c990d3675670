"""Place mentions that are a person's name -> left out: the reporter's below the text, someone a text calls by name."""

import re
from collections.abc import Sequence

from extractors.places.mention import PlaceMention

_LINE_BEFORE = re.compile(r"[.…!?”\"]\s{0,20}\n[^\S\n]{0,20}\Z")
_LINE_END = re.compile(r"[^\S\n]{0,20}(?:\n|\Z)")
_NEXT_LINE = re.compile(r"\s{0,40}(?P<line>[^\n]{0,81})")
_LONGEST_NEXT, _BEFORE = 80, 60
_PERSONS = ("Anh ", "Bà ", "Cô ", "Ông ", "Chị ", "Chú ", "Bác ")


def without_bylines(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions without the bare names that are a line of their own behind a finished sentence, or a person's.

    A paragraph or a figure below makes the line the heading of what follows. "Anh Sơn" is a person where the text says
    "anh Sơn" too.
    """
    return [m for m in mentions if m.kind != "bare" or not (_signs(text, m) or _is_called(text, m))]


def _is_called(text: str, mention: PlaceMention) -> bool:
    """Whether a bare name begins with a word for a person that stands before the rest of it in small letters too."""
    if not mention.text.startswith(_PERSONS):
        return False
    return f" {mention.text[0].lower()}{mention.text[1:]}" in text


def _signs(text: str, mention: PlaceMention) -> bool:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if not _LINE_BEFORE.search(before) or not _LINE_END.match(text, mention.end):
        return False
    below = _NEXT_LINE.match(text, mention.end)
    line = below["line"] if below else ""
    return len(line) <= _LONGEST_NEXT and not line[:1].isdecimal() and "|" not in line
