"""A newspaper of our own for a loopback server: feeds, sitemaps, listings with paging, articles in three layouts.

What goes wrong is said by the test: `faults` maps a path to what to answer instead. Articles can be changed, moved
and taken away while the server runs.
"""

import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape

from loopback_pages import (
    Story,
    render_atom,
    render_feed,
    render_news_sitemap,
    render_sitemap,
    render_sitemap_index,
    render_story,
)
from loopback_server import Reply, Seen

PER_PAGE = 20

Fault = Callable[[Seen], Reply] | Reply


@dataclass
class Newspaper:
    """What a `LoopbackServer` serves for one host; give its `answer` to the server, or a `Press` of several."""

    stories: list[Story]
    robots: str = "User-agent: *\nAllow: /\n"
    faults: dict[str, Fault] = field(default_factory=dict)
    validators: bool = True

    def answer(self, seen: Seen) -> Reply:
        path, _, query = seen.path.partition("?")
        fault = self.faults.get(path)
        if fault is not None:
            return fault if isinstance(fault, Reply) else fault(seen)
        page = self._page(path, query, seen)
        return self._conditional(page, seen) if self.validators and page.status == 200 else page

    def replace_story(self, number: int, **changes: object) -> None:
        """Correct the story of this number: a changed article."""
        at = next(i for i, story in enumerate(self.stories) if story.number == number)
        self.stories[at] = replace(self.stories[at], **changes)  # type: ignore[arg-type]

    def _page(self, path: str, query: str, seen: Seen) -> Reply:
        base = f"http://{seen.host}"
        match path:
            case "/robots.txt":
                return Reply(body=self.robots.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
            case "/rss/xay-dung-dang.rss":
                return _xml(render_feed(self._newest(50), base))
            case "/atom.xml":
                return _xml(render_atom(self._newest(50), base))
            case "/sitemap.xml":
                return _xml(render_sitemap_index(base))
            case "/sitemap-articles.xml.gz":
                body = gzip.compress(render_sitemap(self.stories, base).encode(), mtime=0)
                return Reply(body=body, headers={"Content-Type": "application/gzip"})
            case "/sitemap-news.xml":
                return _xml(render_news_sitemap(self._newest(30), base))
            case "/xay-dung-dang/" | "/xay-dung-dang":
                return self._listing(int(query.removeprefix("trang=") or 1))
            case "/":
                return self._listing(1)
        story = next((story for story in self.stories if story.path == path), None)
        return Reply(status=404, body=b"<p>404</p>") if story is None else Reply(body=render_story(story).encode())

    def _newest(self, count: int) -> list[Story]:
        return sorted(self.stories, key=lambda story: story.published, reverse=True)[:count]

    def _listing(self, page: int) -> Reply:
        newest = self._newest(len(self.stories))[(page - 1) * PER_PAGE : page * PER_PAGE]
        items = "".join(
            f'<li class="story"><a href="{story.path}?utm_source=home">{escape(story.title)}</a>'
            f"<span>{story.published:%d/%m/%Y %H:%M}</span></li>"
            for story in newest
        )
        return Reply(body=f"<html><body><ul>{items}</ul><a href='/lien-he.html'>Liên hệ</a></body></html>".encode())

    @staticmethod
    def _conditional(page: Reply, seen: Seen) -> Reply:
        if not isinstance(page.body, bytes):
            return page
        etag = '"' + sha256(page.body).hexdigest()[:16] + '"'
        headers = page.headers | {"ETag": etag}
        if seen.headers.get("if-none-match") == etag:
            return Reply(status=304, headers=headers)
        return replace(page, headers=headers)


class Press:
    """Several newspapers on one server, one a host (127.0.0.2, 127.0.0.3, …)."""

    def __init__(self, papers: dict[str, Newspaper]) -> None:
        self.papers = papers

    def __call__(self, seen: Seen) -> Reply:
        paper = self.papers.get(seen.host.partition(":")[0])
        return Reply(status=404) if paper is None else paper.answer(seen)


def _xml(text: str) -> Reply:
    return Reply(body=text.encode(), headers={"Content-Type": "application/xml; charset=utf-8"})


def redirect(target: str, *, status: int = 302) -> Reply:
    """A redirect to `target`."""
    return Reply(status=status, headers={"Location": target})


def bomb(megabytes: int = 200) -> Reply:
    """A page that expands to `megabytes` of zeros."""
    return Reply(body=gzip.compress(bytes(megabytes * 1_000_000), mtime=0), headers={"Content-Encoding": "gzip"})


def deflated(body: bytes) -> Reply:
    """A page in deflate coding."""
    return Reply(body=zlib.compress(body), headers={"Content-Encoding": "deflate"})


def dripping(body: bytes, *, seconds: float) -> Iterator[bytes]:
    """`body` a byte at a time, each after `seconds`."""
    for i in range(len(body)):
        time.sleep(seconds)
        yield body[i : i + 1]
