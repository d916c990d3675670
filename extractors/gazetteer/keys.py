"""Place names -> comparison keys: one spelling for what Vietnamese prints in several, every meaningful accent kept.

Stripping accents would merge different places (Thanh Hóa / Thạnh Hóa, Phú Mỹ / Phù Mỹ, 88 communes within one
district), so a key keeps them; `plain_key` without accents is for texts that have none at all.
"""

import re
import unicodedata
from functools import lru_cache

from extractors.remembered import Remembered

_SYLLABLE = r"[^\W_]+(?:[\u0300-\u036f][^\W_]*|['’‘ʼ`´][^\W_]+)*"
SYLLABLE = re.compile(_SYLLABLE)
"""One syllable of running text, with combining accents and inner apostrophes ("M’Gar"); matches in linear time."""

BETWEEN_SYLLABLES = re.compile(f"({_SYLLABLE})")
"""Its `split` gives what stands between syllables and the syllables, in turn, beginning and ending with the former."""

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ACUTE = "\u0301"
_APOSTROPHES = str.maketrans({c: "'" for c in "’‘ʼ`´"} | {"ð": "đ"})
_FINAL_Y = re.compile(r"^([hklmstv]|qu)y$")
_HIGHLAND = {"dak": "đăk", "đak": "đăk", "đac": "đăk", "lak": "lăk"}
_MAX_SYLLABLE, _LONG = 36, 20
_HIGHLAND_BEGINNINGS = frozenset(
    ("đa", "đạ", "đam", "đăk", "đắk", "đak", "krông", "kông", "ia", "ea", "cư", "chư", "a", "ka", "ya", "tu", "k", "m")
)
_APOSTROPHE = re.compile("['’‘ʼ`´]")


def syllable_key(syllable: str) -> str:
    """The canonical form of one syllable, its tone mark moved to the end.

    Equal for: upper and lower case, NFC and NFD, "hoà"/"hòa", "kỳ"/"kì", "quy"/"qui", "đắk"/"đăk"/"đak"/"dak"/"đắc",
    a final k with or without its tone, the sorts of apostrophe, and Ð (eth) for Đ. Nothing else is merged.

    Args:
        syllable: What `SYLLABLE` matches; longer than any Vietnamese syllable is returned lower-cased only.
    """
    if len(syllable) > _MAX_SYLLABLE:
        return syllable.lower()
    if syllable.isdecimal():
        return str(int(syllable))
    lowered = unicodedata.normalize("NFC", syllable).lower().translate(_APOSTROPHES)
    tone = ""
    letters = []
    for char in unicodedata.normalize("NFD", lowered):
        if char in _TONES:
            tone = char
        else:
            letters.append(char)
    base = unicodedata.normalize("NFC", "".join(letters))
    base = _FINAL_Y.sub(r"\1i", base)
    base = _HIGHLAND.get(base, base)
    if base.endswith("ăc") and base[0] in "đl" and len(base) == 3:
        base = base[:2] + "k"
    if base.endswith("k"):
        tone = _ACUTE
    return base + tone


SYLLABLE_KEYS = Remembered(syllable_key, most=20_000)
"""The canonical form of a syllable, by how it is printed."""

_OPEN_SYLLABLE = re.compile(r"(?<![qQ])([oO][àáảãạèéẻẽẹ]|[uU][ỳýỷỹỵ])(?!\w)")


@lru_cache(maxsize=20_000)
def normalize_spelling(name: str) -> str:
    """The name as printed, with single blanks, Đ for Ð (eth), NFC, and the tone mark placed as in "hòa", "thủy"."""
    text = " ".join(unicodedata.normalize("NFC", name).replace("Ð", "Đ").replace("ð", "đ").split())
    return _OPEN_SYLLABLE.sub(_tone_on_first_vowel, text)


def _tone_on_first_vowel(match: re.Match[str]) -> str:
    pair = match.group()
    marked = unicodedata.normalize("NFD", pair[1])
    return unicodedata.normalize("NFC", pair[0] + marked[1]) + marked[0]


@lru_cache(maxsize=30_000)
def name_key(name: str) -> tuple[str, ...]:
    """The canonical syllables of a name; hyphens, dashes and dots count as blanks. Empty for a name without letters."""
    return tuple(map(SYLLABLE_KEYS.__getitem__, SYLLABLE.findall(name)))


@lru_cache(maxsize=20_000)
def plain_syllable(key: str) -> str:
    """A syllable key without any accent ("đăk" -> "dak", "ba" stays), for texts that print none."""
    stripped = "".join(char for char in unicodedata.normalize("NFD", key) if not unicodedata.combining(char))
    return stripped.replace("đ", "d")


def _plain_syllable_key(syllable: str) -> str:
    return plain_syllable(SYLLABLE_KEYS[syllable]) if len(syllable) < _LONG else syllable_key(syllable)


PLAIN_KEYS = Remembered(_plain_syllable_key, most=20_000)
"""The canonical form of a syllable without any accent, by how it is printed."""


@lru_cache(maxsize=20_000)
def plain_key(name: str) -> tuple[str, ...]:
    """`name_key` without any accent, for texts that print none."""
    return tuple(plain_syllable(key) for key in name_key(name))


def highland_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """Further keys of a highland name that papers join or write without its apostrophe ("Đakrông", "Cư Mgar").

    Empty for names of any other sort.
    """
    words = name.split()
    first = _APOSTROPHE.split(words[0].lower())[0] if words else ""
    has_apostrophe = _APOSTROPHE.search(name) is not None
    if first not in _HIGHLAND_BEGINNINGS and not has_apostrophe:
        return ()
    spellings = [_APOSTROPHE.sub("", name)] if has_apostrophe else []
    spellings += [_APOSTROPHE.sub("", "".join(words))] if 1 < len(words) <= 3 else []
    own = name_key(name)
    return tuple(key for key in dict.fromkeys(map(name_key, spellings)) if key != own)
