"""A path -> its document, or the issue that says why there is none."""

from pathlib import Path

from corpus.files import printable_path
from corpus.isolation.pool import ReaderPool
from corpus.raw_pages import load_raw_page
from corpus.readers import read_document
from schemas.documents import Document
from schemas.errors import DocumentError
from schemas.issues import Issue
from schemas.sources import Source


def load_document(path: Path, sources: tuple[Source, ...], readers: ReaderPool | None = None) -> Document | Issue:
    """The document at `path`, or one issue that names the file and the reason.

    Args:
        path: A file.
        sources: Known newspapers.
        readers: Limited processes for files that may be hostile; None reads in this process, as for our own corpus.
    """
    try:
        raw = load_raw_page(path)
        return read_document(raw, sources) if readers is None else readers.read(raw, sources)
    except DocumentError as error:
        return issue_of(error, printable_path(path))


def issue_of(error: DocumentError, subject: str) -> Issue:
    """`error` as a record about `subject`."""
    return Issue(level="WARNING", code=error.code, subject=subject, message=str(error.args[0]))
