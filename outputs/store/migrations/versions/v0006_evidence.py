"""Revision 6: the page and the table cell of a fact's evidence, and the index that comparisons read."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

COMPARED = (
    "indicator", "status", "measure", "locality_level", "locality_province", "groups", "same_as", "extraction_key",
    "position", "locality_name", "locality_code", "organization", "system", "period_start", "period_end",
    "period_end_is_published", "qualifier", "confidence", "evidence_start",
)  # fmt: skip


def upgrade() -> None:
    """Adds two columns, empty for the facts that are there, and one index."""
    op.add_column("facts", sa.Column("evidence_page", sa.Integer))
    op.add_column("facts", sa.Column("evidence_cell", sa.Text))
    op.create_index("facts_for_comparing", "facts", list(COMPARED))
