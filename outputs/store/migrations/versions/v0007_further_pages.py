"""Revision 7: what the archive's index knows of the further pages of an article."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Adds a column, empty for what is there: older crawls asked for the first page alone."""
    op.add_column("archived", sa.Column("further", sa.Text))
