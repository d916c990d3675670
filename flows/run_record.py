"""The end of a run -> what it did, in numbers: a file beside its results, and a table that Prefect keeps with it."""

from datetime import UTC, datetime
from pathlib import Path

from flows.batch_results import BatchResult
from flows.run_events import RunEvents
from flows.summary import format_count
from outputs.atomic import write_complete
from schemas.record import Record

NAME = "run.json"
LABELS = {
    "read": "Bài đã đọc",
    "known": "Bài đã có từ trước",
    "refused": "Không đọc được",
    "facts": "Số liệu trích được",
    "numerals": "Con số",
    "accounted": "Con số đã giải trình",
    "stored": "Bài lưu mới",
}


class RunRecord(Record):
    """One run: its id and command, when, how long, where its batches were worked on, and its counters."""

    run_id: str
    command: str
    started: datetime
    ended: datetime
    seconds: float
    worked_on: str
    workers: int
    read: int
    known: int
    refused: int
    facts: int
    numerals: int
    accounted: int
    stored: int


def build_record(events: RunEvents, result: BatchResult, *, refused: int, worked_on: str, workers: int) -> RunRecord:
    """The record of a run that is over."""
    return RunRecord(
        run_id=events.run_id,
        command=events.command,
        started=events.started,
        ended=datetime.now(UTC),
        seconds=events.seconds(),
        worked_on=worked_on,
        workers=workers,
        read=result.read,
        known=result.known,
        refused=refused,
        facts=result.facts,
        numerals=result.numerals,
        accounted=result.accounted,
        stored=result.stored,
    )


def write_record(record: RunRecord, out: Path) -> Path:
    """Write `record` into the folder `out`, in place of that of the run before; returns the file."""
    path = out / NAME
    write_complete(path, record.model_dump_json(indent=2) + "\n")
    return path


def render_record(result: BatchResult, *, run_id: str) -> str:
    """The counters of a run as a Markdown table."""
    counts = result.model_dump() | {"refused": sum(issue.level == "WARNING" for issue in result.issues)}
    rows = [f"| {label} | {format_count(counts[name])} |" for name, label in LABELS.items()]
    return "\n".join([f"Lần chạy `{run_id}`", "", "| | |", "|---|---:|", *rows]) + "\n"
