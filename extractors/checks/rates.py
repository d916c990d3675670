"""Figures -> checks of averages and rates against the two figures that they are made of."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.numbers import Bounds, compare, point, print_figure, print_number, printed_places
from extractors.checks.ratio import FILLERS, agree
from schemas.checks import Check, CheckKind, Outcome

_BASES = {
    "chi bộ": "cell", "đảng bộ": "committee", "tổ chức cơ sở đảng": "grassroots_org", "thôn": "village",
    "bản": "village", "hộ": "household", "xã": "commune", "lớp": "class",
}  # fmt: skip
_COUNTED = {
    "đảng viên": "member",
    "đoàn viên": "member",
    "hội viên": "member",
    "hộ": "household",
    "người": "population",
}
_NAMES = "|".join(_BASES)
_EACH = re.compile(rf"(?:bình quân|trung bình)\s*,?\s*(?:mỗi|một|1)?\s*({_NAMES})\b[^,;.]{{0,12}}$")
_AVERAGE = re.compile(r"(?:bình quân|trung bình)[^,;.]{0,20}$")
_PER = re.compile(rf"^[^,;.]{{0,16}}?(?:/|mỗi|một)\s*({_NAMES})\b")
_OVER = re.compile(r"^[^,;.()]{0,40}\b(?:(?<!với )(?<!có )(?<!gồm )trên|trong)(?: tổng)?(?: số)?\s*$")
"""A whole is set against a part; "312 chi hội với trên 16.100 hội viên" only tells more than so many."""
_SHARE = re.compile(rf"(?:chiếm|t[ỷỉ] lệ|bằng|đạt|tức|=)[^;.]{{0,40}}?{FILLERS}$")
_OF_PEOPLE = re.compile(r"^\s*%?\s*(?:so với |trên |tổng |của )*(?:số )?dân(?: số)?\b")
_REACH = 8
_HALF, _TRUNCATED = Decimal("0.5"), Decimal("0.99")


def find_rate_checks(figures: Figures) -> Iterator[Check]:
    """Averages ("bình quân mỗi chi bộ có 20 đảng viên") and shares of a base that is set against the part."""
    for index, figure in enumerate(figures):
        if figure.is_percent:
            if figure.fact.measure == "share":
                yield from _check_share(figures, index)
        elif "bình" in figure.gap and (base := _base_of(figure)) is not None:
            yield from _check_average(figures, index, base)


def _base_of(figure: Figure) -> str | None:
    """The subject that an average is counted over; None for a figure that is none."""
    if figure.fact.measure != "count":
        return None
    each = _EACH.search(figure.gap)
    if each:
        return _BASES[each.group(1)]
    per = _PER.match(figure.tail) if _AVERAGE.search(figure.gap) else None
    return _BASES[per.group(1)] if per else None


def _subject_of(figure: Figure) -> str:
    head, _, unit = figure.subject.partition(":")
    return _COUNTED.get(unit, figure.subject) if head == "other" else figure.subject


def _check_average(figures: Figures, index: int, base: str) -> Iterator[Check]:
    """The total over the number of bodies, both told before in the line: of the sentence only they can contradict."""
    average = figures[index]
    before = [f for f in reversed(figures[max(0, index - _REACH) : index]) if f.line == average.line and _is_total(f)]
    total = next((f for f in before if f.subject == _subject_of(average)), None)
    bodies = next((f for f in before if f.subject == base and f.fact.value > 0), None)
    if total is None or bodies is None or total is bodies:
        return
    computed = _ratio(total.bounds, bodies.bounds)
    outcome: Outcome = compare(computed, _rounded(average))
    is_near = total.sentence == bodies.sentence and average.sentence - total.sentence <= 1
    if outcome == "fails" and not is_near:
        outcome = "cannot_tell"
    shown = print_number(total.fact.value / bodies.fact.value, max(1, printed_places(average.fact.value)))
    verdict = "khớp với" if outcome == "holds" else "không khớp với"
    left = f"{print_number(total.fact.value)}/{print_number(bodies.fact.value)} = {shown}"
    words = f"{left}, {verdict} “bình quân {print_figure(average.fact)}”"
    yield make_check("rate_base", outcome, (total, bodies, average), words)


def _is_total(figure: Figure) -> bool:
    fact = figure.fact
    return figure.is_count and fact.indicator.endswith(".total") and fact.status == "actual" and not fact.groups


def _ratio(part: Bounds, base: Bounds) -> Bounds:
    hundredth = part.percent_of(base)
    return hundredth.times(Decimal("0.01"))


def _rounded(average: Figure) -> Bounds:
    """An average is rounded or cut off to its last printed place, also where it is a whole number."""
    if average.fact.qualifier != "exact":
        return average.bounds
    step = Decimal(1).scaleb(-printed_places(average.fact.value))
    low, high = average.fact.value - step * _HALF, average.fact.value + step * _TRUNCATED
    return replace(average.bounds, low=low, high=high, likely_low=low, likely_high=high)


def _check_share(figures: Figures, index: int) -> Iterator[Check]:
    """A share of what the text sets against it: "120 hộ nghèo trên 850 hộ, chiếm 14,1%", "chiếm 10% dân số"."""
    if index < 2:
        return
    percent, (part, whole) = figures[index], figures[index - 2 : index]
    is_pair = part.sentence == whole.sentence == percent.sentence and part.is_count and whole.is_count
    if not is_pair or not 0 < whole.fact.value >= part.fact.value or not _SHARE.search(percent.gap):
        return
    is_over = bool(_OVER.match(whole.gap)) and ";" not in percent.gap
    is_of_people = (
        part.fact.unit == whole.fact.unit and whole.subject == "population" and bool(_OF_PEOPLE.match(percent.tail))
    )
    if not is_over and not is_of_people:
        return
    base = point(whole.fact.value) if is_over else whole.bounds
    outcome, shown = agree(part.bounds, base, percent, printed=(part.fact.value, whole.fact.value))
    left = f"{print_number(part.fact.value)}/{print_number(whole.fact.value)}"
    kind: CheckKind = "rate_base" if is_of_people else "ratio_percent"
    yield make_check(kind, outcome, (part, whole, percent), f"{left} = {shown}")
