"""A discovery over a real connection: the newspaper stands on loopback."""

import gzip
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime

from loopback_server import Reply, serve

from corpus.discovery.discovery import discover
from schemas.crawling import Answer
from schemas.sources import Listing, Source


def fetch(url: str) -> Answer:
    now = datetime.now(UTC)
    try:
        with urllib.request.urlopen(url, timeout=10) as reply:
            body = reply.read()
            return Answer(url=url, final_url=reply.url, status="fetched", http_status=200, body=body, retrieved_at=now)
    except urllib.error.HTTPError as error:
        with error:
            return Answer(url=url, final_url=url, status="gone", http_status=error.code, retrieved_at=now)


def site_of(base: Callable[[], str]) -> Callable:
    def site(seen):
        pages = {
            "/rss": "<rss><channel><item><title>A</title><link>/tin/a-1.html</link></item></channel></rss>",
            "/sitemap.xml": f"<sitemapindex><sitemap><loc>{base()}/bai.xml.gz</loc></sitemap></sitemapindex>",
            "/bai.xml.gz": gzip.compress(
                f"<urlset><url><loc>{base()}/tin/b-2.html</loc></url></urlset>".encode(), mtime=0
            ),
            "/tin": "<a href='tin/c-3.html'>C</a><a href='http://127.0.0.9/tin/d-4.html'>D</a>",
            "/tin?trang=2": "<a href='/tin/c-3.html'>C</a>",
        }
        page = pages.get(seen.path)
        if page is None:
            return Reply(status=404, body=b"khong co")
        return Reply(body=page if isinstance(page, bytes) else page.encode())

    return site


def test_a_newspaper_on_loopback() -> None:
    servers = []
    with serve(site_of(lambda: servers[0].url(""))) as server:
        servers.append(server)
        listing = Listing(url=server.url("/tin"), paging=server.url("/tin?trang={page}"), pages=5)
        source = Source(
            id="baomau",
            name="Báo mẫu",
            province=None,
            domains=("127.0.0.1",),
            feeds=(server.url("/rss"), server.url("/rss-cu")),
            sitemaps=(server.url("/sitemap.xml"),),
            listings=(listing,),
            article=r"-\d+\.html$",
            why="Thử.",
        )
        pages = list(discover(source, fetch, is_known=lambda _: frozenset()))
        found = [address.url for page in pages for address in page.addresses]
        assert found == [server.url(f"/tin/{name}.html") for name in ("a-1", "b-2", "c-3")]
        assert [issue.code for page in pages for issue in page.issues] == ["entrance_gone"]
        assert [seen.path for seen in server.requests()] == [
            "/rss", "/rss-cu", "/sitemap.xml", "/bai.xml.gz", "/tin", "/tin?trang=2",
        ]  # fmt: skip
