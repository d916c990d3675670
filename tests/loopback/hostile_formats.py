"""Formats whose readers misbehave as their page's first word says; the processes that read import them by name."""

import ctypes
import fcntl
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from corpus.readers import FORMATS as REAL_FORMATS
from corpus.readers.format import Format
from corpus.readers.text import read_text
from corpus.readers.time_budget import end_of_share
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

SIGN = b"%HOSTILE "
_KEPT: list[bytearray] = []


def _loop() -> str:
    while True:
        pass


def _sleep() -> str:
    time.sleep(3_600)
    return ""


def _hold_the_lock() -> str:
    # Waits in C without giving up the interpreter's lock, so that no other thread can do anything.
    ctypes.PyDLL(None).pause()
    return ""


def _allocate() -> str:
    taken = []
    while True:
        taken.append(bytearray(8_000_000))


def _allocate_in_one_piece() -> str:
    return str(len(bytearray(50_000_000_000)))


def _keep_memory() -> str:
    _KEPT.append(bytearray(os.urandom(1) * 40_000_000))
    return "đã giữ 40 MB"


def _segfault() -> str:
    return ctypes.string_at(0).decode()


def _abort() -> str:
    os.abort()


def _leave() -> str:
    os._exit(3)


def _exit() -> str:
    sys.exit(0)


def _fork() -> str:
    os.fork()
    return "đã tách"


def _run_program() -> str:
    return subprocess.run(["/bin/echo", "12"], capture_output=True, text=True, check=True).stdout


def _write_file() -> str:
    path = Path("/tmp/solieu-hostile-file")
    path.write_text("x" * 100, encoding="utf-8")
    return "đã ghi"


def _remove_file() -> str:
    Path("/tmp/solieu-precious-file").unlink()
    return "đã xoá"


def _connect() -> str:
    socket.create_connection(("127.0.0.1", 9), timeout=2)
    return "đã nối"


def _kill_parent() -> str:
    os.kill(os.getppid(), 15)
    return "đã giết"


def _signal_by_pipe() -> str:
    reading, _ = os.pipe()
    fcntl.fcntl(reading, fcntl.F_SETOWN, os.getppid())
    return "đã đặt"


def _limit_parent() -> str:
    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))
    return "đã đặt"


def _print() -> str:
    sys.stdout.write("D" + "rác" * 1_000)
    sys.stdout.flush()
    os.write(1, b"D" * 10_000)
    os.write(2, b"noise\n" * 100)
    return "đã in"


def _time_left() -> str:
    return f"còn {end_of_share(1, most=1e6) - time.monotonic():.0f} giây"


def _deep() -> str:
    return _deep() + "x"


def _bug() -> str:
    return {}["12"]


def _surrogate() -> str:
    return "\ud800"


def _thread() -> str:
    thread = threading.Thread(target=sum, args=((1, 2),))
    thread.start()
    thread.join()
    return "đã chạy luồng"


def _environment() -> str:
    return " ".join(sorted(os.environ))


def _open_many() -> str:
    return str(len([Path("/dev/null").open() for _ in range(1_000)]))


def _huge() -> str:
    return "12 " * 30_000_000


def _late_bomb() -> str:
    threading.Timer(0.25, os._exit, args=(7,)).start()
    return "bom hẹn giờ"


def _nap() -> str:
    time.sleep(0.7)
    return "đã ngủ"


def _well() -> str:
    return "Huyện có 12 xã."


DEEDS: dict[bytes, Callable[[], str]] = {
    name.removeprefix("_").encode(): deed
    for name, deed in list(globals().items())
    if name.startswith("_") and callable(deed)
}


def _read(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    word, _, rest = raw.content.removeprefix(SIGN).partition(b" ")
    if word == b"refuse":
        raise DocumentError("không đọc được; hãy bỏ", path=raw.name, code="no_text")
    text = DEEDS[word]() if word in DEEDS else rest.decode()
    document = read_text(raw.model_copy(update={"content": b"x"}), sources).model_copy(update={"text": text})
    if word == b"forge":
        return document.model_copy(update={"document_id": "0" * 20})
    return document


def _read_garbage(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """Writes to every descriptor there is, as a reader that was taken over could."""
    payload = raw.content.partition(b" ")[2]
    for descriptor in range(3, 12):
        try:
            os.write(descriptor, payload)
        except OSError:
            continue
    time.sleep(3_600)
    raise AssertionError


HOSTILE = Format(
    suffixes=(".hostile",),
    media_types=("application/x-hostile",),
    recognises=lambda content: content.startswith(SIGN),
    read=_read,
    is_isolated=True,
)
GARBAGE = Format(
    suffixes=(".garbage",),
    media_types=("application/x-garbage",),
    recognises=lambda content: content.startswith(b"%GARBAGE "),
    read=_read_garbage,
    is_isolated=True,
)
OLD = Format(
    suffixes=(".old",),
    media_types=("application/x-old",),
    recognises=lambda content: content.startswith(b"%OLD "),
    read=_read,
    prepare=lambda raw: raw.model_copy(update={"content": raw.content.replace(b"%OLD ", SIGN + b"tell ")}),
)
FORMATS = (HOSTILE, GARBAGE, OLD, *REAL_FORMATS)
