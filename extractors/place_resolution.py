"""Place mentions -> the units meant, given the article's date, its publisher's province and what stands around them."""

from extractors.gazetteer import Gazetteer
from extractors.places import PlaceMention
from schemas.record import Record
from schemas.vocabulary import Level


class PlaceSuccessor(Record):
    """A unit of today that took over the place; `name` with its kind, `part` when only a part of it went there."""

    name: str
    code: str
    province: str | None
    part: bool = False


class ResolvedPlace(Record):
    """What one mention means.

    `name` carries the kind as the annotation guide does ("huyện Ba Bể", "cả nước"). `code` is None for villages,
    the nation, unknown names, implicit references and whatever stays ambiguous; then `alternatives` lists the codes
    that remain. `province` is the bare name of the province then ("Bắc Kạn"), also where all alternatives agree on
    it. `successors` is empty for units that still exist.
    """

    mention: PlaceMention
    name: str
    level: Level | None
    code: str | None
    province: str | None
    successors: tuple[PlaceSuccessor, ...] = ()
    is_ambiguous: bool = False
    alternatives: tuple[str, ...] = ()


class DocumentPlace(Record):
    """The province (bare name) and the main locality ("huyện Ba Bể") a document is about, or None where unknown."""

    province: str | None
    province_code: str | None
    locality: str | None
    locality_level: Level | None
    locality_code: str | None


def resolve_places(
    mentions: tuple[PlaceMention, ...],
    *,
    gazetteer: Gazetteer,
    published: str | None = None,
    publisher_province: str | None = None,
    title_end: int = 0,
) -> tuple[ResolvedPlace, ...]:
    """What each mention means, in the order of `mentions`."""
    return ()


def document_place(
    places: tuple[ResolvedPlace, ...],
    *,
    gazetteer: Gazetteer,
    publisher_province: str | None = None,
    title_end: int = 0,
    text: str = "",
) -> DocumentPlace:
    """The province and the main locality a document is about."""
    return DocumentPlace(
        province=publisher_province, province_code=None, locality=None, locality_level=None, locality_code=None
    )


def publisher_province(publisher: str | None, gazetteer: Gazetteer) -> str | None:
    """The bare name of the province whose newspaper `publisher` is ("Báo Bắc Kạn" -> "Bắc Kạn"), or None."""
    return None
