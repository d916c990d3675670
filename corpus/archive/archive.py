"""Answers of one source -> its WARC files, one writer at a time, nothing acknowledged that a crash can take back."""

import fcntl
import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.archive.records import encode_answer, encode_warcinfo
from corpus.archive.recovery import Recovery, recover_source
from schemas.crawling import Answer, ArchivePlace, Kind, Visit
from schemas.errors import OutputError
from schemas.issues import Issue

ROTATE_BYTES = 1_000_000_000
"""Source: the size that the WARC 1.1 specification recommends for files (annex on file size and naming)."""

_STAMP_AND_SERIAL = r"(\d{14})-(\d{5})\.warc\.gz"
_LAST_SERIAL = 99_999


class Archive:
    """The open archive of one source. Its methods may be called from several threads.

    `recovered` are the visits that earlier runs archived but did not get to record; `issues` says what was cut from
    the files or is damaged in them.
    """

    recovered: tuple[Visit, ...]
    issues: tuple[Issue, ...]

    def __init__(self, root: Path, source_id: str, *, rotate_bytes: int, software: str) -> None:
        self._root = root
        self._source_id = source_id
        self._rotate_bytes = rotate_bytes
        self._software = software
        self._lock = threading.Lock()
        self._descriptor: int | None = None
        self._name = ""
        self._size = 0
        self._is_dirty = False
        self.recovered = ()
        self.issues = ()

    def recover(self, known: Mapping[str, int]) -> None:
        """Fill `recovered` and `issues`, cut torn ends, and go on with the newest file where that is sound."""
        names = [f"{self._source_id}/{name}" for name in self._own_files()]
        with _file_errors(self._folder):
            found: Recovery = recover_source(self._root, names, source_id=self._source_id, known=known)
            self.recovered, self.issues = found.visits, found.issues
            if names and names[-1] in found.sound:
                self._open(names[-1].partition("/")[2], os.O_APPEND)

    def append(self, answer: Answer, *, kind: Kind) -> ArchivePlace | None:
        """Where `answer` was written; None where no server answered, so that there is nothing to archive.

        What is written survives the end of this process, and that of the machine after `flush`.

        Raises:
            OutputError: It cannot be written (disk full); the file ends as it did before.
        """
        if answer.http_status is None:
            return None
        unit = encode_answer(answer, source_id=self._source_id, kind=kind)
        length = len(unit.request) + len(unit.response)
        with self._lock, _file_errors(self._folder):
            if self._descriptor is None or (self._size and self._size + length > self._rotate_bytes):
                self._rotate(answer.retrieved_at)
            head = b"" if self._size else self._warcinfo(answer.retrieved_at)
            offset = self._size + len(head) + len(unit.request)
            self._write(head + unit.request + unit.response)
            return ArchivePlace(file=f"{self._source_id}/{self._name}", offset=offset, length=len(unit.response))

    def flush(self) -> None:
        """Wait until everything appended is on the disk.

        Raises:
            OutputError: The disk refuses; nothing after the last `flush` may be taken as archived.
        """
        with self._lock, _file_errors(self._folder):
            self._sync()

    def close(self) -> None:
        """Flush and let go of the file."""
        with self._lock, _file_errors(self._folder):
            self._close_file()

    @property
    def _folder(self) -> Path:
        return self._root / self._source_id

    def _own_files(self) -> list[str]:
        pattern = re.compile(re.escape(self._source_id) + "-" + _STAMP_AND_SERIAL)
        with _file_errors(self._folder):
            return sorted(path.name for path in self._folder.iterdir() if pattern.fullmatch(path.name))

    def _warcinfo(self, at: datetime) -> bytes:
        info = {
            "software": self._software,
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": self._source_id,
        }
        return encode_warcinfo(self._name, info, at=at)

    def _rotate(self, at: datetime) -> None:
        """Begin a file whose name sorts behind all others, even when the clock has been put back."""
        self._close_file()
        newest = re.search(_STAMP_AND_SERIAL, (self._own_files() or [""])[-1])
        stamp, serial = (newest[1], int(newest[2]) + 1) if newest else ("", 1)
        stamp = max(stamp, at.astimezone(UTC).strftime("%Y%m%d%H%M%S"))
        if serial > _LAST_SERIAL:
            raise OutputError(f"{self._folder}: đã đủ {_LAST_SERIAL} tệp; hãy chuyển bớt tệp cũ đi nơi khác")
        self._open(f"{self._source_id}-{stamp}-{serial:05d}.warc.gz", os.O_APPEND | os.O_CREAT | os.O_EXCL)
        _sync_folder(self._folder)

    def _open(self, name: str, flags: int) -> None:
        self._descriptor = os.open(self._folder / name, os.O_WRONLY | os.O_CLOEXEC | flags, 0o644)
        self._name = name
        self._size = os.fstat(self._descriptor).st_size

    def _write(self, content: bytes) -> None:
        if self._descriptor is None:
            raise OutputError(f"{self._folder}: kho đã đóng")
        left = memoryview(content)
        try:
            self._is_dirty = True
            while left:
                left = left[os.write(self._descriptor, left) :]
            self._size += len(content)
        except BaseException:
            # Also when the run is called off in the middle: half an answer must not stand before the next one.
            self._undo(self._descriptor)
            raise

    def _undo(self, descriptor: int) -> None:
        try:
            os.ftruncate(descriptor, self._size)
        except OSError:
            # Its end is not known any more: the next answer begins a new file, the next session cuts this one.
            self._descriptor = None
            os.close(descriptor)
            raise

    def _sync(self) -> None:
        if self._descriptor is not None and self._is_dirty:
            os.fsync(self._descriptor)
            self._is_dirty = False

    def _close_file(self) -> None:
        descriptor = self._descriptor
        if descriptor is not None:
            try:
                self._sync()
            finally:
                self._descriptor = None
                os.close(descriptor)


@contextmanager
def open_archive(
    root: Path,
    source_id: str,
    *,
    known: Mapping[str, int],
    rotate_bytes: int = ROTATE_BYTES,
    software: str = "solieu",
) -> Iterator[Archive]:
    """The archive of one source below `root`, recovered, for this process alone; flushed at the end of the block.

    Args:
        root: The archive's folder; files go to a folder of the source in it, made when missing.
        source_id: Whose answers will be appended.
        known: For each file (as in `ArchivePlace.file`) the offset behind the last record that the store knows.
        rotate_bytes: A file that would grow beyond it is closed and a new one begun.
        software: What the files name as their writer.

    Raises:
        OutputError: Another crawl of the source is at work, or the folder cannot be written.
    """
    archive = Archive(root, source_id, rotate_bytes=rotate_bytes, software=software)
    with _sole_writer(root / source_id, source_id), closing(archive):
        archive.recover(known)
        yield archive


@contextmanager
def _sole_writer(folder: Path, source_id: str) -> Iterator[None]:
    """Keep `folder` for this process; the lock dies with the process, however it ends."""
    with _file_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"nguồn {source_id} đang được một lệnh khác thu thập; hãy chờ nó xong"
            raise OutputError(f"{folder}: {message}") from error
        yield
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _file_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        raise OutputError(f"{where}: không ghi được vào kho ({error.strerror or error}); hãy kiểm tra ổ đĩa") from error
