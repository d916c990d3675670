"""The articles: a list of them, and each with all its numerals coloured by label and all its facts beside it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.review_app.cards import describe_checks, fact_as_judged, numerals_of
from outputs.review_app.desk import Desk
from outputs.review_app.folding import find_words
from outputs.review_app.listed import Listed
from outputs.review_app.pages.table import to_row
from outputs.review_app.rendering import language_of, render
from outputs.review_app.segments import Numeral, build_paragraphs
from outputs.review_app.words import load_page_labels, load_words
from schemas.extraction import Extraction
from schemas.facts import Fact, LedgerRow
from schemas.record import Record

PAGE = 50


class ArticlesQuery(Record):
    """What is searched for, and the place behind which the page begins: a date and an id."""

    q: str = ""
    date: str = ""
    id: str = ""
    lang: str = ""


def build_router(desk: Desk) -> APIRouter:
    """The routes of articles."""
    router = APIRouter()

    @router.get("/articles")
    def index(request: Request, asked: Annotated[ArticlesQuery, Query()]) -> Response:
        rows = _articles(desk, asked)
        more = rows[PAGE - 1] if len(rows) > PAGE else None
        return render(request, desk.config, "articles.html", rows=rows[:PAGE], q=asked.q, more=more)

    @router.get("/articles/{document_id}")
    def show(request: Request, document_id: str) -> Response:
        desk.index.refresh()
        return render(request, desk.config, "article.html", **_article(request, desk, document_id))

    return router


def _articles(desk: Desk, asked: ArticlesQuery) -> list[Any]:
    parts, values = ["1"], list[Any]()
    for word in find_words(asked.q):
        parts.append("instr(words, ?) > 0")
        values.append(word)
    if asked.id:
        parts.append("(published, document_id) < (?, ?)")
        values += [asked.date, asked.id]
    sql = f"SELECT * FROM documents WHERE {' AND '.join(parts)} ORDER BY published DESC, document_id DESC LIMIT ?"
    return list(desk.rows().execute(sql, (*values, PAGE + 1)))


def _article(request: Request, desk: Desk, document_id: str) -> dict[str, Any]:
    language = language_of(request)
    labels, words = load_page_labels(language), load_words(language)
    extraction = desk.extraction(document_id)
    outcomes = desk.outcomes(document_id)
    facts = _facts(desk, extraction, outcomes)
    numerals = _numerals(extraction, facts, outcomes)
    counts: dict[str, int] = {}
    for numeral in numerals:
        counts[numeral.line.label] = counts.get(numeral.line.label, 0) + 1
    document = extraction.document
    listed = [
        Listed(
            fact=fact,
            outcome=outcomes.get(fact.evidence.start, "open"),
            fails=sum(check.outcome == "fails" for check in extraction.checks if fact.fact_id in check.fact_ids),
            document_id=document_id,
            title=document.title or document.name,
            source=document.publisher or "",
            published=document.published or "",
            url=document.url,
        )
        for fact in facts
    ]
    return {
        "document": document,
        "about": extraction.locality or extraction.province or "",
        "paragraphs": build_paragraphs(document.text, numerals),
        "rows": [to_row(one, labels, words) | {"start": one.start} for one in listed],
        "counts": counts,
        "failed": [
            line for fact in facts for line in describe_checks(extraction.checks, fact, labels, words)
            if line.outcome == "fails"
        ],
    }  # fmt: skip


def _facts(desk: Desk, extraction: Extraction, outcomes: dict[int, str]) -> list[Fact]:
    """The facts as judged, in the order of the text; those that were added with them."""
    document_id = extraction.document.document_id
    entries = desk.config.store.reviews.history(document_id)
    extracted = {fact.evidence.start: fact for fact in extraction.facts}
    found = []
    for start in sorted({*extracted, *outcomes}):
        own = [entry for entry in entries if entry.review.start == start]
        fact = fact_as_judged(extracted.get(start), own)
        if fact is not None:
            found.append(fact)
    return found


def _numerals(extraction: Extraction, facts: list[Fact], outcomes: dict[int, str]) -> list[Numeral]:
    """All numerals, those of added facts labelled as facts."""
    added = {fact.evidence.start: fact for fact in facts if outcomes.get(fact.evidence.start) == "added"}
    numerals = [one for one in numerals_of(extraction, outcomes) if one.line.start not in added]
    for start, fact in added.items():
        line = LedgerRow(
            start=start, end=fact.evidence.end, text=extraction.document.text[start : fact.evidence.end], label="fact",
            fact_id=fact.fact_id, reason=None,
        )  # fmt: skip
        numerals.append(Numeral(line, start, "added"))
    return numerals
