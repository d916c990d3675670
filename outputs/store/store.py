"""An open store: each call of `save` is one transaction, and saving twice stores nothing twice."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, distinct, func, select

from outputs.store.accounts import StoreAccounts
from outputs.store.changes import newest_version
from outputs.store.check_list import StoreChecks
from outputs.store.crawl_runs import CrawlRuns
from outputs.store.export_log import ExportLog
from outputs.store.failures import database_errors
from outputs.store.figures import FigureReader
from outputs.store.frontier import StoreFrontier
from outputs.store.integrity import check_store
from outputs.store.listing import Listing
from outputs.store.logins import StoreLogins
from outputs.store.page_versions import PageVersions
from outputs.store.portions import Portions
from outputs.store.reading import (
    Reading,
    ReviewUse,
    count_stored,
    newest_extractor,
    newest_of,
    outdated_documents,
    read_document,
    read_extractions,
    select_keys,
)
from outputs.store.review_queue import ReviewQueue
from outputs.store.reviews import StoreReviews
from outputs.store.since import Since
from outputs.store.sizes import TableSize, table_sizes, total_bytes
from outputs.store.snapshot import Snapshot
from outputs.store.superseding import all_superseded
from outputs.store.tables import checks, documents, extractions, facts, ledger
from outputs.store.transactions import begin_read, begin_write
from outputs.store.twin_index import TwinIndex
from outputs.store.versions import StoreVersions
from outputs.store.writing import KEPT, Saving, prepare, save_extractions
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.issues import Issue
from schemas.record import Record


class SaveResult(Record):
    """How many extractions a call of `save` wrote, and how many stood there already."""

    stored: int
    unchanged: int


class Counts(Record):
    """How much a store holds, all extractor versions together.

    `superseded` of the documents are older versions of a page that was read anew; results leave them out.
    """

    documents: int
    extractions: int
    facts: int
    ledger: int
    checks: int
    superseded: int = 0


class Store:
    """Extractions in a database. Made by `open_store`; one object may serve several threads."""

    def __init__(self, engine: Engine, *, kept: int = KEPT) -> None:
        self._engine = engine
        self._kept = kept

    def save(self, extracted: Sequence[Extraction]) -> SaveResult:
        """Writes all of `extracted`, or nothing.

        An extraction of a document by an extractor version that is there already with the same content is left
        alone, unless another version came later: then it becomes the newest again. One with other content takes the
        place of the old one.

        Raises:
            OutputError: The database cannot be written; nothing was.
        """
        prepared = [prepare(one) for one in extracted]
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            saving = Saving(version=newest_version(connection)[0] + 1, at=datetime.now(UTC), kept=self._kept)
            written = save_extractions(connection, prepared, saving)
        return SaveResult(stored=written, unchanged=len(extracted) - written)

    def is_current(self, document_id: str, extractor: str) -> bool:
        """Whether the newest extraction of this document is by this extractor version."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return newest_extractor(connection, document_id) == extractor

    def document(self, document_id: str) -> Document:
        """The document of this id as it was last read.

        Raises:
            OutputError: The store does not hold it, or cannot be read.
        """
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return read_document(connection, document_id)

    def outdated(self, extractor: str) -> tuple[str, ...]:
        """Ids of the documents whose newest extraction is by another version than this, superseded ones left out."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return outdated_documents(connection, extractor)

    def extractions(
        self,
        extractor: str | None = None,
        *,
        with_superseded: bool = False,
        since: int | datetime | None = None,
    ) -> Iterator[Extraction]:
        """The stored extractions, ordered by the name and id of their documents, as of the first one read.

        A fact of a twin that tells again what a fact of its original tells points to that one (`same_as`).

        Args:
            extractor: Only those of this extractor version; None for the newest extraction of each document.
            with_superseded: Whether to give documents too that are older versions of a page that was read anew.
            since: Only what was stored after this version of the store (`version`), or after this time.
        """
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            keys = select_keys(connection, extractor, with_superseded=with_superseded, since=since)
            yield from read_extractions(connection, keys, Reading(extractor=extractor))

    def extraction(self, document_id: str) -> Extraction | None:
        """The newest extraction of one document; None where the store has none."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return newest_of(connection, [document_id]).get(document_id)

    @contextmanager
    def listing(self) -> Iterator[Listing]:
        """A reader of lists of facts; all that it gives in the block is of one state of the store."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            yield Listing(connection)

    @contextmanager
    def figures(self, *, is_reviewed: bool = True) -> Iterator[FigureReader]:
        """A reader of figures of one kind; all that it gives in the block is of one state of the store.

        Args:
            is_reviewed: Whether figures are as reviewers say they are, or as they were extracted.
        """
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            yield FigureReader(connection, is_reviewed=is_reviewed)

    @contextmanager
    def portions(self) -> Iterator[Portions]:
        """A reader of rows some at a time; all that it gives in the block is of one state of the store."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            yield Portions(connection)

    @contextmanager
    def snapshot(self, since: Since = Since(), *, reviews: ReviewUse = "applied") -> Iterator[Snapshot]:  # noqa: B008
        """One state of the store for exports: what is new in it since an earlier one.

        Raises:
            ConfigError: The store never was in the earlier state.
        """
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            yield Snapshot(connection, since, reviews)

    def counts(self) -> Counts:
        """How many rows of each kind are stored; documents count once, whatever their versions."""
        tables = {"extractions": extractions, "facts": facts, "ledger": ledger, "checks": checks}
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            rows = {name: connection.scalar(select(func.count()).select_from(t)) or 0 for name, t in tables.items()}
            documents_stored = connection.scalar(select(func.count(distinct(documents.c.document_id)))) or 0
            superseded = count_stored(connection, all_superseded(connection))
        return Counts(documents=documents_stored, superseded=superseded, **rows)

    def version(self) -> int:
        """The number of the last change of results, by a call of `save` or a review, over the store's life; or 0."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return newest_version(connection)[0]

    @property
    def frontier(self) -> StoreFrontier:
        """The addresses of crawls, and the index of the archive."""
        return StoreFrontier(self._engine)

    @property
    def pages(self) -> PageVersions:
        """The archived versions of articles, and the documents they became."""
        return PageVersions(self._engine)

    @property
    def runs(self) -> CrawlRuns:
        """The runs of crawls."""
        return CrawlRuns(self._engine)

    @property
    def twins(self) -> TwinIndex:
        """Which documents tell the same story."""
        return TwinIndex(self._engine)

    @property
    def reviews(self) -> StoreReviews:
        """The verdicts of analysts."""
        return StoreReviews(self._engine)

    @property
    def queue(self) -> ReviewQueue:
        """The facts in the order in which analysts should look at them."""
        return ReviewQueue(self._engine)

    @property
    def exports(self) -> ExportLog:
        """The exports that were made."""
        return ExportLog(self._engine)

    @property
    def versions(self) -> StoreVersions:
        """The extractor versions that are held side by side, and what differs between them."""
        return StoreVersions(self._engine)

    @property
    def checks(self) -> StoreChecks:
        """What the figures of a document, and those of several documents, say of each other."""
        return StoreChecks(self._engine)

    @property
    def accounts(self) -> StoreAccounts:
        """Who may use the store over the network."""
        return StoreAccounts(self._engine)

    @property
    def logins(self) -> StoreLogins:
        """The logins of browsers."""
        return StoreLogins(self._engine)

    def check(self, *, archive_root: Path | None = None, sample: int | None = None) -> Iterator[Issue]:
        """What is wrong with the store; see `check_store`."""
        return check_store(self._engine, archive_root=archive_root, sample=sample)

    def sizes(self) -> tuple[TableSize, ...]:
        """Rows and bytes of each table, by name."""
        return table_sizes(self._engine)

    def total_bytes(self) -> int:
        """Bytes of the whole database on disk."""
        return total_bytes(self._engine)
