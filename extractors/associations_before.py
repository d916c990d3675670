"""Scope and figure -> the association that the text named last before it."""

import bisect
from collections.abc import Sequence

from extractors.bodies import SystemScope
from schemas.sentences import Sentence
from schemas.vocabulary import System


def body_before(scope: SystemScope, sentence: Sentence, start: int, before: Sequence[Sentence]) -> System | None:
    """The association named last before a figure in its paragraph, else the one of the document; None for the Party."""
    near = nearest_association(scope, sentence, start, before) if scope.associations else None
    return near or scope.main


def nearest_association(
    scope: SystemScope, sentence: Sentence, start: int, before: Sequence[Sentence], *, with_front: bool = True
) -> System | None:
    """The association named last before the figure in its sentence, else in its paragraph.

    The Front has organisations and persons, but nobody calls them its "hội viên": `with_front` False passes it over.
    """
    if not scope.associations:
        return None
    last = bisect.bisect_left(scope.association_starts, start) - 1
    while not with_front and last >= 0 and scope.associations[last][1] == "front":
        last -= 1
    begin = before[0].start if before else sentence.start
    return scope.associations[last][1] if last >= 0 and scope.associations[last][0] >= begin else None
