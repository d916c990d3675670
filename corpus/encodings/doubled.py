"""UTF-8 that was taken for windows-1252 and written as UTF-8 again ("Äáº£ng") -> what it said (Đảng)."""

import re
import unicodedata

from corpus.encodings.charsets import EncodingId
from corpus.encodings.readings import judge_word

SEQUENCE = re.compile("[\xc2-\xc6\xcc][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xef\xbb\xbf")
"""Letters of Vietnamese and the usual signs in UTF-8, byte by byte."""
GAPS = "\x81\x8d\x8f\x90\x9d"
"""Bytes that windows-1252 has nothing for: some programs lose them on the way."""
CUT = re.compile("\xe1[\xba\xbb](?![\x80-\xbf])|[\xc3-\xc6](?![\x80-\xbf])")


class DoubledUtf8:
    """The reading of text that went through UTF-8 twice; where a byte was lost, the one letter that spells."""

    id: EncodingId = "utf-8-twice"
    title = "UTF-8 mã hoá hai lần"
    small_for_capitals: frozenset[str] = frozenset()
    has_letters_for_signs = False

    def decode(self, codes: str) -> str:
        """`codes` in Unicode, NFC; a cut letter that two letters could replace stays as it is."""
        if (cut := CUT.search(codes)) is not None:
            codes = _mended(codes, cut)
        whole = SEQUENCE.sub(lambda found: found[0].encode("latin-1").decode("utf-8", "replace"), codes)
        return unicodedata.normalize("NFC", whole)

    def knows(self, codes: str) -> bool:
        """Whether `codes` hold a letter in two or three bytes."""
        return SEQUENCE.search(codes) is not None or CUT.search(codes) is not None


def _mended(codes: str, cut: re.Match[str]) -> str:
    """`codes` with the byte that the cut letter lost, where exactly one makes a syllable of the word."""
    tries = [codes[: cut.end()] + gap + codes[cut.end() :] for gap in GAPS]
    spelled = [word for word in tries if judge_word(SEQUENCE.sub(_letter, word), free=frozenset())]
    return spelled[0] if len(spelled) == 1 else codes


def _letter(found: re.Match[str]) -> str:
    return found[0].encode("latin-1").decode("utf-8", "replace")
