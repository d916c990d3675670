"""A host name -> a socket connected to the very address that was checked."""

import socket
import threading
import time
from collections.abc import Sequence
from ipaddress import ip_address

from corpus.fetching.failures import ExchangeError
from corpus.fetching.guard import Guard
from corpus.fetching.limits import Resolver
from corpus.fetching.watchdog import Watchdog
from schemas.crawling import FailureReason


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
        until = time.monotonic() + seconds
        last: OSError | None = None
        for tried, address in enumerate(addresses):
            # The time is shared out: one dead address of several must not use it up.
            share = (until - time.monotonic()) / (len(addresses) - tried)
            try:
                opened = _open_socket(address, port, max(share, 0.01))
            except OSError as error:
                last = error
            else:
                opened.settimeout(seconds)
                return opened
        reason: FailureReason = "timeout" if isinstance(last, TimeoutError) else "connect"
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
