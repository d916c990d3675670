"""Rules as data: what a YAML file under `extractors/rules/` may say, checked when it is loaded."""

from typing import Literal

from pydantic import Field, model_validator

from schemas.record import Record
from schemas.vocabulary import (
    Direction,
    Level,
    Measure,
    NonFactLabel,
    Qualifier,
    Status,
    System,
    is_group,
)

Subject = Literal[
    "grassroots_org", "committee", "cell", "member", "candidate", "committee_member", "village", "class", "trainee",
    "population", "household", "poor_household", "ethnic_group", "commune", "district", "person", "people", "body",
    "other",
]  # fmt: skip
"""What a head noun counts.

"person" and "body" are nouns that the context must make definite ("đồng chí", "đơn vị"); "people" are kinds of people
that are in the catalogue only for what happened to them ("183 công nhân được kết nạp Đảng").
"""


class Example(Record):
    """A made-up text and what the rule must find in it: `finds` are the matched pieces, in order; none = nothing."""

    text: str
    finds: tuple[str, ...]


class _Rule(Record):
    """What every rule has: a name, the reason it exists, and examples that run as tests."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")
    why: str = Field(min_length=5)
    examples: tuple[Example, ...] = Field(min_length=1)
    counterexamples: tuple[Example, ...] = ()


class NonFactRule(_Rule):
    """Numerals that state no figure: a regular expression over the raw text; all digits it covers get `label`.

    When the pattern has a group named `n`, only the digits inside that group count. With `whole_words` the pattern
    begins with a common word, which as the last one of a capitalised name says nothing ("mục 45", but "Hòa Mục 45").
    With `known_units` its group `unit` must be the name of a unit that has a number ("Bảo Lâm 2", not "Hà Tiên 28").
    """

    label: NonFactLabel
    pattern: str
    whole_words: bool = False
    known_units: bool = False


class PhraseRule(_Rule):
    """Phrases of syllables, matched on folded tokens (lower case, one place for tone marks, no quotation marks)."""

    phrases: tuple[str, ...] = Field(min_length=1)
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class HeadRule(PhraseRule):
    """Nouns that are counted. `right_only` nouns are never counted by a figure that stands behind them."""

    subject: Subject
    unit: str
    system: System | None = None
    groups: tuple[str, ...] = ()
    aspect: str | None = None
    right_only: bool = False

    @model_validator(mode="after")
    def _known_groups(self) -> "HeadRule":
        unknown = [tag for tag in self.groups if not is_group(tag)]
        if unknown:
            raise ValueError(f"{self.id}: unknown breakdown tags {unknown}")
        return self


class AspectRule(PhraseRule):
    """Words that say what happened to the thing counted, and to which subjects they may apply.

    `side` says where the words stand seen from the head noun: a verb before, a modifier behind, or both.
    `implies` is the subject when the noun is left out ("Khiển trách 15").
    """

    aspect: str
    subjects: tuple[Subject, ...]
    side: Literal["before", "behind", "both"] = "before"
    implies: Subject | None = None
    groups: tuple[str, ...] = ()
    system: System | None = None


class GroupRule(PhraseRule):
    """Words that narrow what is counted to a part of it."""

    group: str
    subjects: tuple[Subject, ...]

    @model_validator(mode="after")
    def _known_group(self) -> "GroupRule":
        if not is_group(self.group):
            raise ValueError(f"{self.id}: unknown breakdown tag {self.group}")
        return self


class CueRule(PhraseRule):
    """Words that set measure, status, direction, part-whole structure or the body an association belongs to."""

    cue: Literal[
        "target", "actual", "plan", "change", "share", "part", "level", "in_order", "base", "excess", "system", "doer",
        "relief",
    ]  # fmt: skip
    measure: Measure | None = None
    status: Status | None = None
    direction: Direction | None = None
    system: System | None = None


class BoundRule(_Rule):
    """Words directly before or behind a numeral that make it a bound."""

    qualifier: Qualifier
    side: Literal["before", "behind"]
    phrases: tuple[str, ...] = Field(min_length=1)


class PeriodRule(_Rule):
    """A wording of time; `pattern` names its parts (y, y2, m, d, n, …), `reading` says how they make a period."""

    pattern: str
    reading: str
    level: Level | None = None


class DecisionRule(_Rule):
    """What an id means that the program itself gives; its examples name the numerals about which it decides so."""
