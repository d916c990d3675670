"""Issues and errors -> the lines that a person reads on standard error."""

import sys

from schemas.issues import Issue


def print_issue(issue: Issue) -> None:
    """One line: file, what is wrong, what to do."""
    print_line(f"{issue.subject}: {issue.message}")


def print_line(text: str) -> None:
    """`text` on standard error, kept on one line; results go to standard output, never here."""
    sys.stderr.write(" ".join(text.split()) + "\n")
    sys.stderr.flush()
