"""Glyphs of the private use area -> the signs they are in the symbol fonts of word processors, where that is known."""

from corpus.readers.pdf.glyphs import Glyph

SYMBOLS = {
    0xF02D: "-", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF076: "❖", 0xF0FC: "✓", 0xF0A8: "□", 0xF06F: "□",
    0xF0E0: "→", 0xF0AE: "→", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0B1: "±", 0xF02B: "+", 0xF06C: "●",
    0xF06E: "■", 0xF0D7: "·", 0xF0BA: "≡", 0xF0BB: "≈", 0xF0B9: "≠", 0xF0B0: "°",
}  # fmt: skip
"""Source: the character sets of Symbol and Wingdings, at whose places (0xF000 and up) such fonts are read."""
UNKNOWN = "\ufffd"


def read_private(glyph: Glyph) -> Glyph:
    """`glyph` with the sign it shows; U+FFFD where a private place tells nothing.

    A font moved whole to the private area (0xF020 to 0xF07E) has its digits and letters at their own places there.
    """
    code = ord(glyph.text) if len(glyph.text) == 1 else 0
    if not 0xE000 <= code <= 0xF8FF:
        return glyph
    if code in SYMBOLS:
        return glyph._replace(text=SYMBOLS[code])
    if 0xF020 <= code <= 0xF07E and not _is_symbol_font(glyph.font):
        return glyph._replace(text=chr(code - 0xF000))
    return glyph._replace(text=UNKNOWN, is_known=False)


def _is_symbol_font(font: str) -> bool:
    return any(name in font.lower() for name in ("symbol", "wingding", "webding", "dingbat"))
