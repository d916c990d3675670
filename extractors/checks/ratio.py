"""Figures -> checks of "a/b" against the percentage that the text states beside it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.kinds import are_of_one_place
from extractors.checks.numbers import Bounds, compare, point, print_figure, print_number, printed_places
from schemas.checks import Check, CheckKind, Outcome

FILLERS = (
    r"(?:(?:t[ỷỉ] lệ|hơn|trên|gần|khoảng|xấp xỉ|tới|đến|là|được|đ[ạa]t|ước|chỉ|mới|cũng|đều|số|chiếm|bằng|dưới|còn|tức)"
    r"\s*)*"
)
_LINK = re.compile(
    rf"(?:bằng|đ[ạa]t|chiếm|t[ỷỉ] lệ|tương ứng|tương đương|tức|nghĩa là|hay|=|\(|,|-|vượt)\s*:?\s*{FILLERS}$"
)
_PLAN = r"(?:(?:so với )?(?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết)[^(;.]{0,30})?"
_BRACKET = re.compile(rf"^\s*(?:%\s*)?{_PLAN}\(\s*(?:(?:với|có|tức|gồm)\s*)?{FILLERS}$")
_EXCESS = re.compile(rf"vượt\s*(?:mức|chỉ tiêu|kế hoạch)?\s*{FILLERS}$")
_NEXT_CELL = re.compile(r"[ \t]*\|?[ \t]*")
_CUT = re.compile(r"[;\n]|trong đó|[.!?…]\s")
_MORE_OR_LESS = re.compile(r"(?:tăng|giảm)\s[^;(]{0,20}$")
_OWN_RATE = re.compile(r"tỷ lệ (?!\d)\w")
"""A rate of what it names itself."""
_LONGEST = 90
_VERDICTS = {"holds": "khớp với", "fails": "không khớp với", "cannot_tell": "chưa rõ có khớp với"}


def find_ratio_checks(figures: Figures) -> Iterator[Check]:
    """One check for each a/b with a percentage beside it, and for each a/b of a whole without one."""
    for index, figure in enumerate(figures):
        if figure.fact.denominator is None or figure.is_percent:
            continue
        percent = _percent_beside(figures, index)
        if percent is not None:
            yield _check_percent(figure, percent, is_change=index > 0 and _says_change(figures[index - 1], figure))
        elif figure.fact.denominator_role == "whole":
            yield _check_whole(figure)


def links(gap: str) -> bool:
    """Whether the words before a percentage tie it to the figure before it ("…, chiếm trên")."""
    return len(gap) <= _LONGEST and not _CUT.search(gap) and bool(_LINK.search(gap) or _NEXT_CELL.fullmatch(gap))


def _percent_beside(figures: Figures, index: int) -> Figure | None:
    """The percentage right behind a/b, or the one before it when a/b stands in brackets."""
    ratio = figures[index]
    if index + 1 < len(figures):
        behind = figures[index + 1]
        if _is_percent(behind, ratio) and links(behind.gap):
            return behind
    if index:
        before = figures[index - 1]
        if _is_percent(before, ratio) and _BRACKET.search(ratio.gap):
            return before
    return None


def _is_percent(figure: Figure, ratio: Figure) -> bool:
    is_share = figure.is_percent and figure.fact.measure != "change" and figure.sentence == ratio.sentence
    return is_share and are_of_one_place(figure, ratio)


def _says_change(before: Figure, ratio: Figure) -> bool:
    """Whether a/b in brackets are the new and the old number of a change: "giảm 1 người (16/17)"."""
    return before.sentence == ratio.sentence and bool(_MORE_OR_LESS.search(before.gap)) and "(" in ratio.gap


def _check_percent(ratio: Figure, percent: Figure, *, is_change: bool) -> Check:
    base = ratio.fact.denominator or Decimal(0)
    if is_change and base > 0:
        return _check_change(ratio, percent, base)
    outcome, shown = agree(ratio.bounds, point(base), percent, printed=(ratio.fact.value, base))
    kinds = {ratio.subject, percent.subject}
    is_of_other = not any(kind.startswith("other") for kind in kinds) or bool(_OWN_RATE.search(percent.gap))
    if outcome == "fails" and len(kinds) > 1 and is_of_other:
        outcome = "cannot_tell"
    is_target = ratio.fact.denominator_role == "target" or percent.fact.measure == "completion"
    kind: CheckKind = "completion" if is_target else "ratio_percent"
    left = f"{print_number(ratio.fact.value)}/{print_number(base)}"
    return make_check(kind, outcome, (ratio, percent), f"{left} = {shown}")


def _check_change(ratio: Figure, percent: Figure, base: Decimal) -> Check:
    now = ratio.fact.value
    outcome, shown = agree(point(abs(base - now)), point(base), percent, printed=(abs(base - now), base))
    outcome = outcome if outcome == "holds" else "cannot_tell"
    statement = f"{print_number(base)} → {print_number(now)}: {shown}"
    return make_check("before_after_change", outcome, (ratio, percent), statement)


def _check_whole(ratio: Figure) -> Check:
    value, base = ratio.fact.value, ratio.fact.denominator or Decimal(0)
    if value > base:
        statement = f"{print_number(value)} > {print_number(base)}: bộ phận lớn hơn tổng số"
        return make_check("part_whole", "fails", (ratio,), statement)
    return make_check("part_whole", "holds", (ratio,), f"{print_number(value)} ≤ {print_number(base)}")


def agree(part: Bounds, base: Bounds, percent: Figure, *, printed: tuple[Decimal, Decimal]) -> tuple[Outcome, str]:
    """Whether a percentage of a base agrees with the stated one, and the words for it; "vượt 7%" is read as 107%.

    Args:
        part: All values that the part may have.
        base: All values that the base may have.
        percent: The stated percentage.
        printed: The two numbers as they are shown, of which the words tell the quotient.
    """
    outcome = agreement(part, base, percent)
    shown = printed[0] / printed[1] * 100 if printed[1] > 0 else part.percent_of(base).likely_low
    places = max(1, printed_places(percent.fact.value))
    more = "vượt " if _is_excess(percent) else ""
    return (
        outcome,
        f"{print_number(shown, places)}%, {_VERDICTS[outcome]} “{more}{print_figure(percent.fact)}”",
    )


def agreement(part: Bounds, base: Bounds, percent: Figure) -> Outcome:
    """Whether a percentage of a base agrees with the stated one; "vượt 7%" is read as 107%."""
    computed = part.percent_of(base)
    outcome = compare(computed, percent.bounds)
    if not _is_excess(percent):
        return outcome
    over = compare(computed.minus(point(Decimal(100))), percent.bounds)
    return over if over == "holds" or outcome != "holds" else outcome


def _is_excess(percent: Figure) -> bool:
    return "vượt" in percent.gap and bool(_EXCESS.search(percent.gap))
