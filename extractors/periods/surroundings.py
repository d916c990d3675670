"""A figure without a time word in its sentence -> the mention around it that it goes by."""

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from extractors.periods.asides import is_planned
from extractors.periods.brackets import is_shut_away
from extractors.periods.figures import FigureKind, TimedFigure, TimeScope, is_opening
from extractors.periods.finding import PeriodMention
from extractors.periods.leads import find_lead
from extractors.periods.parts_of_text import (
    day_of_data,
    day_of_section,
    day_of_total,
    term_of_report,
    time_above_labels,
    time_of_part,
)

_START = attrgetter("start")
STRETCHES = frozenset({"flow", "since", "term", "as_of"})
NUMERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?:(?:/|\s?[-–]\s?)[0-9]+(?:[.,][0-9]+)*)?")
OF_TERMS = frozenset({"term", "office", "congress"})
_TAKEN_UP = re.compile(r"\W{0,3}trong (?:tổng )?số ([0-9]+(?:[.,][0-9]+)*)(?= )", re.IGNORECASE)
_ELECTS = re.compile(r"\b(?:bch|ban chấp hành|ban thường vụ|ủy ban kiểm tra|bầu|cử|đại hội)\b", re.IGNORECASE)
_MENTIONS = 300
"""Mentions of time that a figure looks back over."""
_ROW = 3
"""Years that are counted one by one."""
_BELOW = 3000
"""Characters in which a heading is told again."""
_WORD = 4
"""Characters behind a numeral that tell its noun."""
_AHEAD = re.compile(r"\b(?:thời gian|những năm|chặng đường)(?: sắp)? (?:tới|tiếp theo)\b", re.IGNORECASE)
_GRADE = re.compile(r"\b(?:đủ tư cách|hoàn thành (?:xuất sắc |tốt )?nhiệm vụ|trong sạch|vững mạnh)", re.IGNORECASE)
_RATING = re.compile(r"\b(?:đánh giá|xếp loại|phân loại)\b", re.IGNORECASE)
_RATING_REACH = 60
"""Characters before a time in which a rating is named."""
_SAME_TIME = re.compile(r"\bcùng kỳ\b", re.IGNORECASE)
_ROUNDS = re.compile(r"\b(?:các|[2-9]|hai|ba|bốn|cả) đợt\b", re.IGNORECASE)
_SUMMED_UP = re.compile(r"\b(?:l[uũ][ỹy] kế|cộng dồn)\W{1,3}(?:tính )?\Z", re.IGNORECASE)
_CHANGED = re.compile(r"[^0-9.;\n]{0,40}[,(] ?(?:đã )?(?:tăng|giảm) [^.;\n]{0,15}[0-9]", re.IGNORECASE)
_SO = re.compile(r"(?:như vậy|nhờ đó|nhờ vậy|qua đó|do đó|với)\b", re.IGNORECASE)


def mentions_within(mentions: Sequence[PeriodMention], first: int, last: int) -> Sequence[PeriodMention]:
    """The mentions that start in [first, last)."""
    at = bisect.bisect_left(mentions, first, key=_START)
    return mentions[at : bisect.bisect_left(mentions, last, key=_START)]


def find_elsewhere(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention outside the sentence that a figure goes by."""
    kind = figure.kind
    if figure.is_heading and (told := _told_again(scope, figure)):
        return told
    if taken_up := _taken_up(scope, figure):
        return taken_up
    if kind.is_change or (kind.is_level and not kind.is_result and not kind.is_elected):
        level = _level_before(scope, figure)
        if level or (kind.is_level and not figure.is_new):
            return level
    chosen = _flow_before(scope, figure)
    if chosen or kind.is_elected:
        return chosen or (None if kind.is_target else _headed(scope, figure))
    if figure.sentence.role == "title":
        return None if kind.is_tally else _flow_after(scope, figure)
    return _told_again(scope, figure)


def find_plan(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The term or last year of the plan that an aim "of every year" belongs to; None when the plan is over."""
    found = find_elsewhere(scope, figure)
    if found is None or (found.inferred and found.kind != "term") or found.kind not in ("term", "as_of", "congress"):
        return None
    return found if (found.last or "")[:4] > (scope.published or "")[:4] else None


def find_years_rated(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The term, or the years, that ratings "of every year" are told of; None for other deeds, which people do still."""
    if not _GRADE.search(figure.sentence.text):
        return None
    found = find_elsewhere(scope, figure)
    if found and found.kind == "as_of":
        found = next((m for m in _backwards(scope, found.start) if m.kind in ("term", "flow", "since")), None)
    if found is None or found.kind not in ("term", "flow", "since"):
        return None
    return found if found.first and found.first[:4] != (found.last or "")[:4] else None


def _told_again(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention before the same numeral in the body, for a figure of the title or of a heading.

    Below a heading the same word stands behind it too; a heading that is told again only before is the title once more.
    """
    numeral = NUMERAL.match(figure.text, figure.start)
    if numeral is None or len(numeral.group()) < 2:
        return None
    sentence, counted = figure.sentence, re.escape(numeral.group())
    if sentence.role != "title":
        counted += re.escape(figure.text[numeral.end() : min(numeral.end() + _WORD, sentence.end)])
    pattern = re.compile(rf"(?<![0-9.,]){counted}(?![0-9]|[.,][0-9])")
    if sentence.role == "title":
        again = pattern.search(figure.text, sentence.end)
    else:
        again = pattern.search(figure.text, sentence.end, sentence.end + _BELOW) or pattern.search(
            figure.text, max(figure.text.find("\n") + 1, sentence.start - _BELOW), sentence.start
        )
    return _told_before(scope, figure, again.start()) if again else None


def _taken_up(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention before a number told above that the sentence takes up ("Trong số 8 đảng viên bị xóa tên, …")."""
    taken = _TAKEN_UP.match(figure.sentence.text)
    if taken is None:
        return None
    pattern = re.compile(rf"(?<![0-9.,/]){re.escape(taken.group(1))}(?![0-9/]|[.,][0-9])")
    above = [
        m.start() for m in pattern.finditer(figure.text, max(0, figure.sentence.start - _BELOW), figure.sentence.start)
    ]
    return _told_before(scope, figure, above[-1]) if above else None


def _told_before(scope: TimeScope, figure: TimedFigure, at: int) -> PeriodMention | None:
    """The last mention before `at` in its line that can be the period of a figure."""
    line = figure.text.rfind("\n", 0, at) + 1
    found = [m for m in mentions_within(scope.mentions, line, at) if figure.kind.takes(m)]
    found = [m for m in found if m.kind in STRETCHES or m.kind == "now"]
    return found[-1] if found else None


def _level_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """A day named before in the paragraph; of a sentence that goes on with the last one, any time word of that one.

    A paragraph that goes on ("Trong đó, …") and the item of a list take the line before it for their own.
    """
    kind, before = figure.kind, figure.before
    if not before:
        return _lead_before(scope, figure) or _stretch_of_change(scope, figure) or _headed(scope, figure)
    wanted = ("as_of", "now", "term", "congress") if kind.is_target else ("as_of", "now")
    found = mentions_within(scope.mentions, figure.floor, before[-1].end)
    near = [m for m in found if m.start >= before[-1].start and kind.takes(m) and m.kind != "day"]
    leads_to = kind.is_change or bool(_SO.match(figure.sentence.text))
    found = [m for m in found if m.kind in wanted or (leads_to and m.kind == "flow" and m.to_published)]
    found = [m for m in found if not is_opening(m)]
    if figure.goes_on and near:
        return near[-1]
    if found:
        return found[-1]
    return _lead_before(scope, figure) or _stretch_of_change(scope, figure) or _headed(scope, figure)


def _stretch_of_change(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The stretch told in the paragraph, for a level told with its change ("Hộ nghèo còn 4,2%, giảm 1,5%")."""
    if not _CHANGED.match(figure.text, figure.end):
        return None
    told = mentions_within(scope.mentions, figure.floor, figure.start)
    found = [m for m in told if m.kind in ("flow", "term") and m.first and not is_planned(figure.text, m.start)]
    is_over = found and (found[-1].to_published or (found[-1].last or "")[:4] <= (scope.published or "9999")[:4])
    return found[-1] if is_over else None


def _headed(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The time in a heading above a level of a list, or told first in its section of a report."""
    above = time_above_labels(figure, _backwards(scope, figure.start))
    if above or figure.kind.is_target:
        return above
    return (
        day_of_section(figure, scope.mentions)
        or day_of_data(figure, scope.mentions)
        or day_of_total(figure, _backwards(scope, figure.start))
    )


def _lead_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The last mention in the line that the paragraph goes on with."""
    lead = find_lead(figure.text, figure.floor)
    if lead is None:
        return None
    near = [m for m in mentions_within(scope.mentions, *lead) if figure.kind.takes(m) and m.kind != "day"]
    return near[-1] if near else None


def _flow_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The last stretch named before the sentence; for the award of badges and other ceremonies the last day."""
    kind = figure.kind._replace(is_result=True)
    if kind.is_elected or kind.is_event or figure.is_of_ceremony:
        day = next((m for m in _backwards(scope, figure.sentence.start) if m.kind == "day"), None)
        if kind.is_elected:
            return _congress_before(scope, figure, day) or day
        if day and not _is_past_day(scope, figure, day):
            return day
    if told := _lead_told(scope, figure):
        return told
    kinds = STRETCHES | {"congress"} if kind.is_target else STRETCHES
    floor = figure.floor if kind.is_target and _AHEAD.search(figure.sentence.text) else 0
    near = itertools.takewhile(lambda m: m.start >= floor, _backwards(scope, figure.sentence.start))
    near = (m for m in near if not is_shut_away(m, figure.text, figure.start))
    near = (m for m in near if not is_opening(m))
    taken = (m for m in near if m.kind in kinds and kind.takes(m) and not _is_summed_up(figure, m))
    if _SAME_TIME.search(figure.sentence.text):
        taken = (m for m in taken if (m.first or m.last or "")[:4] == (m.last or m.first or "")[:4])
    found = (m for m in taken if kind.is_target or not (_is_ahead(m, scope, kind) or is_planned(figure.text, m.start)))
    last = next(found, None)
    if last is None or last.start >= figure.floor:
        return last
    rest, again = itertools.tee(found)
    if headed := time_of_part(figure, itertools.chain([last], again)):
        return headed
    if not kind.is_target and (term := term_of_report(figure, scope.mentions, last)):
        return term
    if last.kind == "as_of" and (stretch := _same_end(scope, figure, last)):
        return stretch
    chosen = _topic_of_line(figure.text, last, rest)
    keeps = kind.is_target or _is_year_rated(figure, chosen)
    return (None if keeps else _topic_before(scope, chosen, figure.text)) or chosen


def _topic_of_line(text: str, last: PeriodMention, rest: Iterator[PeriodMention]) -> PeriodMention:
    """The first stretch told in the line of a mention, or the one above it when the line counts years one by one."""
    first = text.rfind("\n", 0, last.start) + 1
    line = [last]
    for mention in rest:
        if mention.start < first:
            years = {m.first[:4] for m in line if m.kind == "flow" and m.first}
            is_row = len(years) >= _ROW and all(m.kind == "flow" and (m.first or "")[:4] == (m.last or "")[:4] for m in line)
            if is_row:
                return mention
            break
        line.append(mention)
    told = [m for m in reversed(line) if m.kind != "as_of"]
    return next((m for m in told if m.kind == "term"), told[0]) if told else last


def _is_past_day(scope: TimeScope, figure: TimedFigure, day: PeriodMention) -> bool:
    """Whether a stretch told behind a day in the figure's paragraph is what it is of, or several rounds of awards."""
    if _ROUNDS.search(figure.sentence.text):
        return True
    if figure.is_of_ceremony:
        return False
    told = mentions_within(scope.mentions, max(day.end, figure.floor), figure.sentence.start)
    return any(m.kind in ("flow", "term") and not is_planned(figure.text, m.start) for m in told)


def _same_end(scope: TimeScope, figure: TimedFigure, closing: PeriodMention) -> PeriodMention | None:
    """The nearest stretch told before that ends with a day that another paragraph names for its levels."""
    earlier = _backwards(scope, figure.floor)
    return next((m for m in earlier if m.kind == "flow" and m.first and m.last == closing.last), None)


def _is_summed_up(figure: TimedFigure, mention: PeriodMention) -> bool:
    """Whether a stretch told in another paragraph is only that of a running total ("Lũy kế từ đầu nhiệm kỳ …")."""
    return mention.start < figure.floor and bool(
        _SUMMED_UP.search(figure.text, max(0, mention.start - 20), mention.start)
    )


def _is_year_rated(figure: TimedFigure, chosen: PeriodMention) -> bool:
    """Whether a grade goes on with a rating told above ("Qua đánh giá năm 2012, …", then "Đảng viên đủ tư cách …")."""
    told = figure.text[max(0, chosen.start - _RATING_REACH) : chosen.end]
    return bool(_GRADE.search(figure.sentence.text) and _RATING.search(told))


def _lead_told(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The day in the sentence or line that a figure goes on with, which tells of no stretch ("Cụ thể, …")."""
    if figure.kind.is_target or not figure.goes_on:
        return None
    before = figure.before
    lead = (before[-1].start, before[-1].end) if before else find_lead(figure.text, figure.floor)
    near = mentions_within(scope.mentions, *lead) if lead else ()
    return near[-1] if near and all(m.kind == "day" for m in near) else None


def _congress_before(scope: TimeScope, figure: TimedFigure, day: PeriodMention | None) -> PeriodMention | None:
    """The term that the congress opens which elects: one named in the paragraph, or one that begins about that day."""
    if not _ELECTS.search(figure.sentence.text):
        return None
    terms = (m for m in _backwards(scope, figure.sentence.start) if m.kind in OF_TERMS and not m.inferred and m.first)
    named = [m for m in terms if m.kind != "term" or "nhiệm kỳ" in m.text.lower()]
    if named and named[0].start >= figure.floor:
        return named[0]
    held = (day.last if day else scope.published) or ""
    return next((m for m in named if held and abs(int(held[:4]) - int((m.first or held)[:4])) <= 1), None)


def _topic_before(scope: TimeScope, chosen: PeriodMention, text: str) -> PeriodMention | None:
    """The stretch that reaches into the year of publication, before one that was over by then.

    What is told in passing of an earlier year is not what the paragraphs behind it are about.
    """
    year = (scope.published or "")[:4]
    if not year or chosen.kind != "flow" or not chosen.last or chosen.last >= year:
        return None
    stretches = (m for m in _backwards(scope, chosen.start) if m.kind == "flow" and not is_planned(text, m.start))
    return next((m for m in stretches if _ends_in(m, scope.published or "")), None)


def _ends_in(mention: PeriodMention, published: str) -> bool:
    """Whether a stretch reaches into the year of publication."""
    return ((published if mention.to_published else mention.last) or "")[:4] == published[:4]


def _backwards(scope: TimeScope, end: int) -> Iterator[PeriodMention]:
    """The mentions that start before `end`, the last one first; of a long text those that are near."""
    at = bisect.bisect_left(scope.mentions, end, key=_START)
    return (scope.mentions[i] for i in range(at - 1, max(-1, at - 1 - _MENTIONS), -1))


def _is_ahead(mention: PeriodMention, scope: TimeScope, kind: FigureKind) -> bool:
    """Whether a stretch begins behind the year of publication, or ends there for a level: nothing is told of it yet.

    A term of office that begins in that year has just begun.
    """
    if mention.kind == "term" and (mention.first or "") == (scope.published or "")[:4]:
        return "nhiệm kỳ" in mention.text.lower()
    date = mention.last if kind.is_level and mention.kind == "term" else mention.first
    return bool(scope.published and date) and (date or "")[:4] > (scope.published or "")[:4]


def _flow_after(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    behind = scope.mentions[bisect.bisect_left(scope.mentions, figure.sentence.end, key=_START) :]
    return next((m for m in behind if m.kind in ("flow", "term") and figure.kind.takes(m)), None)
