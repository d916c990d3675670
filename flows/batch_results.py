"""What became of batches: counts that add up, and issues. Loads nothing of what reads and extracts."""

from collections.abc import Sequence

from schemas.issues import Issue
from schemas.record import Record


class BatchResult(Record):
    """What became of one batch; `known` documents were last extracted by this very version and left alone.

    An issue of level WARNING is about a path that gave no document, one of level INFO about one that did. The checks
    are those of the whole store, once a run has made them.
    """

    read: int = 0
    known: int = 0
    facts: int = 0
    numerals: int = 0
    accounted: int = 0
    stored: int = 0
    unchanged: int = 0
    issues: tuple[Issue, ...] = ()
    checks_held: int = 0
    checks_failed: int = 0


def add_results(results: Sequence[BatchResult]) -> BatchResult:
    """The sum of `results`, their issues in order."""
    numbers = {
        name: sum(getattr(result, name) for result in results) for name in BatchResult.model_fields if name != "issues"
    }
    return BatchResult(**numbers, issues=tuple(issue for result in results for issue in result.issues))
