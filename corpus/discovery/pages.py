"""Records of a discovery: what one feed, sitemap or listing page brought, and the limits it goes by."""

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import Field

from corpus.discovery.sitemaps import LARGEST
from schemas.crawling import AddressStatus, FoundAddress
from schemas.issues import Issue
from schemas.record import Record

EntranceKind = Literal["feed", "sitemap", "listing"]
Outcome = Literal["foreign", "no_article", "old", "off_topic", "repeated", "known", "new"]

IsKnown = Callable[[Sequence[str]], frozenset[str]]
"""Which of some addresses, at most `MOST_ASKED` at a time, are known from before."""

MOST_ASKED = 500


class Limits(Record):
    """How far a discovery goes.

    `sitemaps` are read at most, all entrances together, and `depth` indexes below one another. `past_known` reads a
    listing on behind pages of known articles only, as is needed once after a first crawl that was killed.
    """

    sitemaps: int = Field(default=100, ge=0)
    depth: int = Field(default=3, ge=0)
    expanded_bytes: int = Field(default=LARGEST, gt=0)
    past_known: bool = False


class PageCounts(Record):
    """What became of the links of one page; `links` is the sum of the others.

    foreign: on a host that is not the source's. no_article: its pattern of articles does not match. old: published
    before the day asked for. off_topic: names no keyword. repeated: given earlier in this discovery.
    """

    links: int = 0
    foreign: int = 0
    no_article: int = 0
    old: int = 0
    off_topic: int = 0
    repeated: int = 0
    known: int = 0
    new: int = 0


class DiscoveredPage(Record):
    """What one page brought.

    `addresses` are the new articles, and the known ones of which the page says when they were last changed. `url`
    was asked for on behalf of `entrance`, which is what the source states. `status` is the answer's.
    """

    url: str
    entrance: str
    kind: EntranceKind
    status: AddressStatus
    addresses: tuple[FoundAddress, ...] = ()
    counts: PageCounts = PageCounts()
    issues: tuple[Issue, ...] = ()
