"""One run at a time in one output folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import OutputError


@contextmanager
def sole_run(out: Path) -> Iterator[None]:
    """Keep `out` for this run until the end of the block; the lock dies with the process, however it ends.

    Raises:
        OutputError: Another run is at work in `out`, or the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(out / ".solieu.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(
            f"{out}: không ghi được vào thư mục ({error.strerror}); hãy chọn thư mục khác bằng --out"
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise OutputError(
            f"{out}: một lệnh solieu run khác đang chạy ở đây; hãy chờ nó xong hoặc chọn --out khác"
        ) from error
    try:
        yield
    finally:
        os.close(descriptor)
