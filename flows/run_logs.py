"""Our loggers -> the logs of a Prefect run, and the worker's standard error, with the fields of each record.

Prefect's own adoption (PREFECT_LOGGING_EXTRA_LOGGERS) keeps the level of the root logger and drops the fields.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from prefect.logging.handlers import APILogHandler

LOGGERS = ("corpus", "extractors", "flows", "outputs")
USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class FieldsFormatter(logging.Formatter):
    """The message, then the fields a caller gave as `extra`: "page fetched url=https://… bytes=48213"."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of `record`, and below it the traceback of an error."""
        text = super().format(record)
        fields = [f"{name}={value}" for name, value in vars(record).items() if name not in USUAL]
        first, *rest = text.split("\n", 1)
        return "\n".join([" ".join([first, *fields]), *rest])


@contextmanager
def adopted_loggers(level: int = logging.INFO) -> Iterator[None]:
    """Our loggers write to the run that is at work, inside the block."""
    handlers = (APILogHandler(), logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(FieldsFormatter())
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
