"""Mentions of time -> the period of each figure, by scope and by whether the figure is a level or a flow."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.periods import PeriodMention
from schemas.facts import Period
from schemas.sentences import Sentence

_SILENT = frozenset({"base", "none"})


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
    as the award of badges; `is_target` a figure aimed at.
    """

    is_level: bool
    is_result: bool = False
    is_change: bool = False
    is_event: bool = False
    is_target: bool = False

    def takes(self, mention: PeriodMention) -> bool:
        """Whether a mention can be the period of such a figure: a term is no day of a level that is reached."""
        return self.is_target or not (self.is_level and mention.kind == "term")


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
    own = [m for m in scope.mentions if sentence.start <= m.start < sentence.end and kind.takes(m)]
    chosen = _in_sentence(own, start, end, is_event=kind.is_event)
    if chosen is None and kind.is_level and previous is not None:
        return previous.model_copy(update={"start": None})
    if chosen is None and kind.is_level and not kind.is_result:
        chosen = _level_before(scope, before)
    elif chosen is None:
        chosen = _flow_before(scope, sentence.start, is_event=kind.is_event)
        chosen = chosen or (_flow_after(scope, sentence.end) if sentence.role == "title" else None)
    base = _base_behind(scope, start, sentence.end) if kind.is_change else None
    if chosen and chosen.kind in ("as_of", "now") and not kind.is_level and base is None:
        base = _opening(scope, chosen, sentence, before)
    return _period(chosen, scope.published, is_level=kind.is_level, base=base)


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
    return _period(chosen, scope.published, is_level=is_level, base=None)


def _opening(scope: TimeScope, closing: PeriodMention, sentence: Sentence, before: Sequence[Sentence]) -> str | None:
    """Where a flow told "until a day" began: a stretch named before in the paragraph, of the same year unless until now."""
    floor = before[0].start if before else sentence.start
    year = (closing.last or "")[:4]
    found = [m for m in scope.mentions if floor <= m.start < closing.start and m.kind in ("flow", "term") and m.first]
    if not found or (closing.kind == "as_of" and not (found[-1].first or "").startswith(year)):
        return None
    return found[-1].first


def _in_sentence(own: Sequence[PeriodMention], start: int, end: int, *, is_event: bool) -> PeriodMention | None:
    """The nearest mention before the numeral, else one close behind it; a day of an event yields to any other."""
    earlier = [m for m in own if m.start < start]
    if earlier:
        if is_event:
            return earlier[-1]
        strong = [m for m in earlier if m.kind != "day"]
        return strong[-1] if strong else earlier[-1]
    later = [m for m in own if m.start >= start and m.start < end + 50 and m.kind in ("flow", "term", "as_of")]
    return later[0] if later else None


def _level_before(scope: TimeScope, before: Sequence[Sentence]) -> PeriodMention | None:
    if not before:
        return None
    found = [m for m in scope.mentions if before[0].start <= m.start < before[-1].end and m.kind in ("as_of", "now")]
    return found[-1] if found else None


def _flow_before(scope: TimeScope, start: int, *, is_event: bool) -> PeriodMention | None:
    earlier = [m for m in scope.mentions if m.start < start]
    if is_event and (days := [m for m in earlier if m.kind == "day"]):
        return days[-1]
    found = [m for m in earlier if m.kind in ("flow", "term", "as_of")]
    return found[-1] if found else None


def _flow_after(scope: TimeScope, end: int) -> PeriodMention | None:
    return next((m for m in scope.mentions if m.start >= end and m.kind in ("flow", "term")), None)


def _base_behind(scope: TimeScope, start: int, end: int) -> str | None:
    """The date that a change counts from ("so với năm 2021")."""
    return next((m.first for m in scope.bases if start <= m.start < end and m.first), None)


def _period(mention: PeriodMention | None, published: str | None, *, is_level: bool, base: str | None) -> Period:
    if mention is None or mention.kind == "recurring":
        text = mention.text if mention else None
        return Period(start=base, end=None, end_is_published=False, text=text)
    last = published if mention.to_published else mention.last
    first = base or (None if is_level else mention.first)
    return Period(
        start=first, end=last, end_is_published=mention.to_published, text=mention.text, inferred=mention.inferred
    )
