"""Mentions of time -> the period of each figure, by scope and by whether the figure is a level or a flow."""

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.periods.finding import PeriodMention
from schemas.facts import Period
from schemas.sentences import Sentence

_SILENT = frozenset({"base", "none"})
_STRETCHES = frozenset({"flow", "since", "term", "as_of"})
_CLOSE = re.compile(r"[^0-9,;:.]{0,30}%?\s?\(?(?:vào |trong |của |ở )?\Z")
_NUMBERED = re.compile(r"[0-9]\s?%?\s\(?\Z")
_NUMERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?:(?:/|\s?[-–]\s?)[0-9]+(?:[.,][0-9]+)*)?")
_OLD_BEFORE = re.compile(r"từ (?:(?:chỉ|có|còn|gần|hơn|trên|khoảng|mức) ){0,2}\Z")
_OLD_BEHIND = re.compile(r"[0-9.,]{1,12}\s?%?[^0-9;.]{0,40}?(?:\([^()]{0,40}\))?(?:[^;,.]{0,20})?\s(?:lên|xuống|còn)\s")
_NEW_BEFORE = re.compile(r"từ [^;]{0,90}(?:lên|xuống|còn|thành)(?: (?:còn|tới|đến|mức|gần|hơn|trên|khoảng)){0,2} \Z")
_GOES_ON = re.compile(r"(?:trong đó|cụ thể|trong số|bao gồm|gồm|riêng)\b", re.IGNORECASE)
_SO = re.compile(r"(?:như vậy|nhờ đó|nhờ vậy|qua đó|do đó|với)\b", re.IGNORECASE)
_PLANNED = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)(?: (?:đề ra|được giao|giao|của))?\s\Z")
_BEHIND = 50
_CAPTION = 1000
_OF_TABLES = frozenset({"flow", "term", "as_of", "now"})


@dataclass(frozen=True, slots=True)
class TimeScope:
    """All mentions of time of one document that can be someone's period, in order."""

    mentions: tuple[PeriodMention, ...]
    bases: tuple[PeriodMention, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class FigureKind:
    """What sort of figure looks for its period.

    A level stands as of a day, else the figure is a flow over a stretch of time. `is_result` is a level that a flow led
    to ("nâng tổng số lên"); `is_change` the change of a level, from a base to a day; `is_event` a flow of one day, such
    as the award of badges; `is_target` a figure aimed at; `is_tally` what is reached by a day, such as the congresses
    held; `is_elected` the members of a committee, who hold office for a term.
    """

    is_level: bool
    is_result: bool = False
    is_change: bool = False
    is_event: bool = False
    is_target: bool = False
    is_tally: bool = False
    is_elected: bool = False

    def takes(self, mention: PeriodMention) -> bool:
        """Whether a mention can be the period of such a figure.

        A term is no day of a level that is reached, nor are years back from now; the day of a meeting is none unless
        its year is printed.
        """
        if self.is_target:
            return True
        if mention.kind in ("office", "congress"):
            return self.is_elected and mention.kind == "office"
        if self.is_tally:
            return mention.kind != "term"
        if not self.is_level:
            return True
        if mention.kind == "day":
            return self.is_elected or not mention.inferred
        return mention.kind != "recurring" and (self.is_result or mention.kind not in ("since", "term"))


@dataclass(frozen=True, slots=True)
class TimedFigure:
    """A figure that looks for its period.

    `text` is the document's; `start` the offset of the numeral in it, `end` the one behind what it counts; `before` the
    sentences before its own in the paragraph, nearest last.
    """

    text: str
    sentence: Sentence
    start: int
    end: int
    before: tuple[Sentence, ...]
    kind: FigureKind

    @property
    def floor(self) -> int:
        """Where its paragraph begins."""
        return self.before[0].start if self.before else self.sentence.start

    @property
    def is_old(self) -> bool:
        """Whether it is the level that a change started from ("từ 95 xuống còn 23")."""
        before, behind = self.text[self.sentence.start : self.start], self.text[self.start : self.sentence.end]
        return bool(_OLD_BEFORE.search(before[-30:]) and _OLD_BEHIND.match(behind[:120]))

    @property
    def is_new(self) -> bool:
        """Whether it is the level that a change led to ("từ 95 xuống còn 23")."""
        return bool(_NEW_BEFORE.search(self.text[max(self.sentence.start, self.start - 120) : self.start]))

    @property
    def goes_on(self) -> bool:
        """Whether its sentence goes on with the one before ("Trong đó, …")."""
        return bool(self.before and _GOES_ON.match(self.sentence.text))


def make_time_scope(mentions: Sequence[PeriodMention], published: str | None) -> TimeScope:
    """The mentions that can be a figure's period."""
    bases = tuple(m for m in mentions if m.kind == "base")
    return TimeScope(tuple(m for m in mentions if m.kind not in _SILENT), bases, published)


def _within(mentions: Sequence[PeriodMention], first: int, last: int) -> Sequence[PeriodMention]:
    """The mentions that start in [first, last)."""
    at = bisect.bisect_left(mentions, first, key=lambda m: m.start)
    return mentions[at : bisect.bisect_left(mentions, last, key=lambda m: m.start)]


def resolve_period(scope: TimeScope, figure: TimedFigure, previous: Period | None) -> Period:
    """The period of a figure; fields are None where the text gives none.

    A level takes a time word of its sentence, or "hiện nay" and "tính đến" of the sentences before in its paragraph. A
    flow goes on looking back through the text; a headline looks ahead.

    Args:
        scope: From `make_time_scope`.
        figure: What it is and where it stands.
        previous: The period of the figure before it in the sentence; a level without a time word ends with it.
    """
    kind = figure.kind
    chosen = _in_sentence(scope, figure)
    if kind.is_level and not kind.is_target and figure.is_old:
        return _old_level(scope, figure)
    if chosen is None and kind.is_level and previous is not None and not figure.is_new:
        return previous.model_copy(update={"start": None})
    chosen = chosen or _elsewhere(scope, figure)
    base = _base_of(scope, figure, chosen) if kind.is_change else None
    if chosen and chosen.kind in ("as_of", "now") and not (kind.is_level or kind.is_tally) and base is None:
        base = _opening(scope, chosen, figure)
    return _period(chosen, scope.published, kind=kind, base=base)


def has_own_period(scope: TimeScope, figure: TimedFigure) -> bool:
    """Whether a time word stands directly behind what is counted ("từ 75% năm 2012 lên 81% năm 2016")."""
    return bool(_joined(_within(scope.mentions, figure.sentence.start, figure.sentence.end), figure))


def resolve_table_period(
    scope: TimeScope, *, heads: Sequence[tuple[int, int]], table_start: int, kind: FigureKind
) -> Period:
    """The period of a table's figure: printed in its column's head, else the last one before the table.

    Args:
        scope: From `make_time_scope`.
        heads: Starts and ends of the heads over its column, the nearest first.
        table_start: Where the table begins; the caption of a table of levels stands close above.
        kind: What the figure is.
    """
    own = [m for head in heads for m in _within(scope.mentions, *head)]
    first = 0 if not kind.is_level or kind.is_target else max(0, table_start - _CAPTION)
    kinds = _OF_TABLES | {"day"} if kind.is_event else _OF_TABLES
    above = (m for m in reversed(_within(scope.mentions, first, table_start)) if m.kind in kinds)
    chosen = own[-1] if own else next(above, None)
    return _period(chosen, scope.published, kind=kind, base=None)


def _in_sentence(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention directly behind what is counted, else the nearest before the numeral, else one close behind it."""
    sentence, kind = figure.sentence, figure.kind
    mentions = _within(scope.mentions, sentence.start, sentence.end)
    own = [m for m in mentions if kind.takes(m) and _is_open_to(m, figure)]
    joined = _joined(own, figure)
    if joined:
        return joined[0]
    dates = [m.end for m in (*mentions, *_within(scope.bases, sentence.start, sentence.end))]
    earlier = [m for m in own if m.start < figure.start and not _belongs_to_numeral(m, figure, dates)]
    if earlier:
        return _nearest(earlier, kind)
    later = [m for m in own if figure.start <= m.start < figure.end + _BEHIND and m.kind in _STRETCHES]
    later = [m for m in later if ";" not in figure.text[figure.end : m.start]]
    if kind.is_level:
        later = [m for m in later if m.kind == "as_of"]
    return later[0] if later else None


def _joined(own: Sequence[PeriodMention], figure: TimedFigure) -> list[PeriodMention]:
    """The mentions directly behind what is counted; "hiện nay" behind it begins what comes next."""
    numeral = _NUMERAL.match(figure.text, figure.start)
    first = numeral.end() if numeral else figure.end
    found = [m for m in own if m.start >= first and m.kind != "now"]
    if not figure.kind.is_target:
        found = [m for m in found if not _PLANNED.search(figure.text[m.start - 25 : m.start])]
    return [m for m in found if _CLOSE.match(figure.text[(first if m.start < figure.end else figure.end) : m.start])]


def _nearest(earlier: Sequence[PeriodMention], kind: FigureKind) -> PeriodMention:
    """The last mention; the day of an event yields to any other, "mỗi năm" to a printed stretch of years."""
    if kind.is_event:
        return earlier[-1]
    strong = [m for m in earlier if m.kind != "day"] or list(earlier)
    stretches = [m for m in strong if m.kind in ("term", "flow") and not m.inferred and _is_long(m)]
    if strong[-1].kind == "recurring" and stretches:
        return stretches[-1]
    return strong[-1]


def _is_long(mention: PeriodMention) -> bool:
    """Whether a stretch spans more than one year."""
    return bool(mention.first) and (mention.first or "")[:4] != (mention.last or "")[:4]


def _is_open_to(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a mention can be seen from a figure: what brackets hold beside figures of their own stays inside them."""
    text, sentence = figure.text, figure.sentence
    opened = text.rfind("(", sentence.start, mention.start)
    if opened < 0 or ")" in text[opened : mention.start]:
        return True
    closed = text.find(")", mention.end - 1, sentence.end)
    closed = sentence.end if closed < 0 else closed
    inside = text[opened : mention.start] + text[mention.end : closed]
    return opened <= figure.start <= closed or not any(c.isdigit() for c in inside)


def _belongs_to_numeral(mention: PeriodMention, figure: TimedFigure, dates: Sequence[int]) -> bool:
    """Whether a mention stands directly behind another numeral that is no date ("75% năm 2012 lên 81%")."""
    numbered = _NUMBERED.search(figure.text[max(figure.sentence.start, mention.start - 6) : mention.start])
    return bool(numbered) and not any(mention.start - 3 <= end <= mention.start for end in dates)


def _elsewhere(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention outside the sentence that a figure goes by."""
    kind = figure.kind
    if figure.sentence.role == "title" and (told := _told_again(scope, figure)):
        return told
    if kind.is_change or (kind.is_level and not kind.is_result and not kind.is_elected):
        level = _level_before(scope, figure)
        if level or (kind.is_level and not figure.is_new):
            return level
    chosen = _flow_before(scope, figure)
    return chosen or (_flow_after(scope, figure.sentence.end) if figure.sentence.role == "title" else None)


def _told_again(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention before the same numeral in the body, for a figure of the title."""
    numeral = _NUMERAL.match(figure.text, figure.start)
    if numeral is None or len(numeral.group()) < 2:
        return None
    pattern = re.compile(rf"(?<![0-9.,]){re.escape(numeral.group())}(?![0-9]|[.,][0-9])")
    again = pattern.search(figure.text, figure.sentence.end)
    if again is None:
        return None
    line = figure.text.rfind("\n", 0, again.start()) + 1
    found = [m for m in _within(scope.mentions, line, again.start()) if figure.kind.takes(m)]
    found = [m for m in found if m.kind in _STRETCHES or m.kind == "now"]
    return found[-1] if found else None


def _level_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """A day named before in the paragraph; of a sentence that goes on with the last one, any time word of that one."""
    kind, before = figure.kind, figure.before
    if not before:
        return None
    wanted = ("as_of", "now", "term", "congress") if kind.is_target else ("as_of", "now")
    found = _within(scope.mentions, figure.floor, before[-1].end)
    near = [m for m in found if m.start >= before[-1].start and kind.takes(m) and m.kind != "day"]
    leads_to = kind.is_change or bool(_SO.match(figure.sentence.text))
    found = [m for m in found if m.kind in wanted or (leads_to and m.kind == "flow" and m.to_published)]
    if figure.goes_on and near:
        return near[-1]
    return found[-1] if found else None


def _flow_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The last stretch named before the sentence; for the award of badges the last day."""
    kind = replace(figure.kind, is_result=True)
    earlier = _within(scope.mentions, 0, figure.sentence.start)
    if kind.is_elected or kind.is_event:
        day = next((m for m in reversed(earlier) if m.kind == "day"), None)
        if day or kind.is_elected:
            return day
    taken = (m for m in reversed(earlier) if m.kind in _STRETCHES and kind.takes(m))
    found = (m for m in taken if kind.is_target or not _is_ahead(m, scope, kind))
    last = next(found, None)
    if last is None or last.start >= figure.floor:
        return last
    line = figure.text.rfind("\n", 0, last.start) + 1
    paragraph = [last, *itertools.takewhile(lambda m: m.start >= line, found)]
    return next((m for m in reversed(paragraph) if m.kind != "as_of"), last)


def _is_ahead(mention: PeriodMention, scope: TimeScope, kind: FigureKind) -> bool:
    """Whether a stretch begins behind the year of publication, or ends there for a level: nothing is told of it yet."""
    date = mention.last if kind.is_level and mention.kind == "term" else mention.first
    return bool(scope.published and date) and (date or "")[:4] > (scope.published or "")[:4]


def _flow_after(scope: TimeScope, end: int) -> PeriodMention | None:
    behind = scope.mentions[bisect.bisect_left(scope.mentions, end, key=lambda m: m.start) :]
    return next((m for m in behind if m.kind in ("flow", "term")), None)


def _opening(scope: TimeScope, closing: PeriodMention, figure: TimedFigure) -> str | None:
    """Where a flow told "until a day" began: a stretch named before in the paragraph.

    It is of the same year as that day, unless the day is today. An aim for the end of a term began with the term.
    """
    year = (closing.last or "")[:4]
    if figure.kind.is_target:
        terms = [m for m in scope.mentions if m.kind in ("term", "office", "congress") and m.last == year]
        return terms[0].first if terms else None
    found = [m for m in _within(scope.mentions, figure.floor, closing.start) if m.kind in ("flow", "term") and m.first]
    if not found or (closing.kind == "as_of" and not (found[-1].first or "").startswith(year)):
        return None
    return found[-1].first


def _base_of(scope: TimeScope, figure: TimedFigure, chosen: PeriodMention | None) -> str | None:
    """The date that a change counts from: "so với năm 2021" behind it or before it, else an earlier level's day."""
    sentence = figure.sentence
    own = [m for m in _within(scope.bases, sentence.start, sentence.end) if m.first]
    behind = [m for m in own if m.start >= figure.start]
    if own:
        return (behind[0] if behind else own[-1]).first
    until = (scope.published if chosen and chosen.to_published else chosen.last if chosen else None) or ""
    days = [m for m in _within(scope.mentions, figure.floor, figure.start) if m.kind in ("as_of", "flow")]
    earlier = [m.last for m in days if m.last and until and m.last[:4] < until[:4]]
    return earlier[-1] if earlier else None


def _old_level(scope: TimeScope, figure: TimedFigure) -> Period:
    """The period of the level that a change started from: its own day, the day compared with, or where a term began."""
    sentence = figure.sentence
    joined = _joined(_within(scope.mentions, sentence.start, sentence.end), figure)
    if joined:
        return _period(joined[0], scope.published, kind=figure.kind, base=None)
    bases = [m for m in _within(scope.bases, sentence.start, sentence.end) if m.first]
    floor = figure.before[-1].start if figure.before else sentence.start
    terms = [m for m in _within(scope.mentions, floor, figure.start) if m.kind == "term" and m.first]
    terms = [m for m in terms if "nhiệm kỳ" in m.text.lower()]
    if not bases and not terms:
        return Period(start=None, end=None, end_is_published=False, text=None)
    opening = (bases or terms)[-1]
    return Period(start=None, end=opening.first, end_is_published=False, text=opening.text, inferred=opening.inferred)


def _period(mention: PeriodMention | None, published: str | None, *, kind: FigureKind, base: str | None) -> Period:
    if mention is None or mention.kind == "recurring":
        text = mention.text if mention else None
        return Period(start=base, end=None, end_is_published=False, text=text)
    last = published if mention.to_published else mention.last
    keeps = not kind.is_level or kind.is_target or mention.kind == "office"
    return Period(
        start=base or (mention.first if keeps else None),
        end=last,
        end_is_published=mention.to_published,
        text=mention.text,
        inferred=mention.inferred,
    )
