"""A location -> a connection to the very address that was checked, for requests to speak through."""

import http.client
import socket
import ssl
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import certifi
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from corpus.fetching.failures import ExchangeError
from corpus.fetching.guard import Guard
from corpus.fetching.limits import Resolver
from corpus.fetching.locations import Location, parse_location
from corpus.fetching.watchdog import Watchdog


class Connector:
    """Opens sockets: a name is resolved once, every address is checked, and one of those is connected to."""

    def __init__(self, guard: Guard, resolve: Resolver, watchdog: Watchdog) -> None:
        self._guard = guard
        self._resolve = resolve
        self.watchdog = watchdog

    def connect(self, host: str, port: int, *, seconds: float) -> socket.socket:
        """A socket connected to `host`; there is no second look-up that could answer otherwise.

        Raises:
            ExchangeError: "dns", "private_address", "timeout" or "connect".
        """
        url = f"{host}:{port}"
        addresses = self._find_addresses(host, port, seconds=seconds)
        forbidden = self._guard.find_forbidden(host, addresses)
        if forbidden is not None:
            message = f"{host} trỏ đến địa chỉ nội bộ {forbidden}; chỉ tải khi cài đặt cho phép"
            raise ExchangeError("private_address", message, url=url)
        last: OSError | None = None
        for address in addresses:
            try:
                return _open_socket(address, port, seconds)
            except OSError as error:
                last = error
        reason = "timeout" if isinstance(last, TimeoutError) else "connect"
        raise ExchangeError(reason, f"không kết nối được {host}:{port} ({last})", url=url) from last

    def _find_addresses(self, host: str, port: int, *, seconds: float) -> Sequence[str]:
        if _is_address(host):
            return (host,)
        addresses = _within(seconds, self._resolve, host, port)
        if not addresses:
            raise ExchangeError("dns", f"tên máy {host} không có địa chỉ nào", url=host)
        return addresses


def _within(seconds: float, resolve: Resolver, host: str, port: int) -> Sequence[str]:
    # The system's resolver has no time limit of ours; a thread that hangs in it is left to end by itself.
    found: list[Sequence[str]] = []
    errors: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            found.append(resolve(host, port))
        except (OSError, UnicodeError) as error:
            errors.append(error)

    thread = threading.Thread(target=look_up, name="fetching-resolver", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise ExchangeError("dns", f"không tìm thấy tên máy {host} ({errors[0]})", url=host) from errors[0]
    if not found:
        raise ExchangeError("dns", f"không tìm thấy tên máy {host} trong {seconds:g} giây", url=host)
    return found[0]


def _open_socket(address: str, port: int, seconds: float) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.settimeout(seconds)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.connect((address, port))
    except BaseException:
        opened.close()
        raise
    return opened


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class _StrictResponse(http.client.HTTPResponse):
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


class _TlsConnection(HTTPSConnection):
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


def _seconds(timeout: object) -> float:
    return float(timeout) if isinstance(timeout, int | float) else 10.0


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection  # type: ignore[assignment]


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection  # type: ignore[assignment]


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
    context.check_hostname = True
    context.load_verify_locations(certifi.where())
    if extra_authorities is not None:
        context.load_verify_locations(str(extra_authorities))
    return context
