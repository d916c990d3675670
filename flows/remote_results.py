"""Results on this machine -> the same at an address of a remote file system, each file complete or absent.

fsspec knows the file systems, as for inputs (`flows/fetched_files.py`). A file is sent under another name and then
renamed, so that whoever reads there never meets a part of one; manifest.json, which names the others, comes last.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from flows.addresses import printable_address
from schemas.errors import OutputError

LAST = "manifest.json"
PARTIAL = ".partial-"


class RemoteFolder:
    """A folder of results on a remote file system."""

    def __init__(self, address: str) -> None:
        """Find its file system; nothing is asked of it yet.

        Raises:
            OutputError: There is no such file system, or its package is not installed.
        """
        self._address = address.rstrip("/")
        with self._errors():
            self._files: AbstractFileSystem
            self._files, self._root = url_to_fs(self._address)

    def address_of(self, name: str) -> str:
        """Address of the file `name` for people."""
        return f"{printable_address(self._address)}/{name}"

    def head(self, name: str, size: int) -> str | None:
        """The first `size` bytes of the file `name` as text; None where there is none.

        Raises:
            OutputError: The file system does not answer.
        """
        with self._errors():
            if not self._files.exists(self._path(name)):
                return None
            content: bytes = self._files.cat_file(self._path(name), end=size)
            return content.decode("utf-8", errors="replace")

    def write(self, name: str, content: str) -> None:
        """Write one text as the file `name`, in place of the one that is there.

        Raises:
            OutputError: It cannot be written; what stood there before is untouched.
        """
        self._place(name, lambda beside: self._files.pipe_file(beside, content.encode()))

    def send(self, files: Sequence[Path]) -> tuple[str, ...]:
        """Send files and folders under their own names; of a folder, what is not in it any more is removed there.

        Returns:
            The addresses, in the order of `files`.

        Raises:
            OutputError: One cannot be sent; those that were sent are whole.
        """
        for file in sorted(files, key=lambda one: one.name == LAST):
            for part in _files_in(file):
                name = part.relative_to(file.parent).as_posix()
                self._place(name, lambda beside, part=part: self._files.put_file(str(part), beside))  # type: ignore[misc]
            if file.is_dir():
                self._remove_others(file)
        return tuple(self.address_of(file.name) for file in files)

    def _place(self, name: str, write: Callable[[str], object]) -> None:
        folder, _, base = self._path(name).rpartition("/")
        beside = f"{folder}/{PARTIAL}{os.getpid()}-{base}"
        with self._errors():
            self._files.makedirs(folder, exist_ok=True)
            try:
                write(beside)
                self._files.mv(beside, self._path(name))
            finally:
                if self._files.exists(beside):
                    self._files.rm_file(beside)

    def _remove_others(self, folder: Path) -> None:
        root = self._path(folder.name)
        kept = {f"{root}/{part.relative_to(folder).as_posix()}" for part in _files_in(folder)}
        with self._errors():
            for path in self._files.find(root):
                if path not in kept:
                    self._files.rm_file(path)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Whatever a file system says, as one line: most raise errors of a library of their own."""
        try:
            yield
        except Exception as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise OutputError(
                f"{printable_address(self._address)}: không ghi được kết quả từ xa ({reason}); hãy kiểm tra địa chỉ, "
                "quyền ghi và gói của hệ tệp ấy"
            ) from error


def send_results(files: Sequence[Path], out: Path | str) -> tuple[Path | str, ...]:
    """Where results are for who asked for them in `out`: `files` themselves, or their addresses once they are sent.

    Raises:
        OutputError: A file cannot be sent; the same command sends it again, and extracts nothing twice.
    """
    return RemoteFolder(out).send(files) if isinstance(out, str) else tuple(files)


def _files_in(path: Path) -> list[Path]:
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
