"""Glyphs of one stretch of a line -> its text, blanks where the eye sees them, raised signs kept apart.

A blank is what the gap shows, not what the text layer holds: generators leave blanks out, or put them into words.
"""

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.readers.pdf.encodings import decode_run
from corpus.readers.pdf.glyphs import Glyph
from corpus.readers.pdf.syllables import is_cut

NO_GAP = 0.06
"""Share of the type's size below which a gap is none, even where the text layer has a blank."""
LEAST_GAP = 0.14
"""Share of the type's size above which a gap is a blank, even where the text layer has none."""
USUAL_GAP = 0.25
NEAR = 0.6
"""Share of the line's usual blank below which a blank may be a slip inside a word or numeral."""
RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
ENDS_IN_GROUP = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})*[.,]$")
GROUP = re.compile(r"\d{3}(?!\d)")


class Sign(NamedTuple):
    """A glyph in its line: `shift` is -1 where it is raised, 1 where it is lowered, else 0."""

    glyph: Glyph
    shift: int = 0


class _Word(NamedTuple):
    signs: list[Sign]
    gap: float
    """Points to the word before."""


def read_signs(signs: Sequence[Sign]) -> str:
    """The text of `signs`, which stand on one line from left to right; blanks among them may be missing or too many."""
    words = _words(signs)
    if not words:
        return ""
    words = _without_spread(words)
    usual = _usual_gap(words)
    texts: list[str] = []
    for index, word in enumerate(words):
        text = _word_text(word.signs)
        if texts and _belong(texts[-1], text, is_near=word.gap < NEAR * usual, is_first=index == 1):
            texts[-1] += text
        else:
            texts.append(text)
    return " ".join(texts)


def _words(signs: Sequence[Sign]) -> list[_Word]:
    solid = [sign for sign in signs if not sign.glyph.text.isspace()]
    if not solid:
        return []
    blanks = {id(after) for sign, after in pairwise(signs) if sign.glyph.text.isspace()}
    gaps = [after.glyph.left - sign.glyph.right for sign, after in pairwise(solid)]
    tight = [gap for gap, sign in zip(gaps, solid[1:], strict=True) if id(sign) not in blanks]
    loose = max(statistics.median(tight), 0.0) if len(tight) > 3 else 0.0
    words = [_Word([solid[0]], 0.0)]
    for sign, gap in zip(solid[1:], gaps, strict=True):
        size = max(sign.glyph.size, words[-1].signs[-1].glyph.size)
        least = NO_GAP * size if id(sign) in blanks else LEAST_GAP * size + min(loose, 0.2 * size)
        if gap > least:
            words.append(_Word([sign], gap))
        else:
            words[-1].signs.append(sign)
    return words


def _without_spread(words: list[_Word]) -> list[_Word]:
    """Letters set apart for show ("B Á O  C Á O") as the words they are."""
    single = sum(len(word.signs) == 1 and word.signs[0].glyph.text.isalpha() for word in words)
    if len(words) < 5 or single < 0.8 * len(words):
        return words
    narrow = statistics.median(word.gap for word in words[1:])
    joined = [words[0]]
    for word in words[1:]:
        if word.gap > 1.5 * narrow:
            joined.append(word)
        else:
            joined[-1].signs.extend(word.signs)
    return joined


def _usual_gap(words: list[_Word]) -> float:
    gaps = [word.gap for word in words[1:]]
    return statistics.median(gaps) if len(gaps) > 2 else USUAL_GAP * words[0].signs[0].glyph.size


def _belong(first: str, second: str, *, is_near: bool, is_first: bool) -> bool:
    """Whether a blank between two words is a slip of the text layer.

    Digits are joined only behind a separator, in groups of three, across a narrow blank, and not at the head of a
    line, where "1." may number an item.
    """
    if is_near and not is_first and ENDS_IN_GROUP.search(first) and GROUP.match(second):
        return True
    return is_cut(first, second, is_near=is_near)


def _word_text(signs: Sequence[Sign]) -> str:
    """The word's text; what is raised or lowered is written with signs that no numeral takes in."""
    parts: list[str] = []
    start = 0
    for end in range(1, len(signs) + 1):
        if end < len(signs) and (signs[end].shift, signs[end].glyph.font) == (
            signs[start].shift,
            signs[start].glyph.font,
        ):
            continue
        text = decode_run("".join(sign.glyph.text for sign in signs[start:end]), font=signs[start].glyph.font)
        parts.append(_shifted(text, signs[start].shift, before=parts[-1] if parts else ""))
        start = end
    return "".join(parts)


def _shifted(text: str, shift: int, *, before: str) -> str:
    if not shift:
        return text
    signs = text.translate(RAISED if shift < 0 else LOWERED)
    is_mixed = any(sign.isalnum() and sign in text for sign in signs)
    return f" [{text}]" if is_mixed and before[-1:].isdigit() else signs
