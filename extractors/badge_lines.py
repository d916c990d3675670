"""Lines of badges below one that tells of badges -> the members who got each.

"Trao tặng Huy hiệu Đảng đợt 3/2:" and below it "- 60 năm: 12 đồng chí", "- 50 năm: 31".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.tables.phrases import Reader
from schemas.sentences import Sentence

_LINE = re.compile(
    r"[-+•*–\s]{0,4}(?:loại |huy hiệu )?(?P<years>[3-9][05]) năm(?: tuổi đảng)?\s?(?::|–|-|có|là)\s?(?=\d)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"huy hiệu (?:cao quý )?(?:của )?đảng|tuổi đảng|huy hiệu [3-9][05]", re.IGNORECASE)
_MOST_LINES = 14
_COUNTED = frozenset({"other", "member.total", "member.awarded"})


@dataclass(frozen=True)
class BadgeLines:
    """The sentences of a document and what reads phrases."""

    sentences: Sequence[Sentence]
    reader: Reader

    def with_badges(self, index: int, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities of a line; the first counts who got the badge that the line begins with."""
        sentence = self.sentences[index]
        line = _LINE.match(sentence.text) if quantities else None
        if line is None or quantities[0].slot.numeral.start != sentence.start + line.end():
            return list(quantities)
        first, *rest = quantities
        if first.indicator not in _COUNTED or first.measure != "count" or not self._tells_of_badges(index):
            return list(quantities)
        awarded = self.reader.read("Huy hiệu Đảng")
        groups = frozenset({f"badge:{line['years']}"})
        return [replace(awarded, slot=first.slot, groups=groups, status=first.status, rules=("list.badges",)), *rest]

    def _tells_of_badges(self, index: int) -> bool:
        """Whether the line above the lines of badges tells of badges."""
        for at in range(index - 1, max(-1, index - _MOST_LINES), -1):
            text = self.sentences[at].text
            if not _LINE.match(text):
                return bool(_TOLD.search(text))
        return False
