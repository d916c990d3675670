"""Turn -> whether its numeral goes on with a plan or a yearly aim told before it."""

from itertools import pairwise

from extractors.aspects import Aspect
from extractors.function_words import STRONG_RESULTS
from extractors.nouns_behind import is_share_base
from extractors.quantity import Quantity
from extractors.statuses import EVERY_YEAR_RULE
from extractors.turns import Turn

_PLANS = frozenset({("kế", "hoạch"), ("chỉ", "tiêu"), ("nghị", "quyết")})
_BEFORE_RATE = frozenset({"(", ":", "với", "đạt", "là", "chỉ", "mới"})
_WORDS_OF_PLANS = frozenset(pair[1] for pair in _PLANS)


def goes_on_with_plan(turn: Turn, told: Aspect | Quantity | None) -> bool:
    """Whether rates of admission go on with how much of a plan was reached ("Trong đó, tỷ lệ kết nạp cao như: …")."""
    aspect = told.aspect if isinstance(told, Quantity) else told.name if told else ""
    of_plan = turn.carried.of_plan or lists_by_plan(turn)
    if not of_plan or aspect != "admitted" or turn.done or is_share_base(turn.reading, turn.slot):
        return False
    if turn.reading.names_part(turn.slot.left, turn.slot.at) and "lệ" not in turn.reading.norms[: turn.slot.at]:
        return False
    return turn.carried.quantity is not None and turn.carried.quantity.aspect == "admitted"


def lists_by_plan(turn: Turn) -> bool:
    """Whether the head of a list holds its rates against a plan ("Các đơn vị đạt cao so với kế hoạch: xã A (31%)")."""
    if _WORDS_OF_PLANS.isdisjoint(turn.reading.words):
        return False
    before = turn.reading.norms[: turn.slot.at]
    sign = next((i for i, norm in enumerate(before) if norm in (":", "gồm", "như")), 0)
    return any(pair in _PLANS for pair in pairwise(before[:sign]))


def lists_rates_of_units(turn: Turn) -> bool:
    """Whether a rate stands behind a name, in examples of how much of a plan was reached ("… đạt cao: Lệ Thủy 92%")."""
    if not (turn.carried.of_plan and turn.carried.goes_on):
        return False
    at = turn.slot.at - 1
    while at > 0 and turn.reading.norms[at] in _BEFORE_RATE:
        at -= 1
    return turn.reading.tokens.words[at][0].isupper() and at > 0


def goes_on_every_year(turn: Turn) -> bool:
    """Whether the numeral goes on with a list of what is set for every year, with no word of a result between."""
    last = turn.done[-1]
    if last.status != "target" or EVERY_YEAR_RULE not in last.rules:
        return False
    between = range(last.slot.at, turn.slot.at)
    results = [m for m in turn.reading.cues if m.rule.cue == "actual" and m.start in between]
    return not any(" ".join(turn.reading.norms[m.start : m.end]) in STRONG_RESULTS for m in results)
