"""What a batch is made of, in a form that any worker can take: a file, a record of an archive, a stored document."""

from pathlib import Path

from corpus.files import printable_path
from flows.addresses import is_remote
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


WorkItem = FileItem | ArchiveItem | StoredItem


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
