"""State of an address and one visit -> the state after it; pure, so that replaying the archive gives it again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.crawling import AddressState, AddressStatus, Visit
from schemas.record import Record
from schemas.retry_policy import RetryPolicy


class Timing(Record):
    """When addresses are asked for again: after failures, and `rechecks` days after the first body."""

    policy: RetryPolicy
    rechecks: tuple[int, ...]
    now: datetime


def is_known(state: AddressState, visit: Visit, now: datetime) -> bool:
    """Whether `state` is that of `visit` or of a later one.

    A last visit that lies in the future is one of a clock that ran ahead; it keeps nobody out.
    """
    last = state.checked_at
    return last is not None and (visit.retrieved_at == last or visit.retrieved_at < last <= now)


def next_recheck(first_fetched: datetime, *, seen: datetime, rechecks: Sequence[int]) -> datetime | None:
    """The first of the ages, in days since `first_fetched`, that was not reached at `seen`; None after the last."""
    moments = (first_fetched + timedelta(days=days) for days in sorted(rechecks))
    return next((moment for moment in moments if moment > seen), None)


def state_after(state: AddressState, visit: Visit, *, status: AddressStatus, timing: Timing) -> AddressState:
    """What `visit` makes of `state`; a known visit at most makes `first_fetched` earlier.

    Args:
        state: What was known before.
        visit: The answer.
        status: That of the visit, "fetched" and "unchanged" told apart by the archived bodies.
        timing: When to ask again.
    """
    first = state.first_fetched
    if status == "fetched":
        first = min(first or visit.retrieved_at, visit.retrieved_at)
    if is_known(state, visit, timing.now):
        return state.model_copy(update={"first_fetched": first})
    seen = min(visit.retrieved_at, timing.now)
    tries = 0
    if status in {"fetched", "unchanged"}:
        next_try = next_recheck(first or seen, seen=seen, rechecks=timing.rechecks)
    else:
        tries = state.tries + 1 if state.status == status else 1
        wait = timing.policy.wait(status, reason=visit.reason, tries=tries, asked=visit.retry_after)
        next_try = None if wait is None else seen + wait
    update = {
        "status": status,
        "reason": visit.reason if status == "failed" else None,
        "detail": visit.detail,
        "tries": tries,
        "next_try": next_try,
        "checked_at": visit.retrieved_at,
        "first_fetched": first,
    }
    return state.model_copy(update=update)
