"""Figures of one unit -> parts beside their whole: a body or a group beside all, a shorter time beside a longer one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from outputs.checking.moments import Moment, Told, build_check, can_contradict, say_subject, say_with_source
from outputs.labels import Labels
from schemas.checks import CrossCheck, Outcome

Series = Mapping[tuple[str | None, str], Sequence[Told]]
"""Figures of one unit by body and groups."""


def find_scopes(series: Series, labels: Labels) -> Iterator[CrossCheck]:
    """Parts that another document tells than the whole: what is counted in a body or a group, or in a part of the time.

    Percentages have no parts, and a document's own parts are checked where it is read.
    """
    wholes: dict[Moment, Told] = {}
    for told in _counts(series.get((None, "[]"), ())):
        known = wholes.get(told.moment) if told.moment else None
        if told.moment and (known is None or told.rank < known.rank):
            wholes[told.moment] = told
    for key, figures in series.items():
        if key != (None, "[]"):
            for part in _counts(figures):
                whole = wholes.get(part.moment) if part.moment else None
                if whole is not None and part.row.document_id != whole.row.document_id:
                    yield _check(part, whole, labels)
        yield from _check_times(figures, labels)


def _counts(figures: Sequence[Told]) -> Iterator[Told]:
    return (told for told in figures if told.row.measure == "count" and told.row.status == "actual" and told.is_dated)


def _check(part: Told, whole: Told, labels: Labels) -> CrossCheck:
    """A part is not above its whole, as far as both are bounded."""
    high = whole.bounds.allowed.high
    is_over = high is not None and part.bounds.allowed.low > high
    outcome: Outcome = "holds"
    if is_over:
        outcome = "fails" if can_contradict((whole, part)) else "cannot_tell"
    left = f"{say_subject(part, labels)}: {say_with_source(part, labels)}"
    right = f"{say_subject(whole, labels)}: {say_with_source(whole, labels)}"
    return build_check("scope", outcome, (whole, part), f"{left} {'>' if is_over else '≤'} {right}")


def _check_times(figures: Sequence[Told], labels: Labels) -> Iterator[CrossCheck]:
    """Flows since one day, each held against the next longer one: nine months hold what six months held."""
    since: dict[str, list[Told]] = defaultdict(list)
    for told in _counts(figures):
        if told.kind == "flow" and told.moment is not None:
            since[told.moment.first].append(told)
    for group in since.values():
        ordered = sorted(group, key=lambda told: (told.moment.last if told.moment else "", told.rank))
        for shorter, longer in pairwise(ordered):
            is_later = shorter.moment != longer.moment
            if is_later and shorter.row.document_id != longer.row.document_id:
                yield _check(shorter, longer, labels)
