"""The log of a document -> its facts as they were judged, and the rows of its verdicts."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from outputs.review_app.index.schema import OPEN
from outputs.store.rows import fact_to_row
from schemas.facts import Fact
from schemas.reviews import CurrentReview, ReviewEntry

ADDED = -1
"""Stands for the position of a fact that the extraction does not have."""

Item = dict[str, Any]


def verdict_rows(lines: Sequence[ReviewEntry]) -> Iterator[tuple[Any, ...]]:
    """Rows of `verdicts`: those that were not taken back, and whether each is its reviewer's first on the numeral."""
    seen: set[tuple[int, str]] = set()
    for line in lines:
        if line.undoes is not None or line.is_undone:
            continue
        review = line.review
        key = (review.start, review.reviewer)
        fact = review.facts()[0]
        yield (
            review.document_id, review.start, review.reviewer, line.number, review.verdict, fact.indicator,
            review.reviewed_at.isoformat()[:7], int(key not in seen),
        )  # fmt: skip
        seen.add(key)


class Judged:
    """What counts for a document: its current reviews by numeral, and how many people judged each.

    Args:
        current: From `StoreReviews.current`.
        verdicts: From `verdict_rows`.
    """

    def __init__(self, current: Sequence[CurrentReview], verdicts: Sequence[tuple[Any, ...]]) -> None:
        self._current = {one.start: one for one in current if one.start is not None}
        self._judges: dict[int, set[str]] = defaultdict(set)
        for verdict in verdicts:
            self._judges[verdict[1]].add(verdict[2])

    def items(
        self,
        facts: Sequence[Any],
        extraction_key: int,
        build: Callable[[Any], Item],
        code: Callable[[str, str], int],
    ) -> list[Item]:
        """The rows of `items` of a document, without their numbers.

        Args:
            facts: Rows of the extraction.
            extraction_key: Its key.
            build: Makes an item of a row.
            code: The code of a category's value.
        """
        rows = {fact.evidence_start: fact for fact in facts}
        for start, one in self._current.items():
            changed = _stated(one)
            if changed is not None and (start in rows or one.state == "holds"):
                position = rows[start].position if start in rows else ADDED
                row = fact_to_row(changed)
                row |= {"extraction_key": extraction_key, "position": position, "evidence_start": start}
                rows[start] = SimpleNamespace(**row | {"evidence_end": one.end})
        return [build(row) | self._judgement(start, code) for start, row in sorted(rows.items())]

    def _judgement(self, start: int, code: Callable[[str, str], int]) -> Item:
        one = self._current.get(start)
        if one is None:
            return {"outcome": code("outcome", "open"), "is_open": 1, "review": 0, "judges": 0}
        outcome = "reopened" if one.state == "reopened" else one.entry.review.verdict
        return {
            "outcome": code("outcome", outcome),
            "is_open": int(outcome in OPEN),
            "review": one.entry.number,
            "judges": len(self._judges.get(one.entry.review.start, ())),
        }


def _stated(current: CurrentReview) -> Fact | None:
    """What a reviewer says the fact is, where that is not what the extraction says."""
    review = current.entry.review
    if current.state not in ("holds", "confirmed") or review.verdict not in ("corrected", "added"):
        return None
    return review.fact_after() if current.state == "holds" else None
