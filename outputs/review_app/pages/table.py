"""The table of all facts: sorted, filtered, searched, counted, a page at a time; its address holds the view."""

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from outputs.figures import format_fact
from outputs.labels import Labels
from outputs.review_app.cards import trust_of
from outputs.review_app.desk import Desk
from outputs.review_app.fields import describe_locality
from outputs.review_app.index.filters import FactFilter, Sort
from outputs.review_app.index.queries import Cursor, count_items, count_values, read_page
from outputs.review_app.index.schema import FACETS
from outputs.review_app.listed import Listed, read_all, read_listed
from outputs.review_app.pages.queue import chosen_of, name_value, offer
from outputs.review_app.periods import describe_period
from outputs.review_app.rendering import language_of, render
from outputs.review_app.table_files import write_csv, write_json, write_workbook
from outputs.review_app.words import Words, load_page_labels, load_words
from schemas.errors import ConfigError

PAGE = 50
_SORTS: tuple[Sort, ...] = ("published", "value", "place", "confidence", "priority")
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class TableQuery(FactFilter):
    """A choice of facts, their order, and where the page begins."""

    sort: Sort = "published"
    order: Literal["asc", "desc"] = "desc"
    after: str = ""
    lang: str = ""
    facet: str = ""


def build_router(desk: Desk) -> APIRouter:
    """The routes of the table."""
    router = APIRouter()

    @router.get("/table")
    def show(request: Request, asked: Annotated[TableQuery, Query()]) -> Response:
        connection = desk.rows()
        language = language_of(request)
        labels, words = load_page_labels(language), load_words(language)
        chosen = chosen_of(asked)
        page = read_page(
            connection, chosen, sort=asked.sort, is_descending=asked.order == "desc",
            cursor=Cursor.parse(asked.after), limit=PAGE,
        )  # fmt: skip
        rows = [to_row(one, labels, words) for one in read_listed(desk, page.rows)]
        state = chosen.address(sort=asked.sort, order=asked.order)
        return render(
            request, desk.config, "table.html", chosen=chosen, rows=rows, state=state, sorts=_sorts(chosen, asked),
            asked=asked, before=_text(page.before), after=_text(page.after),
            tags=_tags(chosen, asked, labels, words), formats=("xlsx", "csv", "json"),
        )  # fmt: skip

    @router.get("/table/facets")
    def facets(request: Request, asked: Annotated[TableQuery, Query()]) -> Response:
        connection = desk.rows()
        language = language_of(request)
        labels, words = load_page_labels(language), load_words(language)
        chosen = chosen_of(asked)
        offered = {name: offer(count_values(connection, chosen, name), name, labels, words) for name in FACETS}
        return render(
            request, desk.config, "facets.html", chosen=chosen, offered=offered, total=count_items(connection, chosen),
            asked=asked,
        )  # fmt: skip

    @router.get("/table.{name}")
    def download(request: Request, name: str, asked: Annotated[TableQuery, Query()]) -> Response:
        if name not in _MEDIA:
            raise ConfigError(f"table.{name}: csv, json, xlsx")
        desk.index.refresh()
        facts = read_all(desk, chosen_of(asked), sort=asked.sort, is_descending=asked.order == "desc")
        headers = {"Content-Disposition": f'attachment; filename="solieu.{name}"'}
        content = _content(name, facts, request)
        return StreamingResponse(content, media_type=_MEDIA[name], headers=headers)

    return router


def _content(name: str, facts: Iterator[Listed], request: Request) -> Iterator[str] | Iterator[bytes]:
    language = language_of(request)
    labels, words = load_page_labels(language), load_words(language)
    match name:
        case "csv":
            return write_csv(facts, labels, words)
        case "json":
            return write_json(facts)
        case _:
            return write_workbook(facts, labels, words)


def _text(cursor: Cursor | None) -> str:
    return cursor.text() if cursor else ""


def to_row(one: Listed, labels: Labels, words: Words) -> dict[str, object]:
    """What a table shows of one fact."""
    fact = one.fact
    place, note = describe_locality(fact.locality, words)
    return {
        "address": f"/facts/{one.document_id}/{one.start}",
        "figure": format_fact(fact, labels),
        "unit": "" if fact.unit == "percent" or fact.indicator == "other" else labels.unit(fact.unit),
        "subject": labels.subject(fact),
        "is_target": fact.status == "target",
        "place": place,
        "place_note": note,
        "body": fact.organization or "",
        "period": describe_period(fact.period, words),
        "quote": fact.evidence.quote,
        "title": one.title,
        "article": f"/articles/{one.document_id}#n{one.start}",
        "source": one.source,
        "published": one.published,
        "confidence": round(fact.confidence * 100),
        "trust": trust_of(fact.confidence),
        "fails": one.fails,
        "outcome": one.outcome,
    }


def _sorts(chosen: FactFilter, asked: TableQuery) -> dict[str, tuple[str, str]]:
    """For each sort the address that asks for it, the other way round where it is the present one, and its sign."""
    found: dict[str, tuple[str, str]] = {}
    for sort in _SORTS:
        is_present = sort == asked.sort
        first = "desc" if sort in ("published", "value") else "asc"
        order = ("asc" if asked.order == "desc" else "desc") if is_present else first
        sign = ("descending" if asked.order == "desc" else "ascending") if is_present else "none"
        found[sort] = (chosen.address(sort=sort, order=order), sign)
    return found


def _tags(chosen: FactFilter, asked: TableQuery, labels: Labels, words: Words) -> list[tuple[str, str, str]]:
    """Each condition in words, with the address without it."""
    tags = []
    for name, value in chosen.model_dump().items():
        if not value:
            continue
        rest = chosen.model_copy(update={name: ""}).address(sort=asked.sort, order=asked.order)
        text = words("filter.check") if name == "check" else name_value(name, value, labels, words)
        head = "" if name == "check" else words.maybe(f"filter.{name}", words("nav.articles"))
        tags.append((head, text, rest))
    return tags
