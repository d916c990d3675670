"""Text -> its words and what stands between them, cut once a document for every step that goes word by word.

Cutting costs as much as one regular expression over the text; looking a word up costs next to nothing, since texts
repeat their words. `places` takes the keys of the words.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

_WORD = re.compile(r"([^\W_]+)")
_LONG = 300


@dataclass(frozen=True, slots=True)
class CutText:
    """A text in pieces: `pieces[1::2]` are its words, runs of letters and digits, the others stand between them.

    `ends` are the offsets behind each piece. The first and the last piece are no words and may be empty.
    """

    pieces: list[str]
    ends: list[int]


def cut_text(text: str) -> CutText:
    """The words of `text` and what stands between them; of long texts the last few are remembered."""
    return _cut_document(text) if len(text) > _LONG else _cut(text)


@lru_cache(maxsize=2)
def _cut_document(text: str) -> CutText:
    return _cut(text)


def _cut(text: str) -> CutText:
    pieces = _WORD.split(text)
    return CutText(pieces, list(accumulate(map(len, pieces))))
