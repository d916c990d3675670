"""Slot -> whether its figure says by how much a plan or another figure was passed ("vượt chỉ tiêu tỉnh giao 13%")."""

from itertools import pairwise

from extractors.function_words import WORDS_OF_PLAN
from extractors.rulebook import Match
from extractors.slots import PHRASE_ENDS, Reading, Slot
from schemas.rules import CueRule

_BASE, _SETTER = 7, 6
_SET = frozenset({"giao", "ra", "quyết"})
"""Ends the words that say who set a plan."""


def exceeds_plan(reading: Reading, slot: Slot) -> bool:
    """Whether the figure says by how many a plan is exceeded ("vượt 6 người so với chỉ tiêu", "vượt kế hoạch 6").

    Behind who set the plan it does only after "đề ra": after "giao" may stand the plan itself.
    """
    if slot.numeral.denominator is not None:
        return False
    if slot.depth and reading.norms[slot.at - 2 : slot.at] == ("(", "vượt"):
        return "so" not in reading.norms[slot.at : slot.stop]
    plans = [m for m in reading.cues_of("plan") if slot.left <= m.start]
    if not plans:
        return False
    before = [m for m in plans if m.end <= slot.at and WORDS_OF_PLAN.issuperset(reading.norms[m.end : slot.at])]
    if before:
        return reading.norms[before[-1].start - 1] == "vượt"
    if reading.norms[slot.at - 1] == "ra" and passes_plan_of(reading, slot):
        return True
    behind = [m for m in plans if slot.at < m.start <= slot.at + _BASE]
    compared = [m for m in behind if "so" in reading.norms[max(slot.at, m.start - 2) : m.start + 1]]
    return surpasses(reading, slot) and bool(compared)


def passes_plan_of(reading: Reading, slot: Slot) -> bool:
    """Whether a figure tells by how much the plan that somebody set was passed ("vượt chỉ tiêu tỉnh giao 13%")."""
    passed = _passed(reading, slot)
    if not passed or slot.depth:
        return False
    between = reading.norms[passed.end : slot.at]
    return 0 < len(between) <= _SETTER and between[-1] in _SET and between[0] not in PHRASE_ENDS


def names_plan_passed(reading: Reading, slot: Slot, start: int) -> bool:
    """Whether the word of intent at token `start` only says whose plan was passed ("vượt chỉ tiêu đề ra 2 người")."""
    passed = _passed(reading, slot)
    if not passed or passed.start > start or reading.tokens.has_figure(start, slot.at):
        return False
    return PHRASE_ENDS.isdisjoint(reading.norms[start : slot.at])


def _passed(reading: Reading, slot: Slot) -> Match[CueRule] | None:
    """The last plan before the figure that is told to have been passed ("vượt chỉ tiêu")."""
    plans = [m for m in reading.cues_of("plan") if slot.left <= m.start and m.end <= slot.at]
    return next((m for m in reversed(plans) if reading.norms[m.start - 1] == "vượt"), None)


def surpasses(reading: Reading, slot: Slot) -> bool:
    """Whether the figure says by how many another one is surpassed ("vượt 15 đảng viên so với năm 2021")."""
    if slot.numeral.is_percent or slot.at == 0 or reading.norms[slot.at - 1] != "vượt":
        return False
    behind = reading.norms[slot.at + 1 : slot.stop]
    return any(pair == ("so", "với") for pair in pairwise(behind))
