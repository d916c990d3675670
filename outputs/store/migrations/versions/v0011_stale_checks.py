"""Revision 11: which checks between documents are to be made anew, and by which program they were made."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Adds two tables and an index; without a row of who made them, all checks are made anew the next time."""
    op.create_table(
        "stale_checks",
        sa.Column("indicator", sa.Text, primary_key=True),
        sa.Column("province", SORTED, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "check_renewals",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("at", SORTED),
    )
    op.create_index("cross_checks_by_subject", "cross_checks", ["indicator", "province"])
