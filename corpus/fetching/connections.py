"""A location -> a kept connection over a checked socket, for requests to speak through."""

import http.client
import socket
import ssl
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import certifi
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from corpus.fetching.locations import Location, parse_location
from corpus.fetching.sockets import Connector

_BLANK_LINES = (b"\r\n", b"\n")


class _HeadLines:
    """Reads the lines of a head, keeps them, and notices when they end too early."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.lines: list[bytes] = []

    def readline(self, limit: int) -> bytes:
        line: bytes = self._stream.readline(limit)
        if self.lines and self.lines[-1] in _BLANK_LINES:
            # What came before said only that the head is still to come (100, 103).
            self.lines.clear()
        if not line and self.lines:
            raise http.client.IncompleteRead(b"".join(self.lines))
        self.lines.append(line)
        return line

    def close(self) -> None:
        self._stream.close()


class _StrictResponse(http.client.HTTPResponse):
    """An answer that is not taken when its head is cut or its chunks have impossible sizes."""

    head = b""

    def begin(self) -> None:
        # The standard library takes the end of the connection for the end of the head.
        if self.headers is not None:
            return
        stream = self.fp
        lines = _HeadLines(stream)
        self.fp = lines
        try:
            super().begin()
        finally:
            if self.fp is not None:
                self.fp = stream
        self.head = b"".join(lines.lines)

    def _read_next_chunk_size(self) -> int:
        # The standard library reads "-1" as a size, and then everything that comes, whatever limit was asked for.
        size = int(super()._read_next_chunk_size())  # type: ignore[misc]
        if size < 0:
            raise ValueError("negative chunk size")
        return size


class _Connection(HTTPConnection):
    response_class = _StrictResponse

    def __init__(self, host: str, port: int | None = None, *, connector: Connector, **options: Any) -> None:
        super().__init__(host, port, **options)
        self._connector = connector

    def _new_conn(self) -> socket.socket:
        return self._connector.connect(self.host, self.port, seconds=_seconds(self.timeout))

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        if self.sock is not None:
            self._connector.watchdog.attach(self.sock)
        return super().getresponse()


class _TlsConnection(_Connection, HTTPSConnection):
    """The same with TLS: the name is verified, the checked address is connected to."""


def _seconds(timeout: object) -> float:
    return float(timeout) if isinstance(timeout, int | float) else 10.0


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


def raw_head(response: Any) -> bytes:
    """The bytes of an answer's head as they came, from the raw answer of a `CheckedAdapter`."""
    original = response._original_response
    return original.head if isinstance(original, _StrictResponse) else b""


class CheckedAdapter(HTTPAdapter):
    """Sends requests through one kept connection a host, opened by `connector`; certificates are always verified.

    The pools used last are kept, at most `open_hosts`. Proxies, cookies and netrc of the environment are not
    looked at: a proxy would resolve names itself, past the guard.
    """

    def __init__(self, connector: Connector, *, open_hosts: int, extra_authorities: Path | None = None) -> None:
        self._connector = connector
        self._open_hosts = open_hosts
        self._context = _build_context(extra_authorities)
        self._pools: OrderedDict[str, HTTPConnectionPool] = OrderedDict()
        self._lock = threading.Lock()
        super().__init__(max_retries=0)

    def pool_for(self, location: Location) -> HTTPConnectionPool:
        """The pool, of one connection, for the authority of `location`."""
        with self._lock:
            pool = self._pools.get(location.authority)
            if pool is None:
                pool = self._build_pool(location)
                self._pools[location.authority] = pool
                if len(self._pools) > self._open_hosts:
                    self._pools.popitem(last=False)[1].close()
            self._pools.move_to_end(location.authority)
            return pool

    def get_connection_with_tls_context(
        self, request: PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> HTTPConnectionPool:
        """The pool for the request's address; `verify`, `proxies` and `cert` are not looked at."""
        return self.pool_for(parse_location(str(request.url)))

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Nothing: the context of every pool verifies, whatever is asked for."""

    def build_response(self, req: PreparedRequest, resp: Any) -> Response:
        """The answer with its raw body; no cookies are kept and no charset is guessed."""
        response = Response()
        response.status_code = resp.status
        response.headers = resp.headers
        response.raw = resp
        response.reason = resp.reason
        response.url = str(req.url)
        response.request = req
        return response

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for pool in self._pools.values():
                pool.close()
            self._pools.clear()
        super().close()

    def _build_pool(self, location: Location) -> HTTPConnectionPool:
        # conn_kw of urllib3: what it does not know itself reaches the connection.
        options: Mapping[str, Any] = {"maxsize": 1, "block": False, "connector": self._connector}
        if location.scheme == "http":
            return _Pool(location.host, location.port, **options)
        return _TlsPool(location.host, location.port, ssl_context=self._context, cert_reqs="CERT_REQUIRED", **options)


def _build_context(extra_authorities: Path | None) -> ssl.SSLContext:
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.load_verify_locations(certifi.where())
    if extra_authorities is not None:
        context.load_verify_locations(str(extra_authorities))
    return context
