"""Users, tokens and logins, on every kind of database."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from outputs.store.logins import LONGEST, UNUSED
from schemas.access import Token, User
from schemas.errors import ConfigError


@pytest.fixture
def accounts(store, at):
    store.accounts.add(User(name="Hoà", role="review", created_at=at()), "hash-of-hoa")
    return store.accounts


def _token(at, **fields):
    head = {"token_id": "t1", "user": "hoà", "role": "read", "purpose": "bảng tính", "created_at": at()}
    return Token(**{**head, "expires_at": at(days=30), **fields})


def test_a_user_is_found_whatever_the_case_and_nobody_takes_the_name_again(accounts, at):
    user, password_hash = accounts.find("HOA\u0300")
    assert (user.name, user.role, password_hash) == ("Hoà", "review", "hash-of-hoa")
    assert accounts.find("Hòa") is None
    with pytest.raises(ConfigError, match="đã có"):
        accounts.add(User(name="hoà", role="read", created_at=at()), "other")
    assert [one.name for one in accounts.all()] == ["Hoà"]


def test_whoever_is_removed_is_gone_with_all_keys(store, accounts, at):
    accounts.add_token(_token(at), "secret")
    store.logins.add("Hoà", "login", at())
    assert accounts.token_of("secret", at()) is not None
    accounts.remove("hoà")
    assert not accounts.has_any()
    assert accounts.token_of("secret", at()) is None
    assert store.logins.find("login", at()) is None
    assert accounts.tokens() == ()
    with pytest.raises(ConfigError, match="không có người dùng hoà"):
        accounts.remove("hoà")


def test_a_new_role_counts_at_once_and_a_token_never_may_more_than_its_user(store, accounts, at):
    accounts.add_token(_token(at, role="review"), "secret")
    store.logins.add("Hoà", "login", at())
    with pytest.raises(ConfigError, match="vai trò review"):
        accounts.add_token(_token(at, token_id="t2", role="admin"), "other")
    accounts.set_role("Hoà", "read")
    assert accounts.token_of("secret", at()).role == "read"
    assert store.logins.find("login", at()).role == "read"
    accounts.set_role("Hoà", "admin")
    assert accounts.token_of("secret", at()).role == "review"


def test_a_token_expires_is_used_and_revoked(accounts, at):
    accounts.add_token(_token(at), "secret")
    assert accounts.token_of("secret", at(days=29)).user == "Hoà"
    assert accounts.token_of("secret", at(days=30)) is None
    assert accounts.token_of("sécret", at()) is None
    accounts.mark_used("t1", at(days=2))
    assert [one.used_at for one in accounts.tokens()] == [at(days=2)]
    accounts.revoke("t1")
    assert accounts.token_of("secret", at()) is None
    with pytest.raises(ConfigError, match="không có khoá t1"):
        accounts.revoke("t1")


def test_a_login_ends_by_itself_unused_or_at_last(store, accounts, at):
    logins = store.logins
    logins.add("Hoà", "login", at())
    last = at() + UNUSED - timedelta(seconds=1)
    assert logins.find("login", last).user == "Hoà"
    assert logins.find("login", at() + UNUSED) is None
    moment = at()
    while moment < at() + LONGEST - timedelta(hours=6):
        moment += timedelta(hours=6)
        assert logins.find("login", moment) is not None
        logins.mark_used("login", moment)
    assert logins.find("login", at() + LONGEST) is None


def test_a_login_ends_with_logout_and_with_a_new_password(store, accounts, at):
    logins = store.logins
    logins.add("Hoà", "one", at())
    logins.add("Hoà", "two", at())
    logins.end("one")
    assert logins.find("one", at()) is None
    accounts.set_password("Hoà", "rehashed", ends_logins=False)
    assert logins.find("two", at()) is not None
    accounts.set_password("Hoà", "new")
    assert logins.find("two", at()) is None
    assert accounts.find("Hoà")[1] == "new"


def test_expired_logins_are_swept_by_the_next_one(store, accounts, at):
    store.logins.add("Hoà", "old", at())
    store.logins.add("Hoà", "new", at() + UNUSED)
    with store._engine.connect() as connection:
        assert connection.execute(text("SELECT secret_hash FROM sessions")).all() == [("new",)]
