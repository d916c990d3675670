"""One source -> its new and changed pages in the archive, and what became of every address."""

import contextlib
from collections import Counter
from collections.abc import Callable, Sequence

from corpus.archive.archive import open_archive
from corpus.crawling.crawl_records import CrawlLimits, CrawlOutcome, CrawlTools
from corpus.crawling.further_pages import PageFollower, are_same
from corpus.crawling.logbook import EVERY, Logbook
from corpus.crawling.network import CrawlStoppedError, robots_kept_by
from corpus.discovery.discovery import discover
from corpus.discovery.pages import Limits
from schemas.crawling import AddressState, Answer, ArchivePlace, Kind, RunCounts
from schemas.issues import Issue
from schemas.sources import Source

PAUSING = frozenset({"rate_limited", "robots_unreachable"})
"""Reasons for which the rest of a host's addresses would fail too: they stay due for the next run."""


def crawl_source(
    source: Source, tools: CrawlTools, *, limits: CrawlLimits, on_page: Callable[[int], None]
) -> CrawlOutcome:
    """Find new addresses of `source`, ask for all that are due, archive the answers, remember what became of them.

    Args:
        source: Where to look.
        tools: Memory, network, archive, clock, and the event that ends the crawl after the page in work.
        limits: Since when, and how many pages.
        on_page: Called after each page with the number of pages asked for so far.

    Returns:
        Counts of this run without what reading adds, and remarks about entrances and refusals.

    Raises:
        OutputError: The archive or the memory cannot be written, or another crawl of this source is at work.
    """
    known = tools.frontier.archived_until(source.id)
    with open_archive(tools.archive_root, source.id, known=known, rotate_bytes=tools.rotate_bytes) as archive:
        logbook = Logbook(archive, tools.frontier, source_id=source.id, rechecks=source.recheck_days, now=tools.now)
        crawl = _SourceCrawl(source, tools, limits, logbook)
        crawl.recover(archive.issues)
        try:
            with robots_kept_by(crawl.keep_robots), contextlib.suppress(CrawlStoppedError):
                crawl.discover()
                crawl.visit_due(on_page)
        finally:
            logbook.settle()
    return crawl.outcome()


class _SourceCrawl:
    """The crawl of one source while it lasts: what it has counted so far."""

    def __init__(self, source: Source, tools: CrawlTools, limits: CrawlLimits, logbook: Logbook) -> None:
        self._source = source
        self._tools = tools
        self._limits = limits
        self._logbook = logbook
        self._recovered = 0
        self._statuses: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        self._issues: list[Issue] = []
        self._answered = self._found = self._new = self._requests = self._bytes = 0
        self._is_paused = False
        self._follower = PageFollower(
            self._ask_for_part,
            frontier=tools.frontier,
            archive_root=tools.archive_root,
            is_over=lambda: self._is_paused,
        )

    def recover(self, damage: Sequence[Issue]) -> None:
        """Remember what a killed crawl archived and did not remember; `damage` is what the archive says of itself."""
        self._issues += damage
        self._recovered = self._logbook.recover()

    def keep_robots(self, answer: Answer) -> None:
        """Archive the robots.txt that this crawl obeys."""
        self._logbook.enter(answer, kind="robots")

    def discover(self) -> None:
        """Remember the addresses of every entrance; those of one page before the next is asked for."""
        pages = discover(
            self._source,
            self._fetch_entrance,
            is_known=self._tools.frontier.known,
            since=self._limits.since,
            limits=Limits(past_known=self._limits.is_resumed),
        )
        for page in pages:
            self._found += page.counts.known + page.counts.new
            self._new += self._tools.frontier.add_found(self._source.id, page.addresses, at=self._tools.now())
            self._issues += page.issues
        self._logbook.settle()

    def visit_due(self, on_page: Callable[[int], None]) -> None:
        """Ask for every address that is due, in batches that are remembered before the next one is drawn."""
        done: set[str] = set()
        while not self._is_over(len(done)):
            drawn = self._tools.frontier.due(
                self._source.id, now=self._tools.now(), limit=EVERY, since=self._limits.since
            )
            # One that is due again at once was asked for already: this run is through with it.
            batch = [state for state in drawn if state.url not in done]
            if not batch:
                return
            for state in batch:
                if self._is_over(len(done)):
                    break
                self._visit(state)
                done.add(state.url)
                on_page(len(done))
            self._logbook.settle()

    def outcome(self) -> CrawlOutcome:
        """What the crawl did."""
        counts = RunCounts(
            found=self._found,
            new=self._new,
            fetched=self._statuses["fetched"],
            unchanged=self._statuses["unchanged"],
            gone=self._statuses["gone"],
            refused=self._statuses["refused"],
            failed=dict(sorted(self._failed.items())),
            requests=self._requests,
            megabytes=round(self._bytes / 1e6, 3),
        )
        return CrawlOutcome(
            counts=counts,
            issues=tuple(self._issues),
            recovered=self._recovered,
            has_answer=self._answered > 0 or self._statuses.total() > 0,
            stopped=self._tools.stop.is_set(),
        )

    def _visit(self, state: AddressState) -> None:
        answer = self._get(state.url, "article", etag=state.etag, last_modified=state.last_modified)
        if answer.status == "fetched":
            answer = self._with_further(answer)
        self._logbook.enter(answer, kind="article")
        if answer.status == "unchanged":
            answer = self._look_at_further(state.url) or answer
        self._statuses[answer.status] += 1
        if answer.reason is not None:
            self._failed[answer.reason] += 1
        if answer.reason in PAUSING:
            self._pause(answer)

    def _with_further(self, answer: Answer) -> Answer:
        further = self._follower.follow(answer.final_url, answer.body, answer.sha256)
        return answer.model_copy(update={"further": further})

    def _look_at_further(self, url: str) -> Answer | None:
        """The answer with which an article begins a new version whose first page is unchanged; None without one.

        The first page is asked for again, so that the archive holds a body for the version.
        """
        archived = self._follower.archived(url)
        if archived is None:
            return None
        further = self._follower.follow(archived.final_url, archived.body, archived.sha256)
        if are_same(further, archived.further):
            return None
        answer = self._get(url, "article")
        if answer.status == "fetched":
            is_same = answer.sha256 == archived.sha256
            answer = answer.model_copy(update={"further": further}) if is_same else self._with_further(answer)
        self._logbook.enter(answer, kind="article")
        return answer

    def _fetch_entrance(self, url: str) -> Answer | None:
        """The answer to a feed, sitemap or listing; where it is unchanged, what the archive has; None at the end.

        The addresses of an unchanged page may not have been remembered yet: a kill can come between the two.
        """
        if self._is_over():
            return None
        etag, last_modified = self._tools.frontier.validators(url)
        answer = self._ask(url, "discovery", etag=etag, last_modified=last_modified)
        self._answered += answer.status in ("fetched", "unchanged")
        if answer.status != "unchanged":
            return answer
        page = self._follower.archived(url)
        if page is None:
            # The archive was moved away or is damaged: asked without conditions, the server gives the body again.
            return self._ask(url, "discovery")
        as_archived = {name: getattr(page, name) for name in ("body", "media_type", "charset", "sha256")}
        return answer.model_copy(update={"status": "fetched", **as_archived})

    def _get(self, url: str, kind: Kind, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        answer = self._tools.fetch(url, source=self._source, kind=kind, etag=etag, last_modified=last_modified)
        self._requests += answer.requests
        self._bytes += len(answer.body)
        return answer

    def _ask(self, url: str, kind: Kind, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """The answer, archived."""
        answer = self._get(url, kind, etag=etag, last_modified=last_modified)
        self._logbook.enter(answer, kind=kind)
        return answer

    def _ask_for_part(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> tuple[Answer, ArchivePlace | None]:
        """The answer to a further page, archived, and where.

        Raises:
            CrawlStoppedError: The crawl was told to stop; the article stays due as a whole.
        """
        if self._tools.stop.is_set():
            raise CrawlStoppedError("đã được yêu cầu dừng")
        answer = self._get(url, "part", etag=etag, last_modified=last_modified)
        if answer.reason in PAUSING:
            self._pause(answer)
        return answer, self._logbook.enter(answer, kind="part").place

    def _pause(self, answer: Answer) -> None:
        self._is_paused = True
        self._remark("paused", f"nghỉ lần này, lần chạy sau làm tiếp ({answer.reason}): {answer.detail or answer.url}")

    def _is_over(self, pages: int = 0) -> bool:
        limit = self._limits.pages
        return self._is_paused or self._tools.stop.is_set() or (limit is not None and pages >= limit)

    def _remark(self, code: str, message: str) -> None:
        self._issues.append(Issue(level="WARNING", code=code, subject=self._source.id, message=message))
