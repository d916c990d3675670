"""Facts with their checks -> how sure each reading is, from signs that anyone can see in the record.

The confidence of a fact is 1 / (1 + odds), where the odds of an error begin at BASE_ODDS and each sign that the fact
shows multiplies them by its factor. "Right" means value, indicator, measure and status. A fact that a failed check is
about stays below DOUBTED, and a figure outside the catalogue has the share that was measured for all of them.

Source:
    `python bench/calibration.py`, over labelled real articles: it prints how often each sign stands at a right and a
    wrong reading, the factors that fit best, and what the present ones give. Factors are rounded, and the base is
    nearly twice what fits, since the rules were written with these articles in view.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from schemas.facts import Fact

BASE_ODDS = 0.11
OUTSIDE = 0.7
DOUBTED = 0.85
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
_RULES, _LOOKS = 4096, 4096
"""How many ids of rules, and looks of facts, are kept in mind at most; there are fewer."""

Role = Literal["leans", "scope", "happened", "noun", ""]


class Look(NamedTuple):
    """What of a fact tells how sure its reading is; many facts look alike.

    `roles` are what its rules read, `marks` how the checks end that it takes part in; `is_large` is never set for a
    percentage.
    """

    indicator: str
    measure: str
    status: str
    roles: frozenset[Role]
    is_large: bool
    is_ratio: bool
    is_undated: bool
    is_spoken: bool
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sign:
    """Something the look of a fact may show, by which the odds of an error are multiplied."""

    name: str
    factor: float
    why: str
    shown: Callable[[Look], bool]


SIGNS = (
    Sign("checked", 0.6, "arithmetic of the text supports it", lambda f: "✓" in f.marks),
    Sign("of_a_plan", 0.75, "percent of a plan: its wording is unmistakable", lambda f: f.measure == "completion"),
    Sign("happened", 0.45, "a rule says what happened", lambda f: "happened" in f.roles),
    Sign("large", 0.6, "large counts are seldom said in passing", lambda f: f.is_large),
    Sign("no_noun", 0.65, "a list goes on with one noun: a form of its own", lambda f: "noun" not in f.roles),
    Sign("leans", 2.1, "reads on from the figure before", lambda f: "leans" in f.roles),
    Sign("standing", 1.8, "how many there are: any mention may look so", lambda f: f.indicator in _STANDING),
    Sign("formed", 5.0, "bodies that met, began or ended need not be all of them", lambda f: _aspect(f) in _FORMED),
    Sign("anywhere", 2.4, "villages and households are told of for anything", lambda f: _subject(f) in _ANYWHERE),
    Sign("learning", 2.6, "courses and their pupils are of many kinds", lambda f: _subject(f) in _LEARNING),
    Sign("target", 1.8, "what is planned is worded in many ways", lambda f: f.status == "target"),
    Sign("ratio", 1.4, "a/b: of what the b is, the text seldom says", lambda f: f.is_ratio),
    Sign("share", 1.9, "a share beside a noun may be a share of something else", lambda f: _is_share(f)),
    Sign("undated", 1.5, "no word of a time: often told in passing", lambda f: f.is_undated),
    Sign("spoken", 2.8, "people speak more freely than reports", lambda f: f.is_spoken),
)


def confidence_of(fact: Fact, checks: Sequence[str] | None = None) -> float:
    """How sure the reading of a fact is, between 0 and 1, with the checks on it or with other `checks`."""
    look = look_at(fact)
    return rate(look if checks is None else look._replace(marks=_marks(checks)))


def signs_of(fact: Fact) -> Sequence[Sign]:
    """The signs that a fact shows, in the order of the table."""
    look = look_at(fact)
    return [sign for sign in SIGNS if sign.shown(look)]


@lru_cache(maxsize=_LOOKS)
def rate(look: Look) -> float:
    """How sure the reading of a fact is that looks so, between 0 and 1."""
    if look.indicator == "other":
        confidence = OUTSIDE
    else:
        odds = BASE_ODDS
        for sign in SIGNS:
            if sign.shown(look):
                odds *= sign.factor
        confidence = round(1 / (1 + odds), _PLACES)
    return min(confidence, DOUBTED) if "✗" in look.marks else confidence


def look_at(fact: Fact) -> Look:
    """What of a fact tells how sure its reading is."""
    return Look(
        fact.indicator,
        fact.measure,
        fact.status,
        roles_of(fact.rules),
        is_large=is_large(fact.value, fact.unit),
        is_ratio=fact.denominator is not None,
        is_undated=fact.period.text is None,
        is_spoken=has_quotes(fact.evidence.quote),
        marks=_marks(fact.checks),
    )


@lru_cache(maxsize=_LOOKS)
def roles_of(rules: tuple[str, ...]) -> frozenset[Role]:
    """What rules read of a fact, as far as it tells how sure the reading is."""
    return frozenset(map(_role, rules))


def is_large(value: Decimal, unit: str) -> bool:
    """Whether a figure is a large count."""
    return unit != "percent" and value >= _LARGE


def has_quotes(text: str) -> bool:
    """Whether a sentence holds quotation marks of any form."""
    one, left, right = _QUOTES
    return left in text or right in text or one in text


@lru_cache(maxsize=_RULES)
def _role(rule: str) -> Role:
    """What a rule read; one that says only that there are so many, or that no noun is there, tells nothing."""
    kind = rule.partition(".")[0] if "." in rule else ""
    if kind == "scope":
        return "leans" if rule in _LEANS else "scope"
    if kind == "aspect" and rule != "aspect.total":
        return "happened"
    return "noun" if kind == "head" and rule != "head.none" else ""


def _marks(checks: Sequence[str]) -> frozenset[str]:
    return frozenset([check[0] for check in checks])


def _is_share(look: Look) -> bool:
    """Whether it is a share that nothing but the noun beside it explains."""
    return look.measure == "share" and "noun" in look.roles and look.roles.isdisjoint(("leans", "scope"))


def _subject(look: Look) -> str:
    return look.indicator.partition(".")[0]


def _aspect(look: Look) -> str:
    return look.indicator.partition(".")[2]
