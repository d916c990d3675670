"""A page in the archive -> the article it begins, with the pages on which it goes on."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.archive.pages import ArchivedPage, read_page
from corpus.joined_pages import join_pages
from flows.page_names import name_of_page
from schemas.crawling import ArchivePlace, FurtherPage
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError

HTML = "text/html"
Read = Callable[[RawPage], Document]

logger = logging.getLogger(__name__)


def read_article(root: Path, place: ArchivePlace, *, read: Read, media_type: str | None = None) -> Document:
    """The article whose first page is archived at `place`; marked "more_pages" where a further page cannot be had.

    Args:
        root: The archive's folder.
        place: Where the first page stands.
        read: What reads one page.
        media_type: What the crawl took the first page for; None for what its server said.

    Raises:
        DocumentError: The first page is damaged, or is no document.
    """
    archived = read_page(root, place)
    first = _read_page(archived, archived.url, media_type or archived.media_type or HTML, read)
    return _with_further(first, root, archived.further, beside=place.file, read=read) if archived.further else first


def _with_further(first: Document, root: Path, further: Sequence[FurtherPage], *, beside: str, read: Read) -> Document:
    """The article with the pages on which it goes on, up to one that cannot be read or holds no text of it."""
    pages = [first]
    for page in further:
        # A file that was copied from elsewhere stands in another folder than its places say.
        is_same_file = Path(page.place.file).name == Path(beside).name
        place = page.place.model_copy(update={"file": beside}) if is_same_file else page.place
        try:
            archived = read_page(root, place)
            pages.append(_read_page(archived, page.url, archived.media_type or HTML, read))
        except DocumentError as error:
            logger.warning("a further page of an article cannot be read", extra={"url": page.url, "code": error.code})
            return join_pages(pages, is_whole=False)
    return join_pages(pages, is_whole="more_pages" not in pages[-1].marks)


def _read_page(archived: ArchivedPage, url: str, media_type: str, read: Read) -> Document:
    return read(
        RawPage(
            name=name_of_page(url),
            content=archived.body,
            sha256=archived.sha256,
            media_type=media_type,
            sidecar=Metadata(url=url),
            retrieved_at=archived.retrieved_at,
        )
    )
