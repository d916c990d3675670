"""What a person should know about a run: one record an event, written as JSON Lines."""

from typing import Literal

from schemas.record import Record


class Issue(Record):
    """One remark about a file or document.

    WARNING means that a person must act, INFO is progress, DEBUG is for the author of a rule.
    """

    level: Literal["WARNING", "INFO", "DEBUG"]
    code: str
    subject: str
    message: str
    span: tuple[int, int] | None = None
