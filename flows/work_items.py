"""What a batch is made of, in a form that any worker can take: a file, a record of an archive, a stored document."""

from pathlib import Path

from corpus.archive.pages import read_page
from corpus.files import printable_path
from corpus.raw_pages import SAYS_NOTHING, load_raw_page
from flows.fetched_files import is_remote, local_path
from flows.page_names import name_of_page
from schemas.crawling import ArchivePlace
from schemas.documents import Metadata, RawPage
from schemas.record import Record


class FileItem(Record):
    """An article in a file; `address` is a path or an address of a remote file system."""

    address: str


class ArchiveItem(Record):
    """A page in a WARC file; `address` is the file's path or remote address, the rest where its record stands."""

    address: str
    offset: int
    length: int


class StoredItem(Record):
    """A document whose text the store holds."""

    document_id: str


PageItem = FileItem | ArchiveItem
WorkItem = FileItem | ArchiveItem | StoredItem


def load_page(item: PageItem, *, fetched: Path) -> RawPage:
    """The page of `item` as it was published; remote files are brought into the folder `fetched` first, once.

    Raises:
        DocumentError: It cannot be read, or is larger than its format allows.
    """
    path = local_path(item.address, fetched)
    if isinstance(item, FileItem):
        return load_raw_page(path)
    page = read_page(path.parent, ArchivePlace(file=path.name, offset=item.offset, length=item.length))
    return RawPage(
        name=name_of_page(page.url),
        content=page.body,
        sha256=page.sha256,
        media_type=page.media_type or SAYS_NOTHING,
        sidecar=Metadata(url=page.url),
        retrieved_at=page.retrieved_at,
    )


def anywhere(item: WorkItem) -> WorkItem:
    """`item` as a process with another current folder finds it."""
    if isinstance(item, StoredItem) or is_remote(item.address):
        return item
    return item.model_copy(update={"address": str(Path(item.address).absolute())})


def printable_item(item: WorkItem) -> str:
    """`item` for a message."""
    match item:
        case StoredItem():
            return item.document_id
        case ArchiveItem():
            return f"{printable_path(Path(item.address))}@{item.offset}"
        case FileItem():
            # As written: a path would shorten the two slashes of a remote address.
            return item.address if is_remote(item.address) else printable_path(Path(item.address))
