"""A figure without a time word in its sentence -> the mention around it that it goes by."""

import re
from collections.abc import Sequence

from extractors.light_records import replace
from extractors.periods.elections import beginning_term
from extractors.periods.figures import TimedFigure, is_opening
from extractors.periods.finding import PeriodMention
from extractors.periods.flows_before import GRADE, find_flow_after, find_flow_before
from extractors.periods.numbers_again import taken_up, told_again
from extractors.periods.parts_of_text import time_above_labels
from extractors.periods.scope import STRETCHES, TimeScope

_CHANGED = re.compile(
    r"[^0-9.;\n]{0,40}[,(] ?(?:đã )?(?:bình quân |trung bình )?(?:mỗi năm )?(?:tăng|giảm) [^.;\n]{0,15}[0-9]",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\b(?:bình quân|trung bình)\b[^.;,]{0,20}\Z", re.IGNORECASE)
_CLAUSE, _CHANGE = 40, 60
_OF_OLD = re.compile(r"\b[Tt]ừ (?:mức |chỗ |hơn |gần |trên ){0,2}[0-9][0-9.,]*\s?%?[^.;,0-9]{0,24}\Z")
"""What stands before the day of the level that a change started from ("tăng từ 19% hồi năm 2020")."""
_AIMS = re.compile(r"phấn đấu|chỉ tiêu|mục tiêu|đề ra|nhiệm kỳ (?:tới|mới)|phương hướng|xác định", re.IGNORECASE)
_RAISED = re.compile(r"(?:nâng|đưa) (?:tổng )?số ")
"""A flow led to a total, of which a sentence that goes on with it tells the parts."""
_LISTED = re.compile(r"(?:như sau|cụ thể|gồm|lần lượt): ", re.IGNORECASE)
_LIST_REACH = 6000
_EARLIER = re.compile(
    r"[“\"]?(?:trước (?:đó|đây|kia)|ngày trước|hồi trước|thời trước|khi xưa|ngày xưa)\b", re.IGNORECASE
)
"""A level told of an earlier time is not of the day that the paragraph told before."""
_THEN = re.compile(r"(?:ngày|hồi|khi|lúc|lúc bấy|thời điểm|năm|dạo|thuở) (?:ấy|đó|giờ)\Z")
"""How a tale goes on with the time it told; what it says next is of that time too."""
_LATER = re.compile(r"\b(?:đã|nay|giờ|hiện|qua|sau|dần|mới)\b", re.IGNORECASE)
_SO = re.compile(r"(?:như vậy|nhờ đó|nhờ vậy|qua đó|do đó|với)\b", re.IGNORECASE)


def find_elsewhere(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention outside the sentence that a figure goes by."""
    kind = figure.kind
    if figure.here.is_heading and (told := told_again(scope, figure)):
        return told
    if taken := taken_up(scope, figure):
        return taken
    if kind.is_level and not (kind.is_target or kind.is_result) and _EARLIER.match(figure.sentence.text):
        return _stretch_then(scope, figure)
    if kind.is_change or (kind.is_level and not kind.is_result and not kind.is_elected):
        level = _level_before(scope, figure)
        if level or (kind.is_level and not figure.is_new):
            return level
    chosen = (_stretch_of_new(scope, figure) if kind.is_level and figure.is_new else None) or find_flow_before(
        scope, figure
    )
    if chosen or kind.is_elected:
        return chosen or (None if kind.is_target else _headed(scope, figure))
    if figure.sentence.role == "title":
        return None if kind.is_tally else find_flow_after(scope, figure)
    return told_again(scope, figure)


def find_plan(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The term or last year of the plan that an aim "of every year" belongs to; None when the plan is over."""
    found, year = find_elsewhere(scope, figure), (scope.now or "")[:4]
    is_plan = found is not None and found.kind in ("term", "as_of", "congress")
    if (
        found is not None
        and is_plan
        and not (found.inferred and found.kind != "term")
        and (found.last or "")[:4] > year
    ):
        return found
    aims = _AIMS.search(figure.text, figure.sentence.start, figure.start)
    return beginning_term(scope, year) if aims else None


def find_years_of(every_year: PeriodMention, scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The years or term that a mean or ratings "of every year" are told of; None for other deeds, which are done still.

    Args:
        every_year: What says that it is told of every year.
        scope: The document's mentions.
        figure: What looks for its period.
    """
    mean = every_year.words.startswith("bình quân") or _MEAN.search(figure.text, figure.start - _CLAUSE, figure.start)
    if not (mean or GRADE.search(figure.sentence.text)):
        return None
    found = find_elsewhere(scope, figure)
    if found and found.kind == "as_of":
        found = next((m for m in scope.backwards(found.start) if m.kind in ("term", "flow", "since")), None)
    if found is None or found.kind not in ("term", "flow", "since"):
        return None
    return found if found.first and found.first[:4] != (found.last or "")[:4] else None


def _level_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """A day named before in the paragraph; of a sentence that goes on with the last one, any time word of that one.

    A paragraph that goes on ("Trong đó, …") and the item of a list take the line before it for their own.
    """
    told = scope.between(figure.floor, figure.before[-1].end) if figure.before else ()
    if told and (found := _told_in_paragraph(scope, figure, told)):
        return found
    return _lead_before(scope, figure) or _stretch_of_change(scope, figure) or _headed(scope, figure)


def _told_in_paragraph(scope: TimeScope, figure: TimedFigure, told: Sequence[PeriodMention]) -> PeriodMention | None:
    """The last of the mentions before in the paragraph of a level that it goes by."""
    kind, last = figure.kind, figure.before[-1]
    if figure.here.goes_on:
        if kind.is_level and _RAISED.search(last.text):
            figure = replace(figure, kind=replace(kind, is_result=True))
        near = next((m for m in reversed(told) if m.start >= last.start and _may_lend(scope, m, figure)), None)
        if near and not _is_of_old(near, figure.text):
            return near
    wanted = ("as_of", "now", "term", "congress") if kind.is_target else ("as_of", "now")
    leads_to = kind.is_change or bool(_SO.match(figure.sentence.text))
    for mention in reversed(told):
        is_wanted = mention.kind in wanted or (leads_to and mention.kind == "flow" and mention.to_published)
        is_wanted = is_wanted or (mention.start >= last.start and _is_of_that_time(mention, figure))
        is_wanted = is_wanted or (kind.is_target and _is_planned_year(mention, scope))
        is_wanted = is_wanted and not is_opening(mention) and not _is_of_old(mention, figure.text)
        if is_wanted and (kind.is_target or not _is_to_come(mention, scope)) and figure.is_told_at(mention):
            return mention
    return None


def _is_of_old(mention: PeriodMention, text: str) -> bool:
    """Whether a time is that of a level that a change started from, which later sentences are not of."""
    may_be = mention.kind in ("as_of", "flow")
    return may_be and _OF_OLD.search(text, max(0, mention.start - _CHANGE), mention.start) is not None


def _is_planned_year(mention: PeriodMention, scope: TimeScope) -> bool:
    """Whether a stretch ends in the year of publication or behind it, so that aims may be of it."""
    return mention.kind == "flow" and bool(scope.now) and (mention.last or "")[:4] >= (scope.now or "")[:4]


def _is_of_that_time(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a level is of the time that the tale before it was told of, and not of a later one."""
    if figure.kind.is_target or not _THEN.match(mention.words):
        return False
    return not _LATER.search(figure.text, figure.sentence.start, figure.start)


def _is_to_come(mention: PeriodMention, scope: TimeScope) -> bool:
    """Whether a day is of a year behind that of publication."""
    return bool(scope.now and mention.last) and (mention.last or "")[:4] > (scope.now or "")[:4]


def _stretch_of_change(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The stretch told in the paragraph, for a level told with its change ("Hộ nghèo còn 4,2%, giảm 1,5%")."""
    if not _CHANGED.match(figure.text, figure.end):
        return None
    told = scope.between(figure.floor, figure.start)
    found = [m for m in told if m.kind in ("flow", "term") and m.first and not scope.is_planned(m)]
    is_over = found and (found[-1].to_published or (found[-1].last or "")[:4] <= (scope.now or "9999")[:4])
    return found[-1] if is_over else None


def _stretch_then(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The years or term of an earlier time told before a level in its sentence ("Trước đó, giai đoạn 2010 - 2015")."""
    told = scope.between(figure.sentence.start, figure.start)
    return next((m for m in reversed(told) if m.kind in STRETCHES and m.last), None)


def _stretch_of_new(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The years or term told in its sentence, over which a change led to a level ("Qua 5 năm, … từ 18 lên 25")."""
    told = scope.between(figure.sentence.start, figure.start)
    found = [m for m in told if m.kind in ("since", "term") and m.first and not figure.is_of_old(m)]
    return found[-1] if found and not scope.is_planned(found[-1]) else None


def _headed(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The time in a heading above a level of a list, or told first in its section of a report."""
    start, parts = figure.start, scope.parts
    above = time_above_labels(figure.text, start, scope.backwards(start))
    if above or figure.kind.is_target:
        return above
    return (
        parts.day_of_section(start)
        or parts.day_of_data
        or _day_of_total(scope, figure)
        or parts.stretch_of_report(start)
    )


def _day_of_total(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The day of the total that a sentence lists by place ("Hội viên các huyện như sau: Ba Bể 402; …"), or None."""
    text, sentence = figure.text, figure.sentence
    if text.count(";", sentence.start, sentence.end) < 2 or not _LISTED.search(text, sentence.start, figure.start):
        return None
    near = (m for m in scope.backwards(figure.start) if figure.start - m.end < _LIST_REACH)
    return next((m for m in near if m.kind in ("as_of", "now")), None)


def _lead_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The last mention in the line that the paragraph goes on with."""
    lead = figure.here.lead
    if lead is None:
        return None
    return next((m for m in reversed(scope.between(*lead)) if _may_lend(scope, m, figure)), None)


def _may_lend(scope: TimeScope, mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a time lends itself to what goes on with its line: a meeting's day and its plan for next year do not."""
    if not figure.kind.takes(mention) or mention.kind == "day":
        return False
    return figure.kind.is_target or not scope.is_planned(mention)
