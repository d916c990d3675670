"""Raw text -> syllables with exact offsets, canonical keys, and how each is joined to the next."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from extractors.cutting import cut_text
from extractors.gazetteer.keys import BETWEEN_SYLLABLES, plain_syllable, syllable_keys

BLANK, DASH, OTHER = " ", "-", "."
"""Between two syllables: blanks only; a dash; anything else, a line end too."""

_DASH_GAP = re.compile(r"[^\S\n]{0,3}[-–][^\S\n]{0,3}")
_ACCENT = re.compile(r"[^\W\d_a-zA-Z]|[\u0300-\u036f]")
_LONG = 20
_KNOWN = 2000
_GLUE = re.compile("[\u0300-\u036f'’‘ʼ`´]")
"""Signs inside a syllable, without which syllables are the words of `cut_text`."""
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
    if _GLUE.search(text):
        pieces = BETWEEN_SYLLABLES.split(text)
        offsets = list(accumulate(map(len, pieces)))
    else:
        cut = cut_text(text)
        pieces, offsets = cut.pieces, cut.ends
    words = pieces[1::2]
    keys = syllable_keys(words)
    if is_plain:
        keys = [plain_syllable(key) if len(word) < _LONG else key for key, word in zip(keys, words, strict=True)]
    gaps = [BLANK if gap == " " else _gap(gap) for gap in pieces[2:-1:2]]
    return Syllables(text, offsets[0:-1:2], offsets[1::2], keys, [*gaps, OTHER], [word[0].isupper() for word in words])


@lru_cache(maxsize=_KNOWN)
def _gap(between: str) -> str:
    if len(between) == 1:
        return BLANK if between in " \u00a0\t" else DASH if between in "-–" else OTHER
    if len(between) > 6:
        return OTHER
    if _DASH_GAP.fullmatch(between):
        return DASH
    return BLANK if between.isspace() and "\n" not in between else OTHER
