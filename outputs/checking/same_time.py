"""Figures about one thing -> what several articles say of it at one time: the same, roundly, otherwise, or copied."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from outputs.checking.moments import Moment, Told, build_check, can_contradict, say_subject, say_with_source
from outputs.checking.stories import Story, tell_stories
from outputs.labels import Labels
from schemas.checks import CrossCheck, Outcome

_CORRECTS = re.compile(r"đính chính|cải chính|xin sửa|nói lại cho đúng|cập nhật số liệu", re.IGNORECASE)
_NEAR_DAYS = 45
"""Levels as of days no farther apart may be compared as rounded figures of each other."""


def find_same_time(series: Sequence[Told], labels: Labels) -> Iterator[CrossCheck]:
    """What the articles say of one unit, body and group, for every time that two of them tell.

    Nothing is compared twice: of each time the best figure is held against the others, of times that are near each
    other the best figures of neighbours.
    """
    at: dict[Moment, list[Told]] = defaultdict(list)
    for told in series:
        if told.moment is not None:
            at[told.moment].append(told)
    told_best: list[Story] = []
    for moment in sorted(at):
        stories = tell_stories(at[moment])
        for story in stories:
            yield from _check_copies(story, labels)
        best = _best(stories)
        for other in stories:
            if best is not None and other is not best:
                yield _check_pair(best.original, other.original, labels)
        told_best += [best] if best else []
    yield from _check_neighbours(told_best, labels)


def _best(stories: Sequence[Story]) -> Story | None:
    """The story whose figure most others tell too; the best of several."""
    if not stories:
        return None
    support: dict[object, int] = defaultdict(int)
    for story in stories:
        support[story.original.row.value, story.original.row.value_max] += 1
    return max(stories, key=lambda one: support[one.original.row.value, one.original.row.value_max])


def _check_copies(story: Story, labels: Labels) -> Iterator[CrossCheck]:
    """A copy is counted once; one that prints another figure is told of."""
    original = story.original
    for copy in story.copies:
        if original.bounds.agreement(copy.bounds) == "conflict":
            words = f"bản gốc {say_with_source(original, labels)} ≠ bản đăng lại {say_with_source(copy, labels)}"
            outcome: Outcome = "fails"
        else:
            words = f"{say_with_source(original, labels)}, đăng lại: {say_with_source(copy, labels)}; chỉ tính một lần"
            outcome = "holds"
        yield build_check("syndicated", outcome, (original, copy), f"{say_subject(original, labels)}: {words}")


def _check_pair(best: Told, other: Told, labels: Labels) -> CrossCheck:
    """Two figures of one time."""
    agreement = best.bounds.agreement(other.bounds)
    sides = say_with_source(best, labels), say_with_source(other, labels)
    subject = say_subject(best, labels)
    if agreement == "conflict":
        return _check_conflict(best, other, f"{subject}: {sides[0]} ≠ {sides[1]}")
    if _is_same(best, other):
        return build_check("agreement", "holds", (best, other), f"{subject}: {sides[0]} = {sides[1]}")
    outcome: Outcome = "holds" if agreement == "agree" else "cannot_tell"
    words = "khớp với" if outcome == "holds" else "có thể khớp với"
    return build_check("rounding", outcome, (best, other), f"{subject}: {sides[1]} {words} {sides[0]}")


def _is_same(one: Told, two: Told) -> bool:
    """Whether two figures are printed alike."""
    parts = [(told.row.value, told.row.value_max, told.row.qualifier) for told in (one, two)]
    return parts[0] == parts[1]


def _check_conflict(best: Told, other: Told, statement: str) -> CrossCheck:
    """Two figures that exclude each other: a paper's later one corrects its earlier one, else one of them is wrong."""
    earlier, later = sorted((best, other), key=lambda told: (told.row.published or "", told.row.fact_id))
    is_same_paper = earlier.row.publisher is not None and earlier.row.publisher == later.row.publisher
    if is_same_paper and (earlier.row.published or "") < (later.row.published or ""):
        is_said = bool(_CORRECTS.search(later.row.title or ""))
        outcome: Outcome = "holds" if is_said else "cannot_tell"
        why = "bài sau đính chính" if is_said else "bài sau của cùng tờ báo, có thể đã sửa"
        return build_check("revision", outcome, (later, earlier), f"{statement}; {why}")
    if not (best.is_firm and other.is_firm):
        return build_check("conflict", "cannot_tell", (best, other), f"{statement}; thời điểm không thật rõ")
    if not can_contradict((best, other)):
        return build_check("conflict", "cannot_tell", (best, other), f"{statement}; cách đọc chưa chắc")
    return build_check("conflict", "fails", (best, other), statement)


def _check_neighbours(stories: Sequence[Story], labels: Labels) -> Iterator[CrossCheck]:
    """A rounded level beside an exact one of a near day; a difference may be a real change, and tells nothing."""
    for before, after in pairwise(stories):
        one, two = before.original, after.original
        is_one_story = one.row.story == two.row.story or one.row.document_id == two.row.document_id
        if one.kind != "level" or one.is_exact == two.is_exact or is_one_story or not _are_near(one, two):
            continue
        exact, round_ = (one, two) if one.is_exact else (two, one)
        if exact.bounds.agreement(round_.bounds) == "agree":
            words = f"{say_with_source(round_, labels)} khớp với {say_with_source(exact, labels)}"
            subject = say_subject(exact, labels)
            yield build_check("rounding", "holds", (exact, round_), f"{subject}: {words}")


def _are_near(one: Told, two: Told) -> bool:
    if one.moment is None or two.moment is None:
        return False
    try:
        days = date.fromisoformat(two.moment.last) - date.fromisoformat(one.moment.last)
    except ValueError:
        # A day that its month does not have is no day to count from.
        return False
    return abs(days.days) <= _NEAR_DAYS
