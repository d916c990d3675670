"""Raw text -> syllables with exact offsets, canonical keys, and how each is joined to the next."""

import re
from dataclasses import dataclass

from extractors.gazetteer.keys import SYLLABLE, plain_syllable, syllable_key

BLANK, DASH, OTHER = " ", "-", "."
"""Between two syllables: blanks only; a dash; anything else, a line end too."""

_DASH_GAP = re.compile(r"[^\S\n]{0,3}[-–][^\S\n]{0,3}")
_ACCENT = re.compile(r"[^\W\d_a-zA-Z]|[\u0300-\u036f]")
_SENTENCE_END = frozenset(".!?:;\n“”\"'…()[]•*+|/")


@dataclass(frozen=True, slots=True)
class Syllables:
    """The syllables of a text in parallel lists.

    `gaps[i]` is what stands between syllable i and the next one, `capitals[i]` whether it begins with a capital letter.
    """

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]
    gaps: list[str]
    capitals: list[bool]

    def __len__(self) -> int:
        return len(self.keys)

    def is_capital(self, index: int) -> bool:
        """Whether the syllable exists and begins with a capital letter."""
        return index < len(self.capitals) and self.capitals[index]

    def is_number(self, index: int) -> bool:
        """Whether the syllable exists and is a short run of digits."""
        if index >= len(self.keys) or self.ends[index] - self.starts[index] > 3:
            return False
        return self.text[self.starts[index] : self.ends[index]].isdecimal()

    def is_shouted(self, index: int) -> bool:
        """Whether the syllable is in capitals throughout, of two letters at least."""
        word = self.text[self.starts[index] : self.ends[index]][:20]
        return len(word) > 1 and word.isupper() and word.isalpha()

    def begins_sentence(self, index: int) -> bool:
        """Whether the syllable stands at the start of the text, a line, a sentence or a bracket."""
        if index == 0:
            return True
        gap = self.text[self.ends[index - 1] : self.starts[index]]
        return len(gap) > 4 or not _SENTENCE_END.isdisjoint(gap) or " - " in gap or " – " in gap

    def separator(self, index: int) -> str:
        """The few characters between syllable `index` and the next, stripped of blanks; a newline for a line end."""
        if index + 1 >= len(self.keys):
            return "\n"
        gap = self.text[self.ends[index] : self.starts[index + 1]]
        return "\n" if "\n" in gap or len(gap) > 6 else gap.strip()


def is_unaccented(text: str) -> bool:
    """Whether the whole text has no letter beyond A to Z, so that Vietnamese in it was typed without accents."""
    return _ACCENT.search(text) is None


def split_syllables(text: str, *, is_plain: bool) -> Syllables:
    """All syllables of `text`, numbers included.

    Args:
        text: Any text.
        is_plain: Leave accents out of the keys, for texts that print none.
    """
    starts: list[int] = []
    ends: list[int] = []
    keys: list[str] = []
    gaps: list[str] = []
    last = 0
    known: dict[str, str] = {}
    for match in SYLLABLE.finditer(text):
        start, end = match.span()
        if starts:
            gaps.append(BLANK if text[last:start] == " " else _gap(text, last, start))
        starts.append(start)
        ends.append(end)
        syllable = match.group()
        key = known.get(syllable)
        if key is None:
            key = known[syllable] = _key(syllable, is_plain=is_plain)
        keys.append(key)
        last = end
    gaps.append(OTHER)
    return Syllables(text, starts, ends, keys, gaps, [text[start].isupper() for start in starts])


def _key(syllable: str, *, is_plain: bool) -> str:
    key = syllable_key(syllable)
    return plain_syllable(key) if is_plain and len(syllable) < 20 else key


def _gap(text: str, start: int, end: int) -> str:
    if end - start == 1:
        char = text[start]
        return BLANK if char in " \u00a0\t" else DASH if char in "-–" else OTHER
    if end - start > 6:
        return OTHER
    if _DASH_GAP.fullmatch(text, start, end):
        return DASH
    return BLANK if text[start:end].isspace() and "\n" not in text[start:end] else OTHER
