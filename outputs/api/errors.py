"""What goes wrong -> problems: for the routes to raise, for the interface to answer, for OpenAPI to list."""

import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from outputs.problems import MEDIA_TYPE, Mistake, Problem, problem_response
from schemas.errors import ConfigError, OutputError

_MEANINGS = {
    400: "The body is not JSON in UTF-8, or the host name is wrong",
    401: "Nobody is logged in, and no valid token was sent",
    403: "The account may not do this, or the request comes from another site",
    404: "There is nothing of this name, or no page behind this cursor",
    409: "It does not fit what is stored (somebody else was quicker), or its parts do not go together",
    412: "If-Match names an older state",
    413: "The body is too large",
    421: "The server is not known under this host name",
    422: "A parameter or a field is not what it should be; `errors` names each",
    500: "A fault of this program",
    503: "The store is locked or not reachable; try again later",
}
_PLACEHOLDER = re.compile(r"\{[^}]+\}")
_ALWAYS = (401, 403, 421, 422, 500, 503)
_LONGEST = 300


class ApiError(Exception):
    """A request that fails in a way that its sender can mend."""

    def __init__(self, status: int, detail: str, *, where: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.errors = (Mistake(where=where, message=detail),) if where else ()


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The failures of a route for OpenAPI: those given, and those that every route has."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    listed = sorted({*statuses, *_ALWAYS})
    return {status: {"description": _MEANINGS[status], "content": content} for status in listed}


def _mistake(error: dict[str, Any]) -> Mistake:
    where = ".".join(str(part) for part in error["loc"])
    return Mistake(where=where[:_LONGEST], message=str(error["msg"])[:_LONGEST])


def _methods_at(request: Request) -> list[str]:
    """All methods that a path knows; the framework names those of its first route only."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    described: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    found = {
        method.upper()
        for template, item in described.items()
        if re.fullmatch(_PLACEHOLDER.sub("[^/]+", template), path)
        for method in item
    }
    return sorted(found or {"GET"})


def add_error_answers(api: FastAPI) -> None:
    """Has every failure answered as a problem."""

    @api.exception_handler(ApiError)
    def on_mistake(request: Request, error: ApiError) -> Response:
        return problem_response(error.status, str(error), errors=error.errors)

    @api.exception_handler(RequestValidationError)
    def on_invalid(request: Request, error: RequestValidationError) -> Response:
        found = tuple(_mistake(one) for one in error.errors())
        if any(one["type"] == "json_invalid" for one in error.errors()):
            return problem_response(422, "the body is not JSON", errors=found)
        return problem_response(422, "; ".join(f"{one.where}: {one.message}" for one in found)[:_LONGEST], errors=found)

    @api.exception_handler(ConfigError)
    def on_wrong_request(request: Request, error: ConfigError) -> Response:
        return problem_response(422, str(error))

    @api.exception_handler(OutputError)
    def on_store_error(request: Request, error: OutputError) -> Response:
        return problem_response(503, "the store cannot be read or written now; try again later")

    @api.exception_handler(HTTPException)
    def on_http_error(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(_methods_at(request))
        return problem_response(error.status_code, str(error.detail), headers=headers)

    @api.exception_handler(Exception)
    def on_fault(request: Request, error: Exception) -> Response:
        return problem_response(500, "a fault of this program; its log says more")


PROBLEM_SCHEMA = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
