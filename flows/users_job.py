"""Settings -> users and tokens of the store: what `solieu users` does, asks and prints."""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from getpass import getpass

from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from flows.export_job import check_store_exists
from flows.messages import print_line
from flows.settings import Settings
from flows.source_tables import PIPE_WIDTH
from outputs.access.keys import hash_secret, new_token, new_token_id
from outputs.access.passwords import check_strength, hash_password
from outputs.escaping import reveal
from outputs.store import open_store
from outputs.store.accounts import StoreAccounts
from schemas.access import ROLES, Role, Token, User
from schemas.errors import ConfigError
from schemas.record import Record

_NAME = re.compile(r"\w(?:[\w .@-]{0,62}\w)?")
_LONGEST_PURPOSE = 200
_ROLE: TypeAdapter[Role] = TypeAdapter(Role)


class TokenWish(Record):
    """The token that somebody asks for."""

    user: str
    role: str
    days: int
    purpose: str


@contextmanager
def _accounts(settings: Settings) -> Iterator[StoreAccounts]:
    """The users of a store that is there."""
    with open_store(check_store_exists(settings), may_write=False) as store:
        yield store.accounts


def parse_name(text: str) -> str:
    """The name as it is stored: NFC, blank space settled.

    Raises:
        ConfigError: It has signs that a name may not have, or hides some.
    """
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not _NAME.fullmatch(name) or reveal(name) != name:
        raise ConfigError(
            f"tên {reveal(text)!r} không dùng được: chỉ gồm chữ, số, dấu cách và . @ - _, nhiều nhất 64 ký tự"
        )
    return name


def parse_role(text: str) -> Role:
    """One of the roles.

    Raises:
        ConfigError: There is no such role.
    """
    try:
        return _ROLE.validate_python(text)
    except ValidationError as error:
        raise ConfigError(f"không có vai trò {text!r}; chỉ có {', '.join(ROLES)}") from error


def _read_password(name: str, *, from_input: bool) -> str:
    if from_input:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass(f"Mật khẩu của {name}: ")
        if getpass("Nhập lại mật khẩu: ") != password:
            raise ConfigError("hai lần nhập mật khẩu không giống nhau; hãy làm lại")
    else:
        raise ConfigError("không có màn hình để hỏi mật khẩu; hãy đưa vào đầu vào cùng --password-stdin")
    check_strength(password, name)
    return password


def add_user(settings: Settings, name: str, role: str, *, from_input: bool) -> None:
    """Adds a user, with a password that is asked for.

    Raises:
        ConfigError: The name, role or password cannot be used, or the user is there.
        OutputError: There is no store, or it cannot be written.
    """
    user = User(name=parse_name(name), role=parse_role(role), created_at=datetime.now(UTC))
    with _accounts(settings) as accounts:
        if accounts.find(user.name):
            raise ConfigError(f"đã có người dùng {user.name}; đổi vai trò bằng solieu users set-role")
        accounts.add(user, hash_password(_read_password(user.name, from_input=from_input)))
    print_line(f"Đã thêm {user.name}, vai trò {user.role}.")


def remove_user(settings: Settings, name: str) -> None:
    """Removes a user with all tokens and logins.

    Raises:
        ConfigError: There is no such user.
    """
    with _accounts(settings) as accounts:
        accounts.remove(name)
        is_last = not accounts.has_any()
    print_line(f"Đã xoá {name}; nhận xét của người này vẫn còn.")
    if is_last:
        print_line("Không còn người dùng nào: solieu review chỉ mở được trên máy này, và không hỏi mật khẩu.")


def change_role(settings: Settings, name: str, role: str) -> None:
    """Gives a user another role.

    Raises:
        ConfigError: There is no such user or role.
    """
    wanted = parse_role(role)
    with _accounts(settings) as accounts:
        accounts.set_role(name, wanted)
    print_line(f"{name} giờ có vai trò {wanted}.")


def change_password(settings: Settings, name: str, *, from_input: bool) -> None:
    """Gives a user another password, which is asked for; ends the logins.

    Raises:
        ConfigError: There is no such user, or the password cannot be used.
    """
    with _accounts(settings) as accounts:
        if accounts.find(name) is None:
            raise ConfigError(f"không có người dùng {name}; xem solieu users list")
        accounts.set_password(name, hash_password(_read_password(name, from_input=from_input)))
    print_line(f"Đã đổi mật khẩu của {name}; các lần đăng nhập trước không còn hiệu lực.")


def make_token(settings: Settings, wish: TokenWish) -> str:
    """The secret of a new token, which stands nowhere else.

    Raises:
        ConfigError: There is no such user, or the user may do less than the token would.
    """
    now, secret = datetime.now(UTC), new_token()
    token = Token(
        token_id=new_token_id(),
        user=wish.user,
        role=parse_role(wish.role),
        purpose=reveal(" ".join(wish.purpose.split()))[:_LONGEST_PURPOSE],
        created_at=now,
        expires_at=now + timedelta(days=wish.days),
    )
    with _accounts(settings) as accounts:
        accounts.add_token(token, hash_secret(secret))
    print_line(f"Khoá {token.token_id}, có hiệu lực đến {token.expires_at:%d/%m/%Y}. Hãy cất ngay: không in lại được.")
    return secret


def revoke_token(settings: Settings, token_id: str) -> None:
    """Takes a token away.

    Raises:
        ConfigError: There is no such token.
    """
    with _accounts(settings) as accounts:
        accounts.revoke(token_id)
    print_line(f"Đã huỷ khoá {token_id}.")


def print_users(settings: Settings, *, as_json: bool) -> None:
    """Print the users by name."""
    with _accounts(settings) as accounts:
        users = accounts.all()
    if as_json:
        _print_json([user.model_dump(mode="json") for user in users])
        return
    _print_table(
        ("Tên", "Vai trò", "Tạo ngày"), [(user.name, user.role, f"{user.created_at:%d/%m/%Y}") for user in users]
    )


def print_tokens(settings: Settings, *, as_json: bool) -> None:
    """Print the tokens by user and time, without their secrets."""
    with _accounts(settings) as accounts:
        tokens = accounts.tokens()
    if as_json:
        _print_json([token.model_dump(mode="json") for token in tokens])
        return
    rows = [
        (
            token.token_id,
            token.user,
            token.role,
            f"{token.expires_at:%d/%m/%Y}",
            f"{token.used_at:%d/%m/%Y}" if token.used_at else "",
            token.purpose,
        )
        for token in tokens
    ]
    _print_table(("Mã", "Người dùng", "Vai trò", "Hết hạn", "Dùng lần cuối", "Việc"), rows)


def _print_json(content: object) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


def _print_table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, markup=False)
    table = Table()
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(*row)
    console.print(table)
