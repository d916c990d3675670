"""Routes of comparisons: tables made as they are asked for."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, Field, StringConstraints
from starlette.responses import Response

from outputs.api.answers import answer
from outputs.api.errors import ApiError, errors
from outputs.api.parameters import MOST, Parameters, PeriodText, Words
from outputs.api.services import ApiServices
from outputs.comparing.records import ComparedTable, to_record
from outputs.comparing.request import Boundary, By
from outputs.comparing.request import Request as ComparisonRequest
from outputs.comparing.table import SortBy, build_table, top_rows
from schemas.vocabulary import GROUPS, Indicator, Level, Measure, System

_TAG = "^(" + "|".join(sorted(GROUPS)) + r"|other:[^\x00-\x1f\x7f]{1,100})$"
Tag = Annotated[str, StringConstraints(pattern=_TAG)]


_ROLLED_UP = ("province", "commune")


def _sorted(tags: list[str]) -> list[str]:
    return sorted(set(tags))


class ComparisonQuery(Parameters):
    """One table; the parameters are those of `solieu compare`."""

    indicator: Indicator = Field(description="What is compared")
    by: By = Field(default="locality", description="What the rows are")
    measure: Measure = "count"
    system: System | None = Field(default=None, description="Whose organisation; the Party's where none is given")
    group: Annotated[list[Tag], AfterValidator(_sorted)] = Field(
        default_factory=list, max_length=10, description="Breakdown: figures of exactly these groups"
    )
    level: Level | None = Field(default=None, description="Level of the units")
    province: Words | None = Field(default=None, description="Units of one province, by its bare name")
    locality: Words | None = Field(default=None, description="One unit, by its name")
    period: PeriodText | None = Field(default=None, description="2023, 2023-06, 2023-Q2; the latest figures for none")
    per: Indicator | None = Field(default=None, description="Base of rates: 100 × value / base")
    boundary: Boundary | None = Field(default=None, description="Units before July 2025, or those of today")
    sort: SortBy = "name"
    limit: int = Field(default=100, ge=1, le=MOST, description="Rows at most, the first of the order")


def build_router(services: ApiServices) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["comparisons"])

    @router.get("/comparisons", response_model=ComparedTable, responses=errors(409))
    def compare(request: Request, query: Annotated[ComparisonQuery, Query()]) -> Response:
        """One indicator by locality, period or organisation; every row names its sources and what to think of them."""
        if query.boundary == "2025" and (query.level not in _ROLLED_UP or query.by == "organization"):
            raise ApiError(409, "units of today need level province or commune, and rows by locality or period")
        stated = query.model_dump(exclude={"group", "sort", "limit"})
        wanted = ComparisonRequest.model_validate({**stated, "groups": tuple(query.group)})
        table = build_table(services.store, wanted, tiling=services.tiling, sort=query.sort)
        return answer(request, to_record(top_rows(table, query.limit)).model_dump_json())

    return router
