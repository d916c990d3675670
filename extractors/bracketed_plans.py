"""Slot -> the plan whose own number stands there: "đạt 130% kế hoạch (3.000)", "(mục tiêu là 95%)"."""

from extractors.function_words import WORDS_OF_PLAN
from extractors.rulebook import Match
from extractors.slots import Reading, Slot
from schemas.rules import CueRule

_BEFORE_PLAN = frozenset({"với", "so", "/"})
_NOUNS_OF_PLAN = (("mục", "tiêu"), ("chỉ", "tiêu"), ("kế", "hoạch"), ("nghị", "quyết"))
_WHOLE_TERMS = (("nhiệm", "kỳ"), ("cả", "nhiệm"), ("cả", "năm"), ("toàn", "khóa"))


def is_bracket_of_plan(reading: Reading, slot: Slot) -> bool:
    """Whether the bracket tells what a plan sets ("(mục tiêu là năm 2018 đạt 95%)", "mục tiêu (nhiệm kỳ … 700)")."""
    opening = next((i for i in range(slot.at - 1, -1, -1) if reading.norms[i] == "("), None)
    if opening is None or reading.tokens.has_figure(opening, slot.at):
        return False
    if reading.norms[opening + 1 : opening + 3] in _NOUNS_OF_PLAN:
        return True
    ahead = reading.norms[opening + 1 : opening + 3] in _WHOLE_TERMS
    return ahead and any(m.rule.cue == "plan" and 0 <= opening - m.end <= 2 for m in reading.cues)


def _is_all_of_bracket(reading: Reading, slot: Slot) -> bool:
    """Whether a bracket holds the figure alone, right behind an aim that was passed ("vượt chỉ tiêu đề ra (70%)")."""
    if reading.norms[slot.at - 1 : slot.at + 2 : 2] != ("(", ")"):
        return False
    before = reading.norms[max(slot.left, slot.at - 7) : slot.at]
    return "vượt" in before or "hơn" in before


def bracketed_plan(reading: Reading, slot: Slot) -> Match[CueRule] | None:
    """The plan whose own number stands behind it ("đạt 130% kế hoạch (3.000)", "so với chỉ tiêu giao là 60")."""
    before = reading.norms[slot.at - 1] if slot.at else ""
    if own := _plan_right_before(reading, slot):
        return own
    if (
        before not in ("(", "là")
        or slot.numeral.denominator is not None
        or (slot.numeral.is_percent and not _is_all_of_bracket(reading, slot))
    ):
        return None
    plans = [m for m in reading.cues_of("plan") if slot.left <= m.start and 0 <= slot.at - 1 - m.end <= 6]
    if before == "là":
        plans = [m for m in plans if all(norm in WORDS_OF_PLAN for norm in reading.norms[m.end : slot.at - 1])]
    return plans[-1] if plans else None


def _plan_right_before(reading: Reading, slot: Slot) -> Match[CueRule] | None:
    """The plan that a percent is of and whose number follows at once ("đạt 60,8% so với chỉ tiêu 120"), or None."""
    number, plans = slot.numeral, reading.cues_of("plan")
    if not plans or number.denominator is not None or number.is_percent:
        return None
    plans = [m for m in plans if slot.left <= m.start and m.end == slot.at]
    told = [m for m in plans if m.start and (m.start == slot.left or reading.norms[m.start - 1] in _BEFORE_PLAN)]
    compared = [m for m in plans if reading.norms[m.start] == "so"]
    plan = next(iter((*told, *compared)), None)
    return plan if plan and "vượt" not in reading.norms[max(0, plan.start - 3) : plan.start] else None
