"""Source -> the addresses of its articles, page by page of its feeds, sitemaps and listings."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from corpus.addresses import address_key, belongs_to, host_of, normalize_address
from corpus.discovery.feeds import parse_feed
from corpus.discovery.listings import listing_pages, parse_listing
from corpus.discovery.moments import find_period, is_before
from corpus.discovery.pages import DiscoveredPage, EntranceKind, IsKnown, Limits
from corpus.discovery.remarks import remark, remark_on_answer, remark_on_error
from corpus.discovery.sieve import Sieve, Sifted
from corpus.discovery.sitemaps import ChildSitemap, Sitemap, parse_sitemap
from corpus.publication_dates import VIETNAM
from schemas.crawling import Answer
from schemas.documents import PartialDate
from schemas.errors import ConfigError, DocumentError
from schemas.issues import Issue
from schemas.sources import Listing, Source

Fetch = Callable[[str], Answer | None]
"""Fetches an entrance; None where it is not to be fetched, as when the crawl is being stopped."""

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def discover(
    source: Source, fetch: Fetch, *, is_known: IsKnown, since: PartialDate | None = None, limits: Limits | None = None
) -> Iterator[DiscoveredPage]:
    """What each page of the source's entrances brings, as soon as it is read: feeds, then sitemaps, then listings.

    A page that cannot be fetched or read becomes an issue and stops nothing else. Of one page no more is held than
    what it gave; who takes the pages should keep their addresses before it takes note that the page was fetched, or
    a crawl that is killed in between would be told "unchanged" and never see them.

    A sitemap whose month, by its address or its index, is before `since` is not read. A listing is read until a page
    brings nothing that is new (known or too old articles only), or only what its earlier pages brought, as sites
    do that answer any number with one page.

    Args:
        source: Whose entrances.
        fetch: Fetches an entrance. A page that is "unchanged" brings nothing and ends its listing.
        is_known: Tells which addresses are known; asked page by page, with all likely forms of an address.
        since: Articles that are known to be published before it are left out, those without any date not.
        limits: How far to go.
    """
    run = _Run(source, fetch, sieve=Sieve(source, since=since, is_known=is_known), since=since, limits=limits)
    for url in source.feeds:
        yield from run.feed(url)
    for url in source.sitemaps:
        yield from run.sitemaps(url)
    for listing in source.listings:
        yield from run.listing(listing)


class _Run:
    """One discovery: its means, and which sitemaps were met."""

    def __init__(
        self, source: Source, fetch: Fetch, *, sieve: Sieve, since: PartialDate | None, limits: Limits | None
    ) -> None:
        self._source = source
        self._fetch = fetch
        self._sieve = sieve
        self._since = since
        self._limits = limits or Limits()
        self._met: set[str] = set()

    def feed(self, url: str) -> Iterator[DiscoveredPage]:
        answer = self._fetch(url)
        if answer is None:
            return
        page = _page(answer, kind="feed", entrance=url)
        if answer.status == "fetched":
            try:
                found = parse_feed(answer.body, url=answer.final_url)
            except DocumentError as error:
                page = _with(page, issues=(remark_on_error(error, code=error.code, subject=url),))
            else:
                sifted = self._sieve.sift(found, now=answer.retrieved_at)
                page = _with(page, sifted=sifted, issues=_remarks(sifted, url, nothing="empty_feed"))
        yield page

    def sitemaps(self, entrance: str) -> Iterator[DiscoveredPage]:
        waiting = [(entrance, 0)]
        while waiting:
            url, depth = waiting.pop()
            if not self._is_first(url) or (answer := self._fetch(url)) is None:
                continue
            page = _page(answer, kind="sitemap", entrance=entrance)
            if answer.status == "fetched":
                try:
                    sitemap = self._parse(answer)
                except DocumentError as error:
                    page = _with(page, issues=(remark_on_error(error, code=error.code, subject=url),))
                else:
                    room = self._limits.sitemaps - len(self._met) - len(waiting)
                    children, issues = self._children(sitemap, parent=url, depth=depth, room=max(0, room))
                    waiting += ((child, depth + 1) for child in reversed(children))
                    page = self._sitemap_page(page, sitemap, now=answer.retrieved_at, issues=issues)
            yield page

    def listing(self, listing: Listing) -> Iterator[DiscoveredPage]:
        seen: set[int] = set()
        for number, url in enumerate(listing_pages(listing)):
            answer = self._fetch(url)
            if answer is None or (number > 0 and answer.status == "gone"):  # Behind the last page there is none.
                return
            page = _page(answer, kind="listing", entrance=listing.url)
            if answer.status == "unchanged" and self._limits.past_known:
                yield page
                continue
            sifted, issues = self._listing_page(answer, listing) if answer.status == "fetched" else (None, page.issues)
            yield _with(page, sifted=sifted, issues=issues if number == 0 or sifted is None else ())
            if sifted is None or not self._goes_on(sifted, seen):
                return
            seen.update(sifted.outcomes)

    def _listing_page(self, answer: Answer, listing: Listing) -> tuple[Sifted | None, tuple[Issue, ...]]:
        """What the page brings, None where it cannot be read, and remarks on it."""
        try:
            found = parse_listing(answer.body, url=answer.final_url, listing=listing, article=self._source.article)
        except (DocumentError, ConfigError) as error:
            code = error.code if isinstance(error, DocumentError) else "bad_selector"
            return None, (remark_on_error(error, code=code, subject=answer.url),)
        sifted = self._sieve.sift(found, now=answer.retrieved_at)
        nothing = "layout_changed" if listing.links is not None else "empty_listing"
        return sifted, _remarks(sifted, answer.url, nothing=nothing)

    def _goes_on(self, sifted: Sifted, seen: set[int]) -> bool:
        """Whether a page held anything, besides what earlier pages held (`seen`), that promises more behind it.

        Articles off the topic are never remembered, so that nobody knows whether they are new.
        """
        promising = {"new", "off_topic"} | ({"known"} if self._limits.past_known else set())
        return any(outcome in promising for key, outcome in sifted.outcomes.items() if key not in seen)

    def _is_first(self, url: str) -> bool:
        """Whether a sitemap was not met before, as in an index that lists itself."""
        key = address_key(normalize_address(url) or url)
        if key in self._met:
            return False
        self._met.add(key)
        return True

    def _parse(self, answer: Answer) -> Sitemap:
        limit = self._limits.expanded_bytes
        return parse_sitemap(answer.body, url=answer.final_url, since=self._since, limit=limit)

    def _sitemap_page(
        self, page: DiscoveredPage, sitemap: Sitemap, *, now: datetime, issues: tuple[Issue, ...]
    ) -> DiscoveredPage:
        left_out = sitemap.listed - len(sitemap.addresses)
        sifted = self._sieve.sift(sitemap.addresses, now=now, left_out=left_out)
        if not sitemap.is_whole:
            issues += (remark("torn_sitemap", page.url),)
        if not sitemap.children and not sitemap.listed:
            issues += (remark("empty_sitemap", page.url),)
        if sifted.future:
            issues += (remark("future_dates", page.url),)
        return _with(page, sifted=sifted, issues=issues)

    def _children(self, sitemap: Sitemap, *, parent: str, depth: int, room: int) -> tuple[list[str], tuple[Issue, ...]]:
        """Sitemaps to read next, the most recent first, and remarks on those that are not read."""
        issues = []
        domains = (*self._source.domains, host_of(parent))
        own = [child for child in sitemap.children if belongs_to(child.url, domains)]
        if len(own) < len(sitemap.children):
            issues.append(remark("foreign_sitemap", parent))
        if own and depth >= self._limits.depth:
            return [], (*issues, remark("too_deep", parent))
        recent = [child for child in own if not self._is_too_old(child)]
        recent.sort(key=lambda child: child.modified or LONG_AGO, reverse=True)
        if len(recent) > room:
            issues.append(remark("too_many_sitemaps", parent))
        return [child.url for child in recent[:room]], tuple(issues)

    def _is_too_old(self, child: ChildSitemap) -> bool:
        if self._since is None:
            return False
        changed = child.modified.astimezone(VIETNAM).date().isoformat() if child.modified else None
        return any(date is not None and is_before(date, self._since) for date in (changed, find_period(child.url)))


def _page(answer: Answer, *, kind: EntranceKind, entrance: str) -> DiscoveredPage:
    """A page that brought nothing yet, with an issue where there was no answer to read."""
    issues = () if answer.status in ("fetched", "unchanged") else (remark_on_answer(answer),)
    return DiscoveredPage(url=answer.url, entrance=entrance, kind=kind, status=answer.status, issues=issues)


def _with(page: DiscoveredPage, *, issues: tuple[Issue, ...], sifted: Sifted | None = None) -> DiscoveredPage:
    update: dict[str, object] = {"issues": issues}
    if sifted is not None:
        update |= {"addresses": sifted.addresses, "counts": sifted.counts}
    return page.model_copy(update=update)


def _remarks(sifted: Sifted, subject: str, *, nothing: str) -> tuple[Issue, ...]:
    """Issues of a page `subject` with too few links; `nothing` is the code where it has none."""
    counts = sifted.counts
    codes = []
    if counts.links == 0:
        codes.append(nothing)
    elif counts.links == counts.foreign + counts.no_article:
        codes.append("nothing_fits")
    if sifted.future:
        codes.append("future_dates")
    return tuple(remark(code, subject) for code in codes)
