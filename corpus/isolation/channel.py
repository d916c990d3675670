"""The run's end of the two pipes to a process that reads: messages with a time and a size limit."""

import os
import select
import time
from contextlib import suppress

from corpus.isolation.wire import CHUNK, HEAD


class NotInTimeError(Exception):
    """The process did not take or say all of a message in time."""


class HungUpError(Exception):
    """The process is gone, or says what no reader says."""


class Channel:
    """Sends and receives whole messages; `inbox` is where the process reads, `outbox` where it writes."""

    __slots__ = ("_inbox", "_outbox")

    def __init__(self, *, inbox: int, outbox: int) -> None:
        self._inbox = inbox
        self._outbox = outbox
        os.set_blocking(inbox, False)
        os.set_blocking(outbox, False)

    def send(self, letter: bytes, payload: bytes, *, ends: float) -> None:
        """Give the process one message.

        Args:
            letter: What it is.
            payload: Its bytes.
            ends: Moment of the monotonic clock by which all of it must be taken.

        Raises:
            NotInTimeError: It was not.
            HungUpError: The process is gone.
        """
        for piece in (HEAD.pack(letter, len(payload)), payload):
            view = memoryview(piece)
            while view:
                _wait(self._inbox, select.POLLOUT, ends)
                with suppress(BlockingIOError):
                    view = view[self._write(view[:CHUNK]) :]

    def receive(self, *, limit: int, ends: float) -> tuple[bytes, bytes]:
        """The next message, letter and bytes.

        Raises:
            NotInTimeError: It had not come whole at the moment `ends`.
            HungUpError: The process is gone, or has more than `limit` bytes to say.
        """
        letter, length = HEAD.unpack(self._read(HEAD.size, ends))
        if length > limit:
            raise HungUpError
        return letter, self._read(length, ends)

    def _write(self, piece: memoryview) -> int:
        try:
            return os.write(self._inbox, piece)
        except BrokenPipeError as error:
            raise HungUpError from error

    def _read(self, length: int, ends: float) -> bytes:
        pieces = bytearray()
        while len(pieces) < length:
            _wait(self._outbox, select.POLLIN, ends)
            with suppress(BlockingIOError):
                piece = os.read(self._outbox, min(length - len(pieces), CHUNK))
                if not piece:
                    raise HungUpError
                pieces += piece
        return bytes(pieces)


def _wait(descriptor: int, event: int, ends: float) -> None:
    poll = select.poll()
    poll.register(descriptor, event)
    rest = ends - time.monotonic()
    if rest <= 0 or not poll.poll(rest * 1000):
        raise NotInTimeError
