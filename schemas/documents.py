"""What is read: the metadata a file brings along, the raw bytes, and the one text that every offset refers to."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from schemas.record import Record

PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date as exact as it is known: "2020", "2023-01", "2017-12-31"."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Metadata(Record):
    """What is known about a document besides its bytes: a sidecar `NAME.meta.json`, or the head of a page.

    Every field may be None (unknown). `published` is a partial date.
    """

    url: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    title: str | None = None
    province: str | None = None
    byline: str | None = None


class RawPage(Record):
    """One file as it came, byte for byte, before anything reads it."""

    name: str
    content: bytes = Field(repr=False)
    sha256: Sha256
    media_type: str
    sidecar: Metadata
    retrieved_at: datetime | None = None


class Document(Record):
    """One text to extract from.

    `text` is NFC and made once; every offset of every record counts its code points, half-open. `document_id`
    is a hash of the raw bytes and the url. `province` is the publisher's or the stated one, or None.
    """

    document_id: str
    name: str
    url: str | None
    publisher: str | None
    title: str | None
    byline: str | None
    published: PartialDate | None
    retrieved_at: datetime | None
    media_type: str
    sha256: Sha256
    province: str | None
    text: str = Field(repr=False)
