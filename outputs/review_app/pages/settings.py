"""The name that stands under verdicts, where people do not log in; what to press and what colours mean."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from outputs.access.cookies import name_header
from outputs.review_app.desk import Desk
from outputs.review_app.rendering import render


def build_router(desk: Desk) -> APIRouter:
    """The routes of settings."""
    router = APIRouter()

    @router.get("/settings")
    def show(request: Request) -> Response:
        access = desk.config.access
        can_rename, has_login = access.can_rename(request), access.has_login(request)
        return render(request, desk.config, "settings.html", can_rename=can_rename, has_login=has_login)

    @router.post("/settings/name")
    def rename(request: Request, name: Annotated[str, Form(min_length=1, max_length=60)]) -> Response:
        response = RedirectResponse("/queue", status_code=303)
        response.headers.append("Set-Cookie", name_header(request.scope, name))
        return response

    return router
