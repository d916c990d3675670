"""Standard output and error as the caller left them -> two streams that take every letter, and can be given up."""

import errno
import io
import os
import sys

OUTPUT_FAILS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""What the system says of a write that the place behind a stream cannot take."""


def prepare_streams() -> None:
    """UTF-8 whatever the locale is; a stream that the caller closed (`2>&-`) swallows what it is told."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            # A file's name may hold bytes that are no letters: they are shown, and stop nothing.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def give_up_output() -> None:
    """Sends the rest of standard output nowhere: what is still waiting in it cannot fail again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
