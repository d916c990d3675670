"""Figures about one thing at one time -> one figure for each story that tells it, and the copies of each story.

A story is a document with its twins; a document that prints the very same sentence as another one is its copy, too,
whether or not the two are known as twins.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from outputs.checking.moments import Told

_SENTENCE = 80
"""A shorter sentence may be the same by chance: reports have their set phrases."""


@dataclass(frozen=True, slots=True)
class Story:
    """What one story says: the figure of its oldest document, and those of the copies."""

    original: Told
    copies: tuple[Told, ...] = ()


def tell_stories(figures: Sequence[Told]) -> list[Story]:
    """The stories that tell one thing, the best figure first; none of documents that contradict themselves.

    Args:
        figures: About one unit, body and group at one time.
    """
    by_story: dict[object, list[Told]] = defaultdict(list)
    for told in _one_a_document(figures):
        by_story[told.row.story].append(told)
    by_sentence: dict[object, list[Told]] = {}
    for group in by_story.values():
        by_sentence.setdefault(_sentence(group[0]), []).extend(group)
    return sorted((_story(group) for group in by_sentence.values()), key=lambda story: story.original.rank)


def _one_a_document(figures: Sequence[Told]) -> list[Told]:
    """The best figure of each document; of one whose figures exclude each other it is not clear which is meant."""
    by_document: dict[str, list[Told]] = defaultdict(list)
    for told in figures:
        by_document[told.row.document_id].append(told)
    found = []
    for group in by_document.values():
        best = min(group, key=lambda told: told.rank)
        if all(best.bounds.agreement(other.bounds) != "conflict" for other in group):
            found.append(best)
    return found


def _sentence(told: Told) -> object:
    """Equal for the same numeral at the same place of the same sentence, by its length and opening; else by story."""
    row = told.row
    return (row.value, row.offset, row.length, row.opening) if row.length >= _SENTENCE else row.story


def _story(group: list[Told]) -> Story:
    # A document that is no twin of another one is the original of those that are its twins.
    first, *others = sorted(group, key=lambda t: (t.row.document_id != t.row.story, t.row.published or "9999", t.rank))
    return Story(first, tuple(others))
