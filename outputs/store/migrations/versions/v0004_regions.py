"""Schema 4: where a document's text stood, and what became of it on its way."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the columns of regions and marks, empty for the documents that are there."""
    for name in ("regions", "marks"):
        op.add_column("documents", sa.Column(name, sa.Text, nullable=False, server_default="[]"))
