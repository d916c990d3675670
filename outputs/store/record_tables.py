"""The tables of what people and runs did with the store: reviews, which are only ever added, exports, checks."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from outputs.store.column_types import Moment, Sorted
from outputs.store.tables import metadata

reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", Sorted, nullable=False),
    Column("url", Sorted),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("reviewed_at", Moment, nullable=False),
    Column("reason", Text),
    Column("before", Text),
    Column("after", Text),
    Column("undoes", ForeignKey("reviews.number")),
    Column("fingerprint", Text, nullable=False, unique=True),
    Index("reviews_by_document", "document_id", "start"),
    Index("reviews_by_url", "url"),
)
"""Verdicts and what takes them back, in their order. It holds its own quote: no text that a review needs is lost."""

exports = Table(
    "exports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("target", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("since", Integer),
    Column("manifest", Text, nullable=False),
)

cross_checks = Table(
    "cross_checks",
    metadata,
    Column("check_key", Integer, primary_key=True),
    Column("check_id", Sorted, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("locality", Text),
    Column("province", Text),
    Column("period", Sorted),
    Index("cross_checks_by_outcome", "outcome", "kind"),
    Index("cross_checks_by_subject", "indicator", "province"),
)
"""Checks between documents, as of the last time that they were made."""

cross_check_figures = Table(
    "cross_check_figures",
    metadata,
    Column("check_key", ForeignKey("cross_checks.check_key", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("fact_id", Text, nullable=False),
    Column("document_id", Sorted, nullable=False),
    Index("cross_check_figures_by_document", "document_id"),
)
"""The facts that a check is about, in the order in which its statement names them."""
