"""Mentions of time of a document -> those within a stretch of its text, or before a place."""

import bisect
from collections.abc import Iterator, Sequence
from operator import attrgetter

from extractors.periods.figures import TimeScope
from extractors.periods.finding import PeriodMention

_START = attrgetter("start")
STRETCHES = frozenset({"flow", "since", "term", "as_of"})
OF_TERMS = frozenset({"term", "office", "congress"})
_MENTIONS = 300
"""Mentions of time that a figure looks back over."""


def mentions_within(mentions: Sequence[PeriodMention], first: int, last: int) -> Sequence[PeriodMention]:
    """The mentions that start in [first, last)."""
    at = bisect.bisect_left(mentions, first, key=_START)
    return mentions[at : bisect.bisect_left(mentions, last, key=_START)]


def backwards(scope: TimeScope, end: int) -> Iterator[PeriodMention]:
    """The mentions that start before `end`, the last one first; of a long text those that are near."""
    at = bisect.bisect_left(scope.mentions, end, key=_START)
    return (scope.mentions[i] for i in range(at - 1, max(-1, at - 1 - _MENTIONS), -1))
