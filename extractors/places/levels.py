"""A level alone ("toàn huyện", "Đảng bộ xã") -> the unit that it stands for."""

import bisect
from collections.abc import Sequence

from extractors.places.points import RANK
from extractors.places.reach import is_founded_on
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import PlaceScope, returns_to_whole
from extractors.places.topics import last_topic
from schemas.facts import Locality

_CITY = "thành phố"
_STRICT_KINDS = (_CITY, "phường", "thị trấn")


def holding(scope: PlaceScope, place: Locality | None) -> Locality | None:
    """The place whose communes a figure counts that seems to be about `place`.

    Communes lie in no commune, but in what the document is about.
    """
    main = scope.main
    if place is None or place.level != "commune" or main is None:
        return place
    return main if RANK.get(main.level or "", RANK["village"]) < RANK["commune"] else place


def locality_of_level(scope: PlaceScope, place: ResolvedPlace, start: int, paragraph: int) -> Locality | None:
    """The unit that a bare level stands for, for the figure at `start`; `paragraph` is where its paragraph begins.

    That is the one of its kind that the paragraph speaks of, the document's own or one above it, else the last one
    named of its kind, else of its level; a city, ward or town is meant by no other kind.
    """
    kind = place.mention.unit_type or ""
    here = None if returns_to_whole(scope, place) else _topic_of_kind(scope, kind, paragraph, start)
    if here or (here := _own_unit(scope, kind, place.level)):
        return here
    before = bisect.bisect_left(scope.starts, start)
    named = [p for p in reversed(scope.places[:before]) if p.mention.kind != "implicit" and p.level == place.level]
    same = [p for p in named if p.name.startswith(kind)]
    last = _last(scope, same) or (None if kind in _STRICT_KINDS else _last(scope, named))
    return scope.locality_of(last) if last else scope.main


def _own_unit(scope: PlaceScope, kind: str, level: str | None) -> Locality | None:
    """The document's unit, or one above it, of a kind, else of its level; no other kind is meant by a city."""
    own = [unit for unit in (scope.main, *scope.document.above) if unit is not None]
    of_kind = next((unit for unit in own if unit.name.startswith(f"{kind} ")), None)
    if of_kind or kind == _CITY:
        return of_kind
    return next((unit for unit in own if unit.level == level), None)


def _last(scope: PlaceScope, named: Sequence[ResolvedPlace]) -> ResolvedPlace | None:
    """The first of some places that nothing else was made of."""
    lines = ((p, scope.text.rfind("\n", 0, p.mention.start) + 1) for p in named)
    return next((p for p, line in lines if not is_founded_on(scope.text, line, p.mention.start)), None)


def _topic_of_kind(scope: PlaceScope, kind: str, paragraph: int, start: int) -> Locality | None:
    """The last topic of the sentences between two offsets, if it is of this kind."""
    topic = last_topic(scope, paragraph, start + 1)
    if topic is None:
        return None
    is_before = topic.mention.start < start and topic.name.startswith(f"{kind} ")
    return scope.locality_of(topic) if is_before else None
