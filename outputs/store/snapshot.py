"""One unchanging state of a store: what it holds, what is new in it since an earlier one, and its mark."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from outputs.store.changes import newest_version
from outputs.store.check_list import CheckFilter, list_checks
from outputs.store.derived_tables import document_changes
from outputs.store.reading import Reading, ReviewUse, read_extractions, select_keys
from outputs.store.since import Since, resolve_since
from outputs.store.tables import extractions
from schemas.checks import ListedCheck
from schemas.extraction import Extraction


class Snapshot:
    """What is new in one state of the store since another; made by `Store.snapshot`.

    Everything is read inside one transaction. `since` is the version behind which something is new; None for all.
    """

    def __init__(self, connection: Connection, since: Since, reviews: ReviewUse) -> None:
        self._connection = connection
        self._reviews = reviews
        self.since = resolve_since(connection, since)
        self._changed = self._load_changed()
        self._keys = self._load_keys()

    @property
    def number(self) -> int:
        """The store's version."""
        return newest_version(self._connection)[0]

    @property
    def version(self) -> str:
        """The mark of this state, to be given to `Since.parse` later; it grows whenever results change."""
        number, mark = newest_version(self._connection)
        return f"{number}-{mark}"

    @property
    def documents(self) -> int:
        """How many documents are new or have changed."""
        return len(self._keys)

    def checks(self) -> Iterator[ListedCheck]:
        """All checks, within the documents that are shown and between them, the failed ones first."""
        yield from list_checks(self._connection, CheckFilter())

    def extractions(self) -> Iterator[Extraction]:
        """The newest extraction of each document that is new or has changed, in the order of a full reading."""
        yield from read_extractions(self._connection, self._keys, Reading(reviews=self._reviews))

    def removed(self) -> tuple[str, ...]:
        """Documents that have left the results since: older versions of pages read anew. Sorted."""
        if self._changed is None:
            return ()
        shown = set(self._document_ids())
        return tuple(sorted(self._changed - shown))

    def _document_ids(self) -> Iterator[str]:
        wanted = set(self._keys)
        query = select(extractions.c.extraction_key, extractions.c.document_id)
        return (document_id for key, document_id in self._connection.execute(query) if key in wanted)

    def _load_changed(self) -> set[str] | None:
        if self.since is None:
            return None
        query = select(document_changes.c.document_id).where(document_changes.c.version > self.since)
        return set(self._connection.scalars(query))

    def _load_keys(self) -> list[int]:
        keys = select_keys(self._connection, None, with_superseded=False)
        if self._changed is None:
            return keys
        query = select(extractions.c.extraction_key, extractions.c.document_id)
        new = {key for key, document_id in self._connection.execute(query) if document_id in self._changed}
        return [key for key in keys if key in new]
