"""Place mentions -> the units meant, and the province and locality of the whole document: the entry to both steps."""

from extractors.places.choice import ResolvedPlace, place_of_unit, resolve_places, successors_of
from extractors.places.document_place import (
    DocumentPlace,
    document_place,
)
from extractors.places.home import dateline_province, home_province, publisher_province
from extractors.places.points import Origin

__all__ = [
    "DocumentPlace",
    "Origin",
    "ResolvedPlace",
    "dateline_province",
    "document_place",
    "home_province",
    "place_of_unit",
    "publisher_province",
    "resolve_places",
    "successors_of",
]
