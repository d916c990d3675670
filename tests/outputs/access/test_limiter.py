"""How many logins may fail, by account and by address."""

import pytest

from outputs.access.limiter import FOR_BOTH, FOR_ONE_ACCOUNT, FROM_ONE_ADDRESS, LoginLimiter


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_mistyped_password_costs_nothing_until_it_is_mistyped_often(clock):
    limiter = LoginLimiter(clock)
    for _ in range(FOR_BOTH.tries):
        assert limiter.begin("hoa", "a") == 0
        clock.now += 1
    assert limiter.begin("hoa", "a") == FOR_BOTH.seconds - FOR_BOTH.tries
    assert limiter.begin("hoa", "b") == 0
    assert limiter.begin("mai", "a") == 0
    clock.now += FOR_BOTH.seconds - FOR_BOTH.tries
    assert limiter.begin("hoa", "a") == 0


def test_a_right_password_forgets_what_was_mistyped(clock):
    limiter = LoginLimiter(clock)
    for _ in range(FROM_ONE_ADDRESS.tries * 3):
        assert limiter.begin("hoa", "a") == 0
        limiter.succeed("hoa", "a")


def test_one_address_cannot_try_many_accounts(clock):
    limiter = LoginLimiter(clock)
    waits = [limiter.begin(f"user{number}", "a") for number in range(FROM_ONE_ADDRESS.tries + 1)]
    assert [wait == 0 for wait in waits] == [True] * FROM_ONE_ADDRESS.tries + [False]


def test_many_addresses_cannot_try_one_account(clock):
    limiter = LoginLimiter(clock)
    waits = [limiter.begin("hoa", f"address{number}") for number in range(FOR_ONE_ACCOUNT.tries + 1)]
    assert [wait == 0 for wait in waits] == [True] * FOR_ONE_ACCOUNT.tries + [False]


def test_a_right_password_for_one_account_does_not_open_the_address_to_others(clock):
    limiter = LoginLimiter(clock)
    for number in range(FROM_ONE_ADDRESS.tries - 1):
        limiter.begin(f"user{number}", "a")
        assert limiter.begin("own", "a") == 0
        limiter.succeed("own", "a")
    assert limiter.begin("user-last", "a") == 0
    assert limiter.begin("own", "a") > 0


def test_memory_is_bounded_and_the_newest_are_kept(clock):
    limiter = LoginLimiter(clock, most_keys=30)
    for _ in range(FOR_BOTH.tries):
        limiter.begin("hoa", "a")
    for number in range(3):
        limiter.begin(f"user{number}", f"b{number}")
    assert limiter.begin("hoa", "a") > 0
    for number in range(100):
        limiter.begin(f"user{number}", f"c{number}")
    assert len(limiter._tries) == 30
