"""One request at a time and a host's own pace, as the server's log shows it."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime

import pytest
from loopback_clock import Clock
from loopback_server import LoopbackServer, Reply, Seen, serve

from corpus.fetching.fetcher import Fetcher
from corpus.fetching.limits import Limits
from schemas.crawling import Answer

OpenFetcher = Callable[..., Fetcher]
PAGE = Reply(body=b"<html><p>45 chi bo</p></html>")


class Busy:
    """A site that counts how many requests a host gets at once, and when each was answered."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._inside: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.total = 0
        self.most_in_all = 0
        self.answered: dict[str, list[float]] = {}

    def __call__(self, seen: Seen) -> Reply:
        host = seen.host.partition(":")[0]
        with self._lock:
            self._inside[host] = self._inside.get(host, 0) + 1
            self.most[host] = max(self.most.get(host, 0), self._inside[host])
            self.most_in_all = max(self.most_in_all, sum(self._inside.values()))
        time.sleep(self._seconds)
        with self._lock:
            self._inside[host] -= 1
            self.answered.setdefault(host, []).append(time.monotonic())
        return PAGE if seen.path != "/robots.txt" else Reply(status=404)


def _fetch_all(fetcher: Fetcher, urls: list[str], *, rate: float) -> list[Answer]:
    answers: list[Answer] = []
    threads = [
        threading.Thread(target=lambda url=url: answers.append(fetcher.fetch(url, rate_seconds=rate))) for url in urls
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_request_at_a_time_a_host_and_hosts_in_parallel() -> None:
    hosts = [f"127.0.0.{number}" for number in range(1, 6)]
    site = Busy(0.05)
    with serve(site, hosts) as server, Fetcher(Limits(allow_private=("127.0.0.0/8",))) as fetcher:
        urls = [server.url(f"/{number}", host=host) for number in range(4) for host in hosts]
        started = time.monotonic()
        answers = _fetch_all(fetcher, urls, rate=0)
        took = time.monotonic() - started
    assert [answer.status for answer in answers] == ["fetched"] * 20
    assert set(site.most.values()) == {1}
    assert site.most_in_all > 1
    assert took < 25 * 0.05
    for host in hosts:
        assert len({seen.connection for seen in server.requests(host=host)}) == 1
        assert server.requests(host=host)[0].path == "/robots.txt"


def test_the_pause_is_from_the_answer_to_the_next_request() -> None:
    site = Busy(0.05)
    with serve(site) as server, Fetcher(Limits(allow_private=("127.0.0.0/8",))) as fetcher:
        _fetch_all(fetcher, [server.url(f"/{number}") for number in range(3)], rate=0.15)
    asked = [seen.at for seen in server.log]
    assert len(asked) == 4
    for answered, next_asked in zip(site.answered["127.0.0.1"], asked[1:], strict=False):
        assert next_asked - answered >= 0.14


def test_robots_are_paced_like_pages(open_fetcher: OpenFetcher, clock: Clock) -> None:
    def site(seen: Seen) -> Reply:
        return {"/robots.txt": Reply(status=302, headers={"Location": "/r"}), "/r": Reply(status=404)}.get(
            seen.path, PAGE
        )

    with serve(site) as server:
        open_fetcher().fetch(server.url("/bai"), rate_seconds=3)
    assert [seen.path for seen in server.log] == ["/robots.txt", "/r", "/bai"]
    assert clock.slept == [3, 3]


def test_ports_of_a_host_share_its_pace(open_fetcher: OpenFetcher, clock: Clock) -> None:
    with serve(lambda seen: PAGE) as one, serve(lambda seen: PAGE) as other:
        fetcher = open_fetcher()
        fetcher.fetch(one.url("/1"), rate_seconds=2)
        fetcher.fetch(other.url("/1"), rate_seconds=2)
    assert clock.slept == [2, 2, 2]


def _with_robots(replies: Iterator[Reply]) -> Callable[[Seen], Reply]:
    return lambda seen: Reply(status=404) if seen.path == "/robots.txt" else next(replies)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("is_date", [False, True])
def test_a_short_retry_after_is_waited_for(status: int, is_date: bool, open_fetcher: OpenFetcher, clock: Clock) -> None:
    value = format_datetime(clock.now() + timedelta(seconds=30), usegmt=True) if is_date else "30"
    replies = iter([Reply(status=status, headers={"Retry-After": value}), PAGE])
    with serve(_with_robots(replies)) as server:
        answer = open_fetcher().fetch(server.url("/bai"), rate_seconds=0)
    assert (answer.status, answer.requests) == ("fetched", 3)
    assert sum(clock.slept) == pytest.approx(30)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("seconds", [61, 3_600, 10_000_000])
def test_a_long_one_is_handed_back(status: int, seconds: int, open_fetcher: OpenFetcher, clock: Clock) -> None:
    replies = iter([Reply(status=status, headers={"Retry-After": str(seconds)}), PAGE, PAGE])
    with serve(_with_robots(replies)) as server:
        fetcher = open_fetcher()
        answer = fetcher.fetch(server.url("/1"), rate_seconds=0)
        assert (answer.status, answer.reason, answer.http_status) == ("failed", "rate_limited", status)
        assert (answer.retry_after, answer.requests) == (seconds, 2)
        # The host is left alone meanwhile: nothing is sent, whoever asks.
        again = fetcher.fetch(server.url("/2"), rate_seconds=0)
        assert (again.status, again.reason, again.requests) == ("failed", "rate_limited", 0)
        assert again.retry_after == min(seconds, 86_400)
        assert len(server.log) == 2
        clock.pass_time(min(seconds, 86_400) - 1)
        assert fetcher.fetch(server.url("/2"), rate_seconds=0).status == "fetched"
    assert sum(clock.slept) == pytest.approx(1)


def test_a_source_slower_than_our_patience_is_waited_for(open_fetcher: OpenFetcher, clock: Clock) -> None:
    with serve(lambda seen: PAGE) as server:
        fetcher = open_fetcher()
        assert [fetcher.fetch(server.url(f"/{n}"), rate_seconds=600).status for n in range(2)] == ["fetched"] * 2
    assert clock.slept == [600, 600]


def test_the_pause_doubles_while_refused_and_shrinks_slowly(open_fetcher: OpenFetcher, clock: Clock) -> None:
    replies = iter([Reply(status=429)] * 3 + [PAGE] * 40)
    with serve(_with_robots(replies)) as server:
        fetcher = open_fetcher(backoff_seconds=0)
        answer = fetcher.fetch(server.url("/1"), rate_seconds=1)
        assert (answer.reason, answer.requests, answer.retry_after) == ("rate_limited", 4, 8)
        assert clock.slept == [1, 2, 4]
        for number in range(30):
            assert fetcher.fetch(server.url(f"/{number}"), rate_seconds=1).status == "fetched"
    pauses = clock.slept[3:]
    assert pauses[0] == 8
    assert pauses == sorted(pauses, reverse=True)
    assert pauses[1] == pytest.approx(6.4)
    assert pauses[-1] == 1


def test_the_pause_has_an_end(open_fetcher: OpenFetcher, clock: Clock) -> None:
    with serve(_with_robots(iter([Reply(status=429)] * 100))) as server:
        fetcher = open_fetcher(backoff_seconds=0, patience_seconds=0, longest_pause=300)
        waits = []
        for number in range(12):
            answer = fetcher.fetch(server.url(f"/{number}"), rate_seconds=0)
            waits.append(answer.retry_after)
            clock.pass_time(answer.retry_after or 0)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]


@pytest.mark.parametrize(("status", "requests"), [(502, 3), (503, 3), (504, 3), (500, 1), (404, 1), (403, 1)])
def test_repeated_only_where_it_can_help(status: int, requests: int, open_fetcher: OpenFetcher) -> None:
    with serve(_with_robots(iter([Reply(status=status)] * 9))) as server:
        answer = open_fetcher().fetch(server.url("/bai"), rate_seconds=0)
    assert len(server.requests("/bai")) == requests
    assert answer.requests == requests + 1


def test_repeated_after_growing_pauses(open_fetcher: OpenFetcher, clock: Clock) -> None:
    with serve(_with_robots(iter([Reply(status=502)] * 9))) as server:
        open_fetcher(retries=4, backoff_seconds=1).fetch(server.url("/bai"), rate_seconds=0)
    assert clock.slept == [1, 2, 4, 8]


def test_what_recovers_is_fetched(open_fetcher: OpenFetcher) -> None:
    with serve(_with_robots(iter([Reply(status=503), Reply(status=504), PAGE]))) as server:
        answer = open_fetcher().fetch(server.url("/bai"), rate_seconds=0)
    assert (answer.status, answer.requests) == ("fetched", 4)


def test_hosts_long_out_of_use_are_forgotten(open_fetcher: OpenFetcher, clock: Clock) -> None:
    hosts = [f"127.0.1.{number}" for number in range(1, 8)]
    with serve(lambda seen: PAGE, hosts) as server:
        fetcher = open_fetcher(open_hosts=2)
        for _ in range(2):
            for host in hosts:
                assert fetcher.fetch(server.url("/", host=host), rate_seconds=0).status == "fetched"
                clock.pass_time(100)
        assert len(fetcher._asker._gates._gates) <= 3
        assert len(fetcher._robots._entries) == 2
        assert len(fetcher._exchanger._adapter._pools) == 2


def test_a_host_that_asked_for_rest_is_not_forgotten(open_fetcher: OpenFetcher, clock: Clock) -> None:
    def site(seen: Seen) -> Reply:
        if seen.path == "/nghi":
            return Reply(status=429, headers={"Retry-After": "5000"})
        return PAGE

    hosts = [f"127.0.1.{number}" for number in range(1, 6)]
    with serve(site, hosts) as server:
        fetcher = open_fetcher(open_hosts=2)
        fetcher.fetch(server.url("/nghi", host=hosts[0]), rate_seconds=0)
        for host in hosts[1:]:
            fetcher.fetch(server.url("/", host=host), rate_seconds=0)
            clock.pass_time(100)
        assert fetcher.fetch(server.url("/", host=hosts[0]), rate_seconds=0).reason == "rate_limited"


def test_an_error_in_the_fetcher_leaves_no_door_shut(open_fetcher: OpenFetcher) -> None:
    with serve(lambda seen: PAGE) as server:
        fetcher = open_fetcher()

        def stop(host: str) -> bool:
            raise KeyboardInterrupt

        redirect = LoopbackServer(lambda seen: Reply(status=302, headers={"Location": server.url("/")}))
        try:
            with pytest.raises(KeyboardInterrupt):
                fetcher.fetch(redirect.url("/a"), rate_seconds=0, allowed=stop)
            assert fetcher.fetch(redirect.url("/a"), rate_seconds=0).status == "fetched"
        finally:
            redirect.close()
