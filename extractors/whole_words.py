"""Phrases, whatever their case -> whether a stretch of text holds one of them as whole words.

A pattern that ignores case is tried at every letter; most stretches hold no part of any phrase, which plain search
tells in a small part of the time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SIGN = re.compile(r"[\[(]")
_OF_TWO_CASES = "i"
"""The letter whose dotless form a pattern takes for it and folding does not: no part of a phrase has it."""


@dataclass(frozen=True, slots=True)
class WholeWords:
    """A pattern for whole words and a part of each of its phrases, one of which stands in all that it matches."""

    pattern: re.Pattern[str]
    parts: tuple[str, ...]

    def are_in(self, text: str) -> bool:
        """Whether a text holds one of the phrases."""
        return self.may_be_in(text) and self.pattern.search(text) is not None

    def may_be_in(self, text: str) -> bool:
        """Whether a text holds a part of one of the phrases, without which it holds none of them."""
        folded = text.casefold()
        return any([part in folded for part in self.parts])


def whole_words(phrases: Iterable[str]) -> WholeWords:
    """Phrases in small letters, each of which may end in sets of signs or groups ("được [0-9]")."""
    several = list(phrases)
    parts = {max(_SIGN.split(phrase)[0].split(_OF_TWO_CASES), key=len) for phrase in several}
    return WholeWords(re.compile(rf"\b(?:{'|'.join(several)})\b", re.IGNORECASE), tuple(sorted(parts, key=len)))
