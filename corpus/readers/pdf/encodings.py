"""Text of a run in a font of the time before Unicode (.VnTime, VNI-Times) -> Unicode.

Such a font draws Vietnamese letters at the places of Western ones, and its PDF holds the Western ones. Runs come one
font at a time and word by word, so that a letter and its mark, two signs in VNI, are seen together.
"""

from collections.abc import Iterable

from corpus.encodings.conversion import convert
from corpus.encodings.fonts import find_old_font
from schemas.documents import Mark


def decode_run(text: str, *, font: str) -> str:
    """`text` in Unicode; text of other fonts unchanged."""
    converted = convert(text, font=font) if find_old_font(font) is not None else None
    return converted.text if converted is not None else text


def old_encodings(fonts: Iterable[str]) -> tuple[Mark, ...]:
    """The encodings before Unicode that the names of `fonts` stand for, each once."""
    found = (find_old_font(font) for font in fonts)
    return tuple(sorted({font.charset for font in found if font is not None}))
