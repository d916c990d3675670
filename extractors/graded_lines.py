"""Lines of grades below a heading that says what was rated -> whose grades they are.

"Xếp loại đảng viên" and below it "Hoàn thành xuất sắc nhiệm vụ: 14,2%", "Hoàn thành nhiệm vụ: 84 (8,4%)".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.tables.parts import part_of
from extractors.tables.phrases import Reader
from schemas.sentences import Sentence

_MARK = r"[-+•*–\s]{0,4}(?:\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-hđ])[.)]\s?)?"
_GRADE = (
    r"(?:(?:xếp |đạt )?loại |đạt |mức |đủ tư cách,? )?"
    r"(?:(?:không |chưa )?hoàn thành(?: xuất sắc| tốt)?(?: chức trách,?)?(?: nhiệm vụ)?"
    r"|(?:k|không )?ht(?:xs|t)?nv|(?:trong sạch,? )?vững mạnh|xuất sắc|tốt|khá|trung bình|yếu(?:,? kém)?)"
)
_LINE = re.compile(rf"{_MARK}(?P<grade>{_GRADE})(?: trở lên)?\s?(?::|chiếm|là|có)?\s?(?=\d)", re.IGNORECASE)
_RATED = re.compile(r"xếp loại|phân loại|đánh giá|chất lượng", re.IGNORECASE)
_BODIES = frozenset({"member", "cell", "committee", "grassroots_org"})
_LONGEST, _MOST_LINES = 120, 6


@dataclass(frozen=True)
class GradedLines:
    """The sentences of a document, what reads the headings among them, and those read, each once."""

    sentences: Sequence[Sentence]
    reader: Reader
    _read: dict[int, Quantity | None] = field(default_factory=dict)

    def with_grades(self, index: int, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities of a line; in one that begins with a grade, the first and its percent in brackets by it."""
        sentence = self.sentences[index]
        line = _LINE.match(sentence.text) if quantities else None
        if line is None or quantities[0].slot.numeral.start != sentence.start + line.end():
            return list(quantities)
        at = self._heading(index)
        rated = self._rated_by(at) if at is not None else None
        if at is None or rated is None:
            return list(quantities)
        told = part_of(self.sentences[at].text, rated, line["grade"], self.reader)
        if told is None or not any(group.startswith("rating:") for group in told.groups):
            return list(quantities)
        own = [_graded(told, q) if i == 0 or _is_aside(q) else q for i, q in enumerate(quantities[:2])]
        return [*own, *quantities[2:]]

    def _heading(self, index: int) -> int | None:
        """The sentence of the line above the lines of grades that a line is one of, or None."""
        for at in range(index - 1, max(-1, index - _MOST_LINES), -1):
            if not _LINE.match(self.sentences[at].text):
                return at
        return None

    def _rated_by(self, at: int) -> Quantity | None:
        """What a heading says that was rated, or None."""
        if at not in self._read:
            words = self.sentences[at].text
            is_heading = len(words) <= _LONGEST and not words.endswith((".", ";")) and _RATED.search(words)
            told = self.reader.read(words.capitalize() if words.isupper() else words) if is_heading else None
            self._read[at] = told if told and told.subject in _BODIES and told.indicator != "other" else None
        return self._read[at]


def _is_aside(quantity: Quantity) -> bool:
    return quantity.slot.depth > 0 and quantity.slot.numeral.is_percent


def _graded(told: Quantity, quantity: Quantity) -> Quantity:
    """What the heading and the grade tell, counted by a numeral of the line."""
    percent = quantity.slot.numeral.is_percent
    return replace(
        told, slot=quantity.slot, measure="share" if percent else "count", unit="percent" if percent else told.unit,
        status=quantity.status, direction=None, inherits=True, threshold=False, base_start=None,
        rules=("list.graded",), head_end=0,
    )  # fmt: skip
