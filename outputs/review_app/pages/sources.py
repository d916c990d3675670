"""The health of the sources, and how much the store holds of each."""

from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from outputs.review_app.desk import Desk
from outputs.review_app.rendering import render
from schemas.crawling import AddressStatus

_STATUSES: tuple[AddressStatus, ...] = ("found", "fetched", "unchanged", "gone", "refused", "failed")
_HELD = """
SELECT source, count(*) AS documents, sum(facts) AS facts, sum(fails) AS fails, max(published) AS newest
FROM documents GROUP BY source ORDER BY documents DESC, source LIMIT 500
"""


def build_router(desk: Desk) -> APIRouter:
    """The route of the sources."""
    router = APIRouter()

    @router.get("/sources")
    def show(request: Request) -> Response:
        held = desk.rows().execute(_HELD).fetchall()
        return render(
            request, desk.config, "sources.html", held=held, health=desk.config.source_health(), statuses=_STATUSES,
            moment=_moment,
        )  # fmt: skip

    return router


def _moment(at: datetime | None) -> str:
    return at.astimezone().strftime("%d/%m/%Y %H:%M") if at else "—"
