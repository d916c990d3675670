"""The tables of who may use the store: users, tokens of programs, logins of browsers. No secret stands in them."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from outputs.store.column_types import Moment, Sorted
from outputs.store.tables import metadata

users = Table(
    "users",
    metadata,
    Column("user_key", Sorted, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)
"""`user_key` is the name without regard to case: nobody can be called like somebody else."""

tokens = Table(
    "tokens",
    metadata,
    Column("token_id", Sorted, primary_key=True),
    Column("user_key", ForeignKey("users.user_key", ondelete="CASCADE"), nullable=False),
    Column("secret_hash", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index("tokens_by_user", "user_key"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("secret_hash", Text, primary_key=True),
    Column("user_key", ForeignKey("users.user_key", ondelete="CASCADE"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
    Index("sessions_by_user", "user_key"),
)
