"""Bodies counted and the figures behind them that add up to them -> the parts that those tell by kind."""

from collections.abc import Sequence

from extractors.heads import ORGANIZATIONS
from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.slots import Reading

_UNTOLD = frozenset({"other", "commune.total", "village.total", "district.total"})
_OF_COMMUNES, _OF_VILLAGES = frozenset({"xã", "phường", "trấn"}), frozenset({"thôn", "bản", "ấp", "xóm", "buôn"})
_KIND, _FEWEST = 4, 3
_OPENING = frozenset({"(", "gồm", "đó"})
_SAYS_PARTS = (("gồm",), ("đó",), ("có",))


def with_bracketed_parts(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities with parts counted as the bodies before them ("24 cơ sở Hội (17 xã và 7 cơ quan)").

    Only where they stand in a bracket behind them or are said to be parts, and their sum proves it.
    """
    if len(quantities) < _FEWEST or _OPENING.isdisjoint(reading.norms):
        return quantities
    result = list(quantities)
    for index, whole in enumerate(quantities[: 1 - _FEWEST]):
        for offset, part in enumerate(_parts(reading, quantities[index + 1 :], whole) if _is_whole(whole) else ()):
            if part.indicator in _UNTOLD:
                result[index + 1 + offset] = _as_part(reading, whole, part)
    return result


def _is_whole(quantity: Quantity) -> bool:
    """Whether a quantity counts all bodies of a kind."""
    known = quantity.subject in ORGANIZATIONS and quantity.indicator != "other" and quantity.measure == "count"
    return known and quantity.slot.numeral.denominator is None and not quantity.slot.numeral.is_percent


def _parts(reading: Reading, following: Sequence[Quantity], whole: Quantity) -> Sequence[Quantity]:
    """The counts behind a whole that add up to it, in a bracket or said to be its parts; none when they do not."""
    between = reading.norms[whole.slot.at + 1 : following[0].slot.at]
    bracketed = following[0].slot.depth > whole.slot.depth
    if not bracketed and (following[0].slot.depth or between[-1:] not in _SAYS_PARTS):
        return ()
    left = whole.slot.numeral.value
    for count, part in enumerate(following, start=1):
        if part.slot.depth != following[0].slot.depth or part.slot.numeral.is_percent or part.measure != "count":
            return ()
        left -= part.slot.numeral.value
        if left <= 0:
            return following[:count] if left == 0 and count > 1 else ()
    return ()


def _as_part(reading: Reading, whole: Quantity, part: Quantity) -> Quantity:
    """A figure of the bracket as a count of the bodies before it."""
    slot = part.slot
    words = frozenset(reading.norms[slot.at + 1 : slot.at + 1 + _KIND])
    kinds = {
        m.rule.group for m in reading.groups if slot.at < m.start < slot.break_ and whole.subject in m.rule.subjects
    }
    if not kinds and words & _OF_COMMUNES:
        kinds = {"level:commune"}
    elif not kinds and words & _OF_VILLAGES:
        kinds = {"village"}
    return replace(
        whole,
        slot=slot,
        groups=whole.groups | kinds,
        inherits=True,
        rules=("scope.bracketed_part",),
        head_end=part.head_end,
        base_start=None,
    )
