"""Our loggers -> the logs of a Prefect run, and the worker's standard error, with the fields of each record.

On standard error a record is a line of words, or an event where the run's events are JSON. Prefect's own adoption
(PREFECT_LOGGING_EXTRA_LOGGERS) keeps the level of the root logger and drops the fields.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prefect.logging.handlers import APILogHandler

from flows.run_events import RunEvents

LOGGERS = ("corpus", "extractors", "flows", "outputs")
USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def _fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a caller gave as `extra`."""
    return {name: value for name, value in vars(record).items() if name not in USUAL}


class FieldsFormatter(logging.Formatter):
    """The message, then the fields a caller gave as `extra`: "page fetched url=https://… bytes=48213"."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of `record`, and below it the traceback of an error."""
        text = super().format(record)
        fields = [f"{name}={value}" for name, value in _fields_of(record).items()]
        first, *rest = text.split("\n", 1)
        return "\n".join([" ".join([first, *fields]), *rest])


class EventHandler(logging.Handler):
    """Each record as the event "log" of a run: its level, logger, message, fields, and the traceback of an error."""

    def __init__(self, events: RunEvents) -> None:
        super().__init__()
        self._events = events

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record`."""
        message, *trace = logging.Formatter().format(record).split("\n", 1)
        fields = {name: _plain(value) for name, value in _fields_of(record).items()}
        about = {"level": record.levelname, "logger": record.name, "message": message, "fields": fields}
        self._events.tell("log", **about, **({"trace": trace[0]} if trace else {}))


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float) else str(value)


@contextmanager
def adopted_loggers(events: RunEvents | None = None, *, level: int = logging.INFO) -> Iterator[None]:
    """Our loggers write to the run that is at work, inside the block.

    Args:
        events: Its events; where they are JSON, standard error gets no words.
        level: From which level on.
    """
    to_api, to_person = APILogHandler(), logging.StreamHandler()
    for handler in (to_api, to_person):
        handler.setFormatter(FieldsFormatter())
    handlers = [to_api, EventHandler(events) if events is not None and events.is_json else to_person]
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(logger.handlers, logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = list(handlers), False
        logger.setLevel(level)
    try:
        yield
    finally:
        for logger, (old_handlers, old_level, old_propagate) in zip(loggers, before, strict=True):
            logger.handlers, logger.propagate = old_handlers, old_propagate
            logger.setLevel(old_level)
