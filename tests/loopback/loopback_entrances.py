"""A newspaper in memory for tests of discovery: what its entrances answer, and the pages they are made of."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from corpus.discovery.discovery import discover
from corpus.discovery.pages import DiscoveredPage, Limits
from schemas.crawling import Answer
from schemas.sources import Source

NOW = datetime(2018, 10, 10, 5, 0, tzinfo=UTC)
HOST = "https://baomau.example"


class Newspaper:
    """Answers by path from `pages` (a body, a ready answer or None), else 404; `asked` has the paths in order."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | str | Answer | None] = {}
        self.known: set[str] = set()
        self.asked: list[str] = []
        self.questions: list[int] = []

    def fetch(self, url: str) -> Answer | None:
        path = url.removeprefix(HOST)
        self.asked.append(path)
        if path not in self.pages:
            return answer(url, status="gone", http_status=404)
        page = self.pages[path]
        return (
            answer(url, body=page.encode() if isinstance(page, str) else page)
            if isinstance(page, bytes | str)
            else page
        )

    def is_known(self, urls: Sequence[str]) -> frozenset[str]:
        self.questions.append(len(urls))
        return frozenset(self.known.intersection(urls))

    def discover(
        self, source: Source, *, since: str | None = None, limits: Limits | None = None, remember: bool = True
    ) -> list[DiscoveredPage]:
        """All pages; with `remember` each page's addresses are known before the next is asked for, as in a crawl."""
        pages = []
        for page in discover(source, self.fetch, is_known=self.is_known, since=since, limits=limits):
            pages.append(page)
            if remember:
                self.known.update(address.url for address in page.addresses)
        return pages


def answer(url: str, *, body: bytes = b"", status: str = "fetched", **fields: Any) -> Answer:
    sha256 = hashlib.sha256(body).hexdigest() if status == "fetched" else None
    stated = {"final_url": url, "http_status": 200, "retrieved_at": NOW} | fields
    return Answer(url=url, status=status, body=body, sha256=sha256, **stated)


def source(**fields: Any) -> Source:
    stated = {"id": "baomau", "name": "Báo mẫu", "province": None, "domains": ("baomau.example",), "why": "Thử."}
    return Source(**(stated | fields))


def feed(*paths: str) -> str:
    items = (f"<item><title>Chi bộ</title><link>{whole(path)}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def sitemap(*entries: str | tuple[str, str]) -> str:
    return f"<urlset>{_entries('url', entries)}</urlset>"


def index(*entries: str | tuple[str, str]) -> str:
    return f"<sitemapindex>{_entries('sitemap', entries)}</sitemapindex>"


def listing_page(*entries: str | tuple[str, str]) -> str:
    items = (f'<li><a href="{path}">Chi bộ</a> <i>{day}</i></li>' for path, day in _pairs(entries))
    return f"<html><body><ul class=tin>{''.join(items)}</ul></body></html>"


def whole(path: str) -> str:
    return path if path.startswith("http") else HOST + path


def paths(page: DiscoveredPage) -> list[str]:
    return [address.url.removeprefix(HOST) for address in page.addresses]


def codes(pages: Iterable[DiscoveredPage]) -> list[str]:
    return [issue.code for page in pages for issue in page.issues]


def _pairs(entries: Iterable[str | tuple[str, str]]) -> list[tuple[str, str]]:
    return [entry if isinstance(entry, tuple) else (entry, "") for entry in entries]


def _entries(name: str, entries: Iterable[str | tuple[str, str]]) -> str:
    return "".join(
        f"<{name}><loc>{whole(path)}</loc><lastmod>{day}</lastmod></{name}>" for path, day in _pairs(entries)
    )
