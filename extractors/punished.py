"""A figure told among members punished -> whether it counts them by what they did or by who punished them."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.heads import Head
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot, is_text

OF_BODIES = "scope.bodies_punished"
REASON = "scope.reason"
_LOWEST = frozenset({"rating:not_completed", "rating:weak"})
_OFFENCES, _OPENING = 16, 6
_LIST_SIGNS = frozenset({":", "là", "như", "gồm"})
_NOT_OF_MEMBERS = frozenset({"vụ", "hộ", "xe", "hợp", "doanh", "nghiệp"})
_FAULT, _FAULTS = ("lỗi",), frozenset({("vi", "phạm"), ("khuyết", "điểm"), ("sai", "phạm")})
_WHO_WERE = ("bị", "kỷ", "luật", "là")
_PUNISHED = frozenset({"disciplined", "removed"})
_PEOPLE = frozenset({"member", "person"})
_INSPECTED = frozenset({"kiểm", "giám", "phát", "hiện"})
_COMPETENCE = ("thẩm", "quyền")
WORDS_OF_REASONS = frozenset({"do", "vì", "phạm"})
"""One of them stands where some are told by the reason of what was done to them."""
WORDS_OF_OFFENCES = frozenset({"phạm", "quyền", "lỗi", "điểm"})
"""One of them stands where offences or the power to punish are told of without a verb for it."""
_BODIES = frozenset({"cell", "committee"})
_BEFORE_BODIES = frozenset({",", ";", ":", "và", "đó"})
_NAME = 3


def are_punished(reading: Reading, slot: Slot, head: Head, told: Sequence[Quantity]) -> bool:
    """Whether a figure counts members punished by their offence or by the body that punished them.

    Args:
        reading: The sentence.
        slot: The figure.
        head: Its noun.
        told: What was counted before it, in the sentence and in those that it goes on with.
    """
    if head.side == "right" and head.subject == "person" and _are_some_of_them(reading, slot):
        return True
    if not any(q.aspect in _PUNISHED for q in told):
        return False
    if head.side == "right":
        return head.subject in _PEOPLE and _sign_of_offences(reading, slot, _OPENING) > 0
    return _lists_offences(reading, slot) or _is_of_punisher(reading, slot)


def _are_some_of_them(reading: Reading, slot: Slot) -> bool:
    """Whether those punished are said to be of a kind before the figure ("Số bị kỷ luật là cấp ủy viên có 9 người")."""
    words = reading.norms[slot.left : slot.at]
    return any(words[i : i + 4] == _WHO_WERE for i in range(len(words))) and {",", ";"}.isdisjoint(words)


def gives_reason(reading: Reading, slot: Slot, head: Head, told: Sequence[Quantity]) -> Quantity | None:
    """Those punished, left out or rated lowest of whom a figure tells some by the reason; None for others.

    "96 đảng viên bị xóa tên, trong đó 41 đảng viên bỏ sinh hoạt, 23 đảng viên vi phạm chính sách dân số".

    Args:
        reading: The sentence.
        slot: The figure.
        head: Its noun.
        told: What was counted before it, in the sentence or in the one that it goes on with.
    """
    last = told[-1] if told else None
    if last is None or head.side != "right" or head.subject not in _PEOPLE or slot.numeral.is_percent:
        return None
    behind = reading.norms[head.end : head.end + 2]
    if behind[:1] not in (("do",), ("vì",)) and behind != ("vi", "phạm"):
        return None
    is_part = reading.names_part(slot.left, slot.at) or (REASON in last.rules or "scope.coordinated" in last.rules)
    lowest = last.aspect == "rated" and bool(last.groups & _LOWEST)
    if not is_part or not (last.aspect in _PUNISHED or lowest):
        return None
    whole = max((q.slot.numeral.value for q in told if q.aspect == last.aspect and q.measure == "count"), default=0)
    return last if slot.numeral.value <= whole else None


def are_bodies_punished(told: Sequence[Quantity]) -> bool:
    """Whether a bare figure behind a penalty goes on with bodies punished ("2 tổ chức đảng: khiển trách 1")."""
    rules = told[-1].rules if told else ()
    return "aspect.disciplined.bodies" in rules or OF_BODIES in rules


def _lists_offences(reading: Reading, slot: Slot) -> bool:
    """Whether a bare numeral is an item of the offences that members told before were punished for.

    "Vi phạm chủ yếu: phẩm chất đạo đức: 14 (18%); chính sách dân số: 12 (16%)".
    """
    after = reading.norms[slot.at + 1 : slot.at + 2]
    words = reading.norms[: slot.at]
    if slot.numeral.is_percent and words[-1:] not in (("chiếm",), ("lệ",), ("với",)):
        return False
    if after and is_text(after[0]):
        return False
    return _shares_of_offences(reading, words) or _sign_of_offences(reading, slot, _OFFENCES) > 0


def _sign_of_offences(reading: Reading, slot: Slot, opening: int) -> int:
    """Where the sign stands that opens a list of offences ("Nội dung vi phạm: …"), or 0.

    Args:
        reading: The sentence.
        slot: A figure of the list.
        opening: In how many words the offences are to be named.
    """
    words = reading.norms[: slot.at]
    named = next((i + 2 for i, pair in enumerate(pairwise(words[:opening])) if pair in _FAULTS), 0)
    named = 1 if words[:1] == _FAULT else named
    if not named or (opening == _OPENING and not _INSPECTED.isdisjoint(words[:named])):
        return 0
    sign = next((i for i in range(named, len(words)) if words[i] in _LIST_SIGNS), len(words))
    return sign if sign < slot.at - 1 and not reading.tokens.has_figure(0, sign) else 0


def _shares_of_offences(reading: Reading, words: Sequence[str]) -> bool:
    """Whether offences of those punished are told by their share ("vi phạm về … chiếm 41% (12/29), … lối sống 7")."""
    named = [i + 2 for i, pair in enumerate(pairwise(words)) if pair == ("vi", "phạm")]
    if not named or "chiếm" not in words[named[-1] :] or words[max(0, named[-1] - 3)] in _NOT_OF_MEMBERS:
        return False
    return not any(named[-1] <= m.start < len(words) for m in reading.aspects)


def _is_of_punisher(reading: Reading, slot: Slot) -> bool:
    """Whether a bare numeral stands behind one of the bodies that punished ("kỷ luật: chi bộ 11, đảng ủy cơ sở 6")."""
    after = reading.norms[slot.at + 1 : slot.at + 2]
    if slot.numeral.is_percent or (after and is_text(after[0])):
        return False
    bodies = [m for m in reading.heads if slot.left <= m.start and slot.at - _NAME <= m.end <= slot.at]
    bodies = [m for m in bodies if m.rule.subject in _BODIES or m.rule.id == "head.standing_committee"]
    if not any(reading.norms[m.start - 1] in _BEFORE_BODIES for m in bodies):
        return False
    punish = [m for m in reading.aspects if m.start < slot.at and m.rule.aspect == "disciplined"]
    return bool(punish) or _COMPETENCE in set(pairwise(reading.norms[:_OPENING]))
