"""Issues and errors -> the lines on standard error: for a person, or as events where the run's events are JSON."""

import sys

from flows.run_events import RunEvents, current_events, failed_events
from schemas.issues import Issue


def print_issue(issue: Issue) -> None:
    """One line: file, what is wrong, what to do."""
    events = current_events()
    if events is not None and events.is_json:
        events.tell("issue", level=issue.level, code=issue.code, subject=issue.subject, message=issue.message)
    else:
        print_line(f"{issue.subject}: {issue.message}")


def print_line(text: str) -> None:
    """`text` on standard error, kept on one line; results go to standard output, never here."""
    _print(text, current_events())


def print_end(text: str) -> None:
    """The last line of a command that did not do its work, `text`, as an event of the run that failed in it."""
    _print(text, failed_events())


def _print(text: str, events: RunEvents | None) -> None:
    if events is not None and events.is_json:
        events.tell("message", message=" ".join(text.split()))
        return
    sys.stderr.write(" ".join(text.split()) + "\n")
    sys.stderr.flush()
