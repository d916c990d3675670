"""A failure -> whether to repeat the request at once, after which pause, and when to come back otherwise."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from schemas.crawling import FailureReason

_REPEATED_STATUSES = frozenset({429, 502, 503, 504})
_REPEATED_REASONS: frozenset[FailureReason] = frozenset({"connect", "timeout", "truncated"})

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_SOON = (_HOUR, 4 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 4 * _DAY, 7 * _DAY)
_DAILY = (_DAY, 2 * _DAY, 4 * _DAY, 7 * _DAY, 7 * _DAY)
_RARELY = (7 * _DAY, 30 * _DAY)
_WAITS: dict[FailureReason, tuple[timedelta, ...]] = {
    **dict.fromkeys(("dns", "connect", "timeout", "truncated", "server_error", "rate_limited"), _SOON),
    **dict.fromkeys(("robots_unreachable", "protocol", "empty"), _SOON),
    **dict.fromkeys(("tls", "client_error", "encoding"), _DAILY),
    **dict.fromkeys(("too_large", "bomb", "media_type", "redirect_loop", "redirect_outside"), _RARELY),
    "private_address": _RARELY,
}  # fmt: skip


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


def next_try_after(reason: FailureReason, tries: int, *, retry_after: float | None = None) -> timedelta | None:
    """How long to leave an address alone after `tries` failures in a row; None: do not ask again by yourself.

    What passes by itself is tried again in hours, then days; what needs a person at the other end daily at most;
    what the page is (too large, of another kind, elsewhere) twice in weeks, as sites are rebuilt.

    Args:
        reason: Of the last failure.
        tries: Failures in a row, from 1.
        retry_after: What the server asked for, in seconds; never come back sooner.
    """
    waits = _WAITS[reason]
    if tries > len(waits):
        return None
    return max(waits[max(tries, 1) - 1], timedelta(seconds=retry_after or 0))


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
