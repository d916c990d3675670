"""Mentions of time -> the period of each figure, by scope and by whether the figure is a level or a flow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.periods import PeriodMention
from schemas.facts import Period
from schemas.sentences import Sentence

_SILENT = frozenset({"base", "none"})
_STRETCHES = frozenset({"flow", "since", "term", "as_of"})
_CLOSE = re.compile(r"%?\s?\(?(?:vào |trong |của |ở )?\Z")
_NUMBERED = re.compile(r"[0-9]\s?%?\s\(?\Z")
_OLD_BEFORE = re.compile(r"từ (?:(?:chỉ|có|còn|gần|hơn|trên|khoảng|mức) ){0,2}\Z")
_OLD_BEHIND = re.compile(r"[^0-9;.]{0,40}?(?:\([^()]{0,40}\))?\s?(?:lên|xuống|còn)\s")
_NEW_BEFORE = re.compile(r"từ [^;]{0,90}(?:lên|xuống|còn|thành)(?: (?:còn|tới|đến|mức|gần|hơn|trên|khoảng)){0,2} \Z")
_BEHIND = 50


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
        return mention.kind not in ("term", "recurring") and (self.is_result or mention.kind != "since")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure in its sentence: where its numeral starts, where what it counts ends, its kind."""

    sentence: Sentence
    start: int
    end: int
    kind: FigureKind

    def between(self, first: int, last: int) -> str:
        """The sentence's text between two offsets of the document."""
        return self.sentence.text[max(0, first - self.sentence.start) : max(0, last - self.sentence.start)]

    @property
    def is_old(self) -> bool:
        """Whether it is the level that a change started from ("từ 95 xuống còn 23")."""
        text, at = self.sentence.text, self.start - self.sentence.start
        behind = text[self.end - self.sentence.start :][:100]
        return bool(_OLD_BEFORE.search(text[max(0, at - 30) : at]) and _OLD_BEHIND.match(behind))

    @property
    def is_new(self) -> bool:
        """Whether it is the level that a change led to ("từ 95 xuống còn 23")."""
        at = self.start - self.sentence.start
        return bool(_NEW_BEFORE.search(self.sentence.text[max(0, at - 120) : at]))


def make_time_scope(mentions: Sequence[PeriodMention], published: str | None) -> TimeScope:
    """The mentions that can be a figure's period."""
    bases = tuple(m for m in mentions if m.kind == "base")
    return TimeScope(tuple(m for m in mentions if m.kind not in _SILENT), bases, published)


def resolve_period(
    scope: TimeScope,
    *,
    sentence: Sentence,
    start: int,
    end: int,
    before: Sequence[Sentence],
    kind: FigureKind,
    previous: Period | None,
) -> Period:
    """The period of the figure at [start, end); fields are None where the text gives none.

    A level takes a time word of its sentence, or "hiện nay" and "tính đến" of the sentences before in its paragraph. A
    flow goes on looking back through the text; a headline looks ahead.

    Args:
        scope: From `make_time_scope`.
        sentence: The figure's sentence.
        start: Offset of the numeral.
        end: Offset behind what it counts.
        before: The sentences before it in its paragraph, nearest last.
        kind: What sort of figure it is.
        previous: The period of the figure before it in the sentence; a level without a time word ends with it.
    """
    figure = _Figure(sentence, start, end, kind)
    chosen = _in_sentence(scope, figure)
    if kind.is_level and not kind.is_target and figure.is_old:
        return _old_level(scope, figure, before)
    if chosen is None and kind.is_level and previous is not None and not figure.is_new:
        return previous.model_copy(update={"start": None})
    if chosen is None:
        chosen = _elsewhere(scope, figure, before)
    base = _base_of(scope, figure, before, chosen) if kind.is_change else None
    if chosen and chosen.kind in ("as_of", "now") and not (kind.is_level or kind.is_tally) and base is None:
        base = _opening(scope, chosen, sentence, before)
    return _period(chosen, scope.published, kind=kind, base=base)


def resolve_table_period(scope: TimeScope, *, head: tuple[int, int], table_start: int, is_level: bool) -> Period:
    """The period of a table's figure: printed in its column's head, else the last one before the table.

    Args:
        scope: From `make_time_scope`.
        head: Start and end of the column's head.
        table_start: Where the table begins.
        is_level: The column holds levels as of a day.
    """
    own = [m for m in scope.mentions if head[0] <= m.start < head[1]]
    above = [m for m in scope.mentions if m.start < table_start and m.kind in ("flow", "term", "as_of", "now")]
    chosen = own[-1] if own else above[-1] if above else None
    return _period(chosen, scope.published, kind=FigureKind(is_level), base=None)


def _elsewhere(scope: TimeScope, figure: _Figure, before: Sequence[Sentence]) -> PeriodMention | None:
    """The mention outside the sentence that a figure goes by."""
    kind, sentence = figure.kind, figure.sentence
    if kind.is_level and not kind.is_result and not kind.is_elected:
        level = _level_before(scope, before, kind)
        if level or not figure.is_new:
            return level
    chosen = _flow_before(scope, sentence.start, replace(kind, is_result=True))
    return chosen or (_flow_after(scope, sentence.end) if sentence.role == "title" else None)


def _opening(scope: TimeScope, closing: PeriodMention, sentence: Sentence, before: Sequence[Sentence]) -> str | None:
    """Where a flow told "until a day" began: a stretch named before in the paragraph.

    It is of the same year as that day, unless the day is today.
    """
    floor = before[0].start if before else sentence.start
    year = (closing.last or "")[:4]
    found = [m for m in scope.mentions if floor <= m.start < closing.start and m.kind in ("flow", "term") and m.first]
    if not found or (closing.kind == "as_of" and not (found[-1].first or "").startswith(year)):
        return None
    return found[-1].first


def _in_sentence(scope: TimeScope, figure: _Figure) -> PeriodMention | None:
    """The mention directly behind what is counted, else the nearest before the numeral, else one close behind it.

    The day of an event yields to any other; "mỗi năm" yields to a stretch of years before it.
    """
    sentence, kind = figure.sentence, figure.kind
    own = [m for m in scope.mentions if sentence.start <= m.start < sentence.end and kind.takes(m)]
    own = [m for m in own if _is_open_to(m, figure)]
    dates = [m.end for m in (*scope.mentions, *scope.bases)]
    joined = [m for m in own if m.start >= figure.start and _CLOSE.match(figure.between(figure.end, m.start))]
    if joined:
        return joined[0]
    earlier = [m for m in own if m.start < figure.start and not _belongs_to_numeral(m, figure, dates)]
    if earlier:
        return _nearest(earlier, kind)
    later = [m for m in own if figure.start <= m.start < figure.end + _BEHIND and m.kind in _STRETCHES]
    later = [m for m in later if ";" not in figure.between(figure.end, m.start)]
    if kind.is_level:
        later = [m for m in later if m.kind == "as_of"]
    return later[0] if later else None


def _old_level(scope: TimeScope, figure: _Figure, before: Sequence[Sentence]) -> Period:
    """The period of the level that a change started from: its own day, the day compared with, or where a flow began."""
    sentence = figure.sentence
    own = [m for m in scope.mentions if sentence.start <= m.start < sentence.end]
    joined = [m for m in own if m.start >= figure.start and _CLOSE.match(figure.between(figure.end, m.start))]
    if joined:
        return _period(joined[0], scope.published, kind=figure.kind, base=None)
    floor = before[0].start if before else sentence.start
    bases = [m for m in scope.bases if sentence.start <= m.start < sentence.end and m.first]
    flows = [m for m in scope.mentions if floor <= m.start < figure.start and m.kind in ("flow", "term") and m.first]
    if not bases and not flows:
        return Period(start=None, end=None, end_is_published=False, text=None)
    opening = (bases or flows)[-1]
    return Period(start=None, end=opening.first, end_is_published=False, text=opening.text, inferred=opening.inferred)


def _nearest(earlier: Sequence[PeriodMention], kind: FigureKind) -> PeriodMention:
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


def _is_open_to(mention: PeriodMention, figure: _Figure) -> bool:
    """Whether a mention can be seen from a figure: what brackets hold beside figures of their own stays inside them."""
    opened = figure.between(figure.sentence.start, mention.start).rfind("(")
    text = figure.sentence.text
    if opened < 0 or ")" in text[opened : mention.start - figure.sentence.start]:
        return True
    closed = text.find(")", mention.end - figure.sentence.start - 1)
    closed = len(text) if closed < 0 else closed
    inside = text[opened : mention.start - figure.sentence.start] + text[mention.end - figure.sentence.start : closed]
    return opened <= figure.start - figure.sentence.start <= closed or not any(c.isdigit() for c in inside)


def _belongs_to_numeral(mention: PeriodMention, figure: _Figure, dates: Sequence[int]) -> bool:
    """Whether a mention stands directly behind another numeral that is no date ("75% năm 2012 lên 81%")."""
    numbered = _NUMBERED.search(figure.between(figure.sentence.start, mention.start))
    return bool(numbered) and not any(mention.start - 3 <= end <= mention.start for end in dates)


def _level_before(scope: TimeScope, before: Sequence[Sentence], kind: FigureKind) -> PeriodMention | None:
    if not before:
        return None
    wanted = ("as_of", "now", "term", "congress") if kind.is_target else ("as_of", "now")
    found = [m for m in scope.mentions if before[0].start <= m.start < before[-1].end and m.kind in wanted]
    return found[-1] if found else None


def _flow_before(scope: TimeScope, start: int, kind: FigureKind) -> PeriodMention | None:
    earlier = [m for m in scope.mentions if m.start < start and kind.takes(m)]
    if (kind.is_event or kind.is_elected) and (days := [m for m in earlier if m.kind == "day"]):
        return days[-1]
    found = [m for m in earlier if m.kind in _STRETCHES]
    return found[-1] if found else None


def _flow_after(scope: TimeScope, end: int) -> PeriodMention | None:
    return next((m for m in scope.mentions if m.start >= end and m.kind in ("flow", "term")), None)


def _base_of(scope: TimeScope, figure: _Figure, before: Sequence[Sentence], chosen: PeriodMention | None) -> str | None:
    """The date that a change counts from: "so với năm 2021" behind it or before it, else an earlier level's day."""
    sentence = figure.sentence
    own = [m for m in scope.bases if sentence.start <= m.start < sentence.end and m.first]
    behind = [m for m in own if m.start >= figure.start]
    if own:
        return (behind[0] if behind else own[-1]).first
    until = (scope.published if chosen and chosen.to_published else chosen.last if chosen else None) or ""
    floor = before[0].start if before else sentence.start
    days = [
        m.last for m in scope.mentions if floor <= m.start < figure.start and m.kind in ("as_of", "flow") and m.last
    ]
    days = [day for day in days if until and day[:4] < until[:4]]
    return days[-1] if days else None


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
