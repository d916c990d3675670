"""Revision 10: users, tokens of programs, logins of browsers; facts of one indicator in the order of storing."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Adds the tables and one index."""
    op.create_table(
        "users",
        sa.Column("user_key", SORTED, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("created_at", SORTED, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("token_id", SORTED, primary_key=True),
        _user_key(),
        sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("created_at", SORTED, nullable=False),
        sa.Column("expires_at", SORTED, nullable=False),
        sa.Column("used_at", SORTED),
    )
    op.create_index("tokens_by_user", "tokens", ["user_key"])
    op.create_table(
        "sessions",
        sa.Column("secret_hash", sa.Text, primary_key=True),
        _user_key(),
        sa.Column("created_at", SORTED, nullable=False),
        sa.Column("used_at", SORTED, nullable=False),
    )
    op.create_index("sessions_by_user", "sessions", ["user_key"])
    op.create_index("facts_by_indicator_stored", "facts", ["indicator", "extraction_key", "position"])


def _user_key() -> "sa.Column[str]":
    return sa.Column("user_key", SORTED, sa.ForeignKey("users.user_key", ondelete="CASCADE"), nullable=False)
