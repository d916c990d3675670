"""How long a reader may take for the document at hand, where whoever reads it has set a limit.

A reader that would be ended at the limit gives nothing; one that knows of it can stop before, and give what it has.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ends: ContextVar[float | None] = ContextVar("_ends", default=None)
"""The moment, on the monotonic clock, at which reading must be over."""


@contextmanager
def reading_within(seconds: float) -> Iterator[None]:
    """Let readers inside the block know that they have so long."""
    token = _ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def end_of_share(share: float, *, most: float) -> float:
    """The moment at which a share of the time that is left is over, and no later than `most` seconds from now.

    Args:
        share: From 0 to 1: what comes after the step that asks needs time too.
        most: The limit where nobody has set one.
    """
    now = time.monotonic()
    ends = _ends.get()
    return now + (most if ends is None else min(most, share * max(0.0, ends - now)))
