"""Revision 5: reviews, exports, sources as runs used them, and when extractions were stored."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Adds the tables, and the columns to those that are there."""
    _create_sources()
    _create_reviews()
    _create_exports()
    op.add_column(
        "crawl_runs", sa.Column("source_key", sa.Integer, sa.ForeignKey("sources.source_key")), inline_references=True
    )
    op.add_column("extractions", sa.Column("version", sa.Integer, nullable=False, server_default="0"))
    op.add_column("extractions", sa.Column("stored_at", SORTED))
    op.create_index("documents_by_url", "documents", ["url"])
    op.create_index("extractions_by_version", "extractions", ["version"])
    _keep_reviews()
    # Programs from before the migrations look here, and must leave this store alone.
    op.execute("DELETE FROM meta WHERE key = 'schema'")
    op.execute("INSERT INTO meta (key, value) VALUES ('schema', 'alembic')")


def _create_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("source_key", sa.Integer, primary_key=True),
        sa.Column("source_id", SORTED, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("first_used", SORTED, nullable=False),
        sa.UniqueConstraint("source_id", "fingerprint"),
    )


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document_id", SORTED, nullable=False),
        sa.Column("url", SORTED),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("reviewed_at", SORTED, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("reviews.number")),
        sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
    )
    op.create_index("reviews_by_document", "reviews", ["document_id", "start"])
    op.create_index("reviews_by_url", "reviews", ["url"])


def _create_exports() -> None:
    op.create_table(
        "exports",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("made_at", SORTED, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("since", sa.Integer),
        sa.Column("manifest", sa.Text, nullable=False),
    )


def _keep_reviews() -> None:
    """No review is ever changed or deleted, whoever tries."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION keep_reviews() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'reviews are only ever added'; END $$"
        )
        op.execute(
            "CREATE TRIGGER reviews_stay BEFORE UPDATE OR DELETE ON reviews "
            "FOR EACH ROW EXECUTE FUNCTION keep_reviews()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER reviews_stay_{change.lower()} BEFORE {change} ON reviews "
            "BEGIN SELECT RAISE(ABORT, 'reviews are only ever added'); END"
        )
