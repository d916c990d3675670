"""Schema 1: documents, extractions, facts, ledger, checks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the tables of the first schema."""
    _create_documents()
    _create_facts()
    _create_ledger_and_checks()


def _create_documents() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("document_key", sa.Integer, primary_key=True),
        sa.Column("document_id", SORTED, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("name", SORTED, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("retrieved_at", sa.Text),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("province", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("document_id", "fingerprint"),
    )
    op.create_table(
        "extractions",
        sa.Column("extraction_key", sa.Integer, primary_key=True),
        sa.Column("document_key", sa.Integer, sa.ForeignKey("documents.document_key"), nullable=False),
        sa.Column("document_id", SORTED, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("province", sa.Text),
        sa.Column("locality", sa.Text),
        sa.UniqueConstraint("document_id", "extractor"),
    )
    op.create_index("ix_extractions_document_key", "extractions", ["document_key"])


def _create_facts() -> None:
    op.create_table(
        "facts",
        sa.Column(
            "extraction_key",
            sa.Integer,
            sa.ForeignKey("extractions.extraction_key", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("fact_id", sa.Text, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("system", sa.Text),
        sa.Column("measure", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("value_max", sa.Text),
        sa.Column("denominator", sa.Text),
        sa.Column("denominator_role", sa.Text),
        sa.Column("qualifier", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("direction", sa.Text),
        sa.Column("groups", sa.Text, nullable=False),
        sa.Column("locality_name", sa.Text),
        sa.Column("locality_level", sa.Text),
        sa.Column("locality_code", sa.Text),
        sa.Column("locality_province", sa.Text),
        sa.Column("locality_successors", sa.Text),
        sa.Column("organization", sa.Text),
        sa.Column("period_start", sa.Text),
        sa.Column("period_end", sa.Text),
        sa.Column("period_end_is_published", sa.Boolean, nullable=False),
        sa.Column("period_text", sa.Text),
        sa.Column("period_inferred", sa.Boolean, nullable=False),
        sa.Column("evidence_start", sa.Integer, nullable=False),
        sa.Column("evidence_end", sa.Integer, nullable=False),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote_end", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("checks", sa.Text, nullable=False),
        sa.Column("same_as", sa.Text),
    )
    op.create_index("facts_by_indicator", "facts", ["indicator", "locality_name"])
    op.create_index("ix_facts_fact_id", "facts", ["fact_id"])


def _create_ledger_and_checks() -> None:
    op.create_table(
        "ledger",
        sa.Column(
            "extraction_key",
            sa.Integer,
            sa.ForeignKey("extractions.extraction_key", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("fact_id", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_table(
        "checks",
        sa.Column(
            "extraction_key",
            sa.Integer,
            sa.ForeignKey("extractions.extraction_key", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("fact_ids", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
    )
