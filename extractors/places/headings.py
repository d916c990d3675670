"""Lines of a document -> the unit that heads a list, for the lines below it that name none.

A heading is a line that is no more than a unit's name ("* Huyện Yên Sơn:"), or a numbered line that begins with one and
a colon ("2- Phường Nam Sơn: hiện có 12 tổ dân phố"). It holds for the lines below that are items of a list or begin
with a name and a colon, up to the next heading.
"""

import bisect
import re
from collections.abc import Sequence

from extractors.places.resolution import ResolvedPlace
from schemas.sentences import Sentence

_LIST_MARK = re.compile(r"[-+*•·–]\s?|\(?(?:\d{1,3}|[a-zđA-ZĐ]|[IVX]{1,5})\s?[.)/:-]\s?")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5})\s?[.)/-]\s?|[*•]\s?")
_ITEM = re.compile(r"[-+•·–]\s?|\(?[a-zđ][.)]\s?|[^\W\d][^:\d.;]{2,40}:\s")
_END = re.compile(r"\s?[:.;]?\Z")
_COLON = re.compile(r"\s?:\s")
_KINDS = frozenset({"named", "bare", "village"})
_NAME = 60


def find_headed(sentences: Sequence[Sentence], places: Sequence[ResolvedPlace]) -> dict[int, ResolvedPlace]:
    """The unit of the heading above each sentence of a list, by the sentence's start; empty without such lists.

    Args:
        sentences: All sentences of a document, in order.
        places: The named places, in text order.
    """
    starts = [p.mention.start for p in places]
    headed: dict[int, ResolvedPlace] = {}
    current: ResolvedPlace | None = None
    paragraph, listed = -1, False
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            at = bisect.bisect_left(starts, sentence.start)
            heading = _heading(sentence, places[at : at + 1])
            listed = bool(_ITEM.match(sentence.text)) and not heading
            current = heading or (current if listed else None)
        if current and listed:
            headed[sentence.start] = current
    return headed


def _heading(sentence: Sentence, following: Sequence[ResolvedPlace]) -> ResolvedPlace | None:
    """The unit that a line sets over the lines below it, or None."""
    place = following[0] if following else None
    if place is None or place.mention.kind not in _KINDS or place.mention.start - sentence.start > _NAME:
        return None
    first, last = place.mention.start - sentence.start, place.mention.end - sentence.start
    mark = _LIST_MARK.match(sentence.text)
    if sentence.text[mark.end() if mark else 0 : first].strip():
        return None
    if _END.match(sentence.text[last:]):
        return place if sentence.role != "title" else None
    numbered = _NUMBERED.match(sentence.text)
    return place if numbered and _COLON.match(sentence.text[last:]) else None
