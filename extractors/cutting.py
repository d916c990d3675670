"""Text -> its words and what stands between them, cut once a document for every step that looks for something in it.

Cutting a text costs about as much as one regular expression over it, and a dictionary knows at once what a word can
begin. So words are looked up, once for each kind of thing to be found, instead of trying patterns at every character:
`folding` folds them, `searching` asks which rules may begin in them, `places` takes their keys.
"""

import re
from collections.abc import Sequence
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

    pieces: Sequence[str]
    ends: Sequence[int]

    @property
    def words(self) -> Sequence[str]:
        """The words in order."""
        return self.pieces[1::2]

    @property
    def starts(self) -> Sequence[int]:
        """The offset of each word."""
        return self.ends[0:-1:2]


def cut_text(text: str) -> CutText:
    """The words of `text` and what stands between them; of long texts the last few are remembered."""
    return _cut_document(text) if len(text) > _LONG else _cut(text)


@lru_cache(maxsize=2)
def _cut_document(text: str) -> CutText:
    return _cut(text)


def _cut(text: str) -> CutText:
    pieces = _WORD.split(text)
    return CutText(pieces, list(accumulate(map(len, pieces))))
