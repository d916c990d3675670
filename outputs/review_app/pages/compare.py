"""Localities, periods or organisations side by side: the table of comparison, its chart, the sources of every cell."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import ValidationError
from starlette.responses import Response

from outputs.comparing.drawing import ChartKind, draw
from outputs.comparing.records import sources_of
from outputs.comparing.request import Request as Comparison
from outputs.comparing.rows import Row, Table
from outputs.comparing.table import SortBy, build_table, top_rows
from outputs.comparing.words import figure_words, period_words, place_words, rank_words, rate_words
from outputs.figures import format_figure
from outputs.labels import Labels
from outputs.review_app.desk import Desk
from outputs.review_app.index.filters import FactFilter
from outputs.review_app.index.queries import count_values
from outputs.review_app.periods import describe_period
from outputs.review_app.rendering import language_of, render
from outputs.review_app.words import Words, load_page_labels, load_words
from schemas.errors import ConfigError
from schemas.record import Record

_MOST = 300
_MOST_DRAWN = 40
_CHARTS: dict[str, tuple[ChartKind, ...]] = {
    "locality": ("bars", "map"), "period": ("series",), "organization": ("bars",),
}  # fmt: skip


class CompareQuery(Record):
    """What is compared, as the address holds it; "" leaves a condition out."""

    indicator: str = ""
    by: Literal["locality", "period", "organization"] = "locality"
    level: str = ""
    province: str = ""
    locality: str = ""
    period: str = ""
    per: str = ""
    measure: str = "count"
    boundary: str = ""
    sort: SortBy = "name"
    chart: str = ""
    lang: str = ""


def build_router(desk: Desk) -> APIRouter:
    """The routes of the comparison."""
    router = APIRouter()

    @router.get("/compare")
    def show(request: Request, asked: Annotated[CompareQuery, Query()]) -> Response:
        language = language_of(request)
        labels, words = load_page_labels(language), load_words(language)
        connection = desk.rows()
        used = [value for value, _ in count_values(connection, FactFilter(), "indicator") if value != "other"]
        provinces = sorted(value for value, _ in count_values(connection, FactFilter(), "province") if value)
        asked = _with_defaults(asked, used)
        table, problem = _table(desk, asked) if used else (None, "")
        rows = [_row(row, labels, words) for row in table.rows[:_MOST]] if table else []
        return render(
            request, desk.config, "compare.html", asked=asked, indicators=used, provinces=provinces, rows=rows,
            left_out=max(0, len(table.rows) - _MOST) if table else 0, problem=problem, refusals=_refusals(table),
            charts=_CHARTS[asked.by], has_rate=bool(asked.per), documents=table.documents if table else 0,
            query=str(request.query_params) or f"indicator={asked.indicator}", words=words,
        )  # fmt: skip

    @router.get("/compare/chart.svg")
    def chart(request: Request, asked: Annotated[CompareQuery, Query()]) -> Response:
        desk.index.refresh()
        table, problem = _table(desk, asked)
        if table is None:
            raise ConfigError(problem)
        kinds = _CHARTS[asked.by]
        kind = next((one for one in kinds if one == asked.chart), kinds[0])
        drawn = top_rows(table, _MOST_DRAWN) if kind == "bars" else table
        content = draw([drawn], kind, labels=load_page_labels(language_of(request)), as_png=False)
        # A drawing carries its own styles; it is shown as a picture, in which nothing runs.
        headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
        return Response(content, media_type="image/svg+xml", headers=headers)

    return router


def _with_defaults(asked: CompareQuery, used: list[str]) -> CompareQuery:
    """The question with the commonest indicator where none was asked for."""
    if asked.indicator or not used:
        return asked
    first = "member.total" if "member.total" in used else used[0]
    return asked.model_copy(update={"indicator": first})


def _table(desk: Desk, asked: CompareQuery) -> tuple[Table | None, str]:
    """The table, or why there is none."""
    stated: dict[str, Any] = {
        name: value for name, value in asked.model_dump().items() if value and name in Comparison.model_fields
    }
    try:
        comparison = Comparison.model_validate(stated)
        return build_table(desk.config.store, comparison, tiling=desk.config.tiling, sort=asked.sort), ""
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return None, f"{first['loc'][0]}: {first['msg']}"
    except ConfigError as error:
        return None, str(error)


def _refusals(table: Table | None) -> list[tuple[str, str]]:
    return [(place_words(one.place), one.reason) for one in table.refusals] if table else []


def _row(row: Row, labels: Labels, words: Words) -> dict[str, Any]:
    sources = [
        {
            "role": one.role,
            "figure": format_figure(
                one.value,
                unit=row.unit,
                prefix=labels.qualifiers[one.qualifier].prefix,
                value_max=one.value_max,
            ),
            "locality": one.locality,
            "period": describe_period(one.period, words),
            "quote": one.quote,
            "title": one.title or one.document,
            "publisher": one.publisher or "",
            "published": one.published,
            "document_id": one.document_id,
            "fact_id": one.fact_id,
        }
        for one in sources_of(row)
    ]
    return {
        "rank": rank_words(row),
        "place": place_words(row.place),
        "province": row.place.province or "",
        "body": row.body or "",
        "figure": figure_words(row, labels),
        "period": period_words(row) if words.language == "vi" else describe_period(row.period, words),
        "rate": rate_words(row.rate) if row.rate else "",
        "documents": row.sources,
        "verdict": row.verdict.level,
        "reasons": row.verdict.reasons,
        "is_sum": row.is_rolled_up,
        "sources": sources,
    }
