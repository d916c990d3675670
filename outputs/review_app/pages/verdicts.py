"""Decisions as browsers send them, one a request; the answer says whether the line stands in the log."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import JSONResponse

from outputs.review_app.corrections import FieldsError
from outputs.review_app.desk import Desk
from outputs.review_app.rendering import language_of
from outputs.review_app.verdicts import Answer, Decision, decide, undo
from outputs.review_app.words import load_words
from schemas.errors import ConfigError, OutputError
from schemas.record import Record


class Undoing(Record):
    """Why a line is taken back."""

    reason: str = Field(default="", max_length=2_000)


def build_router(desk: Desk) -> APIRouter:
    """The routes that write; each needs the role of a reviewer."""
    router = APIRouter(dependencies=[Depends(desk.config.access.require("review"))])

    @router.post("/verdicts")
    def judge(request: Request, decision: Decision) -> JSONResponse:
        words = load_words(language_of(request))
        try:
            desk.index.refresh()
            answer = decide(desk, decision, desk.config.access.reviewer(request))
        except FieldsError as error:
            return JSONResponse({"errors": {name: words(key) for name, key in error.errors.items()}}, status_code=422)
        except (ConfigError, OutputError) as error:
            return _problem(error)
        return _said(answer)

    @router.post("/verdicts/{number}/undo")
    def take_back(request: Request, number: int, undoing: Undoing) -> JSONResponse:
        if desk.config.store.reviews.line(number) is None:
            return _problem(ConfigError(f"no line {number} in the log"))
        try:
            return _said(undo(desk, number, desk.config.access.reviewer(request), undoing.reason))
        except OutputError as error:
            return _problem(error)

    return router


def _said(answer: Answer) -> JSONResponse:
    content: dict[str, Any] = answer.model_dump(mode="json")
    return JSONResponse(content, status_code=409 if answer.is_conflict else 200)


def _problem(error: ConfigError | OutputError) -> JSONResponse:
    """Wrong requests are not sent again; what the store could not do now is."""
    return JSONResponse({"detail": str(error)}, status_code=400 if isinstance(error, ConfigError) else 503)
