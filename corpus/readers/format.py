"""What a document format is: how it is recognised, and the function that reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.documents import Document, RawPage
from schemas.sources import Source

Reader = Callable[[RawPage, tuple[Source, ...]], Document]
"""Raises `DocumentError` where the bytes are not a document of the format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One document format.

    `suffixes` are lower case with their dot; the first of `media_types` is what its pages bear. `recognises` looks
    at the bytes: what they are decides, whatever the suffix says. A reader `is_isolated` when hostile bytes can make
    it take time or memory without end; it is run in a limited process of its own then. `prepare` makes a page one
    of another format, which is read instead, by a program that limits itself: it runs before and outside that process.
    """

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Reader
    is_isolated: bool = False
    prepare: Callable[[RawPage], RawPage] | None = None

    @property
    def media_type(self) -> str:
        """The media type that its pages bear."""
        return self.media_types[0]
