"""A store -> the interface for programs: a small application of its own, to be mounted at /api/v1."""

import json
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.requests import Request
from starlette.responses import Response

from outputs.access.cookies import LOGIN_COOKIE
from outputs.api import comparisons, documents, exports, facts, reviews, vocabulary
from outputs.api.answers import answer
from outputs.api.errors import PROBLEM_SCHEMA, add_error_answers
from outputs.api.services import ApiServices

PREFIX = "/api/v1"
_ABOUT = """The figures that Vietnamese newspapers and reports state, each with the sentence it stands in.

Lists come in pages: follow `next` until it is null, then ask again with `since_version`. Answers carry an `ETag`; sent
back as `If-None-Match` it saves the transfer (304). Failures are `application/problem+json` (RFC 9457).

Programs send an API token (`solieu users token NAME`) as `Authorization: Bearer …`. Pages of the review use the cookie
of the login, and send the header `X-CSRF-Token` with every change. On a machine without users none of it is needed.
"""


def _name(route: APIRoute) -> str:
    return route.name


def _describe_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """The description with the schema that all failures share."""
    known = dict(PROBLEM_SCHEMA)
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components.update(known.pop("$defs", {}))
    components["Problem"] = known
    for unused in ("HTTPValidationError", "ValidationError"):
        components.pop(unused, None)
    return schema


class _Api(FastAPI):
    """With a description that knows our failures."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if not self.openapi_schema:
            self.openapi_schema = _describe_problems(super().openapi())
        return self.openapi_schema


def build_api(services: ApiServices) -> FastAPI:
    """The interface; whoever mounts it puts the guards of `outputs.access` before it."""
    keys = [
        Depends(HTTPBearer(auto_error=False, description="An API token")),
        Depends(APIKeyCookie(name=LOGIN_COOKIE, auto_error=False, description="The login of the review's pages")),
    ]
    api = _Api(
        title="solieu",
        version="1",
        description=_ABOUT,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        servers=[{"url": PREFIX}],
        dependencies=keys,
        generate_unique_id_function=_name,
        # The server name of whoever asks stays out of the description.
        root_path_in_servers=False,
    )
    add_error_answers(api)
    for build_router in (
        facts.build_router, documents.build_router, comparisons.build_router, exports.build_router,
        reviews.build_router,
    ):  # fmt: skip
        api.include_router(build_router(services))
    api.include_router(vocabulary.build_router())

    @api.get("/openapi.json", include_in_schema=False)
    def describe(request: Request) -> Response:
        return answer(request, json.dumps(api.openapi(), ensure_ascii=False))

    return api
