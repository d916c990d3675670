"""Settings -> the upkeep of the store that `solieu db` asks for, and what it prints."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import URL, make_url

from flows.export_job import check_exists, check_store_exists
from flows.messages import print_issue, print_line
from flows.settings import Settings
from flows.source_tables import PIPE_WIDTH
from flows.summary import format_count
from outputs.store import Store, open_store, upgrade_store
from outputs.store.backup import backup_store
from schemas.errors import ConfigError, OutputError

_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB"))


def upgrade_tables(settings: Settings) -> None:
    """Bring the store to the schema of this program, and say from which.

    Raises:
        OutputError: There is no store, or it cannot be written, or a newer program made it.
    """
    url = settings.database_url()
    check_exists(url)
    before, after = upgrade_store(url)
    if before == after:
        print_line(f"Kho đã ở lược đồ {after}, không phải làm gì.")
    elif before is None:
        print_line(f"Đã tạo bảng của kho, lược đồ {after}.")
    else:
        print_line(f"Đã nâng kho từ lược đồ {before} lên {after}; các chương trình cũ không mở được nữa.")


def check_tables(settings: Settings, *, sample: int | None) -> int:
    """Print what is wrong with the store, one line each; 0, or 1 where something is.

    Args:
        settings: Of the store; the archive is looked for in its folder.
        sample: Of how many documents the evidence is held against the text; None for all.
    """
    found = 0
    with open_store(check_store_exists(settings), may_write=False) as store:
        for issue in store.check(archive_root=settings.archive_root, sample=sample):
            print_issue(issue)
            found += 1
        documents = store.counts().extractions
    checked = documents if sample is None else min(sample, documents)
    words = f"{format_count(found)} điều sai" if found else "không thấy điều gì sai"
    print_line(f"Đã kiểm tra kho, câu trích của {format_count(checked)}/{format_count(documents)} bản trích: {words}.")
    return 1 if found else 0


def print_stats(settings: Settings, *, as_json: bool) -> None:
    """Print rows and bytes of each table, the extractor versions, and the reviews to look at again."""
    with open_store(check_store_exists(settings), may_write=False) as store:
        if as_json:
            print_json(store)
        else:
            _print_tables(store)


def print_json(store: Store) -> None:
    """All of it as one JSON object on standard output."""
    content = {
        "bytes": store.total_bytes(),
        "version": store.version(),
        "tables": [size.model_dump(mode="json") for size in store.sizes()],
        "extractors": [version.model_dump(mode="json") for version in store.versions.all()],
        "reopened_reviews": sum(1 for _ in store.reviews.reopened()),
    }
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


def _print_tables(store: Store) -> None:
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
    sizes = Table(title=f"Kho: {format_bytes(store.total_bytes())}", title_justify="left")
    for heading in ("Bảng", "Số dòng", "Dung lượng"):
        sizes.add_column(heading, justify="left" if heading == "Bảng" else "right")
    for size in store.sizes():
        sizes.add_row(size.table, format_count(size.rows), "" if size.bytes is None else format_bytes(size.bytes))
    versions = Table(title="Phiên bản trích, mới nhất trước", title_justify="left")
    for heading in ("Phiên bản", "Số bài", "Lưu lần cuối"):
        versions.add_column(heading)
    for version in store.versions.all():
        stored = version.last_stored.isoformat(timespec="seconds") if version.last_stored else ""
        versions.add_row(version.extractor, format_count(version.documents), stored)
    console.print(sizes)
    console.print(versions)
    console.print(f"Nhận xét cần xem lại: {format_count(sum(1 for _ in store.reviews.reopened()))}")


def format_bytes(number: int) -> str:
    """`number` as Vietnamese prints it, in the largest unit that fits: "1,2 MB"."""
    for size, unit in _UNITS:
        if number >= size:
            return f"{number / size:.1f} {unit}".replace(".", ",")
    return f"{number} B"


def back_up(settings: Settings, file: Path | None, *, replaces: bool) -> Path:
    """Copy the store to `file`, or to a name of the present time in `backups/`; gives the path.

    Raises:
        ConfigError: The store is on a server, which has a tool of its own for this.
        OutputError: There is no store, or the copy cannot be written.
    """
    url = check_store_exists(settings)
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        parts = {name: getattr(parsed, name) for name in ("username", "host", "port", "database")}
        where = URL.create("postgresql", **parts).render_as_string()
        raise ConfigError(f"kho PostgreSQL sao lưu bằng công cụ của nó: pg_dump --format=custom --file=… {where}")
    target = file or settings.folder / "backups" / f"solieu-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite"
    if target.exists() and not replaces:
        raise OutputError(f"{target}: đã có tệp này; chọn tên khác hoặc thêm --force")
    size = backup_store(url, target, replaces=replaces)
    print_line(f"Đã sao lưu và kiểm tra {format_bytes(size)}.")
    return target
