"""The opening of a sentence -> whether it names those that did best, or least, of what was counted before."""

from itertools import pairwise

from extractors.quantity import Quantity
from extractors.slots import Reading
from extractors.tokens import NUMERAL

OPENING = 22
"""How many tokens of a sentence are looked at."""
_PRAISE = frozenset("cao nhiều tốt điển tiêu dẫn vượt nhất khá".split())
_OPENS_EXAMPLES = frozenset("các một những trong tiêu điển đơn nhiều".split())
_RANKS = frozenset({("dẫn", "đầu"), ("đứng", "đầu"), ("nhiều", "nhất"), ("cao", "nhất"), ("nổi", "bật"), ("đi", "đầu")})
_RANKED_WITH = frozenset({("đầu", "với"), ("nhất", "với")})
_ALONE = ("(", NUMERAL, ")")


def gives_examples(reading: Reading) -> bool:
    """Whether a sentence lists those that did best, each with its bare figure ("Các đơn vị đạt cao: Mỹ Hòa (7/9)")."""
    opening = reading.norms[:OPENING]
    if opening[0] not in _OPENS_EXAMPLES:
        return False
    sign = next((i for i, n in enumerate(opening) if n in (":", "như", "là", "gồm")), None)
    return sign is not None and not reading.tokens.has_figure(0, sign) and not _PRAISE.isdisjoint(opening[:sign])


def ranks(reading: Reading, main: Quantity) -> bool:
    """Whether a sentence tells who or when most or fewest members were admitted, after all of those admitted.

    "Dẫn đầu là xã Mỹ Hòa với 9 đảng viên", "Dẫn đầu là xã Mỹ Hòa (9)", "Năm 2021 là năm thấp nhất với 132 đảng viên".
    """
    if main.indicator != "member.admitted" or "admitted" in reading.deeds:
        return False
    opening = reading.norms[:OPENING]
    if opening[:2] not in _RANKS and _RANKED_WITH.isdisjoint(pairwise(opening)):
        return False
    counted = [m for m in reading.heads if m.start and reading.norms[m.start - 1] == NUMERAL]
    if counted:
        return counted[0].rule.id == "head.member"
    return opening[:2] in _RANKS and any(opening[i : i + 3] == _ALONE for i in range(len(opening)))
