"""Who may ask a host, and when: one request at a time, with a pause after each answer that the host can lengthen."""

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterator

from corpus.fetching.failures import ExchangeError
from corpus.fetching.limits import Limits, Surroundings

_LONGEST_RETRY_AFTER = 86_400.0
_SHRINKS_BY = 0.8
_FORGET_BELOW = 0.05


class Gate:
    """The door to one host. `turn` lets one thread through, when the pause after the last answer is over."""

    def __init__(self, host: str, limits: Limits, surroundings: Surroundings) -> None:
        self._host = host
        self._limits = limits
        self._surroundings = surroundings
        self._lock = threading.Lock()
        self._answered_at = float("-inf")
        self._closed_until = float("-inf")
        self._pause = 0.0

    @contextlib.contextmanager
    def turn(self, rate_seconds: float) -> Iterator[None]:
        """The time in which this thread alone may talk to the host, after the wait that it asks for.

        Args:
            rate_seconds: Pause from the last answer to this request; the host's own wishes can only add to it.

        Raises:
            ExchangeError: The host wants a wait longer than anyone's patience ("rate_limited", `retry_after`).
        """
        with self._lock:
            wait = self.wait_seconds(rate_seconds)
            if wait > max(self._limits.patience_seconds, rate_seconds):
                message = f"máy chủ {self._host} yêu cầu chờ thêm {wait:.0f} giây"
                raise ExchangeError("rate_limited", message, url=self._host, retry_after=wait)
            if wait > 0:
                self._surroundings.sleep(wait)
            try:
                yield
            finally:
                self._answered_at = self._surroundings.clock()

    def wait_seconds(self, rate_seconds: float) -> float:
        """How long the next request to the host has to wait from now."""
        ready = max(self._answered_at + max(rate_seconds, self._pause), self._closed_until)
        return max(0.0, ready - self._surroundings.clock())

    def slow_down(self, retry_after: float | None, *, rate_seconds: float) -> None:
        """Remember that the host asked for less: the pause doubles, and `retry_after` (seconds) is kept to."""
        doubled = max(2 * max(self._pause, rate_seconds), self._limits.pause_seconds)
        self._pause = min(doubled, self._limits.longest_pause)
        self.close_for(min(retry_after or 0.0, _LONGEST_RETRY_AFTER))

    def speed_up(self) -> None:
        """Remember that the host answered without complaint: the pause shrinks, down to what the source says."""
        if self._pause:
            self._pause *= _SHRINKS_BY
            if self._pause < _FORGET_BELOW:
                self._pause = 0.0

    def close_for(self, seconds: float) -> None:
        """Let nobody through for so long, whoever comes."""
        if seconds > 0:
            self._closed_until = max(self._closed_until, self._surroundings.clock() + seconds)

    @property
    def is_idle(self) -> bool:
        """Whether forgetting the gate would lose nothing: nobody is inside, and no wait runs."""
        return not self._lock.locked() and self._pause == 0 and self.wait_seconds(self._limits.patience_seconds) == 0


class Gates:
    """One gate a host name, whatever the port or scheme: http and https of a host are one machine."""

    def __init__(self, limits: Limits, surroundings: Surroundings) -> None:
        self._limits = limits
        self._surroundings = surroundings
        self._lock = threading.Lock()
        self._gates: OrderedDict[str, Gate] = OrderedDict()

    def of(self, host: str) -> Gate:
        """The gate of `host`; those of hosts long out of use are forgotten."""
        with self._lock:
            gate = self._gates.get(host)
            if gate is None:
                gate = self._gates[host] = Gate(host, self._limits, self._surroundings)
                self._forget_old()
            self._gates.move_to_end(host)
            return gate

    def _forget_old(self) -> None:
        if len(self._gates) <= self._limits.open_hosts:
            return
        for host, gate in list(self._gates.items())[:-1]:
            if gate.is_idle:
                del self._gates[host]
                return
