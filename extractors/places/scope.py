"""Resolved places of a document with its main locality and the topic of every sentence: what scope is asked of."""

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from extractors.kept import kept_property
from extractors.light_records import light_record
from extractors.places.document_place import DocumentPlace
from extractors.places.headings import find_headed
from extractors.places.reach import Reach, is_compared, is_office, reach_of, reaches
from extractors.places.resolution import ResolvedPlace
from schemas.facts import Locality
from schemas.sentences import Sentence

SPAN_START = itemgetter(0)


@dataclass(frozen=True)
class PlaceScope:
    """All places of one document, ready to be asked.

    `topics` grows: the place that a sentence begins with, or None, by its start (`topics.find_topic`). `last_topics`
    grows too: for a sentence without a topic the last one before it that may have one, both by their number.
    """

    text: str
    places: tuple[ResolvedPlace, ...]
    document: DocumentPlace
    starts: tuple[int, ...]
    sentences: tuple[Sentence, ...] = ()
    villages: tuple[ResolvedPlace, ...] = ()
    bodies: tuple[tuple[int, int], ...] = ()
    associations: tuple[tuple[int, int], ...] = ()
    topics: dict[int, ResolvedPlace | None] = field(default_factory=dict)
    last_topics: dict[int, int] = field(default_factory=dict)

    @kept_property
    def main(self) -> Locality | None:
        """The main locality of the document as a fact states it, or None when the document names none."""
        return document_locality(self.document)

    @kept_property
    def paragraphs(self) -> dict[int, int]:
        """The start of every paragraph by its number."""
        return {sentence.paragraph: sentence.start for sentence in reversed(self.sentences)}

    @kept_property
    def parents(self) -> dict[int, bool]:
        """What `is_parent` found of the places asked for so far, by their starts: every figure behind asks again."""
        return {}

    @kept_property
    def reaches(self) -> dict[int, Reach]:
        """How far the places asked for so far reach in their sentences, by their starts."""
        return {}

    @kept_property
    def named_around(self) -> dict[tuple[int, int], "NamedAround"]:
        """What the figures asked for so far have around them in their sentences, by the numbers of its places."""
        return {}

    @kept_property
    def around(self) -> dict[int, ResolvedPlace | None]:
        """The places of the figures without one in their sentence that were asked for so far, by its start."""
        return {}

    @kept_property
    def localities(self) -> dict[int, Locality]:
        """The places that facts were about so far, by their starts."""
        return {}

    def is_compared(self, place: ResolvedPlace) -> bool:
        """Whether a place only tells what something is compared with ("thấp nhất trên toàn huyện")."""
        return is_compared(self.text, place.mention.start)

    def locality_of(self, place: ResolvedPlace) -> Locality:
        """A place as a fact states it."""
        start = place.mention.start
        found = self.localities.get(start)
        if found is None:
            found = self.localities[start] = place.to_locality()
        return found

    @kept_property
    def headed(self) -> Mapping[int, ResolvedPlace]:
        """The place that heads the list in which a sentence stands, by the sentence's start."""
        return find_headed(self.sentences, self.places)

    def units(self) -> Iterator[int]:
        """Where the text below the headline names units, other than in a person's office, in order."""
        begin = self.sentences[0].end if self.sentences else 0
        named = (p.mention.start for p in self.places if p.mention.kind in ("named", "implicit"))
        return (at for at in named if at >= begin and not is_office(self.text, at))


@light_record(frozen=True, slots=True)
class NamedAround:
    """The places named in the sentence of a figure, in order.

    `before` are all that are near before the figure, `heads` those that do not only say where another one lies,
    `single` those of them that are no sort of several units ("các xã"), `row` the row of heads that the last one ends;
    `following` is the place behind the figure, or None.
    """

    before: list[ResolvedPlace]
    heads: list[ResolvedPlace]
    single: list[ResolvedPlace]
    row: list[ResolvedPlace]
    following: ResolvedPlace | None


def body_around(scope: PlaceScope, at: int) -> tuple[int, int] | None:
    """The span of the name of the body that holds an offset, or None."""
    last = bisect.bisect_right(scope.bodies, at, key=SPAN_START) - 1
    return scope.bodies[last] if last >= 0 and at < scope.bodies[last][1] else None


def returns_to_whole(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a mention returns to the document's own unit ("toàn tỉnh" in a province's article)."""
    says_whole = place.mention.text[:4].lower() == "toàn"
    return place.mention.kind == "implicit" and says_whole and place.level == scope.document.locality_level


def mention_reaches(scope: PlaceScope, place: ResolvedPlace, sentence: Sentence, figure: int) -> bool:
    """Whether a place named in a sentence may own the figure at `figure`."""
    at = place.mention
    reach = scope.reaches.get(at.start)
    if reach is None:
        body = body_around(scope, at.start)
        start = body[0] if body else at.start
        reach = scope.reaches[at.start] = reach_of(scope.text, start, at.end, sentence.start)
    return reaches(reach, figure)


def places_between(scope: PlaceScope, start: int, end: int) -> list[ResolvedPlace]:
    """The places that begin between two offsets, in order."""
    first = bisect.bisect_left(scope.starts, start)
    last = bisect.bisect_left(scope.starts, end)
    return list(scope.places[first:last])


def document_locality(document: DocumentPlace) -> Locality | None:
    """The main locality of a document as a fact states it, or None when the document names none."""
    if document.locality is None:
        return None
    return Locality(
        name=document.locality,
        level=document.locality_level,
        code=document.locality_code,
        province=document.province,
    )
