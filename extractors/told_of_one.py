"""Sentence behind one that tells of members admitted -> whether it tells how many one place or body did, verb left out.

"Trong khi đó, thị xã Ba Đồn chỉ đạt 41,2% (70/170)", "Xã Lộc Thủy chưa đạt, mới 3/8", "Xã Kim Hóa chỉ có 1".
"""

from extractors.slots import Reading, is_text
from extractors.tokens import NUMERAL

_ONLY = frozenset({"chỉ", "mới", "đạt", "nhất", "được"})
_RUN = _ONLY | frozenset("có là với bằng chưa thấp cao hơn thì cũng vẫn lại tới gần trên khoảng dưới , (".split())
_KINDS = frozenset(
    "tỉnh huyện thị xã thành phố phường trấn quận đảng bộ ủy khối đặc khu tp tx tt doanh nghiệp cơ quan các và".split()
)
_OPENERS = frozenset("trong khi đó tuy nhiên ngược lại trái riêng còn cá biệt ở tại như nhưng song".split())
_BEHIND = frozenset({"kế", "chỉ", "so", "vì", "do", "nhờ", "và"})
_LONGEST = 16


def tells_of_one(reading: Reading) -> bool:
    """Whether the first figure of a sentence stands behind the name of a place or body and words of a result only."""
    norms = reading.norms
    if _ONLY.isdisjoint(reading.words) or NUMERAL not in norms[:_LONGEST]:
        return False
    first = next((i for i in range(min(_LONGEST, len(norms))) if _is_figure(reading, i)), 0)
    behind = norms[first + 1 : first + 2]
    if first < 2 or (behind and is_text(behind[0]) and behind[0] not in _BEHIND):
        return False
    end = first
    while end > 0 and norms[end - 1] in _RUN:
        end -= 1
    if _ONLY.isdisjoint(norms[end:first]):
        return False
    begin = 0
    while begin < end and (norms[begin] in _OPENERS or norms[begin] == ","):
        begin += 1
    label = range(begin, end)
    named = [i for i in label if reading.tokens.words[i][0].isupper() and norms[i] not in _KINDS]
    return bool(named) and all(i in named or norms[i] in _KINDS for i in label)


def _is_figure(reading: Reading, at: int) -> bool:
    """Whether a token is a numeral that may state a figure; part of a name is none ("Phường 9")."""
    return reading.norms[at] == NUMERAL and at not in reading.tokens.rejected
