"""Facts with their checks -> how sure each reading is, from signs that anyone can see in the record.

The confidence of a fact is 1 / (1 + odds), where the odds of an error begin at BASE_ODDS and each sign that the fact
shows multiplies them by its factor. "Right" means value, indicator, measure and status. A fact that a failed check is
about stays below DOUBTED, and a figure outside the catalogue has the share that was measured for all of them.

Source:
    `python bench/calibration.py`, over labelled real articles: it prints how often each sign stands at a right and a
    wrong reading, the factors that fit best, and what the present ones give. Factors are rounded, and the base is
    nearly twice what fits, since the rules were written with these articles in view.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from schemas.facts import Fact

BASE_ODDS = 0.11
OUTSIDE = 0.7
DOUBTED = 0.85
UNRATED = 0.0
"""The confidence of a fact that is not rated yet."""

_LEANS = frozenset(
    {"scope.same_thing", "scope.same_list", "scope.same_measure", "scope.in_order", "scope.target_goes_on"}
)
_FORMED = frozenset({"established", "dissolved", "congress_held"})
_QUOTES = '"', "“", "”"
_ANYWHERE = frozenset({"village", "household"})
_LEARNING = frozenset({"candidate", "class", "trainee"})
_STANDING = frozenset({"member.total", "cell.total", "committee_member.total"})
_LARGE = 100
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """Something a fact may show, by which the odds of an error are multiplied."""

    name: str
    factor: float
    why: str
    shown: Callable[[Fact], bool]


SIGNS = (
    Sign("checked", 0.6, "arithmetic of the text supports it", lambda f: _has_check(f, "✓")),
    Sign("of_a_plan", 0.75, "percent of a plan: its wording is unmistakable", lambda f: f.measure == "completion"),
    Sign("happened", 0.45, "a rule says what happened", lambda f: not _is_plain(f)),
    Sign("large", 0.6, "large counts are seldom said in passing", lambda f: _is_count(f) and f.value >= _LARGE),
    Sign("no_noun", 0.65, "a list goes on with one noun: a form of its own", lambda f: not _has_noun(f)),
    Sign("leans", 2.1, "reads on from the figure before", lambda f: not _LEANS.isdisjoint(f.rules)),
    Sign("standing", 1.8, "how many there are: any mention may look so", lambda f: f.indicator in _STANDING),
    Sign("formed", 5.0, "bodies that met, began or ended need not be all of them", lambda f: _aspect(f) in _FORMED),
    Sign("anywhere", 2.4, "villages and households are told of for anything", lambda f: _subject(f) in _ANYWHERE),
    Sign("learning", 2.6, "courses and their pupils are of many kinds", lambda f: _subject(f) in _LEARNING),
    Sign("target", 1.8, "what is planned is worded in many ways", lambda f: f.status == "target"),
    Sign("ratio", 1.4, "a/b: of what the b is, the text seldom says", lambda f: f.denominator is not None),
    Sign("share", 1.9, "a share beside a noun may be a share of something else", lambda f: _is_share(f)),
    Sign("undated", 1.5, "no word of a time: often told in passing", lambda f: f.period.text is None),
    Sign("spoken", 2.8, "people speak more freely than reports", lambda f: _has_quotes(f.evidence.quote)),
)
_SHOWN = tuple((sign.shown, sign.factor) for sign in SIGNS)


def rate(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts in their order, each with its confidence."""
    return tuple([fact.model_copy(update={"confidence": confidence_of(fact)}) for fact in facts])


def confidence_of(fact: Fact) -> float:
    """How sure the reading of a fact is, between 0 and 1; the checks it takes part in must be on it."""
    if fact.indicator == "other":
        confidence = OUTSIDE
    else:
        odds = BASE_ODDS
        for shown, factor in _SHOWN:
            if shown(fact):
                odds *= factor
        confidence = round(1 / (1 + odds), _PLACES)
    return min(confidence, DOUBTED) if _has_check(fact, "✗") else confidence


def signs_of(fact: Fact) -> Sequence[Sign]:
    """The signs that a fact shows, in the order of the table."""
    return [sign for sign in SIGNS if sign.shown(fact)]


def _has_check(fact: Fact, mark: str) -> bool:
    return bool(fact.checks) and mark in [check[0] for check in fact.checks]


def _has_quotes(text: str) -> bool:
    one, left, right = _QUOTES
    return left in text or right in text or one in text


def _is_plain(fact: Fact) -> bool:
    """Whether no word says what happened, or only that there are so many."""
    return not [rule for rule in fact.rules if rule.startswith("aspect.") and rule != "aspect.total"]


def _has_noun(fact: Fact) -> bool:
    return bool([rule for rule in fact.rules if rule.startswith("head.") and rule != "head.none"])


def _is_share(fact: Fact) -> bool:
    """Whether it is a share that nothing but the noun beside it explains."""
    return fact.measure == "share" and _has_noun(fact) and not any(rule.startswith("scope.") for rule in fact.rules)


def _is_count(fact: Fact) -> bool:
    return fact.unit != "percent"


def _subject(fact: Fact) -> str:
    return fact.indicator.partition(".")[0]


def _aspect(fact: Fact) -> str:
    return fact.indicator.partition(".")[2]
