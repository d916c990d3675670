"""Text -> its bytes in an old encoding, and random Vietnamese, for tests that read them back."""

import unicodedata

from hypothesis import strategies as st

from corpus.encodings.charsets import TONE_MARKS, CharsetId, load_charsets
from corpus.encodings.syllables import load_syllables

VOWELS = "aăâeêioôơuưy"
LETTERS = [
    letter
    for vowel in (*VOWELS, "đ")
    for mark in (TONE_MARKS.values() if vowel != "đ" else [""])
    for form in (vowel, vowel.upper())
    if not (letter := unicodedata.normalize("NFC", form + mark)).isascii()
]
NUMERALS = [
    "12",
    "1.234",
    "4.907",
    "12,5%",
    "0,85",
    "95/1.813",
    "20-10",
    "05/10/2018",
    "1.250.000",
    "(3)",
    "15%;",
    "2003.",
]


def encoded(text: str, charset_id: CharsetId) -> bytes:
    """`text` in the encoding; capitals that it lacks as small letters."""
    charset = load_charsets()[charset_id]
    codes: dict[str, str] = {}
    for code, letter in charset.letters.items():
        codes.setdefault(letter, code)
    return "".join(_code(letter, codes) for letter in unicodedata.normalize("NFC", text)).encode("latin-1")


def _code(letter: str, codes: dict[str, str]) -> str:
    if letter.isascii():
        return letter
    code = codes.get(letter) or codes.get(letter.lower())
    if code is not None:
        return code
    parts = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in parts if mark in TONE_MARKS.values()), "")
    if not tone:
        return letter.encode("cp1252").decode("latin-1")
    return _code(unicodedata.normalize("NFC", parts.replace(tone, "")), codes) + codes[tone]


def toned(word: str, tone: str) -> str:
    """The syllable with its tone on its last vowel with an accent of its own, else on its last vowel."""
    places = [at for at, letter in enumerate(word) if letter in VOWELS]
    own = [at for at in places if not word[at].isascii()]
    at = (own or places)[-1]
    return unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])


def syllables() -> st.SearchStrategy[str]:
    """Any syllable that can be spelled, in small letters."""
    known = sorted(load_syllables().toneless.items())
    return st.sampled_from(known).flatmap(
        lambda pair: st.sampled_from(sorted(pair[1])).map(lambda t: toned(pair[0], t))
    )


def sentences(least: int = 1) -> st.SearchStrategy[str]:
    """Words and numerals with one blank between them, each word small, with a capital, or in capitals."""
    cased = st.tuples(syllables(), st.sampled_from([str.lower, str.lower, str.capitalize, str.upper]))
    tokens = st.one_of(cased.map(lambda pair: pair[1](pair[0])), st.sampled_from(NUMERALS))
    return st.lists(tokens, min_size=least, max_size=40).map(" ".join)
