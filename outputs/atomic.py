"""Files that are complete or absent: written beside their place under another name, flushed to disk, then renamed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from schemas.errors import OutputError

_MARK = ".partial-"
"""How the names of unfinished files and folders begin; what a killed process leaves is swept by the next one."""


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turns what the file system says about `path` into one clear line.

    Raises:
        OutputError: The disk is full, the folder cannot be written, a file stands in the way.
    """
    try:
        yield
    except OSError as error:
        where = error.filename
        if where is None or Path(where).name.startswith(_MARK):
            where = path
        raise OutputError(
            f"{where}: không ghi được ({error.strerror or error}); hãy xem quyền ghi và chỗ trống"
        ) from error


def _refuse_folder(path: Path) -> None:
    """A folder in the place of a file: the system's own words for it are of a name that nobody typed."""
    if path.is_dir():
        raise OutputError(f"{path}: là một thư mục, mà ở đây cần tên tệp; hãy thêm tên tệp vào sau")


def flush_file(path: Path) -> None:
    """Forces a file, or the entries of a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def new_file_beside(path: Path) -> Iterator[Path]:
    """A new empty file in the folder of `path`, which is made when it is missing; gone after the block if still there.

    For writers that must be given a name; whoever is done renames it to `path`.

    Raises:
        OutputError: A folder stands at `path`.
    """
    _refuse_folder(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=_MARK, dir=path.parent)
    os.close(descriptor)
    try:
        Path(name).chmod(0o644)
        yield Path(name)
    finally:
        for rest in Path(name).parent.glob(f"{Path(name).name}*"):
            rest.unlink(missing_ok=True)


def write_complete(path: Path, content: str | bytes) -> None:
    """Writes `content`, text as UTF-8, to `path`, making its folder when it is missing.

    Raises:
        OutputError: The file cannot be written; what stood at `path` before is untouched.
    """
    _refuse_folder(path)
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=_MARK, dir=path.parent)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(descriptor)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise


@contextmanager
def _sole_owner(folder: Path) -> Iterator[None]:
    """Waits until no other process writes into `folder`, and keeps others waiting."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    for path in folder.glob(f"{_MARK}*"):
        _remove(path)


def _move_into_place(source: Path, target: Path, attic: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        target.rename(attic / target.name)
    source.replace(target)


@contextmanager
def staged_folder(target: Path) -> Iterator[Path]:
    """A fresh folder to fill; at the end of the block its entries replace those of the same name in `target`.

    When the block fails, `target` keeps what it had. Files are replaced one by one, each at a stroke; a folder is
    swapped whole. Two processes that fill the same target take turns.

    Raises:
        OutputError: `target` cannot be made or written.
    """
    with file_errors(target):
        target.mkdir(parents=True, exist_ok=True)
        with _sole_owner(target):
            _sweep(target)
            stage, attic = target / f"{_MARK}stage", target / f"{_MARK}attic"
            try:
                stage.mkdir()
                attic.mkdir()
                yield stage
                for path in stage.rglob("*"):
                    flush_file(path)
                for path in sorted(stage.iterdir()):
                    _move_into_place(path, target / path.name, attic)
            finally:
                _sweep(target)
