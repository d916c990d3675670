"""The exports that were made: when, of which state of the store, and what their manifests said."""

from sqlalchemy import Engine, RowMapping, select

from outputs.store.failures import database_errors
from outputs.store.record_tables import exports
from outputs.store.transactions import begin_read, begin_write
from schemas.exports import ExportEntry


def _row_to_entry(row: RowMapping) -> ExportEntry:
    return ExportEntry(**{name: row[name] for name in ExportEntry.model_fields})


class ExportLog:
    """Exports in the order they were made. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, entry: ExportEntry) -> None:
        """Writes down an export that is complete."""
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            connection.execute(exports.insert().values(dict(entry)))

    def history(self, n: int, *, target: str | None = None) -> tuple[ExportEntry, ...]:
        """The last `n` exports, into one target or all, the newest first."""
        query = select(exports).order_by(exports.c.number.desc()).limit(n)
        if target is not None:
            query = query.where(exports.c.target == target)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(map(_row_to_entry, connection.execute(query).mappings()))
