"""Users and the tokens of their programs, in the store; whoever calls has hashed what is secret."""

import unicodedata
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, Select, delete, select, update

from outputs.store.access_tables import sessions, tokens, users
from outputs.store.failures import database_errors
from outputs.store.transactions import begin_read, begin_write
from schemas.access import Role, Token, User, lesser
from schemas.errors import ConfigError

_TOKEN = (tokens.c.token_id, users.c.name.label("user"), tokens.c.role, tokens.c.purpose,
          tokens.c.created_at, tokens.c.expires_at, tokens.c.used_at)  # fmt: skip


def user_key(name: str) -> str:
    """The same for all spellings of a name: NFKC, without regard to case."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _user(row: RowMapping) -> User:
    return User(**{name: row[name] for name in User.model_fields})


class StoreAccounts:
    """The users of a store. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, user: User, password_hash: str) -> None:
        """Writes a new user.

        Raises:
            ConfigError: There is one of this name.
        """
        key = user_key(user.name)
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            if connection.scalar(select(users.c.user_key).where(users.c.user_key == key)) is not None:
                raise ConfigError(f"đã có người dùng {user.name}; đổi vai trò bằng solieu users set-role")
            connection.execute(users.insert().values(user_key=key, password_hash=password_hash, **dict(user)))

    def all(self) -> tuple[User, ...]:
        """The users by name."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(map(_user, connection.execute(select(users).order_by(users.c.user_key)).mappings()))

    def has_any(self) -> bool:
        """Whether there is a user."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return connection.scalar(select(users.c.user_key).limit(1)) is not None

    def find(self, name: str) -> tuple[User, str] | None:
        """The user of this name and the hash of the password; None where there is none."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            row = connection.execute(select(users).where(users.c.user_key == user_key(name))).mappings().first()
        return None if row is None else (_user(row), row["password_hash"])

    def remove(self, name: str) -> None:
        """Takes a user away, with all tokens and logins; the reviews stay.

        Raises:
            ConfigError: There is no such user.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            _known(connection, name)
            connection.execute(delete(users).where(users.c.user_key == user_key(name)))

    def set_role(self, name: str, role: Role) -> None:
        """Gives a user another role, from the next request on.

        Raises:
            ConfigError: There is no such user.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            _known(connection, name)
            connection.execute(update(users).where(users.c.user_key == user_key(name)).values(role=role))

    def set_password(self, name: str, password_hash: str, *, ends_logins: bool = True) -> None:
        """Gives a user another password; whoever is logged in under the old one has to log in again.

        Args:
            name: Of the user.
            password_hash: Of the new password.
            ends_logins: False where only the hash of the same password is made anew.

        Raises:
            ConfigError: There is no such user.
        """
        key = user_key(name)
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            _known(connection, name)
            connection.execute(update(users).where(users.c.user_key == key).values(password_hash=password_hash))
            if ends_logins:
                connection.execute(delete(sessions).where(sessions.c.user_key == key))

    def add_token(self, token: Token, secret_hash: str) -> None:
        """Writes a new token of a user.

        Raises:
            ConfigError: There is no such user, or the user may do less than the token would.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            owner = _known(connection, token.user)
            if lesser(owner.role, token.role) != token.role:
                raise ConfigError(f"{owner.name} có vai trò {owner.role}, khoá không thể có vai trò {token.role}")
            row = {**token.model_dump(exclude={"user"}), "user_key": user_key(token.user), "secret_hash": secret_hash}
            connection.execute(tokens.insert().values(row))

    def tokens(self) -> tuple[Token, ...]:
        """All tokens by user and time, those that expired too."""
        query = select(*_TOKEN).join_from(tokens, users).order_by(users.c.user_key, tokens.c.created_at)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(Token(**row) for row in connection.execute(query).mappings())

    def revoke(self, token_id: str) -> None:
        """Takes a token away.

        Raises:
            ConfigError: There is no such token.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            gone = connection.execute(delete(tokens).where(tokens.c.token_id == token_id))
            if gone.rowcount == 0:
                raise ConfigError(f"không có khoá {token_id}; xem solieu users tokens")

    def token_of(self, secret_hash: str, at: datetime) -> Token | None:
        """The token with this secret, if it still holds; its role is what it may do at this moment."""
        query: Select[tuple[object, ...]] = select(*_TOKEN, users.c.role.label("user_role")).join_from(tokens, users)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            row = connection.execute(query.where(tokens.c.secret_hash == secret_hash)).mappings().first()
        if row is None or row["expires_at"] <= at:
            return None
        fields = {name: row[name] for name in Token.model_fields}
        return Token(**fields | {"role": lesser(row["role"], row["user_role"])})

    def mark_used(self, token_id: str, at: datetime) -> None:
        """Writes down when a token was used last."""
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            connection.execute(update(tokens).where(tokens.c.token_id == token_id).values(used_at=at))


def _known(connection: Connection, name: str) -> User:
    row = connection.execute(select(users).where(users.c.user_key == user_key(name))).mappings().first()
    if row is None:
        raise ConfigError(f"không có người dùng {name}; xem solieu users list")
    return _user(row)
