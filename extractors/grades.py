"""Slot and noun -> the grade told beside the figure: "khá 109, yếu 2", "đạt vững mạnh, chiếm 54%"."""

from extractors.function_words import BOUNDS
from extractors.heads import Head
from extractors.slots import HARD_STOPS, Reading, Slot
from extractors.verbs_behind import behind_a_share

_GRADES = (
    (("trung", "bình"), "rating:completed"),
    (("xuất", "sắc"), "rating:excellent"),
    (("yếu", "kém"), "rating:weak"),
    (("khá",), "rating:good"),
    (("tốt",), "rating:good"),
    (("yếu",), "rating:weak"),
    (("kém",), "rating:weak"),
    (("mạnh",), "rating:strong"),
    (("vi", "phạm"), "rating:not_completed"),
)
_LABEL = 2
_LABEL_SIGNS = frozenset({":", "có", "gồm"})
_JOINS = (("và",), (",",), ("cùng",))
_TO_SHARE = frozenset({",", "chiếm", "đạt", "tỷ", "tỉ", "lệ", "là", "với", "bằng"})
_STOPS_OF_LIST = frozenset({"(", ")", ":"})


def grade_beside(reading: Reading, slot: Slot, head: Head) -> set[str]:
    """The grade told once behind the last of several counts, or right before a share ("đạt vững mạnh, chiếm 54%")."""
    ratings = [m for m in reading.groups if m.rule.group.startswith("rating:")]
    told = next((m for m in ratings if slot.left <= m.start and m.end <= slot.at), None)
    if word := _grade_word(reading, slot, head):
        return {word}
    if share := behind_a_share(reading, slot):
        return {m.rule.group for m in ratings if m.start <= share < m.end}
    if told and all(norm in _TO_SHARE for norm in reading.norms[told.end : slot.at]):
        return {told.rule.group}
    if told and slot.at - told.end <= _LABEL and reading.norms[told.end] in _LABEL_SIGNS:
        return {told.rule.group}
    if head.side == "right" and slot.numeral.is_percent:
        ahead = next((m for m in ratings if slot.break_ < m.start and m.end <= slot.stop), None)
        row = ahead and reading.norms[slot.break_] == "," and not HARD_STOPS & set(reading.norms[slot.at : ahead.start])
        if ahead and row:
            return {ahead.rule.group}
    last = slot.stop - 1 if reading.norms[slot.stop - 1] in BOUNDS else slot.stop
    if head.side != "right" or reading.norms[head.end : last] not in _JOINS:
        return set()
    grade = next((m for m in ratings if m.start > slot.stop), None)
    joined = "," if slot.numeral.is_percent and reading.norms[head.end] == "," else "và"
    if grade is None or joined not in reading.norms[head.end : grade.start]:
        return set()
    if joined == "," and "," in reading.norms[slot.stop : grade.start]:
        return set()
    ends = HARD_STOPS | _STOPS_OF_LIST
    return set() if ends & set(reading.norms[slot.stop : grade.start]) else {grade.rule.group}


def _grade_word(reading: Reading, slot: Slot, head: Head) -> str:
    """The tag of a grade told by one word beside the figure or its noun ("khá 109, yếu 2", "15 cơ sở khá"), or ""."""
    before = reading.norms[max(slot.left, slot.at - 3) : slot.at]
    if before[-1:] in ((":",), ("là",), ("có",), ("đạt",)):
        before = before[:-1]
    first = slot.at + 1 + (reading.norms[slot.at + 1 : slot.at + 2] == ("người",))
    for words, grade in _GRADES:
        ends = (at + len(words) for at in (first, *((head.end,) if head.side == "right" else ())))
        behind = any(reading.norms[end - len(words) : end] == words and end >= slot.break_ for end in ends)
        if before[-len(words) :] == words or behind:
            return grade
    return ""


def replaced_ratings(groups: frozenset[str], own: set[str]) -> frozenset[str]:
    """Tags with the numeral's own grade in place of the one before."""
    if any(g.startswith("rating:") for g in own):
        groups = frozenset(g for g in groups if not g.startswith("rating:"))
    return groups | own
