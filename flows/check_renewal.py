"""A store -> the checks between its documents made anew, where figures changed: the one way in for all commands."""

from extractors.version import extractor_version
from flows.check_units import load_units
from flows.messages import print_line
from outputs.checking.renewal import renew_checks
from outputs.store import Store
from outputs.store.check_renewal import Renewed
from schemas.errors import ReadOnlyError


def renew(store: Store, *, is_whole: bool = False) -> Renewed:
    """Makes the checks between the documents of an open store anew, where figures changed since the last time.

    Run, crawl, backfill, export and check all call it: what one of them leaves undone, the next one does.

    Args:
        store: An open store.
        is_whole: Whether to make all of them anew, whatever changed.

    Raises:
        OutputError: The store cannot be read or written.
    """
    return renew_checks(store, load_units(), units_version=extractor_version(), is_whole=is_whole)


def renew_if_writable(store: Store, *, is_whole: bool = False) -> None:
    """The same for a command that reads: of a store that may not be written, it says that its checks are older ones.

    Args:
        store: An open store.
        is_whole: Whether to make all of them anew, whatever changed.

    Raises:
        OutputError: The store cannot be read.
    """
    try:
        renew(store, is_whole=is_whole)
    except ReadOnlyError as error:
        print_line(f"{error}; các phép kiểm tra giữa các bài là của lần chạy trước")
