"""A web server on loopback that does what a test says, and keeps a log of every request with its time.

One server answers for many hosts (127.0.0.1, 127.0.0.2, …) on one port: what it answers is the test's `site`.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it came; `at` is monotonic seconds, `headers` have lower-case names."""

    at: float
    host: str
    path: str
    headers: dict[str, str]
    connection: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer. `body` may be an iterator that yields slowly or never ends (no length is sent then).

    `length` overrides the stated Content-Length (a truncated body); `cut` closes the connection after the body.
    """

    status: int = 200
    body: bytes | Iterable[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    cut: bool = False
    delay: float = 0


Site = Callable[[Seen], Reply]


class LoopbackServer:
    """A running server: `port`, `url(host, path)`, and the `log` of what was asked, in order."""

    def __init__(self, site: Site, addresses: Sequence[str] = ("127.0.0.1",)) -> None:
        self.site = site
        self.log: list[Seen] = []
        self._lock = threading.Lock()
        self._servers: list[_Server] = []
        self.port = 0
        for address in addresses:
            server = _Server((address, self.port), _Handler)
            server.owner = self
            self.port = server.server_address[1]
            self._servers.append(server)
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def remember(self, seen: Seen) -> None:
        with self._lock:
            self.log.append(seen)

    def requests(self, path: str | None = None, *, host: str | None = None) -> list[Seen]:
        """The log, or its part for one path or host (without port)."""
        return [
            seen
            for seen in self.log
            if path in (None, seen.path) and (host is None or seen.host.partition(":")[0] == host)
        ]

    def close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


@contextlib.contextmanager
def serve(site: Site, addresses: Sequence[str] = ("127.0.0.1",)) -> Iterator[LoopbackServer]:
    """A server for `site` on one port of each of `addresses` (127.x.y.z), closed at the end of the block."""
    server = LoopbackServer(site, addresses)
    try:
        yield server
    finally:
        server.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    owner: LoopbackServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle is no error of the test's."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        seen = Seen(
            at=time.monotonic(),
            host=headers.get("host", ""),
            path=self.path,
            headers=headers,
            connection=id(self.connection),
        )
        self.server.owner.remember(seen)
        reply = self.server.owner.site(seen)
        if reply.delay:
            time.sleep(reply.delay)
        self._answer(reply)

    def _answer(self, reply: Reply) -> None:
        whole = reply.body if isinstance(reply.body, bytes) else None
        self.send_response(reply.status)
        names = {name.lower() for name in reply.headers}
        if "content-type" not in names:
            self.send_header("Content-Type", "text/html; charset=utf-8")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        length = reply.length if reply.length is not None else (len(whole) if whole is not None else None)
        if length is not None and reply.status != 304:
            self.send_header("Content-Length", str(length))
        if length is None or reply.cut:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        for piece in (whole,) if whole is not None else reply.body:
            self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the test has the log."""
