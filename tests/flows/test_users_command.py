"""`solieu users`, as a person uses it: names, roles, passwords that are asked for, tokens shown once."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from flows.settings import load_settings
from flows.users_job import (
    TokenWish,
    add_user,
    change_password,
    change_role,
    make_token,
    parse_name,
    print_tokens,
    print_users,
    remove_user,
    revoke_token,
)
from outputs.access.keys import hash_secret
from outputs.access.passwords import matches
from outputs.store import open_store
from schemas.errors import ConfigError, OutputError

PASSWORD = "một câu dài dễ nhớ"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    for name in ("SOLIEU_DATABASE_URL", "SOLIEU_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    url = f"sqlite:///{tmp_path / 'solieu.sqlite'}"
    with open_store(url):
        pass
    return load_settings(database=url)


@pytest.fixture
def type_in(monkeypatch):
    """Puts lines on standard input, which is no terminal."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def hoa(settings, type_in):
    type_in(f"{PASSWORD}\n")
    add_user(settings, "Hoà", "review", from_input=True)


def _found(settings, name="hoà"):
    with open_store(settings.database_url()) as store:
        return store.accounts.find(name)


def test_a_user_is_added_listed_changed_and_removed(settings, hoa, capsys):
    user, stored = _found(settings)
    assert (user.name, user.role) == ("Hoà", "review")
    assert stored.startswith("$argon2id$")
    assert matches(PASSWORD, stored)
    change_role(settings, "HOÀ", "admin")
    print_users(settings, as_json=True)
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["name"], listed["role"], set(listed)) == ("Hoà", "admin", {"name", "role", "created_at"})
    print_users(settings, as_json=False)
    assert "Hoà" in capsys.readouterr().out
    remove_user(settings, "hoà")
    assert "Không còn người dùng nào" in capsys.readouterr().err
    assert _found(settings) is None


def test_a_new_password_is_asked_for_twice_at_a_terminal(settings, hoa, monkeypatch):
    answers = iter(["mật khẩu thứ hai", "mật khẩu thứ hai", "mật khẩu thứ ba", "mật khẩu khác"])
    monkeypatch.setattr("sys.stdin", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    monkeypatch.setattr("flows.users_job.getpass", lambda prompt: next(answers))
    change_password(settings, "hoà", from_input=False)
    assert matches("mật khẩu thứ hai", _found(settings)[1])
    with pytest.raises(ConfigError, match="không giống nhau"):
        change_password(settings, "hoà", from_input=False)
    assert matches("mật khẩu thứ hai", _found(settings)[1])


@pytest.mark.parametrize(
    ("name", "role", "password", "complaint"),
    [
        ("hoà", "admin", PASSWORD, "đã có người dùng"),
        ("mai", "root", PASSWORD, "không có vai trò 'root'"),
        ("mai", "read", "ngắn", "ít nhất 10 ký tự"),
        ("mai mai mai", "read", "Mai Mai Mai", "khác tên"),
        ("mai", "read", "x" * 1_001, "1000 byte"),
        ("", "read", PASSWORD, "không dùng được"),
        ("a" * 65, "read", PASSWORD, "không dùng được"),
        ("mai\u202e", "read", PASSWORD, "⟦U\\+202E⟧"),
        ("<script>", "read", PASSWORD, "không dùng được"),
        ("a:b", "read", PASSWORD, "không dùng được"),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_nothing_is_written(
    settings, hoa, type_in, name, role, password, complaint
):
    type_in(f"{password}\n")
    with pytest.raises(ConfigError, match=complaint) as caught:
        add_user(settings, name, role, from_input=True)
    assert "\n" not in str(caught.value)
    with open_store(settings.database_url()) as store:
        assert [user.name for user in store.accounts.all()] == ["Hoà"]


def test_without_a_terminal_the_password_is_not_waited_for(settings, type_in):
    type_in(f"{PASSWORD}\n")
    with pytest.raises(ConfigError, match="--password-stdin"):
        add_user(settings, "mai", "read", from_input=False)


def test_a_token_is_shown_once_and_listed_without_its_secret(settings, hoa, capsys):
    secret = make_token(settings, TokenWish(user="hoà", role="read", days=30, purpose="bảng  tính\u202e"))
    assert secret.startswith("solieu_")
    assert secret not in capsys.readouterr().err
    print_tokens(settings, as_json=True)
    printed = capsys.readouterr().out
    (token,) = json.loads(printed)
    assert secret not in printed
    assert hash_secret(secret) not in printed
    assert (token["user"], token["role"], token["purpose"]) == ("Hoà", "read", "bảng tính⟦U+202E⟧")
    assert datetime.fromisoformat(token["expires_at"]) - datetime.now(UTC) < timedelta(days=30)
    print_tokens(settings, as_json=False)
    assert token["token_id"] in capsys.readouterr().out
    with open_store(settings.database_url()) as store:
        assert store.accounts.token_of(hash_secret(secret), datetime.now(UTC)).user == "Hoà"
    revoke_token(settings, token["token_id"])
    with open_store(settings.database_url()) as store:
        assert store.accounts.token_of(hash_secret(secret), datetime.now(UTC)) is None


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        ({"user": "mai"}, "không có người dùng mai"),
        ({"role": "admin"}, "vai trò review"),
        ({"role": "all"}, "không có vai trò"),
    ],
)
def test_a_token_never_may_more_than_its_user(settings, hoa, wish, complaint):
    with pytest.raises(ConfigError, match=complaint):
        make_token(settings, TokenWish(**{"user": "hoà", "role": "read", "days": 1, "purpose": ""} | wish))


def test_names_are_settled():
    assert parse_name("  Hoa\u0300   Nguyễn ") == "Hoà Nguyễn"
    assert parse_name("hoa@bao.vn") == "hoa@bao.vn"


def test_a_store_that_is_not_there_is_not_made(tmp_path):
    settings = load_settings(database=f"sqlite:///{tmp_path / 'mistyped.sqlite'}")
    with pytest.raises(OutputError, match="chưa có kho"):
        print_users(settings, as_json=False)
    assert list(tmp_path.iterdir()) == []
