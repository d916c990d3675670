"""Files, folders, WARC files, addresses of remote file systems, or the store -> the items of a backfill."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from corpus.archive.pages import SUFFIXES as ARCHIVES
from corpus.archive.pages import iter_file
from corpus.files import find_inputs, printable_path
from corpus.readers import SUFFIXES as ARTICLES
from flows.addresses import FILE_URL, is_remote, plain_path
from flows.fetched_files import find_remote, local_path
from flows.inputs import issue_of
from flows.work_items import ArchiveItem, FileItem, StoredItem, WorkItem
from outputs.store import Store
from schemas.crawling import Visit
from schemas.errors import DocumentError
from schemas.issues import Issue
from schemas.record import Record

BESIDE = (".meta.json", ".ann.json")


class BackfillItems(Record):
    """What a backfill works on, each once in stable order, and remarks about what gives nothing."""

    items: tuple[WorkItem, ...]
    issues: tuple[Issue, ...] = ()


def find_items(addresses: Sequence[str], *, fetched: Path, on_page: Callable[[], None] = lambda: None) -> BackfillItems:
    """All articles at `addresses`: in files and folders, in WARC files, on disk or on a remote file system.

    Of a page that a WARC file holds several times in the same form, the first is taken.

    Args:
        addresses: Paths, or addresses that fsspec knows.
        fetched: Folder for copies of remote WARC files.
        on_page: Called for each page that an archive holds, since reading a large one takes a while.

    Raises:
        ConfigError: A remote address cannot be looked at, or a file URL names another machine.
    """
    items: dict[WorkItem, None] = {}
    issues: list[Issue] = []
    seen: set[tuple[str, str]] = set()
    for address in addresses:
        for one in _find_at(_plain(address), fetched):
            if isinstance(one, Issue):
                issues.append(one)
            elif isinstance(one, FileItem):
                items.setdefault(one)
            else:
                on_page()
                visit, item = one
                if (key := (visit.url, visit.sha256 or "")) not in seen:
                    seen.add(key)
                    items.setdefault(item)
    return BackfillItems(items=tuple(items), issues=tuple(issues))


def find_outdated(store: Store, extractor: str) -> BackfillItems:
    """The stored documents that another version of the extractor read last; their text is not fetched again."""
    return BackfillItems(items=tuple(StoredItem(document_id=one) for one in store.outdated(extractor)))


_Found = FileItem | tuple[Visit, ArchiveItem] | Issue


def _find_at(address: str, fetched: Path) -> Iterator[_Found]:
    if is_remote(address):
        for remote in find_remote(address, (*ARCHIVES, *ARTICLES)):
            if remote.lower().endswith(ARCHIVES):
                yield from _pages_of(remote, fetched)
            elif not remote.lower().endswith(BESIDE):
                yield FileItem(address=remote)
        return
    path = Path(address)
    archives = _find_archives(path)
    for archive in archives:
        yield from _pages_of(str(archive.absolute()), fetched)
    if archives and path.is_file():
        return
    found = find_inputs([path])
    yield from (FileItem(address=str(file.absolute())) for file in found.files)
    if not (archives and not found.files):
        yield from found.issues


def _plain(address: str) -> str:
    return str(plain_path(address)) if not is_remote(address) or FILE_URL.fullmatch(address) else address


def _find_archives(path: Path) -> list[Path]:
    paths = path.rglob("*") if path.is_dir() else [path]
    return sorted(
        one for one in paths if one.name.endswith(ARCHIVES) and one.is_file() and not one.name.startswith(".")
    )


def _pages_of(address: str, fetched: Path) -> Iterator[tuple[Visit, ArchiveItem] | Issue]:
    try:
        path = local_path(address, fetched)
    except DocumentError as error:
        yield issue_of(error, address)
        return
    name = address if is_remote(address) else printable_path(path)
    for one in iter_file(path, name=name):
        if isinstance(one, Issue):
            yield one
        elif one.kind == "article" and one.status == "fetched" and one.place is not None:
            place = one.place
            yield one, ArchiveItem(address=address, offset=place.offset, length=place.length)
