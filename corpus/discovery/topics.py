"""Title and address of an article -> whether it names one of a source's topics."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from schemas.crawling import FoundAddress

NOT_WORD = re.compile(r"[\W_]+")
ENDING = re.compile(r"\.[a-z]{2,5}$")
SPEAKING = 3
"""Words of the last part of a path that says what its article is about; sections have fewer or stand before it."""

LONG = 5
"""Words of another part that can only be the title, not a section."""


def matches_topic(address: FoundAddress, keywords: tuple[str, ...]) -> bool:
    """Whether the title or the path and query of `address` name one of `keywords`; without keywords all do.

    Case, accents and "đ" aside; hyphens and other signs are spaces; whole syllables only. An address without title
    whose path says nothing ("/12345.html") matches: only its page can tell.
    """
    named = _pattern(keywords)
    if named is None:
        return True
    path = address.url.partition("//")[2].partition("/")[2]
    if named.search(f" {fold_topic(address.title or '')} ") or named.search(f" {fold_topic(unquote(path))} "):
        return True
    return address.title is None and not _speaks(path)


def fold_topic(text: str) -> str:
    """`text` in small letters without accents, words separated by one space: "Đảng-bộ  Huyện" -> "dang bo huyen"."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=256)
def _pattern(keywords: tuple[str, ...]) -> re.Pattern[str] | None:
    folded = [word for keyword in keywords if (word := fold_topic(keyword))]
    return re.compile(f" (?:{'|'.join(map(re.escape, folded))}) ") if folded else None


def _speaks(path: str) -> bool:
    """Whether the path says by words what its article is about."""
    parts = [ENDING.sub("", unquote(part).lower()) for part in path.partition("?")[0].split("/") if part]
    counts = [sum(word.isalpha() for word in fold_topic(part).split()) for part in parts]
    return bool(counts) and (counts[-1] >= SPEAKING or max(counts) >= LONG)
