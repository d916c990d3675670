"""The process that reads: pages come in on one pipe, documents or refusals go out on another, one after the other."""

import gc
import importlib
import os
import sys
from collections.abc import Sequence

from corpus.isolation.confinement import confine_process, lift_memory_limit, limit_document
from corpus.isolation.wire import (
    CONTENT,
    DOCUMENT,
    ERROR,
    PAGE,
    READY,
    SOURCES,
    SOURCES_JSON,
    PageHead,
    Ready,
    Refusal,
    read_frame,
    write_frame,
)
from corpus.readers.format import Format
from corpus.readers.time_budget import reading_within
from schemas.documents import RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

MEGABYTE = 1_000_000


def main(arguments: Sequence[str]) -> None:
    """Serve until the parent hangs up or a document took all memory.

    Args:
        arguments: Module that holds `FORMATS`, and the number of the lifeline's descriptor.
    """
    catalogue, lifeline = arguments
    inbox, outbox = _take_pipes()
    formats: tuple[Format, ...] = importlib.import_module(catalogue).FORMATS
    # What is loaded stays: the collector, off since the start, need not walk through it with each page.
    gc.freeze()
    gc.enable()
    is_filtered = confine_process(int(lifeline))
    write_frame(outbox, READY, Ready(is_filtered=is_filtered).model_dump_json().encode())
    _silence()
    sources: tuple[Source, ...] = ()
    while (frame := read_frame(inbox)) is not None:
        letter, payload = frame
        if letter == SOURCES:
            sources = SOURCES_JSON.validate_json(payload)
            continue
        content = read_frame(inbox)
        if letter != PAGE or content is None or content[0] != CONTENT:
            sys.exit(1)
        reply = answer(PageHead.model_validate_json(payload), content[1], sources=sources, formats=formats)
        write_frame(outbox, *reply)


def answer(
    head: PageHead, content: bytes, *, sources: tuple[Source, ...], formats: tuple[Format, ...]
) -> tuple[bytes, bytes]:
    """The reply to one page: its document, or why there is none."""
    raw = head.page.model_copy(update={"content": content})
    limit_document(seconds=head.seconds, memory_mb=head.memory_mb)
    try:
        with reading_within(head.seconds):
            reply = _read(raw, head, sources=sources, formats=formats)
    except MemoryError:
        reply = Refusal(code="memory", message="hết bộ nhớ")
    lift_memory_limit()
    if isinstance(reply, Refusal):
        return ERROR, reply.model_dump_json().encode()
    return DOCUMENT, reply


def _read(raw: RawPage, head: PageHead, *, sources: tuple[Source, ...], formats: tuple[Format, ...]) -> bytes | Refusal:
    format_ = next(format_ for format_ in formats if head.read_as in format_.media_types)
    try:
        document = format_.read(raw, sources)
        if len(document.text) > head.reply_mb * MEGABYTE:
            return _too_large(head.reply_mb)
        # Fields at their default come back by themselves; a region has nine of them.
        reply = document.model_dump_json(exclude_defaults=True).encode()
    except DocumentError as error:
        return Refusal(code=error.code, message=str(error.args[0])[:2_000])
    except MemoryError:
        raise
    except RecursionError:
        return Refusal(code="nested", message="các phần lồng nhau quá sâu; hãy lưu lại tệp bằng phần mềm khác")
    except Exception as error:  # noqa: BLE001
        # Whatever a library raises on broken bytes ends here; this process has nothing else to protect.
        message = f"tệp hỏng hoặc sai chuẩn (bộ đọc dừng vì {type(error).__name__}); hãy mở và lưu lại tệp"
        return Refusal(code="crashed", message=message)
    return _too_large(head.reply_mb) if len(reply) > head.reply_mb * MEGABYTE else reply


def _too_large(limit_mb: int) -> Refusal:
    message = f"tài liệu cho ra hơn {limit_mb} MB chữ và ô bảng; hãy tách tệp"
    return Refusal(code="too_large", message=message)


def _take_pipes() -> tuple[int, int]:
    """Standard input and output under other numbers: what a reader prints must not reach the parent."""
    inbox, outbox = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    return inbox, outbox


def _silence() -> None:
    """From here on, warnings of libraries about a document go nowhere; before, an error of ours may be seen."""
    os.dup2(1, 2)
