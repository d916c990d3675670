"""An address -> an answer: the one way in to fetching."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from corpus.fetching.answers import build_answer, build_failure
from corpus.fetching.asking import Asker, Manner, Trail, judge_status
from corpus.fetching.exchanges import Exchange, Exchanger
from corpus.fetching.failures import ExchangeError, RobotsRefusalError
from corpus.fetching.limits import Limits, Surroundings
from corpus.fetching.locations import Location, follow_location, parse_location
from corpus.fetching.robots import RobotsCache
from schemas.crawling import Answer, Kind

Allowed = Callable[[str], bool]
"""Whether a redirect may lead to a host, by its name in small ASCII letters without port."""


@dataclass(frozen=True, slots=True)
class _Order:
    url: str
    kind: Kind
    rate_seconds: float
    conditions: dict[str, str]
    allowed: Allowed | None


class Fetcher:
    """Fetches addresses politely and within limits; one for a whole crawl, used by many threads, one a host.

    Held open for the time of a block: connections are kept, robots.txt is asked for once a day, and what each host
    said about its pace is remembered.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        surroundings: Surroundings | None = None,
        on_robots: Callable[[Answer], None] | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._surroundings = surroundings or Surroundings()
        self._exchanger = Exchanger(self._limits, self._surroundings)
        self._asker = Asker(self._exchanger, self._limits, self._surroundings)
        self._on_robots = on_robots
        self._robots = RobotsCache(
            self._asker,
            self._limits,
            self._surroundings,
            on_robots=self._tell_of_robots if on_robots is not None else None,
        )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._exchanger.close()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        rate_seconds: float,
        kind: Kind = "article",
        allowed: Allowed | None = None,
    ) -> Answer:
        """What came of asking for `url`; whatever goes wrong is in the answer, nothing is raised for it.

        Args:
            url: An http or https address; its fragment is left out.
            etag: Of the body that is known; with it, or `last_modified`, the answer may be "unchanged".
            last_modified: As the server printed it.
            rate_seconds: Pause after the host's last answer; robots.txt and the host can only lengthen it.
            kind: Decides which types are kept; "robots" is not held against robots.txt itself.
            allowed: Hosts that redirects may lead to; None is every public one.
        """
        conditions = {}
        if etag is not None and _fits_a_header(etag):
            conditions["If-None-Match"] = etag
        if last_modified is not None and _fits_a_header(last_modified):
            conditions["If-Modified-Since"] = last_modified
        order = _Order(url=url, kind=kind, rate_seconds=rate_seconds, conditions=conditions, allowed=allowed)
        trail = Trail(url)
        try:
            exchange = self._follow(order, trail)
        except (ExchangeError, RobotsRefusalError) as error:
            return build_failure(trail, error, at=self._surroundings.now())
        return self._answer(trail, exchange, conditional=bool(conditions))

    def sitemaps(self, url: str, *, rate_seconds: float) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of `url`'s host names, as printed; none when it cannot be known."""
        try:
            rules = self._robots.rules_for(parse_location(url), rate_seconds=rate_seconds, trail=Trail(url))
        except ExchangeError:
            return ()
        return rules.sitemaps

    def _follow(self, order: _Order, trail: Trail) -> Exchange:
        location = parse_location(order.url)
        while True:
            if location.url in trail.passed or len(trail.passed) > self._limits.max_redirects:
                message = f"quá nhiều chuyển hướng: {' → '.join((*trail.passed, location.url))}"
                raise ExchangeError("redirect_loop", message[:500], url=order.url)
            trail.passed.append(location.url)
            manner = self._manner(location, order, trail)
            exchange = self._asker.ask(location, manner, trail=trail)
            if judge_status(exchange) != "redirect":
                return exchange
            location = self._next_hop(location, exchange, order)

    def _manner(self, location: Location, order: _Order, trail: Trail) -> Manner:
        rate = order.rate_seconds
        if order.kind != "robots":
            rules = self._robots.rules_for(location, rate_seconds=rate, trail=trail)
            if not rules.allows(location.url):
                raise RobotsRefusalError(f"robots.txt của {location.host} không cho tải", url=location.url)
            rate = max(rate, self._robots.delay_for(rules))
        return Manner(kind=order.kind, rate_seconds=rate, conditions=order.conditions)

    def _next_hop(self, location: Location, exchange: Exchange, order: _Order) -> Location:
        target = follow_location(location, exchange.headers["Location"])
        status = exchange.status
        if order.allowed is not None and not order.allowed(target.host):
            message = f"chuyển hướng ra ngoài nguồn, đến {target.url[:200]}"
            raise ExchangeError("redirect_outside", message, url=location.url, status=status)
        if location.scheme == "https" and target.scheme == "http" and not self._limits.allow_downgrade:
            message = f"chuyển hướng từ https sang http: {target.url[:200]}"
            raise ExchangeError("redirect_outside", message, url=location.url, status=status)
        return target

    def _answer(self, trail: Trail, exchange: Exchange, *, conditional: bool) -> Answer:
        after = self._asker.retry_after(exchange)
        return build_answer(trail, exchange, conditional=conditional, retry_after=after, at=self._surroundings.now())

    def _tell_of_robots(self, url: str, exchange: Exchange) -> None:
        if self._on_robots is not None:
            self._on_robots(self._answer(Trail(url, requests=1), exchange, conditional=False))


def _fits_a_header(value: str) -> bool:
    # What a server sent as a validator goes back to it; line ends would be a header of its own making.
    return value.isprintable() and value.isascii()
