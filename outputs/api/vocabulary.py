"""Routes of words: the indicators, the labels of all values, the JSON Schema, and who asks."""

import json

from fastapi import APIRouter, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from outputs.access.principal import principal_of
from outputs.api.answers import answer
from outputs.api.errors import ApiError, errors
from outputs.api.models import IndicatorItem, Me
from outputs.labels import Labels, load_labels
from schemas.json_schema import build_json_schema
from schemas.vocabulary import INDICATORS, SYSTEMS

_LIST = TypeAdapter(tuple[IndicatorItem, ...])


def build_router() -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["vocabulary"])

    @router.get("/indicators", response_model=tuple[IndicatorItem, ...], responses=errors())
    def list_indicators(request: Request) -> Response:
        """All indicators with their Vietnamese names; `other` stands for figures outside the catalogue."""
        labels = load_labels()
        rows = [
            {"indicator": one, "names": {system: labels.indicator(one, system) for system in SYSTEMS}}
            for one in INDICATORS
            if one in labels.indicators
        ]
        return answer(request, _LIST.dump_json(_LIST.validate_json(json.dumps(rows))).decode())

    @router.get("/labels", response_model=Labels, responses=errors())
    def show_labels(request: Request) -> Response:
        """The Vietnamese words for every value that a record may carry."""
        return answer(request, load_labels().model_dump_json())

    @router.get("/schema", response_model=dict[str, object], responses=errors())
    def show_schema(request: Request) -> Response:
        """The JSON Schema of the contract, as `solieu schema` prints it."""
        return answer(request, json.dumps(build_json_schema(), ensure_ascii=False))

    @router.get("/me", response_model=Me, responses=errors())
    def show_me(request: Request) -> Response:
        """Who asks."""
        principal = principal_of(request)
        if principal is None:
            raise ApiError(401, "nobody is logged in")
        me = Me(name=principal.name, role=principal.role, via=principal.via)
        return answer(request, me.model_dump_json())

    return router
