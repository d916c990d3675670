"""What a crawl of one source is given to work with, and what it gives back."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from corpus.archive.archive import ROTATE_BYTES
from corpus.crawling.frontier import Frontier
from schemas.crawling import Answer, Kind, RunCounts
from schemas.documents import PartialDate
from schemas.issues import Issue
from schemas.record import Record
from schemas.sources import Source


class Fetch(Protocol):
    """`Network.fetch`, so that a test may stand in for the network."""

    def __call__(
        self, url: str, *, source: Source, kind: Kind, etag: str | None = None, last_modified: str | None = None
    ) -> Answer:
        """The answer to `url`; a failure is an answer too."""
        ...


class CrawlLimits(Record):
    """What a crawl is narrowed to: only articles not known to be older than `since`, at most `pages` of them.

    `is_resumed` says that the crawl before was killed, so that listings are read on behind pages that are known.
    """

    since: PartialDate | None = None
    pages: int | None = None
    is_resumed: bool = False


@dataclass(frozen=True, slots=True)
class CrawlTools:
    """What a crawl works with; shared by the sources that are crawled side by side.

    A WARC file that would grow beyond `rotate_bytes` is closed and a new one begun.
    """

    frontier: Frontier
    fetch: Fetch
    archive_root: Path
    now: Callable[[], datetime]
    stop: threading.Event = field(default_factory=threading.Event)
    rotate_bytes: int = ROTATE_BYTES


class CrawlOutcome(Record):
    """What a crawl of one source did, before anything is read.

    `recovered` answers came back from a killed run. `has_answer` is False where not one entrance answered. `stopped`
    says that the crawl was told to end before it was through.
    """

    counts: RunCounts
    issues: tuple[Issue, ...] = ()
    recovered: int = 0
    has_answer: bool = True
    stopped: bool = False
