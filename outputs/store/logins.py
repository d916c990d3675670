"""Logins of browsers, in the store: they outlive a restart, and end when somebody ends them."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, or_, select, update

from outputs.store.access_tables import sessions, users
from outputs.store.accounts import user_key
from outputs.store.failures import database_errors
from outputs.store.transactions import begin_read, begin_write
from schemas.access import Session

LONGEST = timedelta(days=7)
"""So long a login holds at most."""
UNUSED = timedelta(hours=12)
"""So long one holds that nobody uses."""


class StoreLogins:
    """The logins of a store. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, name: str, secret_hash: str, at: datetime) -> None:
        """Writes a new login of a user who is there, and takes those away that expired."""
        expired = or_(sessions.c.created_at <= at - LONGEST, sessions.c.used_at <= at - UNUSED)
        row = {"secret_hash": secret_hash, "user_key": user_key(name), "created_at": at, "used_at": at}
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            connection.execute(delete(sessions).where(expired))
            connection.execute(sessions.insert().values(row))

    def find(self, secret_hash: str, at: datetime) -> Session | None:
        """The login with this secret, if it still holds."""
        query = select(users.c.name, users.c.role, sessions.c.created_at, sessions.c.used_at)
        query = query.join_from(sessions, users).where(sessions.c.secret_hash == secret_hash)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None or row[2] <= at - LONGEST or row[3] <= at - UNUSED:
            return None
        return Session(user=row[0], role=row[1], created_at=row[2], used_at=row[3])

    def mark_used(self, secret_hash: str, at: datetime) -> None:
        """Lets a login hold on from `at`."""
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            connection.execute(update(sessions).where(sessions.c.secret_hash == secret_hash).values(used_at=at))

    def end(self, secret_hash: str) -> None:
        """Takes a login away; one that is not there is no error."""
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.secret_hash == secret_hash))
