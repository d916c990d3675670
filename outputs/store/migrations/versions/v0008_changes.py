"""Revision 8: when results changed for each document, and facts as reviewed."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COMPARED = (
    "indicator", "status", "measure", "locality_level", "locality_province", "groups", "same_as", "locality_name",
    "locality_code", "organization", "system", "period_start", "period_end", "period_end_is_published", "qualifier",
    "confidence", "evidence_start",
)  # fmt: skip
TYPES = {"period_end_is_published": sa.Boolean, "confidence": sa.Double, "evidence_start": sa.Integer}
REQUIRED = {
    "indicator", "measure", "status", "groups", "period_end_is_published", "qualifier", "confidence", "evidence_start"
}  # fmt: skip


def upgrade() -> None:
    """Adds the tables; what is stored changed in the version that wrote it. Reviews are applied by the program."""
    op.create_table(
        "store_versions",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("at", SORTED),
    )
    op.create_table(
        "document_changes",
        sa.Column("document_id", SORTED, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_document_changes_version", "document_changes", ["version"])
    _create_reviewed_facts()
    _fill()


def _create_reviewed_facts() -> None:
    owner = sa.ForeignKey("extractions.extraction_key", ondelete="CASCADE")
    op.create_table(
        "reviewed_facts",
        sa.Column("extraction_key", sa.Integer, owner, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("indicator_before", sa.Text),
        sa.Column("review", sa.Text),
        sa.Column("fact", sa.Text, nullable=False),
        *(sa.Column(name, TYPES.get(name, sa.Text), nullable=name not in REQUIRED) for name in COMPARED),
    )
    op.create_index("reviewed_facts_before", "reviewed_facts", ["indicator_before"])
    op.create_index("reviewed_facts_now", "reviewed_facts", ["indicator"])


def _fill() -> None:
    """Stores from before numbered their writing by the extractions alone, the oldest of them not at all."""
    connection = op.get_bind()
    changed = "SELECT document_id, MAX(CASE WHEN version > 0 THEN version ELSE 1 END) FROM extractions"
    op.execute(f"INSERT INTO document_changes (document_id, version) {changed} GROUP BY document_id")
    newest = "SELECT extraction_key, fingerprint FROM extractions ORDER BY extraction_key DESC LIMIT 1"
    row = connection.exec_driver_sql(newest).one_or_none()
    if row is None:
        return
    mark = hashlib.sha256(f"{row[0]}:{row[1]}".encode()).hexdigest()[:12]
    versions = "SELECT version, MAX(stored_at) FROM extractions WHERE version > 0 GROUP BY version"
    known = {version: at for version, at in connection.exec_driver_sql(versions)} or {1: None}
    table = sa.table("store_versions", sa.column("version"), sa.column("mark"), sa.column("at"))
    op.bulk_insert(table, [{"version": version, "mark": mark, "at": at} for version, at in sorted(known.items())])
