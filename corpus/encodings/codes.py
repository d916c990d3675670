"""Text as a reader of pages took it for Latin-1 or windows-1252 -> the letters that its font was meant to draw."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.encodings.charsets import Encoding
from corpus.encodings.syllables import is_syllable

WINDOWS_1252 = {letter: chr(code) for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore"))}
"""What windows-1252 has where Latin-1 has control characters."""
TO_CODES = str.maketrans(
    WINDOWS_1252
    # Fonts of symbols: Word keeps the bytes of their text here.
    | {chr(0xF000 + code): chr(code) for code in range(0x20, 0x100)}
    # What PDF readers make of the glyph names at two places where TCVN3 has letters.
    | {"\u03bc": "\xb5", "\u2219": "\xb7"}
)
FROM_CODES = str.maketrans({code: letter for letter, code in WINDOWS_1252.items()})
SIGNS = "".join(letter + code for letter, code in WINDOWS_1252.items() if not letter.isalpha())
EDGES = re.compile(f"([{re.escape(SIGNS)}]*)(.*?)([{re.escape(SIGNS)}]*)", re.DOTALL)
WORD = re.compile(r"[^\t\n\v\f\r !-@\[-`{-\x7f]+")
"""A run of letters in any encoding: all but ASCII's blanks, signs and digits."""
LETTERS = re.compile(r"[^\W\d_]+")
LONGEST_WORD = 40
"""Codes of the longest word that is looked into; what is longer is no word, and time must not grow with it."""
SOFT_HYPHEN = "\u00ad"
PART = "[^\\s!-,./-@\\[-`{-\x7f-]{0,10}"
HYPHENED = re.compile(f"{PART}[-\u2212]{PART}")
"""A word with what readers of PDF make of the soft hyphen, which is ư in TCVN3."""


def as_codes(text: str) -> str:
    """`text` with each character as the byte that was meant; those of Unicode alone stay. The length stays too."""
    return text.translate(TO_CODES)


def mend_hyphens(text: str, encoding: Encoding) -> str:
    """`text` of the same length, with the soft hyphens that readers of TCVN3 made hyphens or minus signs of."""
    if encoding.id != "tcvn3":
        return text
    return HYPHENED.sub(lambda found: _with_soft_hyphen(found[0], encoding), text)


def decode_codes(text: str, encoding: Encoding) -> str:
    """The whole of `text` in Unicode, NFC; ASCII, digits and their separators among it, stays as it is."""
    return WORD.sub(lambda found: decode_word(found[0], encoding), mend_hyphens(text, encoding))


def decode_word(word: str, encoding: Encoding) -> str:
    """One run of letters (see `WORD`) in Unicode, NFC.

    Quotation marks and dashes of windows-1252 are letters in VISCII and VPS: they are read so inside a word and where
    that makes a syllable, and are signs at its edges where it does not. Standing alone, as bytes they are letters
    (a dash is Ở in VISCII), as characters of Unicode signs.
    """
    if len(word) > LONGEST_WORD:
        return encoding.decode(as_codes(word)).translate(FROM_CODES)
    return _decode_word(word, encoding)


@lru_cache(maxsize=200_000)
def _decode_word(word: str, encoding: Encoding) -> str:
    decoded = encoding.decode(as_codes(word)).translate(FROM_CODES)
    found = EDGES.fullmatch(word)
    if not encoding.has_letters_for_signs or found is None or not (found[1] or found[3]):
        return decoded
    before, body, after = found.groups()
    if not body:
        return decoded if max(word) < "\xa0" else word
    return next(filter(_is_spelled, _with_edges(before, body, after, encoding=encoding)), decoded)


def _with_edges(before: str, body: str, after: str, *, encoding: Encoding) -> Iterator[str]:
    """`body` decoded with all, then with ever fewer of the signs around it."""
    for kept in range(len(before) + len(after) + 1):
        for left in range(max(0, kept - len(after)), min(kept, len(before)) + 1):
            end = len(after) - (kept - left)
            middle = encoding.decode(as_codes(before[left:] + body + after[:end])).translate(FROM_CODES)
            yield (before[:left] + middle + after[end:]).translate(FROM_CODES)


def _is_spelled(word: str) -> bool:
    return all(map(is_syllable, LETTERS.findall(word)))


def _with_soft_hyphen(word: str, encoding: Encoding) -> str:
    """`word` with ư for its hyphen, where that makes one syllable and its parts are none: "n-íc" is nước."""
    joined = re.sub("[-\u2212]", SOFT_HYPHEN, word)
    parts = [encoding.decode(part) for part in joined.split(SOFT_HYPHEN) if part]
    if not parts or all(map(is_syllable, parts)) or not is_syllable(encoding.decode(joined)):
        return word
    return joined
