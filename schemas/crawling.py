"""What a crawl knows: addresses and their states, answers, places in the archive, and the counts of a run."""

import struct
from datetime import datetime
from typing import Literal

from pydantic import Field

from schemas.documents import PartialDate, Sha256
from schemas.record import Record

AddressStatus = Literal["found", "fetched", "unchanged", "gone", "refused", "failed"]
"""found: not asked for yet. fetched: its last answer brought a new body. unchanged: asked again, the same body.
gone: 404 or 410. refused: robots.txt forbids it. failed: anything else; `reason` says what."""

Kind = Literal["article", "part", "discovery", "robots"]
"""What a page is fetched for; a part is a further page of an article."""

FailureReason = Literal[
    "dns", "connect", "tls", "timeout", "truncated", "protocol", "too_large", "bomb", "encoding", "media_type",
    "redirect_loop", "redirect_outside", "private_address", "robots_unreachable", "rate_limited", "server_error",
    "client_error", "empty",
]  # fmt: skip


class FoundAddress(Record):
    """An article's address as discovery found it, normalised; `published` and `title` as the feed or listing say."""

    url: str
    title: str | None = None
    published: PartialDate | None = None
    modified: datetime | None = None
    found_in: str


class AddressState(Record):
    """What is known about one article address of one source.

    `tries` counts failures in a row. `next_try` is when it may be asked for (again); None is never. `etag`,
    `last_modified` and `sha256` are those of the newest archived body. `first_fetched` is None before that.
    """

    url: str
    source_id: str
    status: AddressStatus
    reason: FailureReason | None = None
    detail: str | None = None
    tries: int = 0
    next_try: datetime | None = None
    title: str | None = None
    published: PartialDate | None = None
    found_at: datetime
    checked_at: datetime | None = None
    first_fetched: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: Sha256 | None = None


class ArchivePlace(Record):
    """Where a response record stands: file name inside the archive folder, offset and length in compressed bytes."""

    file: str
    offset: int = Field(ge=0)
    length: int = Field(gt=0)


class FurtherPage(Record):
    """A page on which an article goes on: its address, the hash of its body, and where that is archived."""

    url: str
    sha256: Sha256
    place: ArchivePlace


class Answer(Record):
    """What a server said, redirects followed: a body of an accepted type, "unchanged", or why there is neither.

    `request_head` and `response_head` are the bytes on the wire as far as known, for the archive; `body` is what
    came after decoding the transfer and content encodings. `url` is what was asked for, `final_url` what answered.
    `retry_after` is in seconds. `further` are the pages on which the article goes on, in order.
    """

    url: str
    final_url: str
    status: AddressStatus
    http_status: int | None = None
    reason: FailureReason | None = None
    detail: str | None = None
    retry_after: float | None = None
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    request_head: bytes = Field(default=b"", repr=False)
    response_head: bytes = Field(default=b"", repr=False)
    body: bytes = Field(default=b"", repr=False)
    sha256: Sha256 | None = None
    retrieved_at: datetime
    further: tuple[FurtherPage, ...] = ()
    requests: int = 1


class Visit(Record):
    """One finished attempt on an address: the answer without its body, and where the body is archived, if it is."""

    url: str
    final_url: str
    source_id: str
    kind: Kind
    status: AddressStatus
    http_status: int | None = None
    reason: FailureReason | None = None
    detail: str | None = None
    retry_after: float | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: Sha256 | None = None
    retrieved_at: datetime
    further: tuple[FurtherPage, ...] = ()
    place: ArchivePlace | None = None


class PageVersion(Record):
    """One archived body of an article address; `version` counts from 1, the highest is the newest.

    A version is another one when the body of the article's page differs, or that of a page on which it goes on.
    """

    url: str
    final_url: str
    source_id: str
    version: int = Field(ge=1)
    media_type: str
    sha256: Sha256
    retrieved_at: datetime
    place: ArchivePlace


class RunCounts(Record):
    """What one run did for one source; `failed` by reason, text and numerals as medians over the articles read."""

    found: int = 0
    new: int = 0
    fetched: int = 0
    unchanged: int = 0
    gone: int = 0
    refused: int = 0
    failed: dict[str, int] = Field(default_factory=dict)
    requests: int = 0
    megabytes: float = 0
    read: int = 0
    unreadable: int = 0
    undated: int = 0
    without_facts: int = 0
    facts: int = 0
    numerals: float | None = None
    characters: float | None = None
    twins: int = 0


class CrawlRun(Record):
    """One run of one source; `ended` is None while it works, and stays so when it was killed."""

    run_id: str
    source_id: str
    started: datetime
    ended: datetime | None = None
    counts: RunCounts = RunCounts()


class TextSignature(Record):
    """What is kept of a document's text to find its twins.

    `exact` is a hash of the settled text. `minhash` (little-endian words of 4 bytes) is empty for a text that is too
    short for it. `shingles` counts the different runs of syllables. `numerals` are sorted hashes, 4 bytes each, of
    the numerals printed in it.
    """

    exact: Sha256
    minhash: bytes = Field(repr=False)
    shingles: int = Field(ge=0)
    numerals: bytes = Field(repr=False)

    def to_bytes(self) -> bytes:
        """All of it, for a store that looks into none of it."""
        sizes = struct.pack("<II", self.shingles, len(self.minhash))
        return bytes.fromhex(self.exact) + sizes + self.minhash + self.numerals

    @classmethod
    def from_bytes(cls, content: bytes) -> "TextSignature":
        """What `to_bytes` was called on."""
        shingles, length = struct.unpack_from("<II", content, 32)
        return cls(
            exact=content[:32].hex(),
            minhash=content[40 : 40 + length],
            shingles=shingles,
            numerals=content[40 + length :],
        )


class Twin(Record):
    """A document that tells the same story as an older one; `similarity` is 1 for the same text (kind "exact")."""

    document_id: str
    twin_of: str
    kind: Literal["exact", "near"]
    similarity: float = Field(ge=0, le=1)
