"""The name that stands under verdicts, where people do not log in; what to press and what colours mean."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from outputs.review_app.access import LocalAccess, name_cookie
from outputs.review_app.desk import Desk
from outputs.review_app.rendering import render

_YEAR = 31_536_000


def build_router(desk: Desk) -> APIRouter:
    """The routes of settings."""
    router = APIRouter()

    @router.get("/settings")
    def show(request: Request) -> Response:
        can_rename = isinstance(desk.config.access, LocalAccess)
        return render(request, desk.config, "settings.html", can_rename=can_rename)

    @router.post("/settings/name")
    def rename(name: Annotated[str, Form(min_length=1, max_length=60)]) -> Response:
        key, value = name_cookie(name)
        response = RedirectResponse("/queue", status_code=303)
        response.set_cookie(key, value, max_age=_YEAR, samesite="strict")
        return response

    return router
