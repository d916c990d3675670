"""Lines of years below a heading that says what was done -> what each of them counts.

"Kết quả kết nạp đảng viên qua các năm:" and below it "- Năm 2020: 131 đảng viên", "- Năm 2021: 127 (nữ 60)".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.tables.phrases import Reader
from schemas.sentences import Sentence

_LINE = re.compile(
    r"[-+•*–\s]{0,4}"
    r"(?:(?:năm|\d{1,2} tháng(?: đầu)?(?: năm)?|quý [IV1-4]{1,3}[,/]?(?: năm)?|tháng \d{1,2}[,/-]?(?: năm)?)\s?"
    r"(?:19|20)\d\d|(?:tháng|quý) (?:\d{1,2}|[IV]{1,3}))"
    r"\s?(?:[:,]|có|là|được|kết nạp(?: được)?)\s?(?:có |được )?(?=\d)",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"(?:các|từng|theo|hằng|hàng|mỗi|[2-9]|\d\d) (?:năm|tháng|quý)\b|từ (?:năm )?(?:19|20)\d\d|:\Z", re.IGNORECASE
)
_TIMES = re.compile(
    r"\s(?:qua|trong|theo|của)?\s?(?:các|từng|hằng|hàng|mỗi|\d{1,2}) (?:năm|tháng|quý)\b.*|\s?(?:như sau|cụ thể)\b.*",
    re.IGNORECASE,
)
_DONE = frozenset({"admitted", "official", "established", "removed", "disciplined", "awarded", "trained", "introduced"})
_LONGEST, _MOST_LINES = 140, 14


@dataclass(frozen=True)
class DatedLines:
    """The sentences of a document, what reads the headings among them, and those read, each once."""

    sentences: Sequence[Sentence]
    reader: Reader
    _read: dict[int, Quantity | None] = field(default_factory=dict)

    def with_deeds(self, index: int, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities of a line; in one that begins with a time, the people or bodies that the heading tells of."""
        sentence = self.sentences[index]
        line = _LINE.match(sentence.text) if quantities else None
        if line is None or quantities[0].slot.numeral.start != sentence.start + line.end():
            return list(quantities)
        told = self._told_above(index)
        return [_done(told, q, is_first=i == 0) for i, q in enumerate(quantities)] if told else list(quantities)

    def _told_above(self, index: int) -> Quantity | None:
        """What the line above the lines of times says that was done, or None."""
        lines = range(index - 1, max(-1, index - _MOST_LINES), -1)
        at = next((i for i in lines if not _LINE.match(self.sentences[i].text)), None)
        if at is None:
            return None
        if at not in self._read:
            words = self.sentences[at].text
            is_heading = len(words) <= _LONGEST and not words.endswith((".", ";")) and _LISTS.search(words)
            told = self.reader.read(_TIMES.sub("", words)) if is_heading else None
            self._read[at] = told if told and told.aspect in _DONE and told.indicator != "other" else None
        return self._read[at]


def _done(told: Quantity, quantity: Quantity, *, is_first: bool) -> Quantity:
    """The quantity as done, where it counts those told of, or stands bare right behind the time."""
    if quantity.measure != "count":
        return quantity
    bare = is_first and quantity.indicator == "other" and (not quantity.head_end or quantity.noun == "head.person")
    if not bare and (quantity.subject != told.subject or quantity.aspect != "total"):
        return quantity
    groups = told.groups if bare else quantity.groups | told.groups
    return replace(
        quantity, subject=told.subject, aspect=told.aspect, indicator=told.indicator, unit=told.unit, groups=groups,
        noun=told.noun if bare else quantity.noun, rules=(*quantity.rules, "list.dated"),
        system=quantity.system or told.system,
    )  # fmt: skip
