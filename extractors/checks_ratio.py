"""Figures -> checks of "a/b" and of "a … trong tổng số b" against the percentage that the text states."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks_figures import Figure, Figures, make_check
from extractors.checks_numbers import Bounds, compare, point, print_figure, print_number, printed_places
from schemas.checks import Check, CheckKind, Outcome

_FILLERS = (
    r"(?:(?:t[ỷỉ] lệ|hơn|trên|gần|khoảng|xấp xỉ|tới|đến|là|được|đạt|ước|chỉ|mới|cũng|đều|số|chiếm|bằng|dưới|còn)\s*)*"
)
_LINK = re.compile(rf"(?:bằng|đạt|chiếm|t[ỷỉ] lệ|tương ứng|tương đương|=|\(|,|-|vượt)\s*:?\s*{_FILLERS}$")
_SHARE = re.compile(rf"(?:chiếm|t[ỷỉ] lệ|bằng|=|\(|đạt)\s*:?\s*{_FILLERS}$")
_BRACKET = re.compile(rf"^\s*(?:%\s*)?\(\s*(?:(?:với|có|tức|gồm)\s*)?{_FILLERS}$")
_EXCESS = re.compile(rf"vượt\s*(?:mức|chỉ tiêu|kế hoạch)?\s*{_FILLERS}$")
_CUT = re.compile(r"[;\n]|trong đó|[.!?…]\s")
_OF_TOTAL = re.compile(r"^\s*%?\s*(?:(?:trong|so với|trên|của)\s*)?tổng số\s*(?:hơn|trên|gần|khoảng)?\s*$")
_AMONG = re.compile(r"(?:trong đó|trong số đó)[^;.]*$")
_IN_TOTAL = re.compile(r"trong (?:tổng )?số\s*(?:hơn|trên|gần|khoảng)?\s*$")
_LONGEST = 90


def find_ratio_checks(figures: Figures) -> Iterator[Check]:
    """One check for each percentage whose numerator and base the text states beside it."""
    for index, figure in enumerate(figures):
        if not figure.is_percent or figure.fact.measure == "change":
            continue
        ratio = _ratio_beside(figures, index)
        if ratio is not None:
            yield _check_ratio(ratio, figure)
            continue
        found = _part_and_base(figures, index)
        if found is not None:
            yield _check_share(*found, figure)


def _ratio_beside(figures: Figures, index: int) -> Figure | None:
    """The a/b right before the percentage, or in brackets right behind it."""
    percent = figures[index]
    if index and _is_ratio(figures[index - 1], percent) and _links(percent.gap):
        return figures[index - 1]
    if index + 1 < len(figures) and _is_ratio(figures[index + 1], percent) and _BRACKET.search(figures[index + 1].gap):
        return figures[index + 1]
    return None


def _is_ratio(figure: Figure, percent: Figure) -> bool:
    return bool(figure.fact.denominator) and not figure.is_percent and figure.sentence == percent.sentence


def _links(gap: str) -> bool:
    return len(gap) <= _LONGEST and not _CUT.search(gap) and bool(_LINK.search(gap))


def _check_ratio(ratio: Figure, percent: Figure) -> Check:
    base = ratio.fact.denominator
    if base is None:  # pragma: no cover
        raise ValueError("a ratio has a denominator")
    computed = ratio.bounds.percent_of(point(base))
    outcome, shown = agree(computed, percent)
    kinds = {ratio.subject, percent.subject}
    if outcome == "fails" and len(kinds) > 1 and not any(kind.startswith("other") for kind in kinds):
        outcome = "cannot_tell"
    is_target = ratio.fact.denominator_role == "target" or percent.fact.measure == "completion"
    kind: CheckKind = "completion" if is_target else "ratio_percent"
    left = f"{print_number(ratio.fact.value)}/{print_number(base)}"
    return make_check(kind, outcome, (ratio, percent), f"{left} = {shown}")


def agree(computed: Bounds, percent: Figure) -> tuple[Outcome, str]:
    """Whether a computed percentage agrees with the stated one, and the words for it; "vượt 7%" is read as 107%."""
    is_excess = bool(_EXCESS.search(percent.gap))
    outcome = compare(computed, percent.bounds)
    shown = computed.likely_low
    if is_excess:
        above = computed.minus(point(Decimal(100)))
        over = compare(above, percent.bounds)
        if over == "holds" or outcome != "holds":
            outcome, shown = over, above.likely_low
    places = max(1, printed_places(percent.fact.value))
    word = {"holds": "khớp với", "fails": "không khớp với", "cannot_tell": "chưa rõ có khớp với"}[outcome]
    more = "vượt " if is_excess else ""
    return outcome, f"{print_number(shown, places)}%, {word} “{more}{print_figure(percent.fact)}”"


def _part_and_base(figures: Figures, index: int) -> tuple[Figure, Figure, bool] | None:
    """The count that a share restates, the whole it is a share of, and whether the text names that whole."""
    percent = figures[index]
    if not index or percent.fact.measure != "share":
        return None
    part = figures[index - 1]
    if not _can_be_part(part, percent):
        return None
    behind = figures[index + 1] if index + 1 < len(figures) else None
    if behind is not None and behind.is_count and _OF_TOTAL.match(behind.gap) and behind.sentence == percent.sentence:
        return part, behind, True
    return _base_before(figures, index - 1)


def _can_be_part(part: Figure, percent: Figure) -> bool:
    return (
        part.is_count
        and part.fact.denominator is None
        and part.sentence == percent.sentence
        and len(percent.gap) <= _LONGEST
        and not _CUT.search(percent.gap)
        and bool(_SHARE.search(percent.gap))
    )


def _base_before(figures: Figures, at: int) -> tuple[Figure, Figure, bool] | None:
    part = figures[at]
    for index in range(at - 1, max(-1, at - 8), -1):
        whole, following = figures[index], figures[index + 1]
        if whole.sentence < part.sentence - 1 or whole.line != part.line:
            return None
        if not whole.is_count or whole.fact.unit != part.fact.unit or whole.subject != part.subject:
            continue
        if _AMONG.search(following.gap) or _IN_TOTAL.search(whole.gap):
            return part, whole, following is part
    return None


def _check_share(part: Figure, whole: Figure, is_named: bool, percent: Figure) -> Check:
    outcome, shown = agree(part.bounds.percent_of(whole.bounds), percent)
    if outcome == "fails" and not is_named:
        outcome = "cannot_tell"
    left = f"{print_number(part.fact.value)}/{print_number(whole.fact.value)}"
    return make_check("ratio_percent", outcome, (part, whole, percent), f"{left} = {shown}")
