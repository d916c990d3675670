"""Words that a broken text layer cut in two -> whole Vietnamese syllables: "ĐIỀ U" -> "ĐIỀU", "TỔ NG" -> "TỔNG".

Source:
    The spelling of Vietnamese syllables: an onset, a nucleus, a coda; iê, yê, uyê, ươ and uô never end a syllable.
"""

import re
import unicodedata

TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
CODA = r"(?:ng|nh|ch|c|m|n|p|t)"
ONSET = r"(?:ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)"
OPEN = r"(?:iê|yê|uyê|ươ|uô)"
"""Nuclei that need a coda or a glide."""
CLOSED = rf"(?:{OPEN}{CODA}|(?:iê|yê)u|ươ[iu]|uôi)"
PLAIN = (
    rf"(?:o[aăe]|u[âêyơ]|uy|oo|[aăâeêioôơuưy]){CODA}?"
    r"|ia|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oai|oay|oeo|uây|uya|uyu|oao"
)
SYLLABLE = re.compile(rf"{ONSET}?(?:{CLOSED}|{PLAIN})")
UNFINISHED = re.compile(rf"{ONSET}?{OPEN}")
REST = re.compile(rf"{CODA}|[iuoy]")
NEVER_ALONE = frozenset({"ng", "nh"})


def is_syllable(word: str) -> bool:
    """Whether `word` (NFC, any case) is spelled as one Vietnamese syllable."""
    return SYLLABLE.fullmatch(_toneless(word)) is not None


def is_cut(first: str, second: str, *, is_near: bool) -> bool:
    """Whether a blank between `first` and `second` cuts one syllable in two.

    Args:
        first: What stands before the blank.
        second: What stands behind it.
        is_near: Whether the blank is clearly narrower than those between the words of its line.
    """
    head, rest = _toneless(first), _toneless(second)
    if not REST.fullmatch(rest) or not SYLLABLE.fullmatch(head + rest) or first[-1:].isupper() != second[:1].isupper():
        return False
    if UNFINISHED.fullmatch(head) or rest in NEVER_ALONE:
        return True
    return is_near


def _toneless(word: str) -> str:
    return unicodedata.normalize("NFC", TONES.sub("", unicodedata.normalize("NFD", word.lower())))
