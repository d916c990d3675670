"""Figures -> checks of what was added against the level that it led to: "kết nạp 88, nâng tổng số lên 4.012"."""

from collections.abc import Iterator

from extractors.checks.change import FROM, RAISES
from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.kinds import are_of_one_kind, is_average
from extractors.checks.numbers import compare, print_figure
from schemas.checks import Check, Outcome

_FARTHEST = 4


def find_flow_checks(figures: Figures) -> Iterator[Check]:
    """Flows that raise a level: with a known old level the sum, else that the level is not below the flow."""
    for index, level in enumerate(figures):
        if not level.is_count:
            continue
        if ("nâng" in level.gap or "đưa" in level.gap) and RAISES.search(level.gap):
            at = _flow_before(figures, index, level)
            if at is not None:
                yield _check(figures[at], level, _old_level(figures, at, level))
        elif index and _is_raised_from(figures[index - 1], level):
            at = _flow_before(figures, index - 1, level)
            if at is not None:
                yield _check(figures[at], level, figures[index - 1])


def _is_raised_from(old: Figure, level: Figure) -> bool:
    """Whether the text raises a level from an old one: "nâng tổng số từ 3.924 lên 4.012"."""
    is_raised = old.sentence == level.sentence and "lên" in level.gap and ("nâng" in old.gap or "đưa" in old.gap)
    return is_raised and bool(FROM.search(old.gap)) and are_of_one_kind(old, level)


def _flow_before(figures: Figures, index: int, level: Figure) -> int | None:
    """Where the nearest flow before `index` stands that counts the same things as the level, outside brackets."""
    depth = 0
    for at in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        flow, gap = figures[at], figures[at + 1].gap
        depth = max(0, depth + gap.count(")") - gap.count("("))
        if flow.line != level.line or level.sentence - flow.sentence > 1:
            return None
        is_flow = not flow.fact.indicator.endswith(".total") and flow.fact.status == level.fact.status
        if depth == 0 and flow.is_count and is_flow and _alike(flow, level) and not is_average(flow):
            return at
    return None


def _alike(one: Figure, two: Figure) -> bool:
    places = {figure.fact.locality.name for figure in (one, two) if figure.fact.locality}
    systems = {figure.fact.system for figure in (one, two) if not figure.subject.startswith("other")}
    return are_of_one_kind(one, two) and len(places) < 2 and len(systems) < 2


def _old_level(figures: Figures, at: int, level: Figure) -> Figure | None:
    """The same level in the sentence of the flow at `at`, before it."""
    for old in reversed(figures[max(0, at - 2) : at]):
        is_level = old.fact.indicator == level.fact.indicator and old.fact.groups == level.fact.groups
        is_same = is_level and old.is_count and old.fact.status == level.fact.status and _alike(old, level)
        if is_same and old.sentence == level.sentence and old.fact.value != level.fact.value:
            return old
    return None


def _check(flow: Figure, level: Figure, old: Figure | None) -> Check:
    added, now = print_figure(flow.fact), print_figure(level.fact)
    if flow.bounds.low > level.bounds.high:
        return make_check("flow_level", "fails", (flow, level), f"{added} > {now}: số mới lớn hơn tổng số")
    if old is None:
        return make_check("flow_level", "holds", (flow, level), f"{added} ≤ {now}")
    computed = old.bounds.plus(flow.bounds)
    outcome: Outcome = compare(computed, level.bounds)
    if outcome == "fails" and computed.low > level.bounds.high:
        # Fewer than were added: some may have left.
        outcome = "cannot_tell"
    sign = "=" if outcome == "holds" else "≠"
    return make_check("flow_level", outcome, (old, flow, level), f"{print_figure(old.fact)} + {added} {sign} {now}")
