"""Figures behind "the congress set 17 targets, among them …" -> that they are aimed at."""

from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL

RULE = "status.listed_aim"
_SET = frozenset({("đề", "ra"), ("thông", "qua"), ("xác", "định"), ("đặt", "ra")})
_REACHED = frozenset({"đạt", "vượt", "có", "hoàn"})
_WORDS = frozenset({"chỉ", "tiêu", "trong", "đó"})
_NEAR, _OPENING = 4, 8


def is_listed_aim(reading: Reading, slot: Slot) -> bool:
    """Whether a figure is one of the aims that a number of aims announces ("đề ra 17 chỉ tiêu, trong đó kết nạp 150").

    "Đề ra 17 chỉ tiêu, trong đó đạt 15" and what was "đã" done tell results.
    """
    norms = reading.norms
    if not _WORDS.issubset(reading.words) or "tiêu" not in norms[: slot.at]:
        return False
    for at in range(slot.at - 1):
        if norms[at : at + 3] != (NUMERAL, "chỉ", "tiêu"):
            continue
        first = max(0, at - _NEAR)
        if not any(norms[i : i + 2] in _SET for i in range(first, at - 1)):
            continue
        behind = norms[at + 3 : slot.at]
        part = next((i for i in range(min(_OPENING, len(behind))) if behind[i : i + 2] == ("trong", "đó")), None)
        if part is not None and "đã" not in behind and "kỳ trước" not in " ".join(norms[:at]):
            return _REACHED.isdisjoint(behind[part + 2 : part + 3])
    return False
