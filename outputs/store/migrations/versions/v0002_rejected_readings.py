"""Schema 2: what a numeral could also be."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the column of rejected readings."""
    op.add_column("facts", sa.Column("rejected_reading", sa.Text))
