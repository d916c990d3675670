"""The queue: what waits for a verdict, worst first, with filters, counts and the cards that are judged."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Strict
from starlette.responses import Response

from outputs.labels import Labels
from outputs.review_app.desk import Desk
from outputs.review_app.index.filters import FactFilter
from outputs.review_app.index.queries import Cursor, count_items, count_values, queue_rows
from outputs.review_app.index.schema import FACETS
from outputs.review_app.rendering import language_of, render
from outputs.review_app.words import Words, load_page_labels, load_words

FIRST = 3
_MOST = 12
_MOST_SHOWN = 300


class QueueQuery(FactFilter):
    """A choice of facts, and where in the queue to go on."""

    after: str = ""
    n: Annotated[int, Strict(False)] = FIRST
    lang: str = ""


def build_router(desk: Desk) -> APIRouter:
    """The routes of the queue."""
    router = APIRouter()

    @router.get("/queue")
    def show(request: Request, asked: Annotated[QueueQuery, Query()]) -> Response:
        connection = desk.rows()
        chosen = chosen_of(asked)
        total = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        counted = chosen if chosen.outcome else chosen.model_copy(update={"outcome": "waiting"})
        waiting = count_items(connection, counted)
        return render(
            request, desk.config, "queue.html", chosen=chosen, waiting=waiting, is_empty=total == 0,
            cards=_cards(request, desk, chosen, "", FIRST),
        )  # fmt: skip

    @router.get("/queue/cards")
    def cards(request: Request, asked: Annotated[QueueQuery, Query()]) -> Response:
        desk.index.refresh()
        n = max(1, min(asked.n, _MOST))
        return render(
            request, desk.config, "cards.html", cards=_cards(request, desk, chosen_of(asked), asked.after, n)
        )  # fmt: skip

    @router.get("/queue/filters")
    def filters(request: Request, asked: Annotated[QueueQuery, Query()]) -> Response:
        connection = desk.rows()
        chosen = chosen_of(asked)
        language = language_of(request)
        labels, words = load_page_labels(language), load_words(language)
        offered = {name: offer(count_values(connection, chosen, name), name, labels, words) for name in FACETS}
        return render(request, desk.config, "queue_filters.html", chosen=chosen, offered=offered)

    return router


def chosen_of(asked: FactFilter) -> FactFilter:
    """The choice of facts in a query that holds more."""
    return FactFilter(**{name: getattr(asked, name) for name in FactFilter.model_fields})


def offer(counted: list[tuple[str, int]], name: str, labels: Labels, words: Words) -> list[tuple[str, str, int]]:
    """Value, words and count of what a filter offers; "-" stands for facts without a value."""
    shown = [(value or "-", name_value(name, value, labels, words), count) for value, count in counted[:_MOST_SHOWN]]
    return sorted(shown, reverse=True) if name == "year" else shown


def name_value(name: str, value: str, labels: Labels, words: Words) -> str:
    """A category's value in words."""
    if not value or value == "-":
        return words("filter.none")
    match name:
        case "indicator":
            return labels.indicator(value, None)
        case "outcome":
            return words(f"outcome.{value}")
        case _:
            return value


def _cards(request: Request, desk: Desk, chosen: FactFilter, after: str, count: int) -> list[object]:
    language = language_of(request)
    reviewer = desk.config.access.reviewer(request)
    rows = queue_rows(desk.index.read(), chosen, reviewer=reviewer, cursor=Cursor.parse(after), limit=count)
    found = desk.cards(rows, reviewer=reviewer, labels=load_page_labels(language), words=load_words(language))
    return list(found)
