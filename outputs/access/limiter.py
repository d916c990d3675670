"""Failed logins -> how long to wait before the next one: by account and by address, in bounded memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

_MOST_KEYS = 10_000


class Limit(NamedTuple):
    """So many tries that fail in so many seconds."""

    tries: int
    seconds: float


FROM_ONE_ADDRESS = Limit(20, 300)
FOR_ONE_ACCOUNT = Limit(50, 900)
"""From wherever: somebody who is guessed at may be kept out for a while, but not by a few tries."""
FOR_BOTH = Limit(5, 300)


class LoginLimiter:
    """Counts tries. Of more keys than it may hold, those tried longest ago are forgotten first."""

    def __init__(self, clock: Callable[[], float], *, most_keys: int = _MOST_KEYS) -> None:
        self._clock = clock
        self._most = most_keys
        self._tries: OrderedDict[tuple[str, ...], list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, account: str, address: str) -> float:
        """Seconds until this account may be tried from this address again; for 0 the try counts as failed by now."""
        now = self._clock()
        with self._lock:
            wait = max(self._wait(key, limit, now) for key, limit in _keys(account, address))
            if wait == 0:
                self._count(account, address, now)
        return wait

    def succeed(self, account: str, address: str) -> None:
        """Takes back that the last try failed, and forgets what was mistyped there before."""
        both, *others = (key for key, _ in reversed(_keys(account, address)))
        with self._lock:
            self._tries.pop(both, None)
            for key in others:
                if self._tries.get(key):
                    self._tries[key].pop()

    def _wait(self, key: tuple[str, ...], limit: Limit, now: float) -> float:
        times = self._tries.get(key, [])
        return max(0.0, times[0] + limit.seconds - now) if len(times) >= limit.tries else 0.0

    def _count(self, account: str, address: str, now: float) -> None:
        for key, limit in _keys(account, address):
            self._tries[key] = [*self._tries.pop(key, []), now][-limit.tries :]
        while len(self._tries) > self._most:
            self._tries.popitem(last=False)


def _keys(account: str, address: str) -> tuple[tuple[tuple[str, ...], Limit], ...]:
    return (
        (("address", address), FROM_ONE_ADDRESS),
        (("account", account), FOR_ONE_ACCOUNT),
        (("both", account, address), FOR_BOTH),
    )
