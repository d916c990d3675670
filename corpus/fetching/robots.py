"""An address -> what the robots.txt of its authority says, fetched once and kept for a day at most."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.fetching.asking import Asker, Manner, Trail, judge_status
from corpus.fetching.exchanges import Exchange
from corpus.fetching.failures import ExchangeError
from corpus.fetching.limits import Limits, Surroundings
from corpus.fetching.locations import Location, follow_location, parse_location
from corpus.fetching.robots_rules import RobotsRules, parse_robots

_LOG = logging.getLogger(__name__)
_REDIRECTS = 5
_OLD_COPY_SECONDS = 30 * 86_400.0
_PASSED_ON = frozenset({"dns", "connect", "tls", "private_address", "rate_limited"})

OnRobots = Callable[[str, Exchange], None]
"""Told of each robots.txt that was fetched: the address asked for, and the last answer."""


@dataclass(slots=True)
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: RobotsRules | None = None
    fetched_at: float = 0.0
    failure: ExchangeError | None = None
    failed_at: float = 0.0


class RobotsCache:
    """The rules of each authority for our product token.

    By RFC 9309: 4xx means that all is allowed; 5xx or no answer that nothing is, unless a copy is still known, which
    then counts for 30 days; more than five redirects are no file; a redirect to another authority is followed. Where
    the RFC lets a crawler give up on a file after 30 days without answer and take all as allowed, we do not. 429 is
    no 4xx here: it says that the host wants to be left alone.
    """

    def __init__(
        self, asker: Asker, limits: Limits, surroundings: Surroundings, *, on_robots: OnRobots | None = None
    ) -> None:
        self._asker = asker
        self._limits = limits
        self._clock = surroundings.clock
        self._on_robots = on_robots
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def rules_for(self, location: Location, *, rate_seconds: float, trail: Trail) -> RobotsRules:
        """The rules that hold for `location`, asked for if they are not known.

        Raises:
            ExchangeError: They cannot be known now: "robots_unreachable", or what keeps the page itself from being
                fetched as well ("dns", "connect", "tls", "private_address", "rate_limited").
        """
        entry = self._entry(location.authority)
        # Who waits here waits for the answer to the same question.
        with entry.lock:
            now = self._clock()
            if entry.rules is not None and now - entry.fetched_at < self._limits.robots_seconds:
                return entry.rules
            if entry.failure is None or now - entry.failed_at >= self._limits.robots_retry_seconds:
                self._refresh(entry, location, rate_seconds=rate_seconds, trail=trail)
            if entry.failure is None:
                return entry.rules or RobotsRules()
            if entry.rules is not None and now - entry.fetched_at < _OLD_COPY_SECONDS:
                return entry.rules
            # Raised anew: an error that is kept would gather the frames of everyone it is raised to.
            failure = entry.failure
            raise ExchangeError(failure.reason, str(failure), url=location.url, retry_after=failure.retry_after)

    def delay_for(self, rules: RobotsRules) -> float:
        """Seconds between requests that the rules ask for, at most the cap of the limits."""
        return min(rules.crawl_delay or 0.0, self._limits.crawl_delay_cap)

    def _entry(self, authority: str) -> _Entry:
        with self._lock:
            entry = self._entries.get(authority)
            if entry is None:
                entry = self._entries[authority] = _Entry()
                if len(self._entries) > self._limits.open_hosts:
                    self._entries.popitem(last=False)
            self._entries.move_to_end(authority)
            return entry

    def _refresh(self, entry: _Entry, location: Location, *, rate_seconds: float, trail: Trail) -> None:
        try:
            entry.rules = self._fetch(location, rate_seconds=rate_seconds, trail=trail)
        except ExchangeError as error:
            reason = error.reason if error.reason in _PASSED_ON else "robots_unreachable"
            after = error.retry_after
            entry.failure = ExchangeError(reason, f"robots.txt: {error}", url=location.url, retry_after=after)
            entry.failed_at = self._clock()
            if reason == "rate_limited":
                # The gate of the host remembers for how long; nothing is to be remembered here.
                entry.failed_at -= self._limits.robots_retry_seconds
            return
        entry.failure = None
        entry.fetched_at = self._clock()
        delay = entry.rules.crawl_delay
        if delay is not None and delay > self._limits.crawl_delay_cap:
            _LOG.warning(
                "crawl-delay of %s is %g seconds; %g are kept to",
                location.authority, delay, self._limits.crawl_delay_cap,
            )  # fmt: skip

    def _fetch(self, location: Location, *, rate_seconds: float, trail: Trail) -> RobotsRules:
        current = start = parse_location(f"{location.authority}/robots.txt")
        manner = Manner(kind="robots", rate_seconds=rate_seconds)
        for _ in range(_REDIRECTS + 1):
            exchange = self._asker.ask(current, manner, trail=trail)
            if judge_status(exchange) != "redirect":
                if self._on_robots is not None:
                    self._on_robots(start.url, exchange)
                return self._read(exchange)
            current = follow_location(current, exchange.headers["Location"])
        return RobotsRules()

    def _read(self, exchange: Exchange) -> RobotsRules:
        verdict = judge_status(exchange)
        match verdict:
            case "body" if exchange.failure is None:
                return parse_robots(exchange.body, agent=self._limits.product)
            case "body":
                raise exchange.failure or AssertionError
            case "gone" | "client_error":
                return RobotsRules()
            case "rate_limited":
                after = self._asker.retry_after(exchange)
                message = f"HTTP {exchange.status}"
                raise ExchangeError("rate_limited", message, url=exchange.location.url, retry_after=after)
            case _:
                message = f"HTTP {exchange.status}"
                raise ExchangeError("robots_unreachable", message, url=exchange.location.url)
