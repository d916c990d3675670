"""Numerals that look like counts of the catalogue and are none: deeds of bodies and people, and limits."""

from extractors.nouns import ORGANIZATIONS, PEOPLE, Head
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot, is_text
from extractors.tokens import NUMERAL
from extractors.topics import groups_between

DOERS = ORGANIZATIONS | {"village", "commune", "district", "household", "poor_household"}
THRESHOLD = "form.threshold"


def counted_for_deed(reading: Reading, slot: Slot, head: Head, subject: str) -> bool:
    """Whether bodies or people are counted for what they did ("8 đảng bộ vượt kế hoạch", "100% hội viên có thẻ")."""
    if head.side != "right":
        return False
    if subject in DOERS:
        deeds = [
            m
            for m in reading.cues
            if m.rule.cue == "doer"
            and head.end <= m.start < min(slot.break_, head.end + 5)
            and not any(g.rule.group == "joint" and g.start <= m.start < g.end for g in reading.groups)
        ]
        if deeds:
            return True
    if subject in ("commune", "district") and head.end < len(reading.norms) and reading.norms[head.end] in (":", "là"):
        return True
    if subject == "village" and head.end < slot.break_ and reading.norms[head.end] == "có":
        return True
    if subject in ("household", "poor_household") and head.end < slot.break_:
        return is_text(reading.norms[head.end]) and reading.norms[head.end] not in ("và", "với", "trên", "toàn")
    if not slot.numeral.is_percent or subject not in DOERS | {"member"}:
        return False
    rest = [i for i in range(head.end, slot.break_) if is_text(reading.norms[i])]
    grouped = groups_between(reading, head.end, slot.break_, subject)
    in_party = any(m.rule.aspect == "in_party" and m.start >= head.end for m in reading.aspects)
    return len(rest) >= 2 and not grouped and not in_party


def is_threshold(reading: Reading, slot: Slot, subject: str, previous: Quantity | None) -> bool:
    """Whether the numeral is a limit that organisations or villages meet ("11 xã có dưới 3 đảng viên")."""
    start = max(previous.slot.at + 1 if previous and previous.slot.at < slot.at else 0, slot.at - 24)
    between = reading.norms[start : slot.at]
    if NUMERAL in between:
        between = between[len(between) - between[::-1].index(NUMERAL) :]
    if tuple(between[-2:]) in (("không", "đủ"), ("chưa", "đủ")) or tuple(between[-3:]) == ("không", "có", "đủ"):
        return True
    bounded = slot.numeral.qualifier != "exact" or slot.numeral.value_max is not None
    limits = bounded or "từ" in between[-2:]
    plural = any(n in ("các", "những", "nếu", "mỗi") for n in between)
    if limits and plural and "lệ" in between[-8:] and "có" in between[-8:]:
        return True
    if not limits or "có" not in between[-4:]:
        return False
    first = slot.at - len(between)
    generic = [m for m in reading.heads if first <= m.start and m.end <= slot.at and m.rule.subject in DOERS]
    if generic and slot.numeral.qualifier in ("under", "at_least") and slot.at - generic[-1].end <= 4:
        return subject in PEOPLE
    if previous and previous.slot.at == first - 1 and previous.subject in DOERS and previous.head_end:
        tail = reading.norms[previous.head_end : slot.at]
        return subject in PEOPLE | {"population"} and len(tail) <= 8 and not {",", ";", "với"} & set(tail)
    return False
