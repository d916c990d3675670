"""robots.txt over the wire: when it is asked for, what its absence means, how long it is believed."""

import gzip
import logging
import threading
from collections.abc import Callable

import pytest
from loopback_clock import Clock
from loopback_server import Reply, Seen, serve

from corpus.fetching.fetcher import Fetcher
from schemas.crawling import Answer

OpenFetcher = Callable[..., Fetcher]
PAGE = Reply(body=b"<html><p>45 chi bo</p></html>")
PLAIN = {"Content-Type": "text/plain"}
CLOSED = b"User-agent: *\nDisallow: /\n"


def _site(robots: Reply | Callable[[Seen], Reply]) -> Callable[[Seen], Reply]:
    def site(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return robots if isinstance(robots, Reply) else robots(seen)
        return PAGE

    return site


@pytest.mark.parametrize(
    ("robots", "status", "reason", "asked"),
    [
        (Reply(body=b"", headers=PLAIN), "fetched", None, 1),
        (Reply(body=CLOSED, headers=PLAIN), "refused", None, 1),
        (Reply(body=CLOSED, headers={"Content-Type": "text/html"}), "refused", None, 1),
        (Reply(body=CLOSED, headers={"Content-Type": ""}), "refused", None, 1),
        (Reply(body=gzip.compress(CLOSED, mtime=0), headers={"Content-Encoding": "gzip"}), "refused", None, 1),
        (Reply(body=b"\xef\xbb\xbf" + CLOSED, headers=PLAIN), "refused", None, 1),
        (Reply(body=b"User-agent: solieu\nAllow: /\n" + CLOSED, headers=PLAIN), "fetched", None, 1),
        (Reply(body=b"User-agent: Solieu\nDisallow: /\nUser-agent: *\nAllow: /", headers=PLAIN), "refused", None, 1),
        (Reply(body=b"<html>khong co</html>"), "fetched", None, 1),
        (Reply(status=404), "fetched", None, 1),
        (Reply(status=403), "fetched", None, 1),
        (Reply(status=401), "fetched", None, 1),
        (Reply(status=410), "fetched", None, 1),
        (Reply(status=500), "failed", "robots_unreachable", 1),
        (Reply(status=503), "failed", "robots_unreachable", 3),
        (Reply(status=200, body=CLOSED, length=999, cut=True), "failed", "robots_unreachable", 3),
        (Reply(body=b"abc", headers={"Content-Encoding": "gzip"}), "failed", "robots_unreachable", 1),
        (Reply(status=204), "failed", "robots_unreachable", 1),
        (Reply(status=429), "failed", "rate_limited", 3),
    ],
)
def test_what_an_answer_for_robots_means(
    robots: Reply, status: str, reason: str | None, asked: int, open_fetcher: OpenFetcher
) -> None:
    with serve(_site(robots)) as server:
        answer = open_fetcher().fetch(server.url("/bai"), rate_seconds=0)
    assert (answer.status, answer.reason) == (status, reason)
    assert len(server.requests("/robots.txt")) == asked
    assert len(server.requests("/bai")) == (1 if status == "fetched" else 0)
    assert answer.requests == len(server.log)
    assert server.log[0].path == "/robots.txt"


def test_asked_once_for_a_host_and_port(open_fetcher: OpenFetcher) -> None:
    with serve(_site(Reply(status=404)), ["127.0.0.1", "127.0.0.2"]) as server, serve(_site(PAGE)) as other:
        fetcher = open_fetcher()
        for number in range(3):
            for url in (server.url(f"/{number}"), server.url(f"/{number}", host="127.0.0.2"), other.url(f"/{number}")):
                assert fetcher.fetch(url, rate_seconds=0).status == "fetched"
    for log in (server.requests(host="127.0.0.1"), server.requests(host="127.0.0.2"), other.log):
        assert [seen.path for seen in log] == ["/robots.txt", "/0", "/1", "/2"]


def test_asked_once_by_many_threads(open_fetcher: OpenFetcher) -> None:
    with serve(_site(Reply(status=404, delay=0.1))) as server:
        fetcher = open_fetcher()
        threads = [
            threading.Thread(target=fetcher.fetch, args=(server.url(f"/{n}"),), kwargs={"rate_seconds": 0})
            for n in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.requests("/robots.txt")) == 1
    assert len(server.log) == 9


def test_believed_for_a_day_at_most(open_fetcher: OpenFetcher, clock: Clock) -> None:
    bodies = iter([b"", CLOSED])
    with serve(_site(lambda seen: Reply(body=next(bodies), headers=PLAIN))) as server:
        fetcher = open_fetcher()
        assert fetcher.fetch(server.url("/1"), rate_seconds=0).status == "fetched"
        clock.pass_time(86_000)
        assert fetcher.fetch(server.url("/2"), rate_seconds=0).status == "fetched"
        clock.pass_time(1_000)
        assert fetcher.fetch(server.url("/3"), rate_seconds=0).status == "refused"


def test_an_old_copy_holds_while_there_is_no_new_one(open_fetcher: OpenFetcher, clock: Clock) -> None:
    replies = [Reply(body=b"User-agent: *\nDisallow: /kin\n", headers=PLAIN)]
    with serve(_site(lambda seen: replies[-1])) as server:
        fetcher = open_fetcher()
        assert fetcher.fetch(server.url("/1"), rate_seconds=0).status == "fetched"
        replies.append(Reply(status=500))
        clock.pass_time(20 * 86_400)
        assert fetcher.fetch(server.url("/2"), rate_seconds=0).status == "fetched"
        assert fetcher.fetch(server.url("/kin"), rate_seconds=0).status == "refused"
        assert len(server.requests("/robots.txt")) == 2
        clock.pass_time(11 * 86_400)
        assert fetcher.fetch(server.url("/3"), rate_seconds=0).reason == "robots_unreachable"
        replies.append(Reply(status=404))
        clock.pass_time(700)
        assert fetcher.fetch(server.url("/kin"), rate_seconds=0).status == "fetched"


def test_an_unreachable_file_is_not_asked_for_at_each_page(open_fetcher: OpenFetcher, clock: Clock) -> None:
    replies = [Reply(status=500)]
    with serve(_site(lambda seen: replies[-1])) as server:
        fetcher = open_fetcher()
        for number in range(5):
            assert fetcher.fetch(server.url(f"/{number}"), rate_seconds=0).reason == "robots_unreachable"
        assert len(server.log) == 1
        # However long it lasts, nothing is taken as allowed.
        clock.pass_time(40 * 86_400)
        assert fetcher.fetch(server.url("/1"), rate_seconds=0).reason == "robots_unreachable"
        replies.append(Reply(status=404))
        clock.pass_time(700)
        assert fetcher.fetch(server.url("/1"), rate_seconds=0).status == "fetched"


def test_who_asks_for_rest_before_robots_is_asked_again_after_it(open_fetcher: OpenFetcher, clock: Clock) -> None:
    replies = [Reply(status=429, headers={"Retry-After": "100"})]
    with serve(_site(lambda seen: replies[-1])) as server:
        fetcher = open_fetcher()
        for asked in (1, 0):
            answer = fetcher.fetch(server.url("/1"), rate_seconds=0)
            assert (answer.status, answer.reason, answer.requests) == ("failed", "rate_limited", asked)
            assert answer.retry_after == 100
        replies.append(Reply(status=404))
        clock.pass_time(101)
        assert fetcher.fetch(server.url("/1"), rate_seconds=0).status == "fetched"
    assert len(server.log) == 3


@pytest.mark.parametrize(("hops", "status"), [(5, "refused"), (6, "fetched")])
def test_redirects_of_robots(hops: int, status: str, open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        step = 0 if seen.path == "/robots.txt" else int(seen.path[2:]) if seen.path.startswith("/r") else None
        if step is None:
            return PAGE
        return Reply(status=301, headers={"Location": f"/r{step + 1}"}) if step < hops else Reply(body=CLOSED)

    with serve(site) as server:
        answer = open_fetcher().fetch(server.url("/bai"), rate_seconds=0)
    assert answer.status == status
    assert len([seen for seen in server.log if seen.path.startswith("/r")]) == 6


def test_robots_may_stand_elsewhere(open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        if seen.host.startswith("127.0.0.2"):
            return Reply(body=CLOSED, headers=PLAIN)
        there = f"http://127.0.0.2:{seen.host.partition(':')[2]}/luat.txt"
        return Reply(status=302, headers={"Location": there}) if seen.path == "/robots.txt" else PAGE

    with serve(site, ["127.0.0.1", "127.0.0.2"]) as server:
        answer = open_fetcher().fetch(server.url("/bai"), rate_seconds=0, allowed=lambda host: host == "127.0.0.1")
    assert answer.status == "refused"
    assert [seen.path for seen in server.log] == ["/robots.txt", "/luat.txt"]


def test_robots_lead_into_no_private_network(open_fetcher: OpenFetcher) -> None:
    robots = Reply(status=302, headers={"Location": "http://10.0.0.1/robots.txt"})
    with serve(_site(robots)) as server:
        answer = open_fetcher().fetch(server.url("/bai"), rate_seconds=0)
    assert (answer.status, answer.reason) == ("failed", "private_address")


def test_of_a_huge_file_the_beginning_counts(open_fetcher: OpenFetcher) -> None:
    sent = 0

    def huge() -> object:
        nonlocal sent
        yield b"User-agent: *\nDisallow: /dau\n"
        for _ in range(2_000):
            sent += 10_000
            yield b"# " + b"a" * 9_997 + b"\n"
        yield b"Disallow: /cuoi\n"

    robots = lambda seen: Reply(body=huge(), headers=PLAIN)  # type: ignore[arg-type]  # noqa: E731
    with serve(_site(robots)) as server:
        fetcher = open_fetcher()
        assert fetcher.fetch(server.url("/dau/1"), rate_seconds=0).status == "refused"
        assert fetcher.fetch(server.url("/cuoi/1"), rate_seconds=0).status == "fetched"
    assert len(server.requests("/robots.txt")) == 1
    assert sent < 15_000_000


def test_a_line_that_the_limit_cuts_is_left_out(open_fetcher: OpenFetcher) -> None:
    start = b"User-agent: *\n"
    body = start + b"#" * (500 * 1024 - len(start) - len("\nDisallow: /")) + b"\nDisallow: /kin\n"
    assert body[: 500 * 1024].endswith(b"\nDisallow: /")
    with serve(_site(Reply(body=body, headers=PLAIN))) as server:
        assert open_fetcher().fetch(server.url("/mo"), rate_seconds=0).status == "fetched"


def test_robots_itself_may_always_be_fetched(open_fetcher: OpenFetcher) -> None:
    with serve(_site(Reply(body=CLOSED, headers=PLAIN))) as server:
        answer = open_fetcher().fetch(server.url("/robots.txt"), rate_seconds=0, kind="robots")
    assert (answer.status, answer.body, answer.requests) == ("fetched", CLOSED, 1)


def test_who_archives_is_told_of_each_robots_txt(open_fetcher: OpenFetcher) -> None:
    told: list[Answer] = []
    with serve(_site(Reply(body=CLOSED, headers=PLAIN))) as server:
        fetcher = open_fetcher(on_robots=told.append)
        for path in ("/1", "/2"):
            fetcher.fetch(server.url(path), rate_seconds=0)
    (answer,) = told
    assert (answer.url, answer.status, answer.body) == (server.url("/robots.txt"), "fetched", CLOSED)
    assert answer.response_head.startswith(b"HTTP/1.1 200 OK\r\n")


def test_sitemaps_of_a_host(open_fetcher: OpenFetcher) -> None:
    robots = Reply(body=b"Sitemap: https://bao.vn/a.xml\n" + CLOSED + b"Sitemap: /b.xml\n", headers=PLAIN)
    with serve(_site(robots)) as server:
        fetcher = open_fetcher()
        assert fetcher.sitemaps(server.url("/"), rate_seconds=0) == ("https://bao.vn/a.xml", "/b.xml")
        fetcher.fetch(server.url("/a"), rate_seconds=0)
    assert len(server.log) == 1
    assert fetcher.sitemaps("http://10.0.0.1/", rate_seconds=0) == ()


def test_a_delay_slows_down_and_never_speeds_up(open_fetcher: OpenFetcher, clock: Clock) -> None:
    robots = Reply(body=b"User-agent: *\nCrawl-delay: 5\n", headers=PLAIN)
    with serve(_site(robots)) as server:
        fetcher = open_fetcher()
        for path, rate in (("/1", 1.0), ("/2", 1.0), ("/3", 9.0)):
            fetcher.fetch(server.url(path), rate_seconds=rate)
    assert clock.slept == [5, 5, 9]


def test_a_delay_of_hours_is_capped_and_reported(
    open_fetcher: OpenFetcher, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    robots = Reply(body=b"User-agent: *\nCrawl-delay: 7200\n", headers=PLAIN)
    with serve(_site(robots)) as server, caplog.at_level(logging.WARNING):
        fetcher = open_fetcher()
        for path in ("/1", "/2"):
            assert fetcher.fetch(server.url(path), rate_seconds=1).status == "fetched"
    assert clock.slept == [60, 60]
    assert [record.getMessage() for record in caplog.records] == [
        f"crawl-delay of http://127.0.0.1:{server.port} is 7200 seconds; 60 are kept to"
    ]
