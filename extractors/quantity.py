"""What one numeral counts, and what an earlier sentence leaves to the next one."""

from typing import Literal

from extractors.light_records import light_record
from extractors.slots import Slot
from schemas.vocabulary import Direction, Measure, Status, System

_PLANNED = frozenset({"admitted", "official", "established", "opened", "trained", "introduced", "upgraded"})


@light_record(frozen=True, slots=True)
class Quantity:
    """What one numeral counts.

    `indicator` "other" is a figure outside the catalogue; `unit` is then the printed noun. `inherits` says that the
    numeral continues the one before it. `rules` are the ids of the rules that decided, in order; `threshold` that the
    numeral is a limit ("xã có từ 3 đảng viên trở lên") and states no figure; `base_start` is the offset of the numeral
    that this one restates in another measure, or None; `noun` is the id of the rule of its noun and `head_end` the
    token behind that noun when it stands behind the numeral, else 0.
    """

    slot: Slot
    subject: str
    aspect: str
    indicator: str
    unit: str
    measure: Measure
    status: Status
    direction: Direction | None
    groups: frozenset[str]
    system: System | None
    inherits: bool
    rules: tuple[str, ...]
    in_order: bool = False
    head_side: Literal["right", "left", "none"] = "none"
    threshold: bool = False
    base_start: int | None = None
    noun: str = ""
    head_end: int = 0


def is_flow(previous: Quantity | None) -> bool:
    """Whether a percent that is "reached" can be a completion: something was done that plans are made for."""
    return previous is not None and previous.aspect in _PLANNED and previous.indicator != "other"


@light_record(frozen=True, slots=True)
class Carried:
    """What an earlier sentence leaves to the next one.

    `quantity` is its main quantity; `goes_on` says that the sentence continues it ("Trong đó, …"), else only items of a
    list may; `named` are its counts in order, for "lần lượt"; `status` holds until a word of intent or result;
    `same_paragraph` says that both sentences stand in one paragraph; `of_plan` that the earlier one told how much of a
    plan was reached.
    """

    quantity: Quantity | None = None
    goes_on: bool = False
    named: tuple[Quantity, ...] = ()
    status: Status = "actual"
    same_paragraph: bool = False
    of_plan: bool = False
