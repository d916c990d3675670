"""Servers that break the rules of the wire: cut, drip, hang, lie about lengths, or cannot be trusted."""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from loopback_raw import RawServer, make_certificate, serve_raw, server_context
from loopback_server import Reply, serve

from corpus.fetching.fetcher import Fetcher

OpenFetcher = Callable[..., Fetcher]
PAGE = b"<html><p>45 chi bo</p></html>"
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
QUICK = {"connect_seconds": 2, "read_seconds": 0.4, "total_seconds": 0.8, "retries": 0}


def _page(talk: Callable[[socket.socket], None]) -> Callable[[socket.socket, bytes], None]:
    def answer(connected: socket.socket, head: bytes) -> None:
        if head.startswith(b"GET /robots.txt "):
            connected.sendall(NO_ROBOTS)
        else:
            talk(connected)

    return answer


def _send(*pieces: bytes, close: bool = False) -> Callable[[socket.socket, bytes], None]:
    def talk(connected: socket.socket) -> None:
        for piece in pieces:
            connected.sendall(piece)
        if close:
            socket.socket.shutdown(connected, socket.SHUT_RDWR)

    return _page(talk)


def _drip(start: bytes, byte: bytes) -> Callable[[socket.socket, bytes], None]:
    def talk(connected: socket.socket) -> None:
        connected.sendall(start)
        for _ in range(400):
            connected.sendall(byte)
            time.sleep(0.05)

    return _page(talk)


CHUNKED = HTML + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        HTML + b"Content-Length: 29\r\n\r\n" + PAGE,
        CHUNKED + b"1d\r\n" + PAGE + b"\r\n0\r\n\r\n",
        CHUNKED + b"10;x=y\r\n" + PAGE[:16] + b"\r\nD\r\n" + PAGE[16:] + b"\r\n0\r\nX-Cuoi: 1\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
        HTML + b"Connection: close\r\n\r\n" + PAGE,
        b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 29\n\n" + PAGE,
        b"HTTP/1.1 100 Continue\r\n\r\n" + HTML + b"Content-Length: 29\r\n\r\n" + PAGE,
    ],
)
def test_framings_that_are_read(sent: bytes, open_fetcher: OpenFetcher) -> None:
    with serve_raw(_send(sent, close=b"ength" not in sent and b"chunked" not in sent)) as server:
        answer = open_fetcher(retries=0).fetch(f"http://127.0.0.1:{server.port}/bai", rate_seconds=0)
    assert (answer.status, answer.body, answer.reason) == ("fetched", PAGE, None)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (HTML + b"Content-Length: 1000\r\n\r\n" + PAGE, "truncated"),
        (CHUNKED + b"1d\r\n" + PAGE[:10], "truncated"),
        (CHUNKED + b"1d\r\n" + PAGE + b"\r\n", "truncated"),
        (CHUNKED + b"1d\r\n" + PAGE + b"\r\nkhong\r\n", "truncated"),
        (CHUNKED + b"-1\r\n" + PAGE, "truncated"),
        (CHUNKED, "truncated"),
        (b"", "connect"),
        (b"HTTP/1.1 200", "truncated"),
        (b"HTTP/1.1 200 OK\r\nContent-Ty", "truncated"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", "truncated"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", "connect"),
        (b"khong phai HTTP\r\n\r\n", "protocol"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "protocol"),
        (b"HTTP/1.1 999999 OK\r\n\r\n", "protocol"),
        (HTML + b"".join(b"X-%d: a\r\n" % i for i in range(300)) + b"\r\n", "protocol"),
        (HTML + b"X: " + b"a" * 70_000 + b"\r\n\r\n", "protocol"),
    ],
)
def test_answers_that_are_broken(sent: bytes, reason: str, open_fetcher: OpenFetcher) -> None:
    with serve_raw(_send(sent, close=True)) as server:
        answer = open_fetcher(retries=0).fetch(f"http://127.0.0.1:{server.port}/bai", rate_seconds=0)
    assert (answer.status, answer.reason, answer.body, answer.sha256) == ("failed", reason, b"", None)


def test_a_chunk_of_negative_size_opens_no_flood(open_fetcher: OpenFetcher) -> None:
    def talk(connected: socket.socket) -> None:
        connected.sendall(CHUNKED + b"-1\r\n")
        for _ in range(2_000):
            connected.sendall(b"a" * 100_000)

    with serve_raw(_page(talk)) as server:
        started = time.monotonic()
        answer = open_fetcher(retries=0).fetch(f"http://127.0.0.1:{server.port}/bai", rate_seconds=0)
    assert answer.reason == "truncated"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "talk",
    [
        _page(lambda connected: time.sleep(1)),
        _drip(b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        _drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        _drip(HTML + b"Content-Length: 1000\r\n\r\n<html>", b"a"),
        _drip(HTML + b"Connection: close\r\n\r\n<html>", b"a"),
        _drip(CHUNKED, b"1\r\na\r\n"),
    ],
    ids=["silence", "in the head", "in heads that say wait", "in a body", "in a body without end", "in chunks"],
)
def test_slowness_ends_at_the_limits(talk: Callable[[socket.socket, bytes], None], open_fetcher: OpenFetcher) -> None:
    with serve_raw(talk) as server:
        started = time.monotonic()
        answer = open_fetcher(**QUICK).fetch(f"http://127.0.0.1:{server.port}/bai", rate_seconds=0)
        took = time.monotonic() - started
    assert (answer.status, answer.reason, answer.body) == ("failed", "timeout", b"")
    assert took < 2.5


def test_a_watch_that_is_over_ends_no_later_exchange(open_fetcher: OpenFetcher) -> None:
    with serve_raw(_send(HTML + b"Content-Length: 29\r\n\r\n" + PAGE)) as server:
        fetcher = open_fetcher(**QUICK)
        url = f"http://127.0.0.1:{server.port}/bai"
        statuses = []
        for _ in range(4):
            statuses.append(fetcher.fetch(url, rate_seconds=0).status)
            time.sleep(0.3)
    assert statuses == ["fetched"] * 4
    assert server.connections == 1


def test_a_kept_connection_that_was_closed_is_opened_again(open_fetcher: OpenFetcher) -> None:
    with serve_raw(_send(HTML + b"Content-Length: 29\r\n\r\n" + PAGE, close=True)) as server:
        fetcher = open_fetcher()
        answers = [fetcher.fetch(f"http://127.0.0.1:{server.port}/{i}", rate_seconds=0) for i in range(3)]
    assert [answer.status for answer in answers] == ["fetched"] * 3


def test_a_server_that_recovers_is_asked_again(open_fetcher: OpenFetcher) -> None:
    failures = iter([b"", HTML + b"Content-Length: 1000\r\n\r\n" + PAGE])

    def talk(connected: socket.socket) -> None:
        broken = next(failures, None)
        connected.sendall(HTML + b"Content-Length: 29\r\n\r\n" + PAGE if broken is None else broken)
        if broken is not None:
            connected.shutdown(socket.SHUT_RDWR)

    with serve_raw(_page(talk)) as server:
        answer = open_fetcher().fetch(f"http://127.0.0.1:{server.port}/bai", rate_seconds=0)
    assert (answer.status, answer.requests) == ("fetched", 4)


def test_nobody_there(open_fetcher: OpenFetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        answer = open_fetcher().fetch(f"http://127.0.0.1:{port}/bai", rate_seconds=0)
    assert (answer.status, answer.reason, answer.requests) == ("failed", "connect", 3)


def test_heads_are_what_went_over_the_wire(open_fetcher: OpenFetcher) -> None:
    fields = (
        b"server:may\r\nX-A:  1 \r\nContent-Type: text/html\r\nx-a: 2\r\nX-B: a\r\n b\r\nContent-Length: 29\r\n\r\n"
    )
    head = b"HTTP/1.1 200 Duoc roi\r\n" + fields
    with serve_raw(_send(head + PAGE)) as server:
        answer = open_fetcher().fetch(f"http://127.0.0.1:{server.port}/tin-tức?q=a b#muc", etag='"1"', rate_seconds=0)
    assert answer.request_head == server.requests[-1]
    assert answer.request_head.startswith(b"GET /tin-t%E1%BB%A9c?q=a%20b HTTP/1.1\r\nHost: 127.0.0.1:")
    assert answer.response_head == head


class Tls:
    """A certificate, and a page served with it."""

    def __init__(self, folder: Path, **certificate: object) -> None:
        self.certificate = make_certificate(folder, **certificate)  # type: ignore[arg-type]
        self.talk = _send(HTML + b"Content-Length: 29\r\n\r\n" + PAGE)

    def serve(self) -> AbstractContextManager[RawServer]:
        return serve_raw(self.talk, context=server_context(self.certificate))


def test_a_certificate_signed_by_itself_is_refused(open_fetcher: OpenFetcher, tmp_path: Path) -> None:
    with Tls(tmp_path).serve() as server:
        answer = open_fetcher().fetch(f"https://127.0.0.1:{server.port}/bai", rate_seconds=0)
    assert (answer.status, answer.reason, answer.requests) == ("failed", "tls", 1)
    assert not server.requests


@pytest.mark.parametrize(
    ("certificate", "host", "status"),
    [
        ({}, "bao.test", "fetched"),
        ({}, "127.0.0.1", "fetched"),
        ({}, "khac.test", "failed"),
        ({}, "127.0.0.2", "failed"),
        ({"days": -1}, "bao.test", "failed"),
    ],
)
def test_certificates_are_verified_for_the_name(
    certificate: dict[str, object], host: str, status: str, open_fetcher: OpenFetcher, tmp_path: Path
) -> None:
    tls = Tls(tmp_path, **certificate)
    with serve_raw(tls.talk, address="127.0.0.1", context=server_context(tls.certificate)) as server:
        fetcher = open_fetcher(
            extra_authorities=tls.certificate, resolve=lambda host, port: ["127.0.0.1"], retries=0,
            allow_private=("127.0.0.0/8",),
        )  # fmt: skip
        if host == "127.0.0.2":
            # Nobody listens there; the name of the certificate is what is asked about elsewhere.
            assert fetcher.fetch(f"https://{host}:{server.port}/", rate_seconds=0).reason == "connect"
            return
        answer = fetcher.fetch(f"https://{host}:{server.port}/bai", rate_seconds=0)
    assert (answer.status, answer.reason) == (status, None if status == "fetched" else "tls")


def test_old_tls_is_refused(open_fetcher: OpenFetcher, tmp_path: Path) -> None:
    tls = Tls(tmp_path)
    context = server_context(tls.certificate)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with serve_raw(tls.talk, context=context) as server:
        fetcher = open_fetcher(extra_authorities=tls.certificate, retries=0)
        assert fetcher.fetch(f"https://127.0.0.1:{server.port}/", rate_seconds=0).reason == "tls"


def test_tls_to_a_server_without(open_fetcher: OpenFetcher) -> None:
    def refuse(listener: socket.socket) -> None:
        connected, _ = listener.accept()
        with connected:
            connected.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            connected.recv(2_000)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=refuse, args=(listener,), daemon=True).start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        answer = open_fetcher().fetch(url, rate_seconds=0)
    assert (answer.status, answer.reason, answer.requests) == ("failed", "tls", 1)


def test_slowness_under_tls_ends_too(open_fetcher: OpenFetcher, tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    talk = _drip(HTML + b"Content-Length: 1000\r\n\r\n<html>", b"a")
    with serve_raw(talk, context=server_context(certificate)) as server:
        fetcher = open_fetcher(**QUICK, extra_authorities=certificate)
        started = time.monotonic()
        answer = fetcher.fetch(f"https://127.0.0.1:{server.port}/", rate_seconds=0)
    assert answer.reason == "timeout"
    assert time.monotonic() - started < 2.5


@pytest.mark.parametrize("allow", [False, True])
def test_from_https_to_http_only_if_allowed(allow: bool, open_fetcher: OpenFetcher, tmp_path: Path) -> None:
    def plain(seen: object) -> Reply:
        return Reply(body=PAGE)

    certificate = make_certificate(tmp_path)
    with serve(plain) as lower:
        away = b"HTTP/1.1 301 X\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % lower.url("/bai").encode()
        with serve_raw(_send(away), context=server_context(certificate)) as server:
            fetcher = open_fetcher(extra_authorities=certificate, allow_downgrade=allow)
            answer = fetcher.fetch(f"https://127.0.0.1:{server.port}/", rate_seconds=0)
    assert (answer.status, answer.reason) == (("fetched", None) if allow else ("failed", "redirect_outside"))


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return ipaddress.ip_address("::1").is_loopback


@pytest.mark.skipif(not _has_ipv6(), reason="no IPv6 on this machine")
def test_ipv6(open_fetcher: OpenFetcher) -> None:
    with serve_raw(_send(HTML + b"Content-Length: 29\r\n\r\n" + PAGE), address="::1") as server:
        answer = open_fetcher(allow_private=("::1/128",)).fetch(f"http://[::1]:{server.port}/a", rate_seconds=0)
    assert answer.status == "fetched"
    assert b"Host: [::1]:%d\r\n" % server.port in answer.request_head
