"""Paths that a person named -> the files to read, in stable order, and remarks about paths that give none."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.readers import SUFFIXES
from schemas.issues import Issue
from schemas.record import Record

PASSED_OVER = (".meta.json", ".ann.json")
"""Files that stand beside an article and are no article."""


class FoundInputs(Record):
    """The files to read, each once, and one issue for each path that gives none."""

    files: tuple[Path, ...]
    issues: tuple[Issue, ...]


def find_inputs(paths: Sequence[Path]) -> FoundInputs:
    """All articles under `paths`.

    Args:
        paths: Files and folders; folders are searched with all folders below them, hidden ones left out.

    Returns:
        Files in the order of `paths`, inside a folder in the order of their names, none twice. A file that was
        named itself is there whatever its suffix: its content decides how it is read. A missing path, a sidecar or
        label that was named itself, and a folder without articles each leave an issue; other files inside folders
        (sidecars, labels, README, pictures) are passed over.
    """
    files: dict[Path, Path] = {}
    issues: list[Issue] = []
    for path in paths:
        found, issue = _find_under(path)
        for file in found:
            files.setdefault(file.resolve(), file)
        if issue is not None:
            issues.append(issue)
    return FoundInputs(files=tuple(files.values()), issues=tuple(issues))


def printable_path(path: Path) -> str:
    """`path` for a message or record; bytes that are no UTF-8 become the replacement character."""
    return os.fsencode(path).decode("utf-8", "replace")


def _find_under(path: Path) -> tuple[Iterable[Path], Issue | None]:
    if path.is_dir():
        below = sorted(_walk(path))
        return below, None if below else _issue(
            path, "no_articles", f"thư mục không có bài nào ({', '.join(SUFFIXES)}); hãy chỉ đúng thư mục"
        )
    if not path.exists():
        return (), _issue(path, "missing", "không có tệp hay thư mục này; hãy kiểm tra lại đường dẫn")
    if _is_beside(path):
        return (), _issue(path, "no_article", "tệp này đi kèm một bài, không phải bài; hãy chỉ bài ở cạnh nó")
    if not path.is_file():
        return (), _issue(path, "unreadable", "không phải tệp thường (ống, thiết bị); hãy chép ra tệp")
    return (path,), None


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if _is_article(path) and not name.startswith(".") and not name.upper().startswith("README"):
                yield path


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not _is_beside(path)


def _is_beside(path: Path) -> bool:
    return path.name.lower().endswith(PASSED_OVER)


def _issue(path: Path, code: str, message: str) -> Issue:
    return Issue(level="WARNING", code=code, subject=printable_path(path), message=message)
