"""Pages -> documents, those that might do harm read in a few limited processes that are kept for the next page."""

import importlib
import threading
from types import TracebackType
from typing import Self

from corpus.isolation.asking import Question, WorkerLostError, ask
from corpus.isolation.limits import ReadingLimits
from corpus.isolation.process import Worker
from corpus.readers import prepare_page
from corpus.readers.format import Format
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

CATALOGUE = "corpus.readers"
"""The module whose `FORMATS` are read."""


class ReaderPool:
    """Reads pages of every format; any number of threads may ask. The processes start when first needed.

    Slots, because Prefect writes a flow's parameters down as JSON and would walk through all attributes.
    """

    __slots__ = ("_all", "_catalogue", "_formats", "_free", "_idle", "_is_closed", "_limits", "_lock")

    def __init__(self, limits: ReadingLimits, *, catalogue: str = CATALOGUE) -> None:
        self._limits = limits
        self._catalogue = catalogue
        self._formats: tuple[Format, ...] = importlib.import_module(catalogue).FORMATS
        self._free = threading.BoundedSemaphore(limits.workers)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def read(self, raw: RawPage, sources: tuple[Source, ...]) -> Document:
        """The document that `raw` holds, read in this process or in one of its own, as its format asks.

        Args:
            raw: The file as it came, with its sidecar.
            sources: Known newspapers, for their province and page layout.

        Raises:
            DocumentError: No format reads these bytes, they are no document of theirs, or reading them took too
                long ("timeout"), too much memory ("memory"), or ended the process ("crashed").
            ConfigError: No process can be started.
        """
        page, format_ = prepare_page(raw, self._formats)
        if format_.needs_isolation(page.content):
            return self.read_isolated(Question(raw=page, read_as=format_.media_type, sources=sources))
        try:
            return format_.read(page, sources)
        except RecursionError as error:
            message = "các phần lồng nhau quá sâu; hãy lưu lại tệp bằng phần mềm khác"
            raise DocumentError(message, path=raw.name, code="nested") from error

    def read_isolated(self, question: Question) -> Document:
        """The document that a process of its own reads.

        Raises:
            DocumentError: As `read` does.
            ConfigError: No process can be started.
        """
        with self._free:
            worker = self._take()
            is_first = not worker.documents
            try:
                return self._ask(worker, question)
            except WorkerLostError as loss:
                if is_first or loss.is_by_limit or self._is_closed:
                    raise loss.error from loss
            # What an earlier page left behind may have ended it: this one gets a process that has read nothing.
            try:
                return self._ask(self._start(), question)
            except WorkerLostError as loss:
                raise loss.error from loss

    def processes(self) -> tuple[Worker, ...]:
        """The processes that are there, in no order."""
        with self._lock:
            return tuple(self._all)

    def close(self) -> None:
        """End all processes; pages that other threads still read are refused."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
            busy = self._all.difference(idle)
        for worker in busy:
            worker.interrupt()
        for worker in idle:
            self._drop(worker)

    def _ask(self, worker: Worker, question: Question) -> Document:
        is_kept = False
        try:
            document = ask(worker, question, limits=self._limits)
            is_kept = True
        except DocumentError:
            is_kept = True
            raise
        finally:
            self._give_back(worker) if is_kept else self._drop(worker)
        return document

    def _take(self) -> Worker:
        """The process that was used last and still runs, or a new one."""
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return self._start()
            if worker.is_alive:
                return worker
            self._drop(worker)

    def _start(self) -> Worker:
        worker = Worker(self._catalogue, self._limits)
        with self._lock:
            self._all.add(worker)
        return worker

    def _give_back(self, worker: Worker) -> None:
        """Keep `worker` for the next page, unless it has read many or holds much memory."""
        is_worn = worker.documents >= self._limits.documents or worker.grown_mb() > self._limits.growth_mb
        with self._lock:
            is_kept = not is_worn and not self._is_closed
            if is_kept:
                self._idle.append(worker)
        if not is_kept:
            self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        worker.end()
        with self._lock:
            self._all.discard(worker)
