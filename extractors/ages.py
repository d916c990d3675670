"""Slot of people -> whether an age beside the figure says that they are young ("6 đồng chí dưới 35 tuổi")."""

from extractors.slots import HARD_STOPS, SOFT_STOPS, Reading, Slot
from extractors.topics import clause_start

_YOUNG, _YOUNG_IN_OFFICE, _GROWN = 35, 40, 30
_BELOW = frozenset({"dưới", "chưa", "đến"})
_UP = frozenset({"trên", "trở", "hơn", "ngoài"})
_BETWEEN = frozenset({"-", "–", "đến", "tới"})
_ENDS = (HARD_STOPS | SOFT_STOPS) - _BETWEEN


def are_young(reading: Reading, slot: Slot, subject: str) -> bool:
    """Whether the figure counts people up to an age that the young have: 35, among members of committees 40.

    An age with no upper end ("trên 50 tuổi", "từ 18 tuổi trở lên") and one of grown people ("từ 31 - 35") do not.
    """
    told = _ages(reading)
    if not told:
        return False
    end = next((i for i in range(slot.at + 1, slot.stop) if reading.norms[i] in _ENDS), slot.stop)
    ages = [at for at in told if slot.at < at < end]
    if not ages and told[0] < slot.at:
        first = clause_start(reading, slot)
        ages = [at for at in told if first <= at < slot.at]
    if not ages or len(ages) > 2:
        return False
    first, last = ages[0], ages[-1]
    around = reading.norms[max(0, first - 2) : first] + reading.norms[last + 1 : last + 3]
    if _UP & set(around):
        return False
    bounds = [int(reading.tokens.rejected[at].text) for at in ages]
    if len(ages) == 2:
        is_range = all(norm in _BETWEEN for norm in reading.norms[first + 1 : last])
        return is_range and bounds[0] < _GROWN and bounds[1] <= _YOUNG
    limit = _YOUNG_IN_OFFICE if subject == "committee_member" else _YOUNG
    return bool(_BELOW & set(around)) and bounds[0] <= limit


def _ages(reading: Reading) -> list[int]:
    """The tokens that are ages in whole years, in order."""
    rejected = reading.tokens.rejected.items()
    return [at for at, numeral in rejected if numeral.label == "age" and numeral.text.isdecimal()]
