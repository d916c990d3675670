"""Routes of facts and checks."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.api.answers import answer, page_text
from outputs.api.cursors import make_cursor, mark_of, read_cursor
from outputs.api.errors import ApiError, errors
from outputs.api.models import CheckItem, FactItem, Page
from outputs.api.parameters import CheckChoice, FactChoice, Id, Paging, Reviewing
from outputs.api.reading import check_filter, check_text, fact_filter, fact_text, review_use
from outputs.api.services import ApiServices


class FactQuery(FactChoice, Paging):
    """Which facts, and which page of them."""


class CheckQuery(CheckChoice, Paging):
    """Which checks, and which page of them."""


def build_router(services: ApiServices) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["facts"])

    @router.get("/facts", response_model=Page[FactItem], responses=errors(404))
    def list_facts(request: Request, query: Annotated[FactQuery, Query()]) -> Response:
        """Facts of the newest extraction of each document, as reviewed; with `reviewed=false` as extracted."""
        mark = mark_of("facts", query)
        after = read_cursor(mark, query.cursor)
        with services.store.portions() as portions:
            portion = portions.facts(fact_filter(query), after, query.limit)
            version = portions.version
        following = make_cursor(mark, portion.last) if portion.last else None
        return answer(request, page_text(map(fact_text, portion.items), following=following, version=version))

    @router.get("/facts/{fact_id}", response_model=FactItem, responses=errors(404))
    def show_fact(request: Request, fact_id: Id, query: Annotated[Reviewing, Query()]) -> Response:
        """One fact, as reviewed; with `reviewed=false` as extracted."""
        with services.store.portions() as portions:
            line = portions.fact(fact_id, review_use(query))
        if line is None:
            more = "; a rejected one is given with reviewed=false" if query.reviewed else ""
            raise ApiError(404, f"no fact {fact_id} in the newest extractions{more}")
        return answer(request, fact_text(line))

    @router.get("/checks", response_model=Page[CheckItem], responses=errors(404), tags=["checks"])
    def list_checks(request: Request, query: Annotated[CheckQuery, Query()]) -> Response:
        """Arithmetic that the texts offer, and whether it holds."""
        mark = mark_of("checks", query)
        after = read_cursor(mark, query.cursor)
        with services.store.portions() as portions:
            portion = portions.checks(check_filter(query), after, query.limit)
            version = portions.version
        following = make_cursor(mark, portion.last) if portion.last else None
        return answer(request, page_text(map(check_text, portion.items), following=following, version=version))

    return router
