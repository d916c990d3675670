"""Statements about facts that the text's own arithmetic supports or contradicts."""

from typing import Literal

from schemas.record import Record

CheckKind = Literal["ratio_percent", "parts_total", "before_after_change", "completion", "same_figure", "part_whole"]
Outcome = Literal["holds", "fails", "cannot_tell"]


class Check(Record):
    """One arithmetic statement, for example "19 + 26 = 45", about the facts named in `fact_ids`."""

    kind: CheckKind
    outcome: Outcome
    fact_ids: tuple[str, ...]
    statement: str
