"""What fetching may cost and reach: one frozen record of limits, and one of the clocks and names it works with."""

import random
import re
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

from pydantic import Field, field_validator

from corpus.fetching.robots_rules import is_product_token
from schemas.record import Record

_PRINTABLE = re.compile(r"[\x20-\x7e]+")
_HOST = re.compile(r"\w(?:[\w.-]*\w)?\.?")
_NUMBERS = re.compile(r"[\d.]+")
"""Looks like an address, and is none where it is no network either."""
_MEGABYTE = 1024 * 1024


class Limits(Record):
    """All limits and settings of a fetcher; times in seconds, sizes in bytes.

    `contact` (an address or mail) is told to every host in the user agent, `sender` in a From header. A wait for a
    host longer than `patience_seconds`, and longer than the source's own rate, is handed back instead of slept.
    `crawl_delay_cap` bounds what robots.txt may ask for; what asks for more is slowed down to it, and reported.
    `pause_seconds` is the first pause after a 429 or 503, `longest_pause` the longest it grows to. `allow_private`
    lists networks ("127.0.0.0/8") and host names that may be private. `allow_downgrade` follows a redirect from
    https to http. `extra_authorities` is a PEM file of further certificate authorities; verification has no switch.
    """

    product: str = "solieu"
    version: str = "0.1"
    contact: str = "solieu crawler; statistics from provincial newspapers; please write to the operator of this address"
    sender: str | None = None
    connect_seconds: float = Field(default=10, gt=0, le=300)
    read_seconds: float = Field(default=20, gt=0, le=300)
    total_seconds: float = Field(default=90, gt=0, le=3_600)
    max_bytes: int = Field(default=20 * _MEGABYTE, gt=0)
    max_expanded: int = Field(default=50 * _MEGABYTE, gt=0)
    max_redirects: int = Field(default=5, ge=0, le=20)
    retries: int = Field(default=2, ge=0, le=10)
    backoff_seconds: float = Field(default=2, ge=0, le=60)
    patience_seconds: float = Field(default=60, ge=0, le=3_600)
    pause_seconds: float = Field(default=2, gt=0, le=600)
    longest_pause: float = Field(default=600, gt=0, le=86_400)
    crawl_delay_cap: float = Field(default=60, ge=0, le=3_600)
    robots_bytes: int = Field(default=500 * 1024, ge=500 * 1024)
    robots_seconds: float = Field(default=86_400, gt=0, le=86_400)
    robots_retry_seconds: float = Field(default=600, ge=0, le=86_400)
    allow_private: tuple[str, ...] = ()
    allow_downgrade: bool = False
    extra_authorities: Path | None = None
    open_hosts: int = Field(default=200, ge=1, le=10_000)

    @field_validator("contact", "version", "sender")
    @classmethod
    def _fits_a_header(cls, value: str | None) -> str | None:
        if value is not None and not _PRINTABLE.fullmatch(value):
            raise ValueError("phải là chữ không dấu (ASCII), không trống, trên một dòng, vì máy chủ báo chỉ nhận thế")
        return value

    @field_validator("product")
    @classmethod
    def _is_token(cls, value: str) -> str:
        if not is_product_token(value):
            raise ValueError('a product token has only letters, "-" and "_"')
        return value

    @field_validator("allow_private")
    @classmethod
    def _networks_are_networks(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if not _is_network(value) and (not _HOST.fullmatch(value) or _NUMBERS.fullmatch(value)):
                raise ValueError(f"{value} không phải mạng hay tên máy; ví dụ 10.0.0.0/8, 192.168.1.7 hoặc kho.lan")
        return values

    @property
    def user_agent(self) -> str:
        """Who we are, as every host is told: "solieu/0.1 (+contact)"."""
        return f"{self.product}/{self.version} (+{self.contact})"


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port -> its addresses as text, in the order to try; raises OSError."""


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver knows for `host`, none twice.

    Raises:
        OSError: The name is not known, or nobody answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a fetcher takes from the machine: two clocks, sleep, chance (0 to 1) and names; tests give their own."""

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _utc_now
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    resolve: Resolver = resolve_host
