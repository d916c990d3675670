"""Revision 9: checks between documents, and an index that finds failed checks within documents."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Adds two tables and an index."""
    op.create_table(
        "cross_checks",
        sa.Column("check_key", sa.Integer, primary_key=True),
        sa.Column("check_id", SORTED, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("locality", sa.Text),
        sa.Column("province", sa.Text),
        sa.Column("period", SORTED),
    )
    op.create_index("cross_checks_by_outcome", "cross_checks", ["outcome", "kind"])
    op.create_table(
        "cross_check_figures",
        sa.Column(
            "check_key", sa.Integer, sa.ForeignKey("cross_checks.check_key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("fact_id", sa.Text, nullable=False),
        sa.Column("document_id", SORTED, nullable=False),
    )
    op.create_index("cross_check_figures_by_document", "cross_check_figures", ["document_id"])
    op.create_index("checks_by_outcome", "checks", ["outcome", "kind"])
