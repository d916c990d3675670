"""Ctrl-C and the polite kill -> one line that says how to resume, and exit code 130."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from flows.messages import print_end

EXIT_CODE = 130
STOPPED = "Đã dừng theo ý người dùng; tệp nào đã ghi thì trọn vẹn. Chạy lại lệnh này để làm lại từ đầu."
"""Of a command that keeps no record of how far it came."""
SIGNALS = frozenset({"KeyboardInterrupt", "TerminationSignal"})
"""What a signal raises: here, and inside a flow, where Prefect takes SIGTERM for itself."""


@contextmanager
def stopped_by_signal(message: str) -> Iterator[None]:
    """End the program with `message` when SIGINT or SIGTERM arrives inside the block; open transactions roll back."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except BaseException as error:
        if not began_with_signal(error):
            raise
        print_end(message)
        raise typer.Exit(EXIT_CODE) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def began_with_signal(error: BaseException | None) -> bool:
    """Whether `error` is a signal's, or came up while one was handled: it may strike anywhere inside a library."""
    while error is not None:
        if type(error).__name__ in SIGNALS:
            return True
        error = error.__cause__ or error.__context__
    return False


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
