"""Bodies and units counted -> whether they only say where something was done, so that they are no stock."""

from extractors.heads import ORGANIZATIONS
from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL

TOLD_OF_WHERE = ORGANIZATIONS | {"village", "commune", "district"}
_WORDS = 2
_DONE_AT = frozenset({"có", "điểm", "thử"})
_AT, _SEEN = frozenset({"tại", "ra"}), frozenset({"thăm", "chọn"})
_CHOSEN = frozenset({("gia", "của"), ("dự", "của"), ("đường", "về"), ("đường", "vào")})
_LIVE_OR_MEET = frozenset("hoạt sống viên người khẩu dân chí hộ trú cư tác thuộc phủ bố bộ đoàn )".split())


def tell_where(reading: Reading, slot: Slot, subject: str) -> bool:
    """Whether bodies or units only say where something was done ("nhân ra 8 thôn", "đã có ở 120 xã, phường").

    Where people are members or live is a stock: "240 đảng viên sinh hoạt ở 12 chi bộ", "4.700 hộ ở 9 thôn".
    """
    if subject not in TOLD_OF_WHERE or slot.numeral.is_percent or slot.at < _WORDS:
        return False
    before, last = reading.norms[slot.at - 2], reading.norms[slot.at - 1]
    if last == "ở":
        return before in _DONE_AT
    if last in _AT:
        return before not in _LIVE_OR_MEET and before != NUMERAL
    return last in _SEEN or (before, last) in _CHOSEN
