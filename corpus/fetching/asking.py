"""A location -> an answer, politely: in turn, paced, repeated only where that can help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.fetching.exchanges import Exchange, Exchanger
from corpus.fetching.failures import ExchangeError
from corpus.fetching.limits import Limits, Surroundings
from corpus.fetching.locations import Location
from corpus.fetching.pacing import Gate, Gates
from corpus.fetching.retries import backoff_seconds, is_repeatable, parse_retry_after
from schemas.crawling import Kind

_SLOW_DOWN = frozenset({429, 503})


@dataclass(slots=True)
class Trail:
    """What one fetch has cost so far: the number of requests tried, and the addresses it passed from `url` on."""

    url: str
    requests: int = 0
    passed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manner:
    """How to ask: for what `kind` of page, at which rate, and under which conditions."""

    kind: Kind
    rate_seconds: float
    conditions: Mapping[str, str] = field(default_factory=dict)


class Asker:
    """Asks hosts one request at a time, and learns from each answer how fast a host wants to be asked."""

    def __init__(self, exchanger: Exchanger, limits: Limits, surroundings: Surroundings) -> None:
        self._exchanger = exchanger
        self._limits = limits
        self._surroundings = surroundings
        self._gates = Gates(limits, surroundings)

    def ask(self, location: Location, manner: Manner, *, trail: Trail) -> Exchange:
        """The answer, of any status; a request is repeated while that may help and nobody has to wait long.

        Raises:
            ExchangeError: There was no answer, or the host wants a long wait ("rate_limited").
        """
        gate = self._gates.of(location.host)
        repeats = 0
        while True:
            outcome = self._ask_once(gate, location, manner, trail=trail)
            if repeats == self._limits.retries or not _may_repeat(outcome):
                break
            repeats += 1
            chance = self._surroundings.chance()
            gate.close_for(backoff_seconds(repeats, base=self._limits.backoff_seconds, chance=chance))
            if gate.wait_seconds(manner.rate_seconds) > self._limits.patience_seconds:
                break
        if isinstance(outcome, ExchangeError):
            raise outcome
        return outcome

    def retry_after(self, exchange: Exchange) -> float | None:
        """Seconds to leave the host alone after this answer: as it asks, or as we take a bare 429 to mean."""
        stated = parse_retry_after(exchange.headers.get("Retry-After"), now=self._surroundings.now())
        if stated is None and exchange.status == 429:
            return self._gates.of(exchange.location.host).wait_seconds(0)
        return stated

    def _ask_once(self, gate: Gate, location: Location, manner: Manner, *, trail: Trail) -> Exchange | ExchangeError:
        with gate.turn(manner.rate_seconds):
            trail.requests += 1
            try:
                exchange = self._exchanger.exchange(location, kind=manner.kind, conditions=manner.conditions)
            except ExchangeError as error:
                return error
            if exchange.status in _SLOW_DOWN:
                gate.slow_down(self.retry_after(exchange), rate_seconds=manner.rate_seconds)
            else:
                gate.speed_up()
            return exchange


def _may_repeat(outcome: Exchange | ExchangeError) -> bool:
    if isinstance(outcome, ExchangeError):
        return is_repeatable(reason=outcome.reason)
    reason = outcome.failure.reason if outcome.failure is not None else None
    return is_repeatable(status=outcome.status, reason=reason)


Verdict = Literal["body", "unchanged", "redirect", "gone", "rate_limited", "server_error", "client_error", "protocol"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})


def judge_status(exchange: Exchange, *, conditional: bool = False) -> Verdict:
    """What an answer's status means for a crawl.

    Args:
        exchange: The answer.
        conditional: Whether the request carried conditions; only then can the answer be "unchanged".
    """
    status = exchange.status
    if status == 200:
        return "body"
    if status == 304:
        return "unchanged" if conditional else "protocol"
    if status in _REDIRECTS:
        return "redirect" if exchange.headers.get("Location") else "protocol"
    if status in _GONE:
        return "gone"
    if status == 429 or (status == 503 and exchange.headers.get("Retry-After")):
        return "rate_limited"
    if status >= 500:
        return "server_error"
    return "client_error" if status >= 400 else "protocol"
