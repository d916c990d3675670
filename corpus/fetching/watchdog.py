"""A deadline for a whole exchange: whoever drips bytes past it finds the socket shut down."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator


class Watch:
    """One exchange under a deadline; `expired` once its socket was shut down, or would have been."""

    __slots__ = ("deadline", "expired", "socket")

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.expired = False
        self.socket: socket.socket | None = None


class Watchdog:
    """Shuts down sockets whose exchange takes too long; one thread for all of them, started when first needed.

    A read with a timeout of its own is not enough: a server that sends one byte a second never lets it run out.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._watches: set[Watch] = set()
        self._wakes_at = float("inf")
        self._thread: threading.Thread | None = None
        self._closed = False
        self._here = threading.local()

    @contextlib.contextmanager
    def limit(self, seconds: float) -> Iterator[Watch]:
        """A watch over the sockets that this thread attaches inside the block."""
        watch = Watch(time.monotonic() + seconds)
        with self._condition:
            self._watches.add(watch)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="fetching-watchdog", daemon=True)
                self._thread.start()
            elif watch.deadline < self._wakes_at:
                self._condition.notify()
        self._here.watch = watch
        try:
            yield watch
        finally:
            self._here.watch = None
            with self._condition:
                self._watches.discard(watch)

    def attach(self, connected: socket.socket) -> None:
        """Put the socket that this thread talks through under its watch."""
        watch: Watch | None = getattr(self._here, "watch", None)
        if watch is not None:
            with self._condition:
                watch.socket = connected
                if watch.expired:
                    _shut_down(connected)

    def close(self) -> None:
        """End the thread; watches that still run are not ended."""
        with self._condition:
            self._closed = True
            self._condition.notify()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        with self._condition:
            while not self._closed:
                now = time.monotonic()
                for watch in [watch for watch in self._watches if watch.deadline <= now]:
                    watch.expired = True
                    self._watches.discard(watch)
                    if watch.socket is not None:
                        _shut_down(watch.socket)
                self._wakes_at = min((watch.deadline for watch in self._watches), default=float("inf"))
                wait = None if self._wakes_at == float("inf") else max(0.0, self._wakes_at - now)
                self._condition.wait(wait)


def _shut_down(connected: socket.socket) -> None:
    # The method of a TLS socket would also drop its state under the reading thread's feet.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
