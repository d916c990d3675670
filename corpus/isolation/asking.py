"""One page, one process -> the document it reads, checked; or what became of the process instead."""

import signal
import time
from dataclasses import dataclass

from corpus.descriptions import document_id_of
from corpus.isolation.channel import HungUpError, NotInTimeError
from corpus.isolation.limits import ReadingLimits
from corpus.isolation.process import Worker
from corpus.isolation.wire import CONTENT, DOCUMENT, ERROR, PAGE, SOURCES, SOURCES_JSON, PageHead, Refusal
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

MEGABYTE = 1_000_000
ENVELOPE = 65_536
"""Bytes of a reply beyond the document's own."""


class WorkerLostError(Exception):
    """The process must be replaced; `error` is what is said of the page, if the page is to blame.

    `is_by_limit`: the page exceeded a limit of its own, which no earlier page can have caused.
    """

    def __init__(self, error: DocumentError, *, is_by_limit: bool) -> None:
        super().__init__(error)
        self.error = error
        self.is_by_limit = is_by_limit


@dataclass(frozen=True, slots=True)
class Question:
    """A page to read, a media type of the format that reads it, and the known newspapers."""

    raw: RawPage
    read_as: str
    sources: tuple[Source, ...]


def ask(worker: Worker, question: Question, *, limits: ReadingLimits) -> Document:
    """The document that `worker` reads.

    Raises:
        DocumentError: It is none; the process is ready for the next page.
        WorkerLostError: The process ended, did not answer in time, or answered what no reader answers.
    """
    raw = question.raw
    worker.documents += 1
    try:
        letter, payload = _exchange(worker, question, limits=limits)
    except NotInTimeError as error:
        raise WorkerLostError(_took_too_long(raw, limits), is_by_limit=True) from error
    except HungUpError as error:
        raise _loss_of(worker.exit_code(), raw, limits) from error
    try:
        if letter == ERROR:
            refusal = Refusal.model_validate_json(payload)
        elif letter == DOCUMENT:
            return _checked(Document.model_validate_json(payload), raw)
        else:
            raise ValueError(letter)
    except ValueError as error:
        # Pydantic's errors are ValueErrors too.
        raise WorkerLostError(_broke(raw, "trả lời sai"), is_by_limit=False) from error
    if refusal.code == "memory":
        raise WorkerLostError(_took_too_much(raw, limits), is_by_limit=True)
    raise DocumentError(refusal.message, path=raw.name, code=refusal.code)


def _exchange(worker: Worker, question: Question, *, limits: ReadingLimits) -> tuple[bytes, bytes]:
    ends = time.monotonic() + limits.seconds
    if worker.sources is not question.sources:
        worker.channel.send(SOURCES, SOURCES_JSON.dump_json(question.sources), ends=ends)
        worker.sources = question.sources
    head = PageHead(
        page=question.raw.model_copy(update={"content": b""}),
        read_as=question.read_as,
        seconds=limits.seconds,
        memory_mb=limits.memory_mb,
        reply_mb=limits.reply_mb,
    )
    worker.channel.send(PAGE, head.model_dump_json().encode(), ends=ends)
    worker.channel.send(CONTENT, question.raw.content, ends=ends)
    return worker.channel.receive(limit=limits.reply_mb * MEGABYTE + ENVELOPE, ends=ends)


def _checked(document: Document, raw: RawPage) -> Document:
    """`document` if it can be that of `raw`: bytes made to take over the reader must not speak for other pages.

    Raises:
        ValueError: It is another page's, or its regions lie outside its text.
    """
    own = (document.document_id, document.sha256, document.name, document.media_type, document.retrieved_at)
    if own != (document_id_of(raw), raw.sha256, raw.name, raw.media_type, raw.retrieved_at):
        raise ValueError("not the page that was asked for")
    size, before = len(document.text), 0
    for region in document.regions:
        if not before <= region.start <= region.end <= size:
            raise ValueError("a region outside the text or out of order")
        before = region.start
    return document


def _loss_of(exit_code: int | None, raw: RawPage, limits: ReadingLimits) -> WorkerLostError:
    """What a process that ended by itself says of its page."""
    if exit_code == -signal.SIGXCPU:
        return WorkerLostError(_took_too_long(raw, limits), is_by_limit=True)
    if exit_code == -signal.SIGKILL:
        # We have not killed it: the system does where its memory runs out.
        return WorkerLostError(_took_too_much(raw, limits), is_by_limit=False)
    if exit_code in (-signal.SIGABRT, -signal.SIGTRAP):
        # So libraries in other languages end where they get no memory, or find their own state broken.
        how = f"{signal.Signals(-exit_code).name}, có thể vì cần quá {limits.memory_mb} MB bộ nhớ"
        return WorkerLostError(_broke(raw, how), is_by_limit=False)
    if exit_code is not None and exit_code < 0:
        return WorkerLostError(_broke(raw, signal.Signals(-exit_code).name), is_by_limit=False)
    return WorkerLostError(_broke(raw, "dừng giữa chừng"), is_by_limit=False)


def _took_too_long(raw: RawPage, limits: ReadingLimits) -> DocumentError:
    message = f"đọc quá {limits.seconds:g} giây thì dừng; hãy tách tệp hoặc tăng SOLIEU_READ_SECONDS"
    return DocumentError(message, path=raw.name, code="timeout")


def _took_too_much(raw: RawPage, limits: ReadingLimits) -> DocumentError:
    message = f"đọc cần quá {limits.memory_mb} MB bộ nhớ; hãy tách tệp hoặc tăng SOLIEU_READ_MEMORY_MB"
    return DocumentError(message, path=raw.name, code="memory")


def _broke(raw: RawPage, how: str) -> DocumentError:
    message = f"tệp làm hỏng bộ đọc ({how}); hãy mở tệp rồi lưu lại bằng phần mềm khác"
    return DocumentError(message, path=raw.name, code="crashed")
