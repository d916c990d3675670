"""When an address is asked for again: waiting times by what its last answer was."""

from datetime import timedelta

from pydantic import Field

from schemas.crawling import AddressStatus, FailureReason
from schemas.record import Record

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

PASSING: frozenset[FailureReason] = frozenset({
    "dns", "connect", "tls", "timeout", "truncated", "protocol", "robots_unreachable", "rate_limited", "server_error",
    "empty",
})  # fmt: skip
"""Failures that often pass. The others say something about the page or the site, and seldom change."""


class Waits(Record):
    """Waiting times after the first, second, … answer of one kind in a row; then never, or always the last one."""

    steps: tuple[timedelta, ...] = Field(min_length=1)
    is_endless: bool = False

    def after(self, answers: int) -> timedelta | None:
        """The time to wait after so many answers of this kind in a row (1 or more); None is for ever."""
        if answers <= len(self.steps):
            return self.steps[answers - 1]
        return self.steps[-1] if self.is_endless else None


class RetryPolicy(Record):
    """How long to wait after each kind of answer that brought no page.

    `passing` is for failures in PASSING, `stubborn` for all others. `gone`: a page withdrawn by mistake comes back
    within days, or never. `refused`: robots.txt may change, and looking there costs no request for the page. A
    server's own Retry-After can only lengthen the wait, by at most `longest_asked`.
    """

    passing: Waits = Waits(steps=(_HOUR, 6 * _HOUR, _DAY, 3 * _DAY, 7 * _DAY))
    stubborn: Waits = Waits(steps=(7 * _DAY,))
    gone: Waits = Waits(steps=(7 * _DAY,))
    refused: Waits = Waits(steps=(_DAY,), is_endless=True)
    longest_asked: timedelta = 14 * _DAY

    def wait(
        self, status: AddressStatus, *, reason: FailureReason | None, tries: int, asked: float | None
    ) -> timedelta | None:
        """The time until the next try, or None for never.

        Args:
            status: "failed", "gone" or "refused".
            reason: Of a failure; unknown ones are taken to pass.
            tries: Answers of this status in a row, the present one included.
            asked: Seconds that the server asked to wait (Retry-After).
        """
        match status:
            case "failed":
                waits = self.passing if reason is None or reason in PASSING else self.stubborn
            case "gone":
                waits = self.gone
            case "refused":
                waits = self.refused
            case _:
                raise ValueError(f"no retry follows {status!r}")
        wait = waits.after(tries)
        if wait is None or asked is None:
            return wait
        return max(wait, min(timedelta(seconds=asked), self.longest_asked))
