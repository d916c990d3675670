"""What somebody asks for of the newest extractions -> conditions on their rows."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from outputs.store.derived_tables import document_changes, store_versions
from outputs.store.reading import ReviewUse
from outputs.store.tables import checks, documents, extractions, facts
from schemas.checks import CheckKind, Outcome
from schemas.record import Record
from schemas.vocabulary import Indicator, Measure, Status, System


class DocumentFilter(Record):
    """Which documents; None takes all.

    `source` is the publisher, `province` the one that a document is about. `since_version` and `since` take what was
    stored after a version of the store, or at or after a time. `reviews` says whether facts are as extracted, so with
    the marks of reviewers, or as reviewers say they are; with reviews, what was judged since counts as new, too.
    """

    document_id: str | None = None
    source: str | None = None
    province: str | None = None
    since_version: int | None = None
    since: datetime | None = None
    reviews: ReviewUse = "ignored"


class CheckFilter(DocumentFilter):
    """Which checks, of which documents."""

    kind: CheckKind | None = None
    outcome: Outcome | None = None


class FactFilter(DocumentFilter):
    """Which facts, of which documents; here `province` is that of a figure's locality, as it was then.

    `locality` is a unit's code. `months` are the first and the last in which a figure's period may end; one that ends
    with the publication ends in its month. `outcome` takes facts that a check with this outcome is about.
    """

    indicator: Indicator | None = None
    system: System | None = None
    measure: Measure | None = None
    status: Status | None = None
    locality: str | None = None
    months: tuple[str, str] | None = None
    outcome: Outcome | None = None


def is_newest() -> ColumnElement[bool]:
    """Whether no later extraction of its document is stored."""
    later = extractions.alias("later")
    is_later = and_(
        later.c.document_id == extractions.c.document_id, later.c.extraction_key > extractions.c.extraction_key
    )
    return ~exists(select(later.c.extraction_key).where(is_later))


def document_conditions(wanted: DocumentFilter) -> Iterator[ColumnElement[bool]]:
    """Conditions on extractions joined with their documents."""
    if wanted.document_id is not None:
        yield extractions.c.document_id == wanted.document_id
    if wanted.source is not None:
        yield documents.c.publisher == wanted.source
    yield from _since_conditions(wanted)
    if wanted.province is not None and not isinstance(wanted, FactFilter):
        yield extractions.c.province == wanted.province


def _since_conditions(wanted: DocumentFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.reviews == "ignored":
        if wanted.since_version is not None:
            yield extractions.c.version > wanted.since_version
        if wanted.since is not None:
            yield extractions.c.stored_at >= wanted.since
        return
    changed = document_changes
    if wanted.since_version is not None:
        later = select(changed.c.document_id).where(changed.c.version > wanted.since_version)
        yield extractions.c.document_id.in_(later)
    if wanted.since is not None:
        later = select(changed.c.document_id).join(store_versions, store_versions.c.version == changed.c.version)
        yield extractions.c.document_id.in_(later.where(store_versions.c.at >= wanted.since))


def check_conditions(wanted: CheckFilter) -> Iterator[ColumnElement[bool]]:
    """Conditions on the rows of checks alone."""
    if wanted.kind is not None:
        yield checks.c.kind == wanted.kind
    if wanted.outcome is not None:
        yield checks.c.outcome == wanted.outcome


def fact_conditions(wanted: FactFilter, table: Table) -> Iterator[ColumnElement[bool]]:
    """Conditions on the rows of facts, joined with extractions and documents.

    Args:
        wanted: What is asked for.
        table: `facts`, or `reviewed_facts`, whose checks are not in columns: `outcome` is no condition there.
    """
    stated = {
        table.c.indicator: wanted.indicator,
        table.c.system: wanted.system,
        table.c.measure: wanted.measure,
        table.c.status: wanted.status,
        table.c.locality_code: wanted.locality,
        table.c.locality_province: wanted.province,
    }
    yield from (column == value for column, value in stated.items() if value is not None)
    if wanted.months is not None:
        yield func.substr(_last_day(table), 1, 7).between(*wanted.months)
    if wanted.outcome is not None and table is facts:
        yield _has_check(wanted.outcome)


def _last_day(table: Table) -> ColumnElement[str]:
    """The last day of a figure's period, a partial date filled up; of the publication where the period ends with it."""
    published = case((table.c.period_end_is_published, documents.c.published))
    told = func.coalesce(table.c.period_end, table.c.period_start, published)
    return case((func.length(told) == 4, told + "-12"), else_=told)


def _has_check(outcome: Outcome) -> ColumnElement[bool]:
    """Whether a check with this outcome is about the fact."""
    own = aliased(checks)
    # LIKE would read signs of an id as a pattern.
    names_it = func.replace(own.c.fact_ids, '"' + facts.c.fact_id + '"', "") != own.c.fact_ids
    is_own = own.c.extraction_key == facts.c.extraction_key
    return exists(select(own.c.position).where(is_own, own.c.outcome == outcome, names_it))
