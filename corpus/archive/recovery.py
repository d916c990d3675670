"""What a killed crawl left behind what the store knows -> visits to record, and files that end with a whole answer.

A request and the response after it are one answer: a response that is torn takes its request with it. Only the end
of a file is ever cut, and only where nothing whole follows; damage with whole records behind it is reported and left.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.archive.members import WarcFile, open_warc
from corpus.archive.pages import damage_issue
from corpus.archive.visits import find_visit
from schemas.crawling import Visit
from schemas.errors import DocumentError
from schemas.issues import Issue


@dataclass(frozen=True, slots=True)
class Recovery:
    """The visits behind what was known, in order; `sound` files end well and may be written on."""

    visits: tuple[Visit, ...]
    issues: tuple[Issue, ...]
    sound: frozenset[str]


def recover_source(root: Path, names: list[str], *, source_id: str, known: Mapping[str, int]) -> Recovery:
    """The state of the archive files `names` of one source, their torn ends cut off.

    Args:
        root: The archive's folder.
        names: Files that our crawler wrote, below `root`, in order.
        source_id: Whose files they are.
        known: For each file the offset behind the last record that the store knows; a file that is absent has none.

    Raises:
        OSError: A torn end cannot be cut.
    """
    visits: list[Visit] = []
    missing = sorted(name for name in known if not (root / name).exists())
    issues = [_warn("archive_missing", name, "tệp kho không còn; hãy khôi phục từ bản sao lưu") for name in missing]
    sound = set()
    for name in names:
        found, remarks = _recover_file(root / name, name=name, source_id=source_id, start=known.get(name, 0))
        visits += found
        issues += remarks
        if all(issue.level != "WARNING" for issue in remarks):
            sound.add(name)
    return Recovery(visits=tuple(visits), issues=tuple(issues), sound=frozenset(sound))


def _recover_file(path: Path, *, name: str, source_id: str, start: int) -> tuple[list[Visit], list[Issue]]:
    size = path.stat().st_size
    if size < start:
        message = f"tệp kho ngắn hơn {start - size} byte so với kho dữ liệu; hãy khôi phục từ bản sao lưu"
        return [], [_warn("archive_short", name, message)]
    if size == start:
        return [], []
    try:
        with open_warc(path, name=name) as file:
            visits, issues, end = _read_tail(file, source_id=source_id, start=start)
    except DocumentError as error:
        return [], [damage_issue(error)]
    if end < size:
        _cut(path, end)
        message = (
            f"cắt {size - end} byte ghi dở ở cuối tệp kho (lần chạy trước bị ngắt); không mất trang nào đã ghi xong"
        )
        issues.append(Issue(level="INFO", code="archive_cut", subject=name, message=message))
    return visits, issues


def _read_tail(file: WarcFile, *, source_id: str, start: int) -> tuple[list[Visit], list[Issue], int]:
    """The visits behind `start`, issues about damage before the last of them, and where the last whole answer ends."""
    visits: list[Visit] = []
    issues: list[Issue] = []
    pending: list[Issue] = []
    end = start
    for record in file.records(start):
        if isinstance(record, DocumentError):
            pending.append(damage_issue(record))
            continue
        if record.type == "request":
            continue
        end = record.end
        issues += pending
        pending = []
        try:
            visit = find_visit(record, source_id=source_id, file=file.name)
        except DocumentError as error:
            issues.append(damage_issue(error))
        else:
            visits += [visit] if visit else []
    return visits, issues, end


def _cut(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())


def _warn(code: str, name: str, message: str) -> Issue:
    return Issue(level="WARNING", code=code, subject=name, message=message)
