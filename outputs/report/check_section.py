"""Checks as they come -> the report's section of checks: counts of all, and those between documents to look at."""

from collections import Counter
from dataclasses import dataclass

from outputs.labels import Labels
from outputs.report.rendering import page_name
from schemas.checks import KINDS, OUTCOMES, ListedCheck, Outcome

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check between documents, with the pages of its documents and their names."""

    outcome: Outcome
    kind: str
    statement: str
    documents: tuple[tuple[str, str], ...]


class CheckSection:
    """What the start page says of checks; filled one by one, the failed ones first."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._counts: Counter[tuple[str, Outcome]] = Counter()
        self.lines: list[CheckLine] = []
        self.left_out = 0
        self.failed_between = 0

    def add(self, check: ListedCheck) -> None:
        """Counts a check, and shows it if it is between documents and does not hold."""
        self._counts[check.kind, check.outcome] += 1
        if not check.is_between or check.outcome == "holds":
            return
        self.failed_between += check.outcome == "fails"
        if len(self.lines) >= _SHOWN:
            self.left_out += 1
            return
        documents = tuple((page_name(one.document_id), one.title or one.name) for one in check.documents)
        kind = self._labels.check_kind(check.kind)
        self.lines.append(CheckLine(check.outcome, kind, check.statement, documents))

    @property
    def rows(self) -> list[tuple[str, list[int]]]:
        """For each kind that came up its words, and how many came out how, in the order of `OUTCOMES`."""
        counted = [(kind, [self._counts[kind, outcome] for outcome in OUTCOMES]) for kind in KINDS]
        return [(self._labels.check_kind(kind), numbers) for kind, numbers in counted if any(numbers)]
