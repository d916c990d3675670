"""The runs of a crawl: what each did for its source, and the issues it left."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Table, delete, select

from outputs.store.crawl_tables import crawl_issues, crawl_runs, sources
from outputs.store.failures import database_errors
from outputs.store.rows import Row
from outputs.store.transactions import begin_read, begin_write
from schemas.crawling import CrawlRun, RunCounts
from schemas.issues import Issue
from schemas.sources import Source


def _row_to_run(row: RowMapping) -> CrawlRun:
    fields = {name: row[name] for name in ("run_id", "source_id", "started", "ended")}
    return CrawlRun(**fields, counts=RunCounts.model_validate_json(row["counts"]))


def _issue_row(issue: Issue) -> Row:
    start, end = issue.span or (None, None)
    return {**issue.model_dump(exclude={"span"}), "span_start": start, "span_end": end}


def _row_to_issue(row: RowMapping) -> Issue:
    span = None if row["span_start"] is None else (row["span_start"], row["span_end"])
    return Issue(**{name: row[name] for name in ("level", "code", "subject", "message")}, span=span)


def _is_of(run: CrawlRun, table: Table) -> ColumnElement[bool]:
    return (table.c.run_id == run.run_id) & (table.c.source_id == run.source_id)


def _known_source(connection: Connection, run: CrawlRun) -> int | None:
    key: int | None = connection.scalar(select(crawl_runs.c.source_key).where(_is_of(run, crawl_runs)))
    return key


def _save_source(connection: Connection, source: Source, run: CrawlRun) -> int:
    """The key of this state of the source, which is written down the first time it is used."""
    record = source.model_dump_json()
    fingerprint = hashlib.sha256(record.encode()).hexdigest()
    known = select(sources.c.source_key).where(
        sources.c.source_id == run.source_id, sources.c.fingerprint == fingerprint
    )
    key: int | None = connection.scalar(known)
    if key is None:
        row = {"source_id": run.source_id, "fingerprint": fingerprint, "record": record, "first_used": run.started}
        connection.execute(sources.insert().values(row))
        key = connection.scalar(known)
    if key is None:
        raise AssertionError("what was written can be read")
    return key


class CrawlRuns:
    """The runs of all sources; one run may crawl several. Every call is one transaction; raises OutputError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(self, run_id: str, source_id: str, *, at: datetime, source: Source | None = None) -> CrawlRun:
        """The run, written down as started; one that is killed stays so, with `ended` None.

        Started again under the same id, as when a flow is tried again, it begins anew without counts and issues.

        Args:
            run_id: The same for all sources of a run.
            source_id: Whose run.
            at: The present time.
            source: What the run works by; the store keeps it as it is now, whatever becomes of its file.
        """
        run = CrawlRun(run_id=run_id, source_id=source_id, started=at)
        self._write(run, (), source)
        return run

    def source(self, run_id: str, source_id: str) -> Source | None:
        """The source as this run used it; None where it is not known."""
        query = select(sources.c.record).join(crawl_runs, crawl_runs.c.source_key == sources.c.source_key)
        query = query.where(crawl_runs.c.run_id == run_id, crawl_runs.c.source_id == source_id)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            record = connection.scalar(query)
        return None if record is None else Source.model_validate_json(record)

    def save(self, run: CrawlRun, issues: Sequence[Issue] = ()) -> None:
        """Writes what the run did so far, or with `ended` set all of it; takes the place of what was written before."""
        self._write(run, issues)

    def finish(self, run: CrawlRun, counts: RunCounts, *, at: datetime, issues: Sequence[Issue] = ()) -> CrawlRun:
        """The run as ended at `at`, written down with its issues; doing it twice changes nothing."""
        ended = run.model_copy(update={"ended": at, "counts": counts})
        self._write(ended, issues)
        return ended

    def _write(self, run: CrawlRun, issues: Sequence[Issue], source: Source | None = None) -> None:
        key = {"run_id": run.run_id, "source_id": run.source_id}
        row: Row = {**key, "started": run.started, "ended": run.ended, "counts": run.counts.model_dump_json()}
        remarks = [{**key, "position": position, **_issue_row(issue)} for position, issue in enumerate(issues)]
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            row["source_key"] = _save_source(connection, source, run) if source else _known_source(connection, run)
            for table in (crawl_runs, crawl_issues):
                connection.execute(delete(table).where(_is_of(run, table)))
            connection.execute(crawl_runs.insert().values(row))
            if remarks:
                connection.execute(crawl_issues.insert(), remarks)

    def history(self, source_id: str, n: int) -> tuple[CrawlRun, ...]:
        """The last `n` runs of a source, the newest first; killed ones and those at work have no `ended`."""
        query = select(crawl_runs).where(crawl_runs.c.source_id == source_id)
        query = query.order_by(crawl_runs.c.started.desc(), crawl_runs.c.run_id.desc()).limit(n)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(map(_row_to_run, connection.execute(query).mappings()))

    def runs(self, run_id: str) -> tuple[CrawlRun, ...]:
        """What one run did for each of its sources, ordered by source."""
        query = select(crawl_runs).where(crawl_runs.c.run_id == run_id).order_by(crawl_runs.c.source_id)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(map(_row_to_run, connection.execute(query).mappings()))

    def issues(self, run_id: str, source_id: str | None = None) -> tuple[Issue, ...]:
        """The issues of a run, for one source or for all, in the order they were given."""
        query = select(crawl_issues).where(crawl_issues.c.run_id == run_id)
        if source_id is not None:
            query = query.where(crawl_issues.c.source_id == source_id)
        query = query.order_by(crawl_issues.c.source_id, crawl_issues.c.position)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(map(_row_to_issue, connection.execute(query).mappings()))
