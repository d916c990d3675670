"""The tables of extractions, in SQL that SQLite and PostgreSQL both speak.

A document that is read again with another text or other metadata becomes a new row of `documents`, so that the
offsets of an older extraction still point into the text it was made from. A change here, in `crawl_tables`,
`record_tables` or `access_tables` needs a step in `migrations/versions`; a test compares what the steps make with what
stands here.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from outputs.store.column_types import ExactDecimal, Moment, Sorted

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What marks a store; programs from before the migrations read its schema here, and refuse this one."""

documents = Table(
    "documents",
    metadata,
    Column("document_key", Integer, primary_key=True),
    Column("document_id", Sorted, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("name", Sorted, nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("title", Text),
    Column("byline", Text),
    Column("published", Text),
    Column("retrieved_at", Text),
    Column("media_type", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("province", Text),
    Column("text", Text, nullable=False),
    Column("regions", Text, nullable=False, server_default="[]"),
    Column("marks", Text, nullable=False, server_default="[]"),
    UniqueConstraint("document_id", "fingerprint"),
    Index("documents_by_url", "url"),
)

extractions = Table(
    "extractions",
    metadata,
    Column("extraction_key", Integer, primary_key=True),
    Column("document_key", ForeignKey("documents.document_key"), nullable=False, index=True),
    Column("document_id", Sorted, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("province", Text),
    Column("locality", Text),
    # The number of the transaction that wrote it, counted over the store's life, and when that was.
    Column("version", Integer, nullable=False, server_default="0"),
    Column("stored_at", Moment),
    UniqueConstraint("document_id", "extractor"),
    Index("extractions_by_version", "version"),
)


def _owner() -> Column[int]:
    return Column("extraction_key", ForeignKey("extractions.extraction_key", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


COMPARED = (
    "indicator", "status", "measure", "locality_level", "locality_province", "groups", "same_as", "extraction_key",
    "position", "locality_name", "locality_code", "organization", "system", "period_start", "period_end",
    "period_end_is_published", "qualifier", "confidence", "evidence_start",
)  # fmt: skip
"""All columns that choose between the figures of a comparison."""

facts = Table(
    "facts",
    metadata,
    _owner(),
    _position(),
    Column("fact_id", Text, nullable=False, index=True),
    Column("indicator", Text, nullable=False),
    Column("system", Text),
    Column("measure", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("value", ExactDecimal, nullable=False),
    Column("value_max", ExactDecimal),
    Column("rejected_reading", Text),
    Column("denominator", ExactDecimal),
    Column("denominator_role", Text),
    Column("qualifier", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("direction", Text),
    Column("groups", Text, nullable=False),
    Column("locality_name", Text),
    Column("locality_level", Text),
    Column("locality_code", Text),
    Column("locality_province", Text),
    Column("locality_successors", Text),
    Column("organization", Text),
    Column("period_start", Text),
    Column("period_end", Text),
    Column("period_end_is_published", Boolean, nullable=False),
    Column("period_text", Text),
    Column("period_inferred", Boolean, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("evidence_page", Integer),
    Column("evidence_cell", Text),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("rules", Text, nullable=False),
    Column("checks", Text, nullable=False),
    Column("same_as", Text),
    Index("facts_by_indicator", "indicator", "locality_name"),
    # One indicator in the order of storing: a page of such facts needs no sorting.
    Index("facts_by_indicator_stored", "indicator", "extraction_key", "position"),
    # So that a comparison is answered from the index alone.
    Index("facts_for_comparing", *COMPARED),
)

ledger = Table(
    "ledger",
    metadata,
    _owner(),
    _position(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("fact_id", Text),
    Column("reason", Text),
)

checks = Table(
    "checks",
    metadata,
    _owner(),
    _position(),
    Column("kind", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("fact_ids", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Index("checks_by_outcome", "outcome", "kind"),
)
