"""A figure without a time word in its sentence -> the stretch told before it that it goes by."""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.light_records import replace
from extractors.periods.asides import names_a_resolution
from extractors.periods.elections import beginning_term, congress_before
from extractors.periods.figures import FigureKind, TimedFigure, is_opening
from extractors.periods.finding import PeriodMention
from extractors.periods.rows_of_years import topic_of_line, whole_of_row
from extractors.periods.scope import STRETCHES, TimeScope

_KNOWN = 256
_AIMED_BY = STRETCHES | {"congress"}
_AHEAD = re.compile(r"\b(?:thời gian|những năm|chặng đường)(?: sắp)? (?:tới|tiếp theo)\b", re.IGNORECASE)
GRADE = re.compile(r"\b(?:đủ tư cách|hoàn thành (?:xuất sắc |tốt )?nhiệm vụ|trong sạch|vững mạnh)", re.IGNORECASE)
_RATING = re.compile(r"\b(?:đánh giá|xếp loại|phân loại)\b", re.IGNORECASE)
_RATING_REACH = 60
"""Characters before a time in which a rating is named."""
_OF_A_YEAR = re.compile(
    r"\bcùng kỳ\b|\b(?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu)(?: cả)? năm(?! [0-9])\b", re.IGNORECASE
)
_ROUNDS = re.compile(r"\b(?:các|[2-9]|hai|ba|bốn|cả) đợt\b", re.IGNORECASE)
_AFTERWARDS = re.compile(r"\A(?:hơn |gần )?sau .{1,12} năm\Z|\bnăm sau\Z")
"""How a tale counts on from a year it told; paragraphs behind do not go on from there."""
_SUMMED_UP = re.compile(r"\b(?:l[uũ][ỹy] kế|cộng dồn)\W{1,3}(?:tính )?\Z", re.IGNORECASE)


def find_flow_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The last stretch named before the sentence; for the award of badges and other ceremonies the last day."""
    kind = figure.kind
    if kind.is_elected or kind.is_event or figure.is_of_ceremony:
        days = (m for m in scope.backwards(figure.sentence.start) if m.kind == "day")
        day = next((m for m in days if (m.last if kind.is_elected else not _is_long_past(scope, figure, m))), None)
        if kind.is_elected:
            return congress_before(scope, figure, day) or day
        if day and not _is_past_day(scope, figure, day):
            return day
    if told := _lead_told(scope, figure):
        return told
    found = _stretches_before(scope, figure)
    last = next(found, None)
    if last is None:
        return None
    if not kind.is_target and (whole := whole_of_row(scope, figure, last)):
        return whole
    return last if last.start >= figure.floor else _of_another_paragraph(scope, figure, last, found)


def _of_another_paragraph(
    scope: TimeScope, figure: TimedFigure, last: PeriodMention, found: Iterator[PeriodMention]
) -> PeriodMention:
    """The stretch that a figure goes by whose paragraph tells none: `last`, or what the text is about there."""
    kind = figure.kind
    rest, again = itertools.tee(found)
    if headed := scope.parts.time_of_part(figure.start, itertools.chain([last], again)):
        return headed
    if not kind.is_target and (term := scope.parts.term_of_report(figure.start, last)):
        return term
    if last.kind == "as_of" and (stretch := _same_end(scope, figure, last)):
        return stretch
    chosen = topic_of_line(figure.text, last, rest)
    if kind.is_target or _is_year_rated(figure, chosen):
        return chosen
    chosen = _topic_before(scope, chosen) or chosen
    return whole_of_row(scope, figure, chosen) or chosen


def _stretches_before(scope: TimeScope, figure: TimedFigure) -> Iterator[PeriodMention]:
    """The stretches told before the sentence that a figure may go by, the last one first."""
    kind = _led_to(figure.kind)
    kinds = _AIMED_BY if kind.is_target else STRETCHES
    floor = figure.floor if kind.is_target and _AHEAD.search(figure.sentence.text) else 0
    is_held = _is_held_to_a_year(figure.sentence.text)
    year = (scope.now or "")[:4]
    begins = year if kind.is_target and beginning_term(scope, year) else ""
    for mention in scope.backwards(figure.sentence.start):
        if mention.start < floor:
            return
        if begins and mention.kind == "term" and mention.start < figure.floor and mention.last == begins:
            continue
        if mention.kind not in kinds or not kind.takes(mention) or is_opening(mention):
            continue
        if scope.is_shut_away(mention, figure.start) or _is_apart(figure, mention):
            continue
        if is_held and not _is_within_a_year(mention, scope):
            continue
        if kind.is_target or _tells_deeds(mention, scope, figure, kind):
            yield mention


def _is_apart(figure: TimedFigure, mention: PeriodMention) -> bool:
    """Whether a stretch of another paragraph is that of a running total or of a tale that counts on from a year."""
    if _is_summed_up(figure, mention):
        return True
    return mention.start < figure.floor and mention.inferred and _AFTERWARDS.search(mention.words) is not None


def _tells_deeds(mention: PeriodMention, scope: TimeScope, figure: TimedFigure, kind: FigureKind) -> bool:
    """Whether a stretch is one in which something was done, not ahead, of a plan or of a resolution's name."""
    if _is_ahead(mention, scope, kind) or scope.is_planned(mention):
        return False
    return not is_of_resolution(mention, scope, figure)


def _led_to(kind: FigureKind) -> FigureKind:
    """The sort of a figure, taking its time as one that a flow led to."""
    return replace(kind, is_result=True)


@lru_cache(maxsize=_KNOWN)
def _is_held_to_a_year(sentence: str) -> bool:
    """Whether a sentence holds its figures against a year's plan or the same time of another year."""
    return _OF_A_YEAR.search(sentence) is not None


def _is_long_past(scope: TimeScope, figure: TimedFigure, day: PeriodMention) -> bool:
    """Whether a day told in another paragraph is of a life or of history ("vào Đảng ngày 20/11/1975")."""
    year, told = (scope.now or "")[:4], (day.last or "")[:4]
    return day.start < figure.floor and bool(year and told) and int(told) < int(year) - 1


def _is_past_day(scope: TimeScope, figure: TimedFigure, day: PeriodMention) -> bool:
    """Whether a stretch told behind a day in the figure's paragraph is what it is of, or several rounds of awards."""
    if _ROUNDS.search(figure.sentence.text):
        return True
    if figure.is_of_ceremony:
        return False
    told = scope.between(max(day.end, figure.floor), figure.sentence.start)
    return any(m.kind in ("flow", "term") and not scope.is_planned(m) for m in told)


def _same_end(scope: TimeScope, figure: TimedFigure, closing: PeriodMention) -> PeriodMention | None:
    """The nearest stretch told before that ends with a day that another paragraph names for its levels."""
    earlier = scope.backwards(figure.floor)
    return next((m for m in earlier if m.kind == "flow" and m.first and m.last == closing.last), None)


def _is_within_a_year(mention: PeriodMention, scope: TimeScope) -> bool:
    """Whether a stretch is of one year, as what is held against a year's plan or the same time of another year."""
    last = scope.now if mention.to_published else mention.last
    return (mention.first or last or "")[:4] == (last or mention.first or "")[:4]


def _is_summed_up(figure: TimedFigure, mention: PeriodMention) -> bool:
    """Whether a stretch told in another paragraph is only that of a running total ("Lũy kế từ đầu nhiệm kỳ …")."""
    return mention.start < figure.floor and bool(
        _SUMMED_UP.search(figure.text, max(0, mention.start - 20), mention.start)
    )


def _is_year_rated(figure: TimedFigure, chosen: PeriodMention) -> bool:
    """Whether a grade goes on with a rating told above ("Qua đánh giá năm 2012, …", then "Đảng viên đủ tư cách …")."""
    told = figure.text[max(0, chosen.start - _RATING_REACH) : chosen.end]
    return bool(GRADE.search(figure.sentence.text) and _RATING.search(told))


def _lead_told(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The day in the sentence or line that a figure goes on with, which tells of no stretch ("Cụ thể, …")."""
    here, before = figure.here, figure.before
    if figure.kind.is_target or not here.goes_on:
        return None
    lead = (before[-1].start, before[-1].end) if before else here.lead
    near = scope.between(*lead) if lead else ()
    return near[-1] if near and all(m.kind == "day" for m in near) else None


def _topic_before(scope: TimeScope, chosen: PeriodMention) -> PeriodMention | None:
    """The stretch that reaches into the year of publication, before one that was over by then.

    What is told in passing of an earlier year is not what the paragraphs behind it are about.
    """
    year = (scope.now or "")[:4]
    if not year or chosen.kind != "flow" or not chosen.last or chosen.last >= year:
        return None
    stretches = (m for m in scope.backwards(chosen.start) if m.kind == "flow" and not scope.is_planned(m))
    return next((m for m in stretches if _ends_in(m, scope.now or "")), None)


def _ends_in(mention: PeriodMention, published: str) -> bool:
    """Whether a stretch reaches into the year of publication."""
    return ((published if mention.to_published else mention.last) or "")[:4] == published[:4]


def _is_ahead(mention: PeriodMention, scope: TimeScope, kind: FigureKind) -> bool:
    """Whether a stretch begins behind the year of publication, or ends there for a level: nothing is told of it yet.

    So does an aim's last year ("đến năm 2025 cả nước có 12 triệu đoàn viên").

    A term of office that begins in that year has just begun.
    """
    if mention.kind == "term" and (mention.first or "") == (scope.now or "")[:4]:
        return mention.is_of_office
    ends_there = mention.kind == "as_of" or (kind.is_level and mention.kind == "term")
    date = mention.last if ends_there else mention.first
    return bool(scope.now and date) and (date or "")[:4] > (scope.now or "")[:4]


def is_of_resolution(mention: PeriodMention, scope: TimeScope, figure: TimedFigure) -> bool:
    """Whether a running term only names the resolution that was followed, in a text that tells of a stretch before.

    "Thực hiện Nghị quyết Đại hội, nhiệm kỳ 2020 - 2025, …" in what "6 tháng đầu năm" is told of.
    """
    is_running = mention.kind == "term" and bool(scope.year) and (mention.last or "")[:4] > (scope.year or "")
    if not is_running or not names_a_resolution(figure.text, mention.start):
        return False
    return any(m.kind == "flow" for m in scope.between(0, figure.sentence.start))


def find_flow_after(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The first stretch told behind the sentence of a figure, for a headline."""
    behind = scope.between(figure.sentence.end, len(figure.text))
    return next((m for m in behind if m.kind in ("flow", "term") and figure.kind.takes(m)), None)
