"""Resolved places of a document -> those that figures can be about, and the topics of its sentences."""

import bisect
import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from extractors.places.dates import first_figure
from extractors.places.document_place import DocumentPlace
from extractors.places.nation import nation_if_alone
from extractors.places.numbered import is_counted, is_of_cell, is_told_of
from extractors.places.parents import is_parent
from extractors.places.reach import is_founded_on, is_gone_to, is_joined_with
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import (
    SPAN_START,
    PlaceScope,
    body_around,
    mention_reaches,
    places_between,
    returns_to_whole,
)
from extractors.places.venues import is_dateline, is_in_capital, is_venue
from schemas.sentences import Sentence

_BEGINS_CLAUSE = re.compile(
    r"(?:^|\n\s{0,20}|[.;:!?]\s?|,\s)"
    r"(?:(?:[Tt]ại|[Ởở]|[Rr]iêng|[Cc]òn|[Nn]hư"
    r"|(?:[Đđ]iển hình|[Nn]hất|[Cc]ụ thể|[Đđ]ặc biệt|[Tt]iêu biểu)(?: (?:là|như))?"
    r"|[Đđ]ơn cử|[Cc]hẳng hạn|[Vv]í dụ|[Tt]rong đó|[Đđ]ảng bộ"
    r"|[Cc]hi (?:bộ|(?:đoàn|hội)(?:\s(?:[Pp]hụ nữ|[Nn]ông dân|[Cc]ựu chiến binh|CCB|[Nn]gười cao tuổi|NCT))?)"
    r"|[Hh]iện nay|[Hh]iện|[Đđ]ến nay|[Nn]ay"
    r"|[Hh]ồi (?:đó|ấy)|[Kk]hi (?:đó|ấy)|[Ll]úc (?:đó|ấy)|[Tt]rước đây|[Bb]ây giờ"
    r"|(?:[Đđ]ến |[Tt]ừ |[Cc]uối )?[Nn]ăm \d{4}"
    r"),?\s){0,3}\Z"
    r"|\s(?:nhất|kể đến|đó|đây|điển hình|tiêu biểu|ví dụ|trường hợp)\s(?:là|như)\s(?:ở\s|tại\s|[Cc]hi bộ\s){0,2}\Z"
)
_OUTSIDE = re.compile(r"\bngoài\s(?:(?:địa bàn|phạm vi|khu vực)\s)?\Z")
"""Figures of the parts of a body outside of a place are not that place's: "9 đảng bộ ở các đơn vị ngoài Hà Nội"."""
_NEAR = 40
_START = attrgetter("start")


def make_scope(
    text: str,
    places: Sequence[ResolvedPlace],
    document: DocumentPlace,
    sentences: Sequence[Sentence],
    bodies: Sequence[tuple[int, int]] = (),
    associations: Sequence[tuple[int, int]] = (),
) -> PlaceScope:
    """The places of a document that figures can be about.

    Args:
        text: The whole text.
        places: All resolved places of the document, in order.
        document: What the document is about.
        sentences: All its sentences, in order.
        bodies: The spans of the names of bodies; a place inside is no topic.
        associations: Those of associations, by which a place is named.
    """
    kept = tuple([p for p in places if not _is_no_scope(p, text)])
    if document.province is not None:
        own = (None, document.province)
        kept = tuple([p for p in kept if p.province in own or not _is_left_for(p, text, document)])
    about = nation_if_alone(text, (p for p in kept if not _is_in_body(p, bodies)), document)
    if about.locality_level == "nation":
        kept = tuple([p for p in kept if not is_in_capital(text, p.mention.start, p.mention.end)])
    starts = tuple([p.mention.start for p in kept])
    villages = tuple([p for p in places if p.mention.kind == "village" and _may_be_meant(p, text)])
    return PlaceScope(text, kept, about, starts, tuple(sentences), villages, tuple(bodies), tuple(associations))


def topics_before(scope: PlaceScope, begin: int, end: int) -> Iterator[tuple[Sentence, ResolvedPlace]]:
    """The sentences that start in the half-open span and have a topic, with it, the last one first."""
    low, at = _between(scope, begin, end)
    while (at := _last_with_topic(scope, low, at)) >= low:
        topic = find_topic(scope, scope.sentences[at])
        if topic:
            yield scope.sentences[at], topic
        at -= 1


def last_topic(scope: PlaceScope, begin: int, end: int) -> ResolvedPlace | None:
    """The topic of the last sentence that starts in the half-open span and has one."""
    low, at = _between(scope, begin, end)
    at = _last_with_topic(scope, low, at)
    return find_topic(scope, scope.sentences[at]) if at >= low else None


def _between(scope: PlaceScope, begin: int, end: int) -> tuple[int, int]:
    """The numbers of the first and the last sentence that start in a half-open span."""
    behind = bisect.bisect_left(scope.sentences, end, key=_START)
    return bisect.bisect_left(scope.sentences, begin, hi=behind, key=_START), behind - 1


def _last_with_topic(scope: PlaceScope, low: int, at: int) -> int:
    """The number of the last sentence from `low` up to `at` that has a topic, below `low` for none.

    Each sentence is passed once only.
    """
    passed = []
    while at >= low and not find_topic(scope, scope.sentences[at]):
        passed.append(at)
        at = scope.last_topics.get(at, at - 1)
    scope.last_topics.update(dict.fromkeys(passed, at))
    return at


def find_topic(scope: PlaceScope, sentence: Sentence) -> ResolvedPlace | None:
    """The place that a sentence names before its first figure, unless it goes on to another one of that level."""
    start = sentence.start
    if start not in scope.topics:
        scope.topics[start] = _topic(scope, sentence)
    return scope.topics[start]


def _is_no_scope(place: ResolvedPlace, text: str) -> bool:
    """Whether a mention signs the text, is where a body of the nation met, a count, a village by the way, or left out.

    A count is a number that names no unit: "(phường 8; cơ quan 14)"; a village by the way begins no clause.
    """
    start, kind = place.mention.start, place.mention.kind
    is_count = place.code is None and (place.mention.name or "").isdecimal()
    if kind in ("named", "bare") and _is_outside(text, start):
        return True
    if kind == "village":
        if is_count:
            return not is_told_of(place.mention, text)
        return not _BEGINS_CLAUSE.search(text[max(0, start - _NEAR) : start])
    return is_count or is_dateline(text, start, place.mention.end) or is_venue(text, start, place.mention.end)


def _may_be_meant(place: ResolvedPlace, text: str) -> bool:
    """Whether a village has a name that is no number, or is told of, so that a bare word may mean it further on."""
    mention = place.mention
    if is_joined_with(text, mention.start):
        return False
    return not is_counted(mention) or is_told_of(mention, text) or is_of_cell(mention, text)


def _is_left_for(place: ResolvedPlace, text: str, document: DocumentPlace) -> bool:
    """Whether a mention is only where people left for from the document's unit ("đi làm tận Bình Dương")."""
    own = (document.locality_code, *(unit.code for unit in document.above))
    return place.code not in own and is_gone_to(text, place.mention.start)


def _is_outside(text: str, start: int) -> bool:
    """Whether what is told is outside of the place at `start`."""
    begin = max(0, start - _NEAR)
    return text.find("ngoài", begin, start) >= 0 and bool(_OUTSIDE.search(text, begin, start))


def _topic(scope: PlaceScope, sentence: Sentence) -> ResolvedPlace | None:
    first = bisect.bisect_left(scope.starts, sentence.start)
    if first == len(scope.starts) or scope.starts[first] >= sentence.end:
        return None
    topic = _first_own(scope, sentence, sentence.start + first_figure(sentence.text))
    if topic is None:
        return None
    later = [p for p in places_between(scope, topic.mention.end, sentence.end) if not is_parent(scope, p)]
    is_list = any(
        p.level == topic.level and (p.code, p.name) != (topic.code, topic.name) and p.mention.kind != "implicit"
        for p in later
        if not is_founded_on(scope.text, sentence.start, p.mention.start)
    )
    return None if is_list or any(returns_to_whole(scope, p) for p in later) else topic


def _first_own(scope: PlaceScope, sentence: Sentence, limit: int) -> ResolvedPlace | None:
    """The first place up to `limit` that what a sentence tells may be of."""
    for place in places_between(scope, sentence.start, limit):
        if place.mention.kind == "implicit" or body_around(scope, place.mention.start) or is_parent(scope, place):
            continue
        if mention_reaches(scope, place, sentence, sentence.end):
            return place
    return None


def _is_in_body(place: ResolvedPlace, bodies: Sequence[tuple[int, int]]) -> bool:
    """Whether a place without its kind stands in a body's name ("Công ty Hóa chất Lâm Thao"), which names no unit."""
    if place.mention.kind != "bare":
        return False
    last = bisect.bisect_right(bodies, place.mention.start, key=SPAN_START) - 1
    return last >= 0 and place.mention.start < bodies[last][1]
