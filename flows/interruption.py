"""Ctrl-C and the polite kill -> one line that says how to resume, and exit code 130."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from flows.messages import print_line

EXIT_CODE = 130


@contextmanager
def stopped_by_signal(message: str) -> Iterator[None]:
    """End the program with `message` when SIGINT or SIGTERM arrives inside the block; open transactions roll back."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except KeyboardInterrupt:
        print_line(message)
        raise typer.Exit(EXIT_CODE) from None


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
