from collections.abc import Callable

import pytest
from loopback_server import Reply, Seen, serve

from corpus.fetching.fetcher import Fetcher

OpenFetcher = Callable[..., Fetcher]
PAGE = Reply(body=b"<html><p>45 chi bo</p></html>")
NO_ROBOTS = Reply(status=404)


def _to(target: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": target}, body=b"di tiep")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_followed(status: int, open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        replies = {"/cu": _to("/moi?a=1#b", status), "/moi?a=1": PAGE}
        return replies.get(seen.path, NO_ROBOTS)

    with serve(site) as server:
        answer = open_fetcher().fetch(server.url("/cu"), etag='"x"', rate_seconds=0)
    assert (answer.status, answer.final_url, answer.requests) == ("fetched", server.url("/moi?a=1"), 3)
    assert [seen.path for seen in server.log] == ["/robots.txt", "/cu", "/moi?a=1"]
    assert server.log[-1].headers["if-none-match"] == '"x"'
    assert len({seen.connection for seen in server.log}) == 1


@pytest.mark.parametrize(("hops", "status"), [(5, "fetched"), (6, "failed")])
def test_five_at_most(hops: int, status: str, open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return NO_ROBOTS
        number = int(seen.path[1:])
        return _to(f"/{number + 1}") if number < hops else PAGE

    with serve(site) as server:
        answer = open_fetcher().fetch(server.url("/0"), rate_seconds=0)
    assert answer.status == status
    assert answer.reason == (None if status == "fetched" else "redirect_loop")
    assert len(server.requests()) == 1 + 6


@pytest.mark.parametrize("loop", [{"/a": "/a"}, {"/a": "/b", "/b": "/a"}, {"/a": "/b", "/b": "/a#khac"}])
def test_a_loop_is_left_at_once(loop: dict[str, str], open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        return _to(loop[seen.path]) if seen.path in loop else NO_ROBOTS

    with serve(site) as server:
        answer = open_fetcher().fetch(server.url("/a"), rate_seconds=0)
    assert (answer.status, answer.reason) == ("failed", "redirect_loop")
    assert len(server.requests()) == 1 + len(loop)


def test_only_to_hosts_of_the_source(open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        if seen.path == "/ra":
            return _to(f"http://127.0.0.2:{seen.host.partition(':')[2]}/bai")
        return PAGE if seen.path == "/bai" else NO_ROBOTS

    with serve(site, ["127.0.0.1", "127.0.0.2"]) as server:
        fetcher = open_fetcher()
        asked: list[str] = []

        def allowed(host: str) -> bool:
            asked.append(host)
            return host != "127.0.0.2"

        answer = fetcher.fetch(server.url("/ra"), rate_seconds=0, allowed=allowed)
        assert (answer.status, answer.reason, asked) == ("failed", "redirect_outside", ["127.0.0.2"])
        assert answer.http_status == 302
        assert not server.requests(host="127.0.0.2")
        answer = fetcher.fetch(server.url("/ra"), rate_seconds=0, allowed=lambda host: True)
    assert (answer.status, answer.final_url) == ("fetched", server.url("/bai", host="127.0.0.2"))
    assert [seen.path for seen in server.requests(host="127.0.0.2")] == ["/robots.txt", "/bai"]


def test_robots_of_the_new_place_are_asked(open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        if seen.host.startswith("127.0.0.2"):
            return Reply(body=b"User-agent: solieu\nDisallow: /\n") if seen.path == "/robots.txt" else PAGE
        return _to(f"http://127.0.0.2:{seen.host.partition(':')[2]}/bai") if seen.path == "/ra" else NO_ROBOTS

    with serve(site, ["127.0.0.1", "127.0.0.2"]) as server:
        answer = open_fetcher().fetch(server.url("/ra"), rate_seconds=0)
    assert (answer.status, answer.reason, answer.requests) == ("refused", None, 3)
    assert answer.final_url == server.url("/bai", host="127.0.0.2")
    assert [seen.path for seen in server.requests(host="127.0.0.2")] == ["/robots.txt"]


def test_robots_of_the_same_place_hold_for_the_new_path(open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return Reply(body=b"User-agent: *\nDisallow: /kin/\n")
        return _to("/kin/bai")

    with serve(site) as server:
        answer = open_fetcher().fetch(server.url("/mo"), rate_seconds=0)
    assert answer.status == "refused"
    assert [seen.path for seen in server.log] == ["/robots.txt", "/mo"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://10.0.0.1/", "private_address"),
        ("http://169.254.169.254/latest/meta-data/", "private_address"),
        ("http://[::1]/", "private_address"),
        ("http://[::ffff:10.0.0.1]/", "private_address"),
        ("http://[64:ff9b::a00:1]/", "private_address"),
        ("file:///etc/passwd", "redirect_outside"),
        ("ftp://127.0.0.1/", "redirect_outside"),
        ("http://ai:mk@127.0.0.1/", "protocol"),
        ("http://[", "protocol"),
    ],
)
def test_places_that_are_not_gone_to(target: str, reason: str, open_fetcher: OpenFetcher) -> None:
    def site(seen: Seen) -> Reply:
        return NO_ROBOTS if seen.path == "/robots.txt" else _to(target)

    with serve(site) as server:
        answer = open_fetcher().fetch(server.url("/a"), rate_seconds=0)
    assert (answer.status, answer.reason) == ("failed", reason)
    assert len(server.requests()) == 2
