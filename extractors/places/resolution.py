"""Place mentions -> the units meant, and the province and locality of the whole document: the entry to both steps."""

from extractors.places.choice import ResolvedPlace, place_of_unit, resolve_places, successors_of
from extractors.places.document_place import (
    DocumentPlace,
    dateline_province,
    document_place,
    imply_places,
    publisher_province,
)

__all__ = [
    "DocumentPlace",
    "ResolvedPlace",
    "dateline_province",
    "document_place",
    "imply_places",
    "place_of_unit",
    "publisher_province",
    "resolve_places",
    "successors_of",
]
