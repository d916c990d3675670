"""What the verdicts say of the extraction: precision by indicator over time, and the labels for evaluating it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.review_app.desk import Desk
from outputs.review_app.gold import gold_archive
from outputs.review_app.rendering import render
from schemas.record import Record

_COUNTED = """
SELECT indicator, month, verdict, count(*) FROM verdicts
WHERE number = (SELECT max(number) FROM verdicts AS later
                WHERE later.document_id = verdicts.document_id AND later.start = verdicts.start)
GROUP BY indicator, month, verdict
"""
_MOST_MONTHS = 6


class ProgressQuery(Record):
    """Only the language."""

    lang: str = ""


@dataclass(slots=True)
class Judged:
    """How many facts were judged how; what was added was missed by the extraction."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    added: int = 0

    def take(self, verdict: str, count: int) -> None:
        """Counts verdicts."""
        setattr(self, verdict, getattr(self, verdict) + count)

    @property
    def found(self) -> int:
        """The facts that the extraction had."""
        return self.accepted + self.corrected + self.rejected

    @property
    def percent(self) -> int | None:
        """Of a hundred facts that the extraction had, how many were right as they were."""
        return round(100 * self.accepted / self.found) if self.found else None


def build_router(desk: Desk) -> APIRouter:
    """The routes of results."""
    router = APIRouter()

    @router.get("/progress")
    def show(request: Request, asked: Annotated[ProgressQuery, Query()]) -> Response:
        rows, months, total = read_progress(desk)
        reviewers = desk.index.read().execute(
            "SELECT reviewer, count(*) FROM verdicts GROUP BY reviewer ORDER BY 2 DESC, 1"
        )
        return render(
            request, desk.config, "progress.html", rows=rows, months=months, total=total, reviewers=reviewers.fetchall()
        )

    @router.get("/gold.zip")
    def gold() -> Response:
        connection = desk.rows()
        documents = [row[0] for row in connection.execute("SELECT DISTINCT document_id FROM verdicts ORDER BY 1")]
        content = gold_archive(desk.config.store, documents)
        headers = {"Content-Disposition": 'attachment; filename="gold.zip"'}
        return Response(content, media_type="application/zip", headers=headers)

    return router


def read_progress(desk: Desk) -> tuple[list[tuple[str, Judged, list[Judged]]], list[str], Judged]:
    """For each indicator all its verdicts and those of each of the last months; these months; all verdicts."""
    counted = desk.rows().execute(_COUNTED).fetchall()
    months = sorted({row["month"] for row in counted})[-_MOST_MONTHS:]
    of_indicator: dict[str, Judged] = defaultdict(Judged)
    of_month: dict[tuple[str, str], Judged] = defaultdict(Judged)
    total = Judged()
    for indicator, month, verdict, count in counted:
        for judged in (of_indicator[indicator], of_month[indicator, month], total):
            judged.take(verdict, count)
    order = sorted(of_indicator, key=lambda one: (-of_indicator[one].found, one))
    rows = [(one, of_indicator[one], [of_month[one, month] for month in months]) for one in order]
    return rows, months, total
