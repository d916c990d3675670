"""Lines of a document -> the unit that heads the lines below it, for those that name none.

A heading is a line that is no more than a unit's name ("* Huyện Yên Sơn:"), or a numbered line that begins with one and
a colon ("2- Phường Nam Sơn: hiện có 12 tổ dân phố"). It holds for the items of a list below, up to the next heading or
another line. A name alone on its line that ends with a colon, or one of several such lines, holds for any short lines
below, up to the next heading, a note, a long paragraph, a sentence below lines of labels, or too many lines.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.places.choice import ResolvedPlace
from schemas.sentences import Sentence

_LIST_MARK = re.compile(r"[-+*•·–]\s?|\(?(?:\d{1,3}|[a-zđA-ZĐ]|[IVX]{1,5})\s?[.)/:-]\s?")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5})\s?[.)/-]\s?|[*•]\s?")
_ITEM = re.compile(r"[-+•·–]\s?|\(?[a-zđ][.)]\s?|[^\W\d][^:\d.;]{2,40}:\s")
_SIGNS = re.compile(r"[\W\d_]{0,6}(?:[IVX]{1,4}\W{1,3})?")
_END = re.compile(r"\s?[:.;]?\Z")
_LABELLED = re.compile(r"[\d.,%\s]{1,20}\Z|[^:.\d\n]{2,60}:\s?\d")
_NOTE = re.compile(r"(?:\*\s?)?(?:[Gg]hi chú|GHI CHÚ|[Cc]hú thích|Nhìn chung|Tổng cộng|Tổng số toàn|Như vậy)\b")
_COLON = re.compile(r"\s?:\s")
_KINDS = frozenset({"named", "bare", "village"})
_NAME, _LONGEST, _MOST_LINES = 60, 250, 20


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that heads others; `is_wide` where it holds for any short lines, not for the items of a list alone."""

    place: ResolvedPlace
    paragraph: int
    is_wide: bool


def find_headed(sentences: Sequence[Sentence], places: Sequence[ResolvedPlace]) -> dict[int, ResolvedPlace]:
    """The unit of the heading above each sentence, by the sentence's start; empty without headings.

    Args:
        sentences: All sentences of a document, in order.
        places: The named places, in text order.
    """
    headings = _headings(sentences, places)
    if not headings:
        return {}
    wide = [s for s in sentences if s.start in headings and headings[s.start].is_wide]
    is_row = len(wide) > 1 or any(s.text.endswith(":") for s in wide)
    headed: dict[int, ResolvedPlace] = {}
    current: _Heading | None = None
    paragraph, listed, labelled = -1, False, False
    for sentence in sentences:
        heading = headings.get(sentence.start)
        if sentence.paragraph != paragraph:
            paragraph, listed = sentence.paragraph, bool(_ITEM.match(sentence.text)) and not heading
            labelled = labelled or bool(current and _LABELLED.match(sentence.text))
            if not heading and _is_of_all(sentence, labelled=labelled):
                current = None
            current = heading or (current if current and (listed or _holds(current, sentence, is_row)) else None)
        if current and not heading and (listed or _holds(current, sentence, is_row)):
            headed[sentence.start] = current.place
    return headed


def _headings(sentences: Sequence[Sentence], places: Sequence[ResolvedPlace]) -> dict[int, _Heading]:
    """The lines that head others, by their starts."""
    starts = [p.mention.start for p in places]
    headings: dict[int, _Heading] = {}
    for sentence in sentences:
        at = bisect.bisect_left(starts, sentence.start)
        if at < len(starts) and starts[at] - sentence.start <= _NAME and (found := _heading(sentence, places[at])):
            headings[sentence.start] = found
    return headings


def _is_of_all(sentence: Sentence, *, labelled: bool) -> bool:
    """Whether a paragraph begins of no heading: a note, or a sentence below lines of labels and figures."""
    is_prose = labelled and len(sentence.text) > _NAME and not _LABELLED.match(sentence.text)
    return bool(_NOTE.match(sentence.text)) or (is_prose and not _ITEM.match(sentence.text))


def _holds(heading: _Heading, sentence: Sentence, is_row: bool) -> bool:
    """Whether a heading holds for a sentence that is no item of a list."""
    is_near = sentence.paragraph <= heading.paragraph + _MOST_LINES
    return heading.is_wide and is_row and is_near and len(sentence.text) <= _LONGEST


def _heading(sentence: Sentence, place: ResolvedPlace) -> _Heading | None:
    """The unit that a line sets over the lines below it if it is the one named near its start, or None."""
    if place.mention.kind not in _KINDS:
        return None
    first, last = place.mention.start - sentence.start, place.mention.end - sentence.start
    mark = _LIST_MARK.match(sentence.text)
    is_bare = not sentence.text[mark.end() if mark else 0 : first].strip()
    if _END.match(sentence.text[last:]):
        is_unit = place.mention.kind != "village" and not place.mention.is_org
        is_wide = is_unit and sentence.role == "body" and bool(_SIGNS.fullmatch(sentence.text, 0, first))
        is_heading = is_wide or (is_bare and sentence.role != "title")
        return _Heading(place, sentence.paragraph, is_wide) if is_heading else None
    numbered = _NUMBERED.match(sentence.text)
    is_heading = is_bare and numbered is not None and _COLON.match(sentence.text[last:]) is not None
    return _Heading(place, sentence.paragraph, False) if is_heading else None
