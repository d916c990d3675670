"""Matches of phrases -> those that may stand: that their surroundings allow, and that lie in no longer one."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from extractors.folding import fold
from extractors.tokens import phrase_tokens
from schemas.rules import PhraseRule

Span = tuple[int, int, int]
"""A match that may stand: its first token, the one behind its last, and the place of its rule by id."""
_Phrases = tuple[tuple[int, frozenset[tuple[str, ...]]], ...]
"""Folded phrases by how many tokens they have, so that those of one length are looked up at once."""


class Guard(NamedTuple):
    """What must not stand around a phrase: the phrases, and the words of theirs that would be its neighbours."""

    before: _Phrases
    behind: _Phrases
    last_before: frozenset[str]
    first_behind: frozenset[str]


def make_guard(rule: PhraseRule) -> Guard | None:
    """What a rule says of its surroundings, or None if nothing."""
    before, behind = _folded(rule.not_before), _folded(rule.not_after)
    if not before and not behind:
        return None
    last_before = frozenset(phrase[-1] for _, several in before for phrase in several)
    first_behind = frozenset(phrase[0] for _, several in behind for phrase in several)
    return Guard(before, behind, last_before, first_behind)


def _folded(phrases: Iterable[str]) -> _Phrases:
    folded = [tuple(fold(t) for t in phrase_tokens(p)) for p in phrases]
    return tuple(
        (length, frozenset(phrase for phrase in folded if len(phrase) == length))
        for length in sorted({len(phrase) for phrase in folded})
    )


def is_forbidden(norms: tuple[str, ...], start: int, end: int, guard: Guard) -> bool:
    """Whether one of the phrases of a guard stands right before or behind tokens start..end-1; some token does."""
    if norms[start - 1] in guard.last_before and any(
        [norms[start - length : start] in several for length, several in guard.before]
    ):
        return True
    return norms[end] in guard.first_behind and any(
        [norms[end : end + length] in several for length, several in guard.behind]
    )


def without_barred(spans: list[Span], barred: Iterable[Span]) -> list[Span]:
    """Spans in order without those inside a longer one that its surroundings forbid ("so với nghị quyết đề ra")."""
    kept = list(spans)
    for start, end, _ in barred:
        first, behind = bisect_left(kept, (start,)), bisect_left(kept, (end,))
        kept[first:behind] = [span for span in kept[first:behind] if span[1] > end or span[1] - span[0] >= end - start]
    return kept


def longest(spans: list[Span]) -> list[Span]:
    """Spans in order without those inside a longer one or over an earlier longer one."""
    kept: list[Span] = []
    first = last = 0
    for span in spans:
        start, end, _ = span
        if start >= last or (start == first and end == last):
            kept.append(span)
        elif start == first:
            _take_back(kept, start)
            kept.append(span)
        elif end > last:
            _take_back(kept, first)
            run = _run_of(spans, first)
            kept += _longest_of_crossing(run)
            # No span behind begins at 0, and the others of the run end before its last.
            start, end = 0, max([end for _, end, _ in run])
        else:
            continue
        first, last = start, end
    return kept


def _take_back(kept: list[Span], start: int) -> None:
    """Leave out the last spans, which begin at `start`."""
    while kept and kept[-1][0] == start:
        kept.pop()


def _run_of(spans: list[Span], first: int) -> list[Span]:
    """The spans from token `first` on of which each overlaps one before it."""
    at = behind = bisect_left(spans, (first,))
    last = spans[at][1]
    while behind < len(spans) and spans[behind][0] < last:
        last = max(last, spans[behind][1])
        behind += 1
    return spans[at:behind]


def _longest_of_crossing(spans: list[Span]) -> list[Span]:
    """The longest of spans that reach over each other's ends, in order."""
    kept: list[Span] = []
    owners: dict[int, tuple[int, int]] = {}
    for span in sorted(spans, key=lambda one: (one[0] - one[1], one[0])):
        own = span[:2]
        if all([owners.get(at, own) == own for at in range(*own)]):
            owners.update(dict.fromkeys(range(*own), own))
            kept.append(span)
    return sorted(kept)
