"""The stretch that a figure goes by -> the whole year or term that an aim, or what was done in it, is of."""

import re

from extractors.light_records import replace
from extractors.periods.figures import TimedFigure
from extractors.periods.finding import PeriodMention
from extractors.periods.scope import TimeScope
from extractors.periods.terms import TERM_YEARS

_HELD = re.compile(
    r"\((?:chỉ tiêu|kế hoạch|kh|nghị quyết|mục tiêu)(?: là| giao| đề ra|:)? ?\Z|"
    r"\b(?:chỉ tiêu|kế hoạch|nghị quyết|mục tiêu)[^().;,0-9]{0,40} \(\Z",
    re.IGNORECASE,
)
_WHOLE_TERM = re.compile(r"\b(?:cả|toàn) nhiệm kỳ\Z", re.IGNORECASE)


def beside_deeds(figure: TimedFigure) -> TimedFigure:
    """An aim, looking for its time as what was done does when it is the aim in brackets behind that.

    "Năm năm qua, xã kết nạp 90 đảng viên (chỉ tiêu 75)": the aim was set for those years.
    """
    is_beside = _HELD.search(figure.text, figure.sentence.start, figure.start)
    return figure._replace(kind=figure.kind._replace(is_target=False)) if is_beside else figure


def whole_term(chosen: PeriodMention, scope: TimeScope, figure: TimedFigure) -> PeriodMention:
    """The term before a running one, for what was done "in the whole term": it was over when the text was written."""
    if figure.kind.is_target or not (chosen.first and chosen.last):
        return chosen
    if not scope.now or chosen.last <= scope.now[:4] or not _WHOLE_TERM.search(chosen.words):
        return chosen
    return replace(chosen, first=str(int(chosen.first) - TERM_YEARS), last=chosen.first)


def stretch_of_plan(chosen: PeriodMention, scope: TimeScope, figure: TimedFigure) -> PeriodMention:
    """The whole year or term, for an aim told beside what was done of it until a day.

    "Đến 30/9/2022, kết nạp 143 đảng viên, đạt 110% chỉ tiêu (130)": the aim was set for 2022; "từ đầu nhiệm kỳ
    đến nay … (800)": for the term. An aim for the end of the running year began with it.

    Args:
        chosen: The mention that the figure goes by.
        scope: The document's mentions.
        figure: What looks for its period; a figure that is no aim, or aims at a level, keeps its mention.
    """
    kind, now = figure.kind, scope.now
    if now is None or not kind.is_target or kind.is_level:
        return chosen
    if chosen.kind == "as_of" and chosen.last and chosen.last[:4] == now[:4]:
        return _whole(chosen, now[:4]) if not _ends_a_term(scope, now[:4]) else chosen
    if not chosen.to_published or not chosen.first:
        return chosen
    if chosen.first[:4] == now[:4]:
        return _whole(chosen, now[:4])
    last = next((m.last for m in scope.mentions if m.kind == "term" and m.first == chosen.first and m.last), None)
    if last is None and chosen.is_of_office:
        last = str(int(chosen.first[:4]) + TERM_YEARS)
    return replace(chosen, kind="term", last=last, to_published=False) if last else chosen


def _whole(chosen: PeriodMention, year: str) -> PeriodMention:
    """The year that a mention is of, from its first day to its last."""
    return replace(chosen, kind="flow", first=f"{year}-01-01", last=f"{year}-12-31", to_published=False)


def _ends_a_term(scope: TimeScope, year: str) -> bool:
    """Whether a term that the text names ends with a year."""
    return any(m.kind in ("term", "office", "congress") and m.last == year for m in scope.mentions)
