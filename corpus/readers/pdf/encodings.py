"""Text of a run in a font of the time before Unicode (.VnTime, VNI-Times) -> Unicode.

Such a font draws Vietnamese letters at the places of Western ones, and its PDF holds the Western ones. Runs come one
font at a time and word by word, so that a letter and its mark, two signs in VNI, are seen together.
"""

import re
from collections.abc import Iterable

from schemas.documents import Mark

TCVN3 = re.compile(r"\.V[nN]|Vn[A-Z][a-z]")
VNI = re.compile(r"VNI[-_ ]", re.IGNORECASE)


def decode_run(text: str, *, font: str) -> str:
    """`text` in Unicode; text of other fonts unchanged."""
    return text


def old_encodings(fonts: Iterable[str]) -> tuple[Mark, ...]:
    """The encodings before Unicode that the names of `fonts` stand for."""
    names = list(fonts)
    found: list[Mark] = []
    if any(TCVN3.match(name) for name in names):
        found.append("tcvn3")
    if any(VNI.match(name) for name in names):
        found.append("vni")
    return tuple(found)
