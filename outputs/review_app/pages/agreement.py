"""Two reviewers: how far they agree, and a page where their differences are settled."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import JSONResponse, Response

from outputs.review_app.agreement import FieldAgreement, differing_fields, measure_agreement
from outputs.review_app.desk import Desk
from outputs.review_app.fields import build_fields
from outputs.review_app.rendering import language_of, render
from outputs.review_app.words import load_page_labels, load_words
from schemas.record import Record
from schemas.reviews import Review, ReviewEntry

_MOST = 100
_PAIRS = """
SELECT document_id, start, min(number) AS first, max(number) AS second,
  (SELECT max(later.number) FROM verdicts AS later
   WHERE later.document_id = verdicts.document_id AND later.start = verdicts.start) AS last
FROM verdicts WHERE is_first = 1 GROUP BY document_id, start HAVING count(*) = 2
"""


class Settling(Record):
    """Whose verdict stands for a fact: the number of that line, and of the last line that the page showed."""

    document_id: str = Field(min_length=1, max_length=100)
    start: int = Field(ge=0)
    number: int = Field(ge=1)
    last: int = Field(ge=1)


class AgreementQuery(Record):
    """Only the language."""

    lang: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """One fact that two reviewers judged: their first verdicts, and whether a later one settled it."""

    document_id: str
    start: int
    first: ReviewEntry
    second: ReviewEntry
    last: int

    @property
    def is_settled(self) -> bool:
        """Whether somebody judged the fact again after both."""
        return self.last > max(self.first.number, self.second.number)


def build_router(desk: Desk) -> APIRouter:
    """The routes of agreement."""
    router = APIRouter()

    @router.get("/agreement")
    def show(request: Request, asked: Annotated[AgreementQuery, Query()]) -> Response:
        doubles = read_doubles(desk)
        open_ones = [one for one in doubles if not one.is_settled and differing_fields(*_reviews(one))]
        shown = [_difference(request, desk, one) for one in open_ones[:_MOST]]
        return render(
            request, desk.config, "agreement.html", pairs=_by_pair(doubles), differences=shown, open=len(open_ones),
            count=len(doubles), share=desk.config.double_share,
        )  # fmt: skip

    @router.post("/agreement/settle", dependencies=[Depends(desk.config.access.require("review"))])
    def settle(request: Request, settling: Settling) -> JSONResponse:
        words = load_words(language_of(request))
        entry = desk.config.store.reviews.line(settling.number)
        if entry is None or (entry.review.document_id, entry.review.start) != (settling.document_id, settling.start):
            return JSONResponse({"detail": f"no line {settling.number}"}, status_code=400)
        update = {
            "reviewer": desk.config.access.reviewer(request),
            "reviewed_at": desk.config.now(),
            "reason": words("agreement.reason", name=entry.review.reviewer),
        }
        review = Review.model_validate({**dict(entry.review), **update})
        written, is_own = desk.config.store.reviews.add_behind(review, settling.last)
        return JSONResponse({"number": written.number}, status_code=200 if is_own else 409)

    return router


def read_doubles(desk: Desk) -> list[Double]:
    """The facts that exactly two reviewers judged, in the order of their verdicts."""
    rows = desk.rows().execute(_PAIRS).fetchall()
    numbers = [number for row in rows for number in (row["first"], row["second"])]
    lines = desk.config.store.reviews.lines(numbers)
    found = [
        Double(row["document_id"], row["start"], lines[row["first"]], lines[row["second"]], row["last"])
        for row in rows
        if row["first"] in lines and row["second"] in lines
    ]
    return sorted(found, key=lambda one: one.second.number)


def _reviews(double: Double) -> tuple[Review, Review]:
    return double.first.review, double.second.review


def _by_pair(doubles: list[Double]) -> list[tuple[str, str, tuple[FieldAgreement, ...]]]:
    """The agreement of each two reviewers, by their names; the answers of one stand always on the same side."""
    pairs: dict[tuple[str, str], list[tuple[Review, Review]]] = defaultdict(list)
    for double in doubles:
        first, second = sorted(_reviews(double), key=lambda review: review.reviewer)
        pairs[first.reviewer, second.reviewer].append((first, second))
    return [(*names, measure_agreement(own)) for names, own in sorted(pairs.items())]


def _difference(request: Request, desk: Desk, double: Double) -> dict[str, Any]:
    language = language_of(request)
    labels, words = load_page_labels(language), load_words(language)
    differing = differing_fields(*_reviews(double))
    fact = double.first.review.facts()[0]
    sides = []
    for entry in (double.first, double.second):
        after = entry.review.fact_after()
        lines = build_fields(after, labels, words) if after else ()
        sides.append(
            {
                "number": entry.number,
                "reviewer": entry.review.reviewer,
                "verdict": entry.review.verdict,
                "reason": entry.review.reason or "",
                "fields": [(line.key, line.text or "—") for line in lines if line.key in differing],
            }
        )
    return {
        "document_id": double.document_id,
        "start": double.start,
        "last": double.last,
        "subject": labels.subject(fact),
        "quote": fact.evidence.quote,
        "numeral": fact.evidence.quote[
            fact.evidence.start - fact.evidence.quote_start : fact.evidence.end - fact.evidence.quote_start
        ],
        "sides": sides,
    }
