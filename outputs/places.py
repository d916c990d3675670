"""The two ends of a compared figure: the unit it is about, and the article it comes from."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from schemas.documents import Document, PartialDate
from schemas.facts import Locality
from schemas.vocabulary import Level

_LEVELS = ("nation", "province", "district", "commune", "village")
NEW_ERA = "2025b:"
NEW_UNIT = "từ 7/2025"
"""What stands beside the name of a unit as drawn on 1 July 2025."""
_UP_TO_THE_END = {4: "-12-31", 7: "-31", 10: ""}


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit as it was then; units are set side by side only within one level."""

    name: str
    level: Level
    province: str | None
    code: str | None

    @classmethod
    def of(cls, locality: Locality | None) -> Self | None:
        """The unit that a fact is about; None when it is about no administrative unit."""
        if locality is None or locality.level is None:
            return None
        return cls(name=locality.name, level=locality.level, province=locality.province, code=locality.code)

    @property
    def is_new(self) -> bool:
        """Whether it is a unit as drawn on 1 July 2025; one of the same name before may have had other borders."""
        return (self.code or "").startswith(NEW_ERA)

    @property
    def order(self) -> tuple[int, str, str]:
        """Sorts from the nation down, then by province and name."""
        return _LEVELS.index(self.level), self.province or "", self.name


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a figure was read from."""

    document_id: str
    name: str
    title: str | None
    publisher: str | None
    url: str | None
    published: PartialDate | None

    @classmethod
    def of(cls, document: Document) -> Self:
        """The head of a document without its text."""
        return cls(
            document_id=document.document_id,
            name=document.name,
            title=document.title,
            publisher=document.publisher,
            url=document.url,
            published=document.published,
        )


def place_key(place: Place) -> str:
    """The same for two mentions of one unit: its official code, else its name and province."""
    return place.code or f"{place.name.casefold()}|{place.province or ''}"


@lru_cache(maxsize=16_384)
def last_day(date: str | None) -> str:
    """A partial date filled up to its end, so that "2023" sorts behind "2023-06-30"; "" for an unknown one."""
    return date + _UP_TO_THE_END[len(date)] if date else ""
