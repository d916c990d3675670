"""A location and headers -> one request and its answer, within the limits of time and size."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from requests import PreparedRequest
from requests.structures import CaseInsensitiveDict

from corpus.fetching.bodies import BodyReader, drain
from corpus.fetching.connections import CheckedAdapter, Connector
from corpus.fetching.failures import NETWORK_ERRORS, ExchangeError, describe_failure
from corpus.fetching.guard import Guard
from corpus.fetching.heads import request_head, response_head
from corpus.fetching.limits import Limits, Surroundings
from corpus.fetching.locations import Location
from corpus.fetching.media import ACCEPT
from corpus.fetching.watchdog import Watch, Watchdog
from schemas.crawling import Kind

_OK = 200


@dataclass(frozen=True, slots=True)
class Exchange:
    """An answer of any status. `body` only of 200; `failure` says why a body of 200 was not taken."""

    location: Location
    status: int
    headers: Mapping[str, str]
    request_head: bytes
    response_head: bytes
    body: bytes = b""
    media_type: str = ""
    charset: str | None = None
    failure: ExchangeError | None = None


class Exchanger:
    """Sends requests: one connection kept a host, every address checked, nothing taken from the environment."""

    def __init__(self, limits: Limits, surroundings: Surroundings) -> None:
        self._limits = limits
        self._watchdog = Watchdog()
        connector = Connector(Guard(limits.allow_private), surroundings.resolve, self._watchdog)
        self._adapter = CheckedAdapter(
            connector, open_hosts=limits.open_hosts, extra_authorities=limits.extra_authorities
        )
        self._timeout = (limits.connect_seconds, limits.read_seconds)

    def exchange(self, location: Location, *, kind: Kind, conditions: Mapping[str, str]) -> Exchange:
        """The answer of the server at `location`; redirects are not followed.

        Args:
            location: What to ask for.
            kind: Decides which bodies are taken.
            conditions: Further headers: If-None-Match, If-Modified-Since.

        Raises:
            ExchangeError: There was no head of an answer ("dns", "connect", "private_address", "tls", "timeout",
                "protocol").
        """
        request = self._prepare(location, kind, conditions)
        with self._watchdog.limit(self._limits.total_seconds) as watch:
            try:
                response = self._adapter.send(request, stream=True, timeout=self._timeout)
            except ExchangeError as error:
                raise ExchangeError(error.reason, str(error), url=location.url) from error
            except NETWORK_ERRORS as error:
                raise self._late(watch, location) or describe_failure(error, url=location.url) from error
            return self._receive(response.raw, request, location=location, kind=kind, watch=watch)

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()
        self._watchdog.close()

    def _prepare(self, location: Location, kind: Kind, conditions: Mapping[str, str]) -> PreparedRequest:
        # Built by hand: what requests prepares (cookies, hooks, proxies, authentication) is not wanted here.
        request = PreparedRequest()
        request.method = "GET"
        request.url = location.url
        headers = {
            "Host": location.host_header,
            "User-Agent": self._limits.user_agent,
            "Accept": ACCEPT[kind],
            "Accept-Language": "vi,en;q=0.5",
            "Accept-Encoding": "gzip, deflate, br",
        }
        if self._limits.sender is not None:
            headers["From"] = self._limits.sender
        request.headers = CaseInsensitiveDict(headers | dict(conditions))
        return request

    def _receive(self, raw: Any, request: PreparedRequest, *, location: Location, kind: Kind, watch: Watch) -> Exchange:
        exchange = Exchange(
            location=location,
            status=raw.status,
            headers=raw.headers,
            request_head=request_head(location.target, request.headers),
            response_head=response_head(raw.version, raw.status, reason=raw.reason, headers=raw.headers.iteritems()),
        )
        keep = False
        try:
            if raw.status != _OK:
                keep = drain(raw)
                return exchange
            reader = BodyReader(raw, url=location.url, kind=kind, limits=self._limits)
            try:
                body = reader.read()
            except ExchangeError as error:
                failure = self._late(watch, location) or error
                return replace(exchange, failure=failure, media_type=reader.media_type, charset=reader.charset)
            if watch.expired:
                # A body without stated length seems whole when the socket is shut down.
                return replace(exchange, failure=self._late(watch, location))
            keep = True
            return replace(exchange, body=body, media_type=reader.media_type, charset=reader.charset)
        finally:
            if not keep:
                raw.close()
            raw.release_conn()

    def _late(self, watch: Watch, location: Location) -> ExchangeError | None:
        if not watch.expired:
            return None
        message = f"không xong trong {self._limits.total_seconds:g} giây"
        return ExchangeError("timeout", message, url=location.url)
