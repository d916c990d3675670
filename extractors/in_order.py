"""Figures behind "lần lượt" -> the things named before them, one each, in order: counts, or badges of years."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.light_records import replace
from extractors.quantity import Quantity, is_flow
from extractors.slots import Reading, is_text
from schemas.vocabulary import GROUPS, Measure

_TODAY = frozenset({"nay", "giờ", "hiện"})
_TO_LEVEL = frozenset({"là", "còn", "có", "giảm", "tăng", "lên", "xuống", "đã", "con", "số", "thì", "chỉ", ","})
_TODAY_REACH = 6
_IN_A_ROW = frozenset({",", "và", "năm", "tuổi", "đảng", "là"})


def assign_in_order(reading: Reading, quantities: list[Quantity], named: Sequence[Quantity]) -> list[Quantity]:
    """Figures behind "lần lượt" given to the things named before them, one each, in order.

    Args:
        reading: The sentence.
        quantities: Its quantities.
        named: The counts of the sentence before, used when the sentence itself names too few things.
    """
    cues = reading.cues_of("in_order")
    if not cues:
        return quantities if _TODAY.isdisjoint(reading.words) else _levels_of_now(reading, quantities, named)
    first = next((i for i, q in enumerate(quantities) if q.slot.at >= cues[0].end), len(quantities))
    followers = _row_behind(quantities, first)
    awarded = len(followers) > 1 and any(q.aspect == "awarded" for q in quantities)
    if awarded and (badges := _badges_before(reading, quantities, cues[0].start, len(followers))):
        return _with_badges(quantities, followers, badges)
    own = [q for q in quantities[:first] if q.indicator != "other" and q.measure == "count"]
    bases = (own if len(own) >= len(followers) else [*named, *own])[-len(followers) :] if followers else []
    if len(followers) < 2 or len(bases) < len(followers):
        return quantities
    if len(own) < len(followers) and any(quantities[i].aspect != "total" and quantities[i].head_end for i in followers):
        return quantities
    said = frozenset(g.rule.group for g in reading.groups if quantities[first].slot.left <= g.start < cues[0].start + 6)
    result = list(quantities)
    reached = any(q.measure == "completion" and q.status == "actual" for q in quantities[first:])
    of_plan = any(quantities[i].measure == "completion" for i in followers) or all(_is_of_plan(q) for q in bases)
    for index, base in zip(followers, bases, strict=True):
        quantity = quantities[index]
        of_whole: Measure = "completion" if of_plan else "share"
        measure: Measure = of_whole if quantity.slot.numeral.is_percent else base.measure
        allowed = frozenset(g for g in said if g in ("non_member", "female", "ethnic_minority"))
        result[index] = replace(
            base,
            slot=quantity.slot,
            measure=measure,
            unit="percent" if quantity.slot.numeral.is_percent else base.unit,
            groups=base.groups | allowed,
            inherits=True,
            rules=(cues[0].rule.id, "scope.in_order"),
            base_start=base.slot.numeral.start,
            status="actual" if reached and bases[0] not in own else base.status,
        )
    return result


def _levels_of_now(reading: Reading, quantities: list[Quantity], named: Sequence[Quantity]) -> list[Quantity]:
    """Two bare figures of today given to the two kinds told before ("9 chi bộ, 264 đảng viên; nay 33 và 748")."""
    result = list(quantities)
    for index, (one, two) in enumerate(pairwise(quantities)):
        if not _are_of_now(reading, one, two):
            continue
        bases = [*named, *(q for q in quantities[:index] if q.indicator != "other" and q.measure == "count")][-2:]
        if len(bases) == len((one, two)) and bases[0].subject != bases[1].subject:
            for place, base in zip((index, index + 1), bases, strict=True):
                rules = (*base.rules, "scope.in_order")
                result[place] = replace(base, slot=quantities[place].slot, inherits=True, rules=rules, head_end=0)
    return result


def _are_of_now(reading: Reading, one: Quantity, two: Quantity) -> bool:
    """Whether two bare counts joined by "và" stand right behind a word for today, with no noun behind."""
    norms, slot = reading.norms, one.slot
    if norms[slot.at + 1 : two.slot.at] != ("và",) or any(map(is_text, norms[two.slot.at + 1 : two.slot.at + 2])):
        return False
    if slot.numeral.is_percent or two.slot.numeral.is_percent:
        return False
    words = norms[max(slot.left, slot.at - _TODAY_REACH) : slot.at]
    now = [i for i, norm in enumerate(words) if norm in _TODAY]
    return bool(now) and all(norm in _TO_LEVEL for norm in words[now[-1] + 1 :])


def _badges_before(reading: Reading, quantities: Sequence[Quantity], cue: int, count: int) -> dict[int, str]:
    """The badges whose years stand right before "lần lượt", by token: as many as figures behind, else none.

    "các mốc 55, 50 và 45 lần lượt 9, 13 và 10 đồng chí".
    """
    years = {q.slot.at: q.slot.numeral.text for q in quantities}
    years |= {token: rejection.text for token, rejection in reading.tokens.rejected.items()}
    found: dict[int, str] = {}
    for i in range(cue - 1, -1, -1):
        if i in years and len(found) < count:
            found[i] = f"badge:{years[i]}"
        elif reading.norms[i] not in _IN_A_ROW:
            break
    return dict(sorted(found.items())) if len(found) == count and set(found.values()) <= set(GROUPS) else {}


def _with_badges(quantities: Sequence[Quantity], followers: Sequence[int], badges: Mapping[int, str]) -> list[Quantity]:
    """The quantities with each follower one of the people awarded, and the years of the badges no figures."""
    awarded = next(q for q in reversed(quantities) if q.aspect == "awarded")
    result = [replace(q, threshold=True) if q.slot.at in badges else q for q in quantities]
    rules = (*awarded.rules, "scope.in_order")
    for index, tag in zip(followers, badges.values(), strict=True):
        tags = frozenset({tag})
        result[index] = replace(awarded, slot=quantities[index].slot, groups=tags, rules=rules, base_start=None)
    return result


def _row_behind(quantities: Sequence[Quantity], first: int) -> list[int]:
    """The figures behind "lần lượt" that are of one row: counts, or percentages ("lần lượt là 6 và 271, đạt 108%")."""
    row = [i for i in range(first, len(quantities)) if not quantities[i].threshold]
    ends = (n for n, i in enumerate(row) if _kind(quantities[i]) != _kind(quantities[row[0]]))
    return row[: next(ends, len(row))]


def _is_of_plan(quantity: Quantity) -> bool:
    """Whether a count is printed with the number planned for it ("kết nạp 78/120 đảng viên")."""
    return quantity.slot.numeral.denominator is not None and is_flow(quantity)


def _kind(quantity: Quantity) -> tuple[bool, bool]:
    return quantity.slot.numeral.is_percent, quantity.measure == "change"
