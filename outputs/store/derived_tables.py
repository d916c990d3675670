"""The tables of what follows from others: which documents' results changed when, facts as reviewed, stale checks.

They are written in the transaction that changes what they follow from, so that exports and comparisons need not find
it out again.
"""

from sqlalchemy import Boolean, Column, Double, ForeignKey, Index, Integer, Table, Text

from outputs.store.column_types import Moment, Sorted
from outputs.store.tables import COMPARED, metadata

store_versions = Table(
    "store_versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("mark", Text, nullable=False),
    Column("at", Moment),
)
"""Each transaction that changed results, numbered; `mark` tells two stores apart that have come to the same number."""

document_changes = Table(
    "document_changes",
    metadata,
    Column("document_id", Sorted, primary_key=True),
    Column("version", Integer, nullable=False, index=True),
)
"""The version in which results last changed for a document: read anew, judged, replaced, or linked to a twin."""

stale_checks = Table(
    "stale_checks",
    metadata,
    Column("indicator", Text, primary_key=True),
    Column("province", Sorted, primary_key=True),
    Column("version", Integer, nullable=False),
)
"""Of which indicator and province ("" for none) figures changed since checks between documents were made, and when."""

check_renewals = Table(
    "check_renewals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_by", Text, nullable=False),
    Column("at", Moment),
)
"""The last time that checks between documents were made, and by which program; no row before the first."""

_TYPES = {
    "position": Integer, "period_end_is_published": Boolean, "confidence": Double, "evidence_start": Integer
}  # fmt: skip
_REQUIRED = {
    "indicator", "measure", "status", "groups", "period_end_is_published", "qualifier", "confidence", "evidence_start"
}  # fmt: skip
_OWN = {"extraction_key", "position"}

reviewed_facts = Table(
    "reviewed_facts",
    metadata,
    Column("extraction_key", ForeignKey("extractions.extraction_key", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    # Of the fact at this position; empty for a fact that a reviewer added, whose position lies behind all others.
    Column("indicator_before", Text),
    Column("review", Text),
    Column("fact", Text, nullable=False),
    *(Column(name, _TYPES.get(name, Text), nullable=name not in _REQUIRED) for name in COMPARED if name not in _OWN),
    Index("reviewed_facts_before", "indicator_before"),
    Index("reviewed_facts_now", "indicator"),
)
"""What stands in place of the facts of a newest extraction that reviews judged, or that hang on such a fact.

`fact` is all of it as JSON; the columns beside it are those by which comparisons choose.
"""
