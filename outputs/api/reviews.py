"""Routes of reviews: the log, the history of one numeral, verdicts, and taking them back."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import Field
from starlette.responses import Response

from outputs.access.access import require_role
from outputs.access.principal import Principal
from outputs.api.answers import JSON, answer, has_tag
from outputs.api.cursors import make_cursor, mark_of, read_cursor
from outputs.api.errors import ApiError, errors
from outputs.api.models import ReviewHistory, ReviewLine, ReviewPage
from outputs.api.parameters import Id, Moment, Number, Paging, Parameters, Words
from outputs.api.services import ApiServices
from outputs.api.statements import AdditionBody, UndoBody, VerdictBody
from outputs.api.verdicts import QuickerError, add, judge, load_fact
from outputs.store.fact_places import Place
from outputs.store.review_pages import ReviewFilter
from schemas.facts import Fact
from schemas.reviews import ReviewEntry, Verdict

Reviewer = Annotated[Principal, Depends(require_role("review"))]
IfMatch = Annotated[
    str,
    Header(
        pattern=r'^(\*|"r[0-9]{1,10}")?$',
        description="ETag of the history that the reviewer saw; where it is older the answer is 412 instead of 409",
    ),
]
_LINE = {"parameters": {"number": "$response.body#/number"}}
_WRITTEN: dict[int | str, dict[str, Any]] = {
    201: {
        "description": "The line as it stands in the log",
        "links": {"line": {"operationId": "show_review", **_LINE}, "undo": {"operationId": "undo", **_LINE}},
    }
}


class ReviewChoice(Parameters):
    """Which lines of the log."""

    document: Words | None = Field(default=None, description="Id of one document")
    reviewer: Words | None = Field(default=None, description="Whose lines")
    verdict: Verdict | None = Field(default=None, description="Lines with this verdict")
    since: Moment | None = Field(default=None, description="Written at this time or later")

    @property
    def filter(self) -> ReviewFilter:
        """The filter that it means."""
        return ReviewFilter(document_id=self.document, reviewer=self.reviewer, verdict=self.verdict, since=self.since)


class ReviewQuery(ReviewChoice, Paging):
    """Which lines, and which page of them."""


def _fact(text: str | None) -> Fact | None:
    return None if text is None else Fact.model_validate_json(text)


def line_of(entry: ReviewEntry) -> ReviewLine:
    """A line of the log as other systems read it."""
    fields = {**dict(entry.review), "before": _fact(entry.review.before), "after": _fact(entry.review.after)}
    return ReviewLine(number=entry.number, undoes=entry.undoes, is_undone=entry.is_undone, **fields)


def _tag(revision: int) -> str:
    return f"r{revision}"


def build_router(services: ApiServices) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["reviews"])
    _add_reading(router, services)
    _add_judging(router, services)
    return router


def _add_reading(router: APIRouter, services: ApiServices) -> None:
    log = services.store.reviews

    @router.get("/reviews", response_model=ReviewPage, responses=errors(404))
    def list_reviews(request: Request, query: Annotated[ReviewQuery, Query()]) -> Response:
        """The log of all verdicts, the first first; nothing in it ever changes or goes."""
        mark = mark_of("reviews", query)
        after = read_cursor(mark, query.cursor) or Place(0, 0)
        entries, has_more = log.lines_behind(after.key, query.filter, query.limit)
        following = make_cursor(mark, Place(entries[-1].number, 0)) if has_more else None
        items = ",".join(line_of(entry).model_dump_json() for entry in entries)
        return answer(request, f'{{"next":{json.dumps(following)},"items":[{items}]}}')

    @router.get("/reviews/{number}", response_model=ReviewLine, responses=errors(404))
    def show_review(request: Request, number: Number) -> Response:
        """One line of the log."""
        entry = log.line(number)
        if entry is None:
            raise ApiError(404, f"no review {number}")
        return answer(request, line_of(entry).model_dump_json())

    @router.get("/facts/{fact_id}/reviews", response_model=ReviewHistory, responses=errors(404))
    def show_history(request: Request, fact_id: Id) -> Response:
        """All lines about the numeral of a fact; the ETag goes with a verdict as If-Match."""
        extraction, fact = load_fact(services, fact_id)
        entries = log.history(extraction.document.document_id, fact.evidence.start)
        revision = entries[-1].number if entries else 0
        history = ReviewHistory(revision=revision, lines=tuple(map(line_of, entries)))
        return answer(request, history.model_dump_json(), tag=_tag(revision))


def _written(entry: ReviewEntry, status: int = 201) -> Response:
    headers = {"Location": f"/api/v1/reviews/{entry.number}", "ETag": f'"{_tag(entry.number)}"'}
    return Response(line_of(entry).model_dump_json(), status, headers=headers, media_type=JSON)


def _add_judging(router: APIRouter, services: ApiServices) -> None:
    log = services.store.reviews

    @router.post(
        "/facts/{fact_id}/reviews",
        status_code=201,
        response_model=ReviewLine,
        responses={**errors(400, 404, 409, 412, 413), **_WRITTEN},
    )
    def judge_fact(fact_id: Id, body: VerdictBody, principal: Reviewer, if_match: IfMatch = "") -> Response:
        """A verdict on a fact, by who is logged in or whose token was sent; sent twice it stands once."""
        if if_match and not has_tag(if_match, f'"{_tag(body.revision)}"'):
            raise ApiError(412, "If-Match names another state than revision")
        try:
            return _written(judge(services, fact_id, body, reviewer=principal.name))
        except QuickerError as error:
            raise ApiError(412 if if_match else 409, str(error), where="body.revision") from error

    @router.post(
        "/documents/{document_id}/reviews",
        status_code=201,
        response_model=ReviewLine,
        responses={**errors(400, 404, 409, 413), **_WRITTEN},
    )
    def add_fact(document_id: Id, body: AdditionBody, principal: Reviewer) -> Response:
        """A fact that the extraction missed."""
        extraction = services.store.extraction(document_id)
        if extraction is None:
            raise ApiError(404, f"no document {document_id} in the store")
        try:
            return _written(add(services, extraction, body, reviewer=principal.name))
        except QuickerError as error:
            raise ApiError(409, str(error), where="body.revision") from error

    @router.post("/reviews/{number}/undo", response_model=ReviewLine, responses=errors(400, 404, 413))
    def undo(number: Number, body: UndoBody, principal: Reviewer) -> Response:
        """The line that takes line `number` back; one that was taken back already stays so."""
        if log.line(number) is None:
            raise ApiError(404, f"no review {number}")
        return _written(log.undo(number, reviewer=principal.name, at=services.now(), reason=body.reason), status=200)
