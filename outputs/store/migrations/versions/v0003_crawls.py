"""Schema 3: addresses, the index of the archive, runs, twins."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the tables of crawls."""
    _create_addresses()
    _create_archived()
    _create_runs()
    _create_twins()


def _create_addresses() -> None:
    op.create_table(
        "addresses",
        sa.Column("address_key", sa.Integer, primary_key=True),
        sa.Column("url", SORTED, nullable=False, unique=True),
        sa.Column("source_id", SORTED, nullable=False),
        sa.Column("status", SORTED, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("detail", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try", SORTED),
        sa.Column("title", sa.Text),
        sa.Column("published", SORTED),
        sa.Column("found_at", SORTED, nullable=False),
        sa.Column("found_in", sa.Text),
        sa.Column("checked_at", SORTED),
        sa.Column("first_fetched", SORTED),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("sha256", sa.Text),
        sa.Column("newest_key", sa.Integer),
        sa.Column("read_by", SORTED),
    )
    op.create_index("addresses_by_age", "addresses", ["source_id", "status", "found_at", "published"])
    op.create_index("addresses_by_next_try", "addresses", ["source_id", "status", "next_try"])
    op.create_index("addresses_by_reader", "addresses", ["read_by"])
    op.create_index("addresses_by_source_and_reader", "addresses", ["source_id", "read_by"])


def _create_archived() -> None:
    op.create_table(
        "archived",
        sa.Column("archive_key", sa.Integer, primary_key=True),
        sa.Column("source_id", SORTED, nullable=False),
        sa.Column("file", SORTED, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("length", sa.BigInteger, nullable=False),
        sa.Column("url", SORTED, nullable=False),
        sa.Column("final_url", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("http_status", sa.Integer),
        sa.Column("media_type", sa.Text),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("sha256", sa.Text),
        sa.Column("retrieved_at", SORTED, nullable=False),
        sa.Column("address_key", sa.Integer, sa.ForeignKey("addresses.address_key")),
        sa.Column("version", sa.Integer),
        sa.UniqueConstraint("source_id", "file", "offset"),
    )
    op.create_index("archived_by_url", "archived", ["url", "retrieved_at"])
    op.create_index("archived_by_version", "archived", ["address_key", "version"])
    op.create_table(
        "page_documents",
        sa.Column(
            "archive_key", sa.Integer, sa.ForeignKey("archived.archive_key"), primary_key=True, autoincrement=False
        ),
        sa.Column("document_id", SORTED),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
    )
    op.create_index("ix_page_documents_document_id", "page_documents", ["document_id"])


def _create_runs() -> None:
    op.create_table(
        "crawl_runs",
        sa.Column("run_id", SORTED, primary_key=True),
        sa.Column("source_id", SORTED, primary_key=True),
        sa.Column("started", SORTED, nullable=False),
        sa.Column("ended", SORTED),
        sa.Column("counts", sa.Text, nullable=False),
    )
    op.create_index("crawl_runs_by_source", "crawl_runs", ["source_id", "started"])
    op.create_table(
        "crawl_issues",
        sa.Column("run_id", SORTED, primary_key=True),
        sa.Column("source_id", SORTED, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("span_start", sa.Integer),
        sa.Column("span_end", sa.Integer),
    )


def _create_twins() -> None:
    op.create_table(
        "signatures",
        sa.Column("signature_key", sa.Integer, primary_key=True),
        sa.Column("document_id", SORTED, nullable=False, unique=True),
        sa.Column("published", SORTED),
        sa.Column("exact", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_signatures_exact", "signatures", ["exact"])
    op.create_table(
        "signature_bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("signature_key", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("signature_bands_by_signature", "signature_bands", ["signature_key"])
    op.create_table(
        "twins",
        sa.Column("document_id", SORTED, primary_key=True),
        sa.Column("twin_of", SORTED, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("similarity", sa.Double, nullable=False),
    )
    op.create_index("ix_twins_twin_of", "twins", ["twin_of"])
