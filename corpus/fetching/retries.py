"""A failure -> whether to repeat the request at once, and after which pause; later tries are the store's matter."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from schemas.crawling import FailureReason

_REPEATED_STATUSES = frozenset({429, 502, 503, 504})
_REPEATED_REASONS: frozenset[FailureReason] = frozenset({"connect", "timeout", "truncated"})


def is_repeatable(*, status: int | None = None, reason: FailureReason | None = None) -> bool:
    """Whether the same request may succeed a moment later: broken connections, overload; never what was decided."""
    return status in _REPEATED_STATUSES or reason in _REPEATED_REASONS


def backoff_seconds(repeat: int, *, base: float, chance: float) -> float:
    """The pause before repetition number `repeat` (from 1): anywhere up to a limit that doubles each time.

    Args:
        repeat: 1 for the first repetition.
        base: Limit of the first pause, in seconds.
        chance: A random number from 0 to 1; the whole range is used, so that crawlers do not come back together.
    """
    return float(base * 2 ** (repeat - 1) * chance)


def parse_retry_after(value: str | None, *, now: datetime) -> float | None:
    """Seconds from `now` that a Retry-After header asks for; None when it cannot be read, 0 when they are over.

    Source:
        RFC 9110, section 10.2.3: whole seconds, or an HTTP date.
    """
    if value is None:
        return None
    text = value.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
