"""No way into a private network: by name, by spelling, by a second answer of the name server."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Sequence

import pytest
from loopback_server import Reply, serve

from corpus.fetching.fetcher import Fetcher

OpenFetcher = Callable[..., Fetcher]
PAGE = Reply(body=b"<html><p>45 chi bo</p></html>")

SPELLINGS = (
    "127.0.0.1", "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "0177.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0",
    "127.0.0.1.", "localhost", "localhost.", "LOCALHOST", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
)  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_loopback_gets_through(host: str, open_fetcher: OpenFetcher) -> None:
    with serve(lambda seen: PAGE) as server:
        answer = open_fetcher(allow_private=(), retries=0).fetch(f"http://{host}:{server.port}/", rate_seconds=0)
    assert answer.status == "failed"
    assert answer.reason in ("private_address", "dns", "protocol")
    if host[0].isdigit() and not host.endswith("."):
        assert answer.reason == "private_address"
    assert not server.log


@pytest.mark.parametrize("host", ["①②⑦.⓪.⓪.①", "127。0。0。1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "127.0.0.1%00.bao.vn", "bao.vn@127.0.0.1"])
def test_no_letters_of_other_alphabets_get_through(host: str, open_fetcher: OpenFetcher) -> None:
    with serve(lambda seen: PAGE) as server:
        answer = open_fetcher(allow_private=(), retries=0).fetch(f"http://{host}:{server.port}/", rate_seconds=0)
    assert answer.status == "failed"
    assert answer.reason in ("private_address", "dns", "protocol")
    assert not server.log


def test_a_name_that_leads_inside(open_fetcher: OpenFetcher) -> None:
    with serve(lambda seen: PAGE) as server:
        fetcher = open_fetcher(allow_private=(), resolve=lambda host, port: ["127.0.0.1"])
        answer = fetcher.fetch(server.url("/", host="bao.vn"), rate_seconds=0)
    assert (answer.status, answer.reason) == ("failed", "private_address")
    assert "bao.vn" in str(answer.detail)
    assert not server.log


def test_one_private_address_among_public_ones_is_enough(open_fetcher: OpenFetcher) -> None:
    fetcher = open_fetcher(allow_private=(), resolve=lambda host, port: ["1.1.1.1", "2606:4700::1111", "10.0.0.1"])
    assert fetcher.fetch("http://bao.vn/", rate_seconds=0).reason == "private_address"


def test_the_checked_address_is_the_one_connected_to(open_fetcher: OpenFetcher) -> None:
    asked = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.2"] if len(asked) == 1 else ["127.0.0.1"]

    with serve(lambda seen: PAGE, ["127.0.0.1", "127.0.0.2"]) as server:
        # Only the first answer is allowed: who looked up twice would be refused, or come to the other host.
        fetcher = open_fetcher(allow_private=("127.0.0.2/32",), resolve=resolve)
        answer = fetcher.fetch(server.url("/a", host="bao.vn"), rate_seconds=0)
        assert answer.status == "fetched"
        assert asked == ["bao.vn"]
        # A new connection looks up again, and is checked again.
        fetcher._exchanger._adapter.close()
        answer = fetcher.fetch(server.url("/b", host="bao.vn"), rate_seconds=0)
    assert (answer.reason, asked) == ("private_address", ["bao.vn", "bao.vn"])
    assert {seen.host for seen in server.log} == {f"bao.vn:{server.port}"}


def test_the_next_address_is_tried_when_one_is_dead(open_fetcher: OpenFetcher) -> None:
    with serve(lambda seen: PAGE, ["127.0.0.1"]) as server:
        fetcher = open_fetcher(resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
        assert fetcher.fetch(server.url("/a", host="bao.vn"), rate_seconds=0).status == "fetched"


def test_dead_addresses_share_the_time_to_connect(open_fetcher: OpenFetcher) -> None:
    with socket.create_server(("127.0.0.3", 0), backlog=1) as full, contextlib.ExitStack() as stack:
        port = full.getsockname()[1]
        for _ in range(4):
            # Nobody accepts: after these, further connections hang.
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.3", port))
        fetcher = open_fetcher(resolve=lambda host, port: ["127.0.0.3"] * 20, connect_seconds=0.4, retries=0)
        started = time.monotonic()
        answer = fetcher.fetch(f"http://bao.vn:{port}/", rate_seconds=0)
    assert (answer.status, answer.reason) == ("failed", "robots_unreachable")
    assert time.monotonic() - started < 2


def _unknown(host: str, port: int) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def _hangs(host: str, port: int) -> Sequence[str]:
    threading.Event().wait(1)
    return ["127.0.0.1"]


@pytest.mark.parametrize("resolve", [_unknown, _hangs, lambda host, port: []])
def test_names_that_are_not_known(resolve: Callable[[str, int], Sequence[str]], open_fetcher: OpenFetcher) -> None:
    answer = open_fetcher(resolve=resolve, connect_seconds=0.1).fetch("http://bao.vn/", rate_seconds=0)
    assert (answer.status, answer.reason, answer.requests) == ("failed", "dns", 1)


def test_a_host_can_be_allowed_by_name(open_fetcher: OpenFetcher) -> None:
    with serve(lambda seen: PAGE) as server:
        fetcher = open_fetcher(allow_private=("bao.vn",), resolve=lambda host, port: ["127.0.0.1"])
        assert fetcher.fetch(server.url("/", host="bao.vn"), rate_seconds=0).status == "fetched"
        assert fetcher.fetch(server.url("/", host="khac.vn"), rate_seconds=0).reason == "private_address"
