"""First page of an article -> the pages on which it goes on, each asked for and archived on its own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from corpus.archive.pages import ArchivedPage, read_page
from corpus.crawling.frontier import Frontier
from corpus.readers.html_paging import is_page_of, next_page_of
from schemas.crawling import Answer, ArchivePlace, FurtherPage
from schemas.errors import DocumentError

MOST_PAGES = 19
"""Further pages that are asked for: an article of more than twenty is a listing, or a server that never ends."""


class Ask(Protocol):
    """Asks for an address and archives the answer; gives both, the place None where no server answered."""

    def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> tuple[Answer, ArchivePlace | None]:
        """The answer, and where it is archived."""
        ...


class PageFollower:
    """Follows the articles of one crawl from page to page, politely: robots, pace and limits are those of `ask`."""

    def __init__(self, ask: Ask, *, frontier: Frontier, archive_root: Path, is_over: Callable[[], bool]) -> None:
        self._ask = ask
        self._frontier = frontier
        self._archive_root = archive_root
        self._is_over = is_over

    def follow(self, url: str, body: bytes, sha256: str | None) -> tuple[FurtherPage, ...]:
        """The further pages of the article whose first page is `body` at `url`, in order; may be empty.

        The way ends at a page without a next one, at one that was there before, at one that is not to be had and
        never was, and after `MOST_PAGES`.
        """
        found: list[FurtherPage] = []
        seen, here = {sha256}, url
        while len(found) < MOST_PAGES and not self._is_over():
            address = next_page_of(body, here)
            got = self._page_at(address, of=url) if address is not None else None
            if got is None or got[0].sha256 in seen:
                break
            page, body = got
            seen.add(page.sha256)
            found.append(page)
            here = page.url
        return tuple(found)

    def archived(self, url: str) -> ArchivedPage | None:
        """The newest body of `url` that the archive has; None where it has none or cannot be read."""
        place = self._frontier.archived_place(url)
        try:
            return read_page(self._archive_root, place) if place else None
        except DocumentError:
            return None

    def _page_at(self, url: str, *, of: str) -> tuple[FurtherPage, bytes] | None:
        """The further page at `url`, as the server gives it now, else as the archive has it."""
        etag, last_modified = self._frontier.validators(url)
        answer, place = self._ask(url, etag=etag, last_modified=last_modified)
        if answer.status == "fetched" and place is not None and answer.sha256 is not None:
            if not is_page_of(answer.final_url, of):
                return None
            return FurtherPage(url=url, sha256=answer.sha256, place=place), answer.body
        if answer.status in ("gone", "refused"):
            return None
        old_place, archived = self._frontier.archived_place(url), self.archived(url)
        if archived is not None and old_place is not None:
            return FurtherPage(url=url, sha256=archived.sha256, place=old_place), archived.body
        if answer.status != "unchanged":
            return None
        # The archive was moved away: asked without conditions, the server gives the body again.
        answer, place = self._ask(url)
        if answer.sha256 is None or place is None or answer.status != "fetched":
            return None
        return FurtherPage(url=url, sha256=answer.sha256, place=place), answer.body


def are_same(one: Sequence[FurtherPage], two: Sequence[FurtherPage]) -> bool:
    """Whether two runs found the same bodies in the same order."""
    return [page.sha256 for page in one] == [page.sha256 for page in two]
