"""One fact: its page, its form, its history; the search for localities; the form of a fact that is added."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from outputs.figures import format_number
from outputs.labels import Labels
from outputs.review_app.cards import describe_history
from outputs.review_app.corrections import KEEP, blank_fact
from outputs.review_app.desk import Desk
from outputs.review_app.fields import describe_locality
from outputs.review_app.rendering import language_of, render
from outputs.review_app.words import load_page_labels, load_words
from schemas.facts import Fact
from schemas.vocabulary import GROUPS

_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A unit that a search found: its code, its name, what became of it."""

    code: str
    name: str
    note: str
    is_current: bool
    level: str


def build_router(desk: Desk) -> APIRouter:
    """The routes of one fact."""
    router = APIRouter()

    @router.get("/facts/{document_id}/{start}")
    def show(request: Request, document_id: str, start: int) -> Response:
        language = language_of(request)
        desk.index.refresh()
        card = desk.card(
            document_id, start, reviewer=desk.config.access.reviewer(request), labels=load_page_labels(language),
            words=load_words(language),
        )  # fmt: skip
        template = "card_only.html" if "card" in request.query_params else "fact.html"
        return render(request, desk.config, template, card=card, cards=[card])

    @router.get("/facts/{document_id}/{start}/edit")
    def edit(request: Request, document_id: str, start: int) -> Response:
        desk.index.refresh()
        return _form(request, desk, desk.fact(document_id, start), document_id, is_new=False)

    @router.get("/facts/{document_id}/{start}/history")
    def history(request: Request, document_id: str, start: int) -> Response:
        language = language_of(request)
        lines = describe_history(
            desk.entries(document_id, start), load_page_labels(language), load_words(language)
        )  # fmt: skip
        return render(request, desk.config, "history.html", history=lines)

    @router.get("/articles/{document_id}/add")
    def add(request: Request, document_id: str, start: int, end: int) -> Response:
        desk.index.refresh()
        extraction = desk.extraction(document_id)
        before = [fact for fact in extraction.facts if fact.evidence.start <= start]
        try:
            fact = blank_fact(extraction.document, start, end, like=before[-1] if before else None)
        except ValueError as error:
            raise HTTPException(400, f"{start}:{end}") from error
        return _form(request, desk, fact, document_id, is_new=True)

    @router.get("/places")
    def places(request: Request, q: str = "") -> Response:
        words = load_words(language_of(request))
        hits = [_hit(one, *describe_locality(one, words)) for one in desk.config.find_places(q[:80])]
        return render(request, desk.config, "places.html", hits=hits, q=q.strip())

    return router


def _hit(locality: Any, name: str, note: str) -> PlaceHit:
    return PlaceHit(locality.code, name, note, not locality.successors, locality.level or "")


def _form(request: Request, desk: Desk, fact: Fact, document_id: str, *, is_new: bool) -> Response:
    language = language_of(request)
    labels, words = load_page_labels(language), load_words(language)
    entries = desk.entries(document_id, fact.evidence.start)
    place, place_note = describe_locality(fact.locality, words)
    values: dict[str, Any] = {
        "fact": fact,
        "document_id": document_id,
        "is_new": is_new,
        "last": entries[-1].number if entries else 0,
        "numbers": {
            name: "" if (number := getattr(fact, name)) is None else format_number(number)
            for name in ("value", "value_max", "denominator")
        },
        "subjects": _subjects(labels, fact),
        "near": _near(labels, fact),
        "group_tags": sorted(GROUPS - {tag for tag in GROUPS if tag.startswith("badge:")}, key=labels.group),
        "badges": sorted(tag for tag in GROUPS if tag.startswith("badge:")),
        "other_group": "; ".join(tag.removeprefix("other:") for tag in fact.groups if tag.startswith("other:")),
        "place": place,
        "place_note": place_note,
        "place_value": KEEP if fact.locality or not is_new else "",
        "published": desk.extraction(document_id).document.published,
    }
    return render(request, desk.config, "edit.html", **values)


def _subjects(labels: Labels, fact: Fact) -> dict[str, list[tuple[str, str]]]:
    """The indicators by what they count: value and words of each."""
    found: dict[str, list[tuple[str, str]]] = {}
    for value in labels.indicators:
        subject = value.partition(".")[0]
        total = f"{subject}.total" if f"{subject}.total" in labels.indicators else value
        head = labels.indicator(total, fact.system)
        found.setdefault(head, []).append((value, labels.indicator(value, fact.system)))
    return found


def _near(labels: Labels, fact: Fact) -> list[tuple[str, str]]:
    """The indicators of the same subject, which digits choose: the likeliest mistakes."""
    subject = fact.indicator.partition(".")[0]
    same = [value for value in labels.indicators if value.partition(".")[0] == subject]
    others = [value for value in ("member.total", "member.admitted", "cell.total", "other") if value not in same]
    return [(value, labels.indicator(value, fact.system)) for value in (*same, *others)][:_MOST_DIGITS]
