"""Raw text -> syllables with exact offsets, canonical keys, and how each is joined to the next."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from extractors.first_plane import is_of_first_plane, written_out
from extractors.gazetteer.keys import BETWEEN_SYLLABLES
from extractors.remembered import Remembered

BLANK, DASH, OTHER = " ", "-", "."
"""Between two syllables: blanks only; a dash; anything else, a line end too."""

_DASH_GAP = re.compile(r"[^\S\n]{0,3}[-–][^\S\n]{0,3}")
_ACCENT = re.compile(r"[^\W\d_a-zA-Z]|[\u0300-\u036f]")
_KNOWN, _LONGEST_GAP, _LONGEST_NUMBER = 2000, 6, 3
_OF_WORDS = r"[^\W_]"
_GLUE, _COMBINING = "'’‘ʼ`´", re.compile("[\u0300-\u036f]")
"""Signs inside a syllable, without which syllables are the words of a text."""
_FIRST_BYTES = b"\xcc", b"\xcd"
"""With one of which all that `_COMBINING` finds begins in UTF-8; in few texts, and found sooner."""
_SENTENCE_END = frozenset(".!?:;\n“”\"'…()[]•*+|/")


@dataclass(frozen=True, slots=True)
class Syllables:
    """The syllables of a text in parallel lists.

    `words` are the syllables as printed, `keys` their canonical forms, `between[i]` is what stands between syllable i
    and the next one, a line end behind the last, and `gaps[i]` of which sort that is. `offsets` are where the syllables
    start and end, in turn.
    """

    text: str
    words: list[str]
    keys: list[str]
    offsets: list[int]
    between: list[str]
    gaps: list[str]

    def start(self, index: int) -> int:
        """Where a syllable starts in the text."""
        return self.offsets[2 * index]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets in the text of syllables `[first, last)`."""
        return self.offsets[2 * first], self.offsets[2 * last - 1]

    def is_capital(self, index: int) -> bool:
        """Whether the syllable exists and begins with a capital letter."""
        return index < len(self.words) and self.words[index][0].isupper()

    def is_number(self, index: int) -> bool:
        """Whether the syllable exists and is a short run of digits."""
        return index < len(self.words) and self.words[index].isdecimal() and len(self.words[index]) <= _LONGEST_NUMBER

    def is_shouted(self, index: int) -> bool:
        """Whether the syllable is in capitals throughout, of two letters at least."""
        word = self.words[index][:20]
        return len(word) > 1 and word.isupper() and word.isalpha()

    def begins_sentence(self, index: int) -> bool:
        """Whether the syllable stands at the start of the text, a line, a sentence or a bracket."""
        if index == 0:
            return True
        gap = self.between[index - 1]
        return len(gap) > 4 or not _SENTENCE_END.isdisjoint(gap) or " - " in gap or " – " in gap

    def separator(self, index: int) -> str:
        """The few characters between syllable `index` and the next, stripped of blanks; a newline for a line end."""
        gap = self.between[index]
        return "" if gap == BLANK else _separator(gap)


def is_unaccented(text: str) -> bool:
    """Whether the whole text has no letter beyond A to Z, so that Vietnamese in it was typed without accents."""
    return _ACCENT.search(text) is None


def split_syllables(text: str, keys: Mapping[str, str]) -> Syllables:
    """All syllables of `text`, numbers included.

    Args:
        text: Any text.
        keys: The canonical form of each syllable.
    """
    is_plain = _has_plain_words(text)
    pieces = (_between_words() if is_plain else BETWEEN_SYLLABLES).split(text)
    offsets = list(accumulate(map(len, pieces)))
    words, between = pieces[1::2], pieces[2::2]
    between[-1:] = ["\n"]
    gaps = list(map(_GAPS.__getitem__, between))
    return Syllables(text, words, list(map(keys.__getitem__, words)), offsets, between, gaps)


def _has_plain_words(text: str) -> bool:
    """Whether the syllables of a text are its words, and all its characters of the first plane of Unicode."""
    if not is_of_first_plane(text) or any([sign in text for sign in _GLUE]):
        return False
    printed = text.encode("utf-8", "surrogatepass")
    return not any([byte in printed for byte in _FIRST_BYTES]) or _COMBINING.search(text) is None


@cache
def _between_words() -> re.Pattern[str]:
    """What splits text of the first plane around its words."""
    return re.compile(f"([{written_out(_OF_WORDS)}]++)")


def _gap(between: str) -> str:
    if len(between) == 1:
        return BLANK if between in " \u00a0\t" else DASH if between in "-–" else OTHER
    if len(between) > _LONGEST_GAP:
        return OTHER
    if _DASH_GAP.fullmatch(between):
        return DASH
    return BLANK if between.isspace() and "\n" not in between else OTHER


_GAPS = Remembered(_gap, most=_KNOWN)


@lru_cache(maxsize=_KNOWN)
def _separator(gap: str) -> str:
    return "\n" if "\n" in gap or len(gap) > _LONGEST_GAP else gap.strip()
