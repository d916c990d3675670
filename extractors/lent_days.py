"""A level and a day told before it in its paragraph -> whether both are told of one place and one body.

"Đến nay, xã A có 12 chi bộ. Ở xã B, Đảng bộ có 9 chi bộ" tells no day of what xã B has, nor of what their district
has; the day of a district is that of its communes too, and a row of places has the day told before it. Nor is the day
of one firm, or other body, that of the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.body_names import bare_body, is_part_of_name
from extractors.context import SentenceContext
from extractors.drafts import Draft
from extractors.places.localities import find_place, resolve_locality
from extractors.places.points import RANK
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import places_between
from schemas.facts import Locality, Period
from schemas.sentences import Sentence


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What a figure is told of: its sentence, the place that says so, or None, and the place and body of its fact."""

    where: SentenceContext
    place: ResolvedPlace | None
    locality: Locality | None
    body: str | None

    def is_told_at(self, first: int, last: int) -> bool:
        """Whether a day at [first, last), in a sentence before, is told of its place, or a higher one, and body."""
        before = self.where.before
        number = max(i for i, sentence in enumerate(before) if sentence.start <= first)
        told = before[number]
        if self.body is not None and self._is_another_body(told):
            return False
        if (self.place is not None and self.place.mention.start < first) or self._is_of_row():
            return True
        clause = self.where.document.document.text.find(";", last, told.end)
        ends = (told.end,) if clause < 0 else (clause, told.end)
        return any(self._is_there(told, before[:number], at) for at in ends)

    def _is_there(self, told: Sentence, before: Sequence[Sentence], at: int) -> bool:
        """Whether what is told at an offset of a sentence before is of the same place, or of one of a higher tier."""
        places = self.where.document.places
        place = find_place(places, sentence=told, start=at, left=at, before=before)
        there = resolve_locality(places, place, sentence=told, start=at)
        if there is None or self.locality is None:
            return there is self.locality
        if RANK.get(there.level or "", 0) < RANK.get(self.locality.level or "", 0):
            return True
        return there.name == self.locality.name and there.code == self.locality.code

    def _is_of_row(self) -> bool:
        """Whether its sentence names two places of the sort of its own, or more."""
        if self.place is None or self.place.mention.kind not in ("named", "bare"):
            return False
        sentence, level = self.where.sentence, self.place.level
        named = places_between(self.where.document.places, sentence.start, sentence.end)
        return len({place.code for place in named if place.level == level}) > 1

    def _is_another_body(self, told: Sentence) -> bool:
        """Whether its sentence names its body, and the one before others, of which none is the text's own."""
        sentence, systems = self.where.sentence, self.where.document.systems
        here, there = (self._bodies(span) for span in (sentence, told))
        body = bare_body(self.body or "")
        if len(here) != 1 or not _are_one(here[0], body):
            return False
        main = self.where.document.main_body or systems.publisher
        return bool(there) and not any(_are_one(other, body) for other in (*there, bare_body(main or "")) if other)

    def _bodies(self, sentence: Sentence) -> list[str]:
        """The bare names of the bodies that are no association in a sentence, each once."""
        named = self.where.document.systems.named
        own = [o for o in named.between(sentence.start, sentence.end) if o.system is None and not o.is_kind]
        return list(dict.fromkeys(bare_body(named.in_full(o)) for o in own))


def period_before(previous: Draft | None, locality: Locality | None, sentence: Sentence) -> Period | None:
    """The period of the figure before in a sentence, where one that is told of a place may have it, or None.

    What no words of the sentence tell is only of the place of which that figure is.
    """
    if previous is None or previous.period.text is None or previous.period.text in sentence.text:
        return previous.period if previous else None
    return previous.period if previous.locality == locality else None


def _are_one(one: str, other: str) -> bool:
    """Whether two bare names are of one body, be it that one is told in short."""
    return is_part_of_name(one, other) or is_part_of_name(other, one)
