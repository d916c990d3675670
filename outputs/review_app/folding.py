"""Vietnamese text -> the same in small letters without accents, for search that takes both."""

import re
import unicodedata

_LETTERS = "aăâeêioôơuưyđ"
_WORD = re.compile(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _build_table() -> dict[int, str]:
    table = {}
    for letter in _LETTERS + _LETTERS.upper():
        plain = "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0].lower()
        for tone in ("", *_TONES):
            composed = unicodedata.normalize("NFC", letter + tone)
            if len(composed) == 1:
                table[ord(composed)] = plain
    return table | {ord(tone): "" for tone in _TONES} | {0x0306: "", 0x0302: "", 0x031B: ""}


_TABLE = _build_table()


def fold(text: str) -> str:
    """`text` as a search compares it: "Huyện Ba Bể" -> "huyen ba be"."""
    return text.translate(_TABLE).lower()


def find_words(text: str) -> list[str]:
    """The folded words of `text` in their order, digits with them: "4.900 người" -> ["4", "900", "nguoi"]."""
    return _WORD.findall(fold(text))
