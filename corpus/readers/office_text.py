"""Runs of an office document -> plain text: old fonts, symbol fonts, invisible characters and blank space settled."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from corpus.encodings.conversion import convert
from corpus.encodings.fonts import find_old_font
from schemas.documents import Mark

Run = tuple[str, str | None]
"""A stretch of text and its font, None where it is not known."""

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffd]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
"""Old encodings have letters at 0x80 to 0x9f, which stay."""
SPACE = re.compile(r"\s+")
NARROW_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u2007\u2009\u202f]\d{3})+(?!\d)")
"""Thousands that narrow or figure spaces part, as typesetters do; common spaces also part two numbers."""
NARROW = re.compile("[\u2007\u2009\u202f]")
HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
ORNAMENT = re.compile(r"[\W_]*")
"""A line of stars, dashes or dots alone."""
SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings|marlett|zapf", re.IGNORECASE)
SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB7: "•", 0xAE: "→", 0xB0: "°",
    0xB2: "″", 0xA2: "′", 0x2D: "−", 0x3D: "=", 0x2B: "+", 0x25: "%", 0x3C: "<", 0x3E: ">", 0xE5: "∑", 0x44: "Δ",
}  # fmt: skip
"""Characters of the font Symbol that figures stand beside."""
PRIVATE = re.compile("[\ue000-\uf8ff]")


def runs_text(runs: Iterable[Run]) -> tuple[str, list[Mark]]:
    """The text of one paragraph or cell as its fonts show it, and the old encodings that it was converted from.

    The only door for fonts: neighbours of one font are taken together, so that letters made of two characters
    stay whole wherever a word processor parted them.
    """
    texts: list[str] = []
    marks: list[Mark] = []
    for font, stretch in groupby(runs, key=itemgetter(1)):
        text, mark = run_text("".join(text for text, _ in stretch), font)
        texts.append(text)
        marks += [mark] if mark else []
    return "".join(texts), marks


def run_text(text: str, font: str | None) -> tuple[str, Mark | None]:
    """`text` of one font as it shows it, and the old encoding that it was converted from, or None."""
    if font is not None and SYMBOL_FONTS.search(font):
        return "".join(symbol_text(ord(letter), font) for letter in text), None
    converted = convert(text, font=font) if font is not None and find_old_font(font) is not None else None
    return (converted.text, converted.encodings[0]) if converted and converted.encodings else (text, None)


def symbol_text(code: int, font: str | None) -> str:
    """The character that `font` shows at `code`, as far as figures need it; a space for ornaments."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if font is not None and font.strip().casefold() == "symbol":
        return SYMBOLS.get(low, chr(low) if low < 0x7F and chr(low) in "0123456789.,()/ " else " ")
    if font is not None and SYMBOL_FONTS.search(font):
        return " "
    return " " if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def settle_text(text: str) -> str:
    """`text` in NFC on one line: invisible characters dropped, hyphens plain, every run of blank space one space."""
    if NARROW.search(text):
        text = NARROW_GROUPS.sub(lambda group: NARROW.sub(".", group.group()), text)
    text = PRIVATE.sub(" ", CONTROL.sub(" ", INVISIBLE.sub("", text))).translate(HYPHENS)
    return unicodedata.normalize("NFC", SPACE.sub(" ", text).strip())


def join_paragraphs(texts: list[str]) -> str:
    """The paragraphs of one cell on one line; figures of two paragraphs never run into one another."""
    joined = ""
    for text in filter(None, texts):
        if joined and joined[-1].isdigit() and text[0].isdigit():
            joined += "; " + text
        else:
            joined = f"{joined} {text}" if joined else text
    return joined
