"""A store that a run has filled -> its exports and report; what `solieu export` does."""

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from flows.check_renewal import renew_if_writable
from flows.settings import Settings
from outputs.publish import DEFAULT_FORMATS, FORMATS, ExportFormat, publish
from outputs.store import open_store
from outputs.store.database import is_no_store
from outputs.store.sqlite_files import sqlite_file
from schemas.errors import ConfigError, OutputError


def parse_formats(text: str | None) -> tuple[ExportFormat, ...]:
    """The formats that a person names, separated by commas; those of a run for None.

    Raises:
        ConfigError: There is no such format.
    """
    names = list(DEFAULT_FORMATS) if text is None else [name.strip() for name in text.split(",")]
    unknown = sorted(set(names) - set(FORMATS))
    if unknown:
        raise ConfigError(f"--format {', '.join(unknown)}: chỉ có {', '.join(FORMATS)}")
    return tuple(one for one in FORMATS if one in names)


def export_store(
    settings: Settings,
    out: Path,
    *,
    formats: Collection[ExportFormat] = DEFAULT_FORMATS,
    since: str | None = None,
    is_reviewed: bool = True,
) -> tuple[Path, ...]:
    """Write the exports of the store into `out` and give their paths; no stale check is among them.

    Args:
        settings: Of the store.
        out: The folder.
        formats: What to write.
        since: Only what is new since then; see `publish`.
        is_reviewed: Whether facts are as reviewers say they are, or as extracted and only marked with what they said.

    Raises:
        ConfigError: The store's address is no URL, or `since` is none that the store knows.
        OutputError: There is no store yet, it holds nothing, or a file cannot be written.
    """
    url = check_store_exists(settings)
    with open_store(url, may_write=False) as store:
        if store.counts().documents == 0:
            raise OutputError("kho chưa có bài nào; hãy chạy solieu run trước")
        # A verdict of a reviewer since the last run may have changed what documents say of each other.
        renew_if_writable(store)
        return publish(store, out, formats=formats, since=since, reviews="applied" if is_reviewed else "marked")


def check_store_exists(settings: Settings) -> str:
    """The address of the store, which is there already.

    Raises:
        ConfigError: The store's address is no URL.
        OutputError: There is no store yet, or the file is another program's; it is left as it is.
    """
    url = settings.database_url()
    check_exists(url)
    file = sqlite_file(make_url(url))
    if file is not None and is_no_store(file):
        raise OutputError(f"{file}: không phải kho của solieu; hãy chỉ đúng kho bằng --database")
    return url


def check_exists(url: str) -> None:
    """Refuses what is no store's address, and a file that is not there; a server is asked later.

    Raises:
        ConfigError: The store's address is no URL.
        OutputError: There is no such file.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigError(f"địa chỉ kho không đúng ({error}); ví dụ: sqlite:///data/solieu.sqlite") from error
    file = sqlite_file(parsed)
    if parsed.get_backend_name() == "sqlite" and (file is None or not file.is_file()):
        raise OutputError(f"{file or url}: chưa có kho; hãy chạy solieu run trước hoặc chỉ đúng kho bằng --database")
