"""One unchanging state of a store: what it holds, what is new since an earlier state, and the mark of this one."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from outputs.store.check_list import CheckFilter, list_checks
from outputs.store.reading import read_extractions, select_keys
from outputs.store.superseding import all_superseded
from outputs.store.tables import checks, documents, extractions, facts, ledger
from schemas.checks import ListedCheck
from schemas.errors import ConfigError
from schemas.extraction import Extraction
from schemas.record import Record

_VERSION = re.compile(r"(\d{1,18})-([0-9a-f]{12})")
_MARK_LETTERS = 12
EMPTY_VERSION = f"0-{'0' * _MARK_LETTERS}"
"""The version of a store without extractions."""


class SnapshotCounts(Record):
    """How many records an export of a snapshot holds."""

    documents: int
    facts: int
    ledger: int
    checks: int


class Since(Record):
    """An earlier state: a version, as `Snapshot.version` gives it, or a time of retrieval. None of both is all.

    A version is the key of the newest extraction and the beginning of its fingerprint. SQLite gives the key of a
    replaced newest extraction again, so the fingerprint tells whether the one with that key is still the same.
    """

    key: int | None = None
    mark: str | None = None
    time: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> "Since":
        """What a person writes: a version from a manifest, or an ISO date or time (without a zone: UTC).

        Raises:
            ConfigError: It is neither.
        """
        version = _VERSION.fullmatch(text)
        if version:
            return cls(key=int(version[1]), mark=version[2])
        try:
            time = datetime.fromisoformat(text)
        except ValueError as error:
            raise ConfigError(
                f"--since {text}: hãy lấy version trong manifest.json của lần xuất trước, hoặc viết ngày 2025-11-01"
            ) from error
        return cls(time=time if time.tzinfo else time.replace(tzinfo=UTC))


class Snapshot:
    """Reads inside one transaction; made by `Store.snapshot`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def version(self) -> str:
        """The mark of this state, to be given to `Since.parse` later; it grows whenever something is saved."""
        newest = select(extractions.c.extraction_key, extractions.c.fingerprint)
        row = self._connection.execute(newest.order_by(extractions.c.extraction_key.desc()).limit(1)).one_or_none()
        return f"{row[0]}-{row[1][:_MARK_LETTERS]}" if row else EMPTY_VERSION

    def extractions(self, since: Since) -> Iterator[Extraction]:
        """The newest extraction of each document that is new or has changed since, in the order of a full reading."""
        yield from read_extractions(self._connection, None, keys=self._keys(since))

    def checks(self) -> Iterator[ListedCheck]:
        """All checks, within the documents that are shown and between them, the failed ones first."""
        yield from list_checks(self._connection, CheckFilter())

    def removed(self, since: Since) -> tuple[str, ...]:
        """Documents of the earlier state that results leave out by now: older versions of pages read anew. Sorted."""
        if since.key is None:
            return ()
        left_out = all_superseded(self._connection)
        query = select(extractions.c.document_id).where(extractions.c.extraction_key <= since.key)
        return tuple(sorted(left_out.intersection(self._connection.scalars(query))))

    def counts(self, since: Since) -> SnapshotCounts:
        """How many records of each kind `extractions` gives; documents without facts count too."""
        keys = set(self._keys(since))
        found = {}
        for name, table in {"facts": facts, "ledger": ledger, "checks": checks}.items():
            query = select(table.c.extraction_key, func.count()).group_by(table.c.extraction_key)
            found[name] = sum(count for key, count in self._connection.execute(query) if key in keys)
        return SnapshotCounts(documents=len(keys), **found)

    def _keys(self, since: Since) -> list[int]:
        keys = select_keys(self._connection, None, with_superseded=False)
        if since.key is None and since.time is None:
            return keys
        new = set(self._connection.scalars(select(extractions.c.extraction_key).where(self._is_new(since))))
        if since.time is not None:
            new &= self._retrieved_since(since.time)
        return [key for key in keys if key in new]

    def _is_new(self, since: Since) -> ColumnElement[bool]:
        if since.key is None:
            return ~false()
        is_same_key = extractions.c.extraction_key == since.key
        differs = func.substr(extractions.c.fingerprint, 1, _MARK_LETTERS) != since.mark
        return or_(extractions.c.extraction_key > since.key, and_(is_same_key, differs))

    def _retrieved_since(self, time: datetime) -> set[int]:
        """Keys of documents that were retrieved at `time` or later; those of files, which have no time, are not."""
        joined = extractions.join(documents, documents.c.document_key == extractions.c.document_key)
        query = select(extractions.c.extraction_key, documents.c.retrieved_at).select_from(joined)
        rows = self._connection.execute(query.where(documents.c.retrieved_at.is_not(None)))
        return {key for key, text in rows if _moment(text) >= time}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
