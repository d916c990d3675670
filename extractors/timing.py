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
    published: str | None


def make_time_scope(mentions: Sequence[PeriodMention], published: str | None) -> TimeScope:
    """The mentions that can be a figure's period."""
    return TimeScope(tuple(m for m in mentions if m.kind not in _SILENT), published)


def resolve_period(
    scope: TimeScope, *, sentence: Sentence, start: int, end: int, before: Sequence[Sentence], is_level: bool, is_target: bool
) -> Period:
    """The period of the figure at [start, end); fields are None where the text gives none.

    Args:
        scope: From `make_time_scope`.
        sentence: The figure's sentence.
        start: Offset of the numeral.
        end: Offset behind what it counts.
        before: The sentences before it in its paragraph, nearest last.
        is_level: The figure is a level as of a day, else a flow over a stretch of time.
        is_target: The figure is aimed at.
    """
    own = [m for m in scope.mentions if sentence.start <= m.start < sentence.end]
    earlier = [m for m in own if m.start < start]
    chosen = _choose(earlier, is_level) if earlier else None
    if chosen is None:
        later = [m for m in own if m.start >= start and m.start < end + 50 and m.kind in ("flow", "term", "as_of")]
        chosen = later[0] if later else None
    if chosen is None and not is_level:
        for previous in reversed(before):
            candidates = [m for m in scope.mentions if previous.start <= m.start < previous.end and m.kind in ("flow", "term", "as_of", "now")]
            if candidates:
                chosen = candidates[-1]
                break
    return _period(chosen, scope.published, is_level=is_level, is_target=is_target)


def _choose(earlier: Sequence[PeriodMention], is_level: bool) -> PeriodMention:
    """The mention that governs: the nearest before; a day of an event yields to any other."""
    strong = [m for m in earlier if m.kind != "day"]
    return strong[-1] if strong else earlier[-1]


def _period(mention: PeriodMention | None, published: str | None, *, is_level: bool, is_target: bool) -> Period:
    if mention is None or mention.kind == "recurring":
        return Period(start=None, end=None, end_is_published=False, text=mention.text if mention else None)
    last = published if mention.to_published else mention.last
    first = mention.first
    if is_level and not is_target:
        first = None
    if is_level and is_target:
        first = None
    return Period(
        start=first, end=last, end_is_published=mention.to_published, text=mention.text, inferred=mention.inferred
    )
