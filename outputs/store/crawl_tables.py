"""The tables of a crawl: addresses, archived answers, what was read from them, runs, and twins.

An address belongs to the source that found it first: what two sources link is fetched once.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from outputs.store.column_types import Moment, Sorted
from outputs.store.tables import metadata

addresses = Table(
    "addresses",
    metadata,
    Column("address_key", Integer, primary_key=True),
    Column("url", Sorted, nullable=False, unique=True),
    Column("source_id", Sorted, nullable=False),
    Column("status", Sorted, nullable=False),
    Column("reason", Text),
    Column("detail", Text),
    Column("tries", Integer, nullable=False),
    Column("next_try", Moment),
    Column("title", Text),
    Column("published", Sorted),
    Column("found_at", Moment, nullable=False),
    Column("found_in", Text),
    Column("checked_at", Moment),
    Column("first_fetched", Moment),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", Text),
    # The newest version of the page, and which extractor read it last: "" none yet, NULL nothing to read.
    Column("newest_key", Integer),
    Column("read_by", Sorted),
    Index("addresses_by_age", "source_id", "status", "found_at", "published"),
    Index("addresses_by_next_try", "source_id", "status", "next_try"),
    Index("addresses_by_reader", "read_by"),
    Index("addresses_by_source_and_reader", "source_id", "read_by"),
)

archived = Table(
    "archived",
    metadata,
    Column("archive_key", Integer, primary_key=True),
    Column("source_id", Sorted, nullable=False),
    Column("file", Sorted, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("url", Sorted, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("http_status", Integer),
    Column("media_type", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", Text),
    Column("retrieved_at", Moment, nullable=False),
    # Set for bodies of articles: the address, and the version where the body differs from the one before.
    Column("address_key", ForeignKey("addresses.address_key")),
    Column("version", Integer),
    # A hash of the bodies of the pages on which the article goes on; NULL where there are none.
    Column("further", Text),
    UniqueConstraint("source_id", "file", "offset"),
    Index("archived_by_url", "url", "retrieved_at"),
    Index("archived_by_version", "address_key", "version"),
)
"""The index of the archive: one row for each archived answer, whatever it was fetched for."""

page_documents = Table(
    "page_documents",
    metadata,
    Column("archive_key", ForeignKey("archived.archive_key"), primary_key=True, autoincrement=False),
    Column("document_id", Sorted, index=True),
    Column("extractor", Text, nullable=False),
    Column("error", Text),
)
"""What the last reading of a version gave: its document, or the code of the error; the document found before stays."""

sources = Table(
    "sources",
    metadata,
    Column("source_key", Integer, primary_key=True),
    Column("source_id", Sorted, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("first_used", Moment, nullable=False),
    UniqueConstraint("source_id", "fingerprint"),
)
"""Each state of a source file that a run worked by, once."""

crawl_runs = Table(
    "crawl_runs",
    metadata,
    Column("run_id", Sorted, primary_key=True),
    Column("source_id", Sorted, primary_key=True),
    Column("started", Moment, nullable=False),
    Column("ended", Moment),
    Column("counts", Text, nullable=False),
    Column("source_key", ForeignKey("sources.source_key")),
    Index("crawl_runs_by_source", "source_id", "started"),
)

crawl_issues = Table(
    "crawl_issues",
    metadata,
    Column("run_id", Sorted, primary_key=True),
    Column("source_id", Sorted, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("level", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
)

signatures = Table(
    "signatures",
    metadata,
    Column("signature_key", Integer, primary_key=True),
    Column("document_id", Sorted, nullable=False, unique=True),
    Column("published", Sorted),
    Column("exact", Text, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
)

signature_bands = Table(
    "signature_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("signature_key", Integer, primary_key=True, autoincrement=False),
    Index("signature_bands_by_signature", "signature_key"),
    sqlite_with_rowid=False,
)
"""Hashes of the bands: two that collide by chance are told apart by comparing the signatures."""

twins = Table(
    "twins",
    metadata,
    Column("document_id", Sorted, primary_key=True),
    Column("twin_of", Sorted, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("similarity", Double, nullable=False),
)
"""All twins of one story point to its original, which has no row."""
