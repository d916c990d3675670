from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.retries import backoff_seconds, is_repeatable, parse_retry_after
from schemas.crawling import FailureReason

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("0", 0), ("120", 120), (" 7 ", 7), ("Sun, 01 Mar 2026 12:00:30 GMT", 30),
        ("Sunday, 01-Mar-26 12:00:30 GMT", 30), ("Sun Mar  1 12:00:30 2026", 30), ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("-5", None), ("1.5", None), ("soon", None), ("", None), ("9" * 40, None),
        ("Sun, 99 Mar 2026 12:00:30 GMT", None),
    ],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert parse_retry_after(value, now=NOW) == seconds


@given(st.text(max_size=40))
def test_any_retry_after_is_read_or_not(value: str) -> None:
    seconds = parse_retry_after(value, now=NOW)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_statuses_that_pass(status: int) -> None:
    assert is_repeatable(status=status)


@pytest.mark.parametrize("status", [200, 301, 304, 400, 401, 403, 404, 410, 451, 500, 501, 505])
def test_statuses_that_stay(status: int) -> None:
    assert not is_repeatable(status=status)


@pytest.mark.parametrize("reason", get_args(FailureReason))
def test_only_broken_connections_are_repeated(reason: FailureReason) -> None:
    assert is_repeatable(reason=reason) == (reason in ("connect", "timeout", "truncated"))


@given(st.integers(1, 8), st.floats(0, 1))
def test_backoff_uses_the_whole_range(repeat: int, chance: float) -> None:
    assert 0 <= backoff_seconds(repeat, base=2, chance=chance) <= 2 * 2 ** (repeat - 1)
    assert backoff_seconds(repeat, base=2, chance=1) == 2 * 2 ** (repeat - 1)
    assert backoff_seconds(repeat, base=2, chance=0) == 0
