"""What happens in a run -> one line an event, all with the id of the run: JSON for programs, or words for people.

In words only what a person must read is written, as `flows.messages` prints it; in JSON every event is.
"""

import json
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flows.addresses import printable_address
from flows.settings import Settings

_current: ContextVar["RunEvents | None"] = ContextVar("run events", default=None)
_failed: ContextVar["RunEvents | None"] = ContextVar("events of a run that failed", default=None)


class RunEvents:
    """The events of one run; `run_id` stands in each of them, and in what the run leaves behind."""

    def __init__(self, command: str, *, is_json: bool) -> None:
        self.run_id = uuid.uuid4().hex[:12]
        self.command = command
        self.is_json = is_json
        self.started = datetime.now(UTC)
        self._start = time.monotonic()

    def seconds(self) -> float:
        """Seconds since the run began, to the millisecond."""
        return round(time.monotonic() - self._start, 3)

    def tell(self, event: str, **fields: Any) -> None:
        """Write one event with `fields`, which JSON can hold, where events are written as JSON."""
        if self.is_json:
            head = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "run_id": self.run_id}
            line = head | {"command": self.command, "event": event} | fields
            sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stderr.flush()


@contextmanager
def run_events(command: str, settings: Settings, **about: Any) -> Iterator[RunEvents]:
    """The events of a run of `command`, from "run_started" to "run_ended" or "run_failed", whatever ends the block.

    Args:
        command: As it is called.
        settings: Whether events are written as JSON, and where results go.
        about: More for "run_started" to tell.
    """
    events = RunEvents(command, is_json=settings.log_format == "json")
    token = _current.set(events)
    _failed.set(None)
    events.tell("run_started", out=printable_address(settings.out), batch_size=settings.batch_size, **about)
    try:
        yield events
    except BaseException as error:
        events.tell("run_failed", error=type(error).__name__, message=str(error), seconds=events.seconds())
        _failed.set(events)
        raise
    else:
        events.tell("run_ended", seconds=events.seconds())
    finally:
        _current.reset(token)


def current_events() -> RunEvents | None:
    """The events of the run at work in this thread; None outside of one."""
    return _current.get()


def failed_events() -> RunEvents | None:
    """The events of the run that just failed in this thread, for what its command says of it at its end."""
    return _failed.get()


def tell(event: str, **fields: Any) -> None:
    """Write one event of the run at work, if there is one and its events are written."""
    if (events := _current.get()) is not None:
        events.tell(event, **fields)
