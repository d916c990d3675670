"""Lines that are a place's name alone -> the place of the short lines below them: "* Huyện Ba Bể:"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.places.choice import ResolvedPlace
from schemas.sentences import Sentence

_BEFORE = re.compile(r"[\W\d_]{0,6}(?:[IVX]{1,4}\W{1,3})?")
_BEHIND = re.compile(r"\s?[:.]?")
_LONGEST, _MOST_LINES = 250, 20


def places_below(
    places: Sequence[ResolvedPlace], starts: Sequence[int], sentences: Sequence[Sentence]
) -> dict[int, ResolvedPlace]:
    """The place that a heading gives to each sentence below it, by the sentence's start.

    A place alone on its line is a heading where a colon ends it or the text has two of them. It reaches over short
    lines until the next heading, a long paragraph or too many lines.

    Args:
        places: The document's places, in order.
        starts: Where they start.
        sentences: All sentences of the document, in order.
    """
    headings = dict(_headings(places, starts, sentences))
    if len(headings) == 1 and not any(s.text.endswith(":") for s in sentences if s.start in headings):
        return {}
    below: dict[int, ResolvedPlace] = {}
    current, last = None, 0
    for sentence in sentences:
        if sentence.start in headings:
            current, last = headings[sentence.start], sentence.paragraph
        elif len(sentence.text) > _LONGEST or sentence.paragraph > last + _MOST_LINES:
            current = None
        elif current is not None:
            below[sentence.start] = current
    return below


def _headings(
    places: Sequence[ResolvedPlace], starts: Sequence[int], sentences: Sequence[Sentence]
) -> Iterator[tuple[int, ResolvedPlace]]:
    for sentence in sentences:
        if sentence.role != "body":
            continue
        index = bisect_left(starts, sentence.start)
        if index == len(places) or places[index].mention.start >= sentence.end:
            continue
        mention = places[index].mention
        is_named = mention.kind in ("named", "bare") and not mention.is_org
        first, last = mention.start - sentence.start, mention.end - sentence.start
        if is_named and _BEFORE.fullmatch(sentence.text, 0, first) and _BEHIND.fullmatch(sentence.text, last):
            yield sentence.start, places[index]
