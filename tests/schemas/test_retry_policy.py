"""Waiting times come from one table and end."""

from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.crawling import AddressStatus, FailureReason
from schemas.retry_policy import PASSING, RetryPolicy, Waits

POLICY = RetryPolicy()
STATUSES = st.sampled_from(["failed", "gone", "refused"])
REASONS = st.sampled_from([None, *get_args(FailureReason)])


@given(status=STATUSES, reason=REASONS, tries=st.integers(1, 50), asked=st.none() | st.floats(0, 1e12, allow_nan=False))
def test_a_server_can_lengthen_a_wait_but_not_shorten_or_end_it(status, reason, tries, asked):
    plain = POLICY.wait(status, reason=reason, tries=tries, asked=None)
    wait = POLICY.wait(status, reason=reason, tries=tries, asked=asked)
    assert (plain is None) == (wait is None)
    if plain is not None and wait is not None:
        assert plain <= wait <= max(plain, timedelta(days=14))


@given(reason=REASONS)
def test_failures_wait_ever_longer_and_are_given_up(reason):
    waits = [POLICY.wait("failed", reason=reason, tries=tries, asked=None) for tries in range(1, 9)]
    steps = [wait for wait in waits if wait is not None]
    assert steps == sorted(steps)
    assert waits[len(steps) :] == [None] * (8 - len(steps))
    assert len(steps) == (5 if reason in PASSING or reason is None else 1)


def test_every_reason_is_a_known_one():
    assert set(get_args(FailureReason)) > PASSING


@pytest.mark.parametrize("status", sorted(set(get_args(AddressStatus)) - {"failed", "gone", "refused"}))
def test_what_brought_a_page_has_no_retry(status):
    with pytest.raises(ValueError, match="no retry follows"):
        POLICY.wait(status, reason=None, tries=1, asked=None)


def test_a_table_without_steps_is_refused():
    with pytest.raises(ValidationError):
        Waits(steps=())
