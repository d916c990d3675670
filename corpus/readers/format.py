"""What a document format is: its suffixes, its media type, and the function that reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.documents import Document, RawPage
from schemas.sources import Source

Reader = Callable[[RawPage, tuple[Source, ...]], Document]
"""Raises `DocumentError` where the bytes are not a document of the format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One document format; `suffixes` are lower case with their dot."""

    suffixes: tuple[str, ...]
    media_type: str
    read: Reader
