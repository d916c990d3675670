"""A newspaper or site as data: who it is, where new articles are found, how its pages look, how often to ask it."""

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from schemas.documents import PartialDate
from schemas.record import Record

SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/\S*)?$")]
Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$")]
Region = Literal[
    "northern_mountains", "red_river_delta", "north_central", "south_central", "central_highlands", "southeast",
    "mekong_delta",
]  # fmt: skip
SourceKind = Literal["newspaper", "party_site", "government_site", "organisation_site", "national", "sample"]


class Selectors(Record):
    """CSS selectors of the parts of an article page; a part without selector is left to the general reader."""

    title: str | None = None
    lead: str | None = None
    body: str
    byline: str | None = None
    published: str | None = None
    remove: tuple[str, ...] = ()


class Layout(Record):
    """How article pages looked from `since` (None: as long as known) on; a new layout is added, no old one edited."""

    since: PartialDate | None = None
    selectors: Selectors


class Listing(Record):
    """A page that lists articles, newest first.

    `paging` is the address of a further page with "{page}" for its number; the first number is `first_page`. At
    most `pages` pages are read, the listing itself included. `links` is the CSS selector of the links to articles;
    None takes every link of the page whose address `Source.article` matches.
    """

    url: Address
    paging: str | None = None
    first_page: int = Field(default=2, ge=0)
    pages: int = Field(default=1, ge=1, le=1_000)
    links: str | None = None

    @model_validator(mode="after")
    def _paging_fits(self) -> "Listing":
        if self.paging is not None and "{page}" not in self.paging:
            raise ValueError('paging must hold "{page}"')
        if self.paging is None and self.pages > 1:
            raise ValueError("more than one page needs paging")
        return self


class Rate(Record):
    """How often a host may be asked: seconds from one answer to the next request; robots.txt can only slow it down."""

    seconds: float = Field(default=2.0, ge=0, le=600)


class Expectations(Record):
    """What each run of a source must show, or else an issue is recorded.

    `new_within_days`: something new at least this often. `text_ratio`: the median article must not be shorter than
    this share of the source's own history. `dated_share`: articles with a publication date. `failed_share`: at most
    this share of the requests may fail.
    """

    new_within_days: int = Field(default=7, ge=1, le=3_650)
    text_ratio: float = Field(default=0.5, gt=0, le=1)
    dated_share: float = Field(default=0.9, ge=0, le=1)
    failed_share: float = Field(default=0.2, ge=0, le=1)


class Knowledge(Record):
    """Where the values of `fields` were read; `verified` only where a page of the site itself confirmed them."""

    fields: tuple[str, ...] = Field(min_length=1)
    where: str
    verified: bool
    read_on: PartialDate


class Source(Record):
    """One newspaper or site.

    `domains` are host names without "www.", the present one first. `article` is a regular expression that the
    address of an article matches, and of a section page does not; `examples` are addresses of articles that it must
    match and `counterexamples` addresses of other pages that it must not. `keywords` are topics of which an
    article's title or address must name one (any case, with or without accents); none takes every article.
    `schedule` is a cron line in Vietnamese time; None is crawled by hand only. `layouts` are tried newest first; none
    leaves the pages to the general reader. `recheck_days` are the ages at which a fetched article is asked for
    again, for corrections.
    """

    id: SourceId
    name: str
    kind: SourceKind = "newspaper"
    province: str | None
    region: Region | None = None
    domains: tuple[Domain, ...] = Field(min_length=1)
    feeds: tuple[Address, ...] = ()
    sitemaps: tuple[Address, ...] = ()
    listings: tuple[Listing, ...] = ()
    article: str | None = None
    examples: tuple[Address, ...] = ()
    counterexamples: tuple[Address, ...] = ()
    keywords: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    rate: Rate = Rate()
    recheck_days: tuple[int, ...] = (1, 7)
    schedule: str | None = None
    expect: Expectations = Expectations()
    known_from: tuple[Knowledge, ...] = ()
    why: str

    @field_validator("article")
    @classmethod
    def _article_compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from error
        return pattern

    @property
    def can_be_crawled(self) -> bool:
        """Whether it says where new articles are found."""
        return bool(self.feeds or self.sitemaps or self.listings)
