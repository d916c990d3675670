"""Marks printed as glyphs of their own -> letters with their marks, composed (NFC).

A mark may stand before its letter in the content (TeX), behind it, or at the end of the line (a font borrowed for what
the document's own lacks): the letter is the one whose place it shares.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from corpus.readers.pdf.glyphs import Glyph

SPACING = {
    "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "~": "\u0303", "˜": "\u0303", "˘": "\u0306",
    "ˋ": "\u0300", "ˊ": "\u0301", "̉": "\u0309", "¨": "\u0308", "˙": "\u0307", "¸": "\u0327", "˛": "\u031b",
}  # fmt: skip
"""Signs with a width of their own that are marks where they are printed over a letter."""
SHAPES = "\u0302\u0306\u031b"
"""Marks that make another letter (â ă ơ); tones come behind them."""
DOTLESS = str.maketrans({"ı": "i", "ȷ": "j"})
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def mend_accents(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` with each mark joined to the letter it is printed on; ligatures are written out.

    Marks that stand on no letter are dropped, signs such as "~" that stand on none are left.
    """
    owners: dict[int, list[str]] = defaultdict(list)
    gone: set[int] = set()
    letters: list[int] | None = None
    for index, glyph in enumerate(glyphs):
        mark = _mark_of(glyph.text)
        if mark is None:
            continue
        is_pure = glyph.text not in SPACING
        near = [at for at in (index - 1, index + 1, index - 2, index + 2) if 0 <= at < len(glyphs)]
        owner = _owner(glyphs, glyph, near)
        if owner is None and is_pure:
            letters = letters if letters is not None else [at for at, g in enumerate(glyphs) if g.text.isalpha()]
            owner = _owner(glyphs, glyph, letters)
        if owner is not None:
            owners[owner] += mark
        if owner is not None or is_pure:
            gone.add(index)
    return [_composed(glyph, owners.get(index, [])) for index, glyph in enumerate(glyphs) if index not in gone]


def _mark_of(text: str) -> str | None:
    if text in SPACING:
        return SPACING[text]
    return text if text and unicodedata.combining(text[0]) else None


def _owner(glyphs: Sequence[Glyph], mark: Glyph, places: Sequence[int]) -> int | None:
    """The letter among `places` that shares most of the mark's place; None where none does."""
    is_spacing = mark.text in SPACING
    slack = 0.0 if is_spacing else 0.15 * mark.size
    best, best_share = None, 0.5 if is_spacing else 0.0
    width = max(mark.right - mark.left, 0.1)
    for at in places:
        letter = glyphs[at]
        if not letter.text.isalpha() or letter.quarters != mark.quarters or abs(letter.base - mark.base) > mark.size:
            continue
        overlap = min(letter.right, mark.right) - max(letter.left, mark.left) + slack
        share = overlap / (width + slack)
        if share > best_share:
            best, best_share = at, share
    return best


def _composed(glyph: Glyph, marks: list[str]) -> Glyph:
    text = glyph.text
    if marks:
        ordered = sorted(marks, key=lambda mark: mark not in SHAPES)
        return glyph._replace(text=_with_marks(text.translate(DOTLESS), ordered))
    return glyph._replace(text=text.translate(LIGATURES)) if "ﬀ" <= text <= "ﬆ" else glyph


def _with_marks(letter: str, marks: list[str]) -> str:
    """The composed letter, its own marks among the new ones in the order in which NFC composes them."""
    parts = unicodedata.normalize("NFD", letter)
    ordered = sorted([*parts[1:], *marks], key=lambda mark: mark not in SHAPES)
    return unicodedata.normalize("NFC", parts[0] + "".join(ordered))
