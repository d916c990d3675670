"""Articles that disagree: the same thing at the same place and time, told with different values, side by side."""

from collections import defaultdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from outputs.labels import Labels
from outputs.review_app.desk import Desk
from outputs.review_app.listed import Listed, read_listed
from outputs.review_app.pages.table import to_row
from outputs.review_app.rendering import language_of, render
from outputs.review_app.words import Words, load_page_labels, load_words
from schemas.record import Record

PAGE = 25
_KEYS = "SELECT same_key FROM disagreeing WHERE same_key > ? ORDER BY same_key LIMIT ?"
_ROWS = "SELECT * FROM items WHERE same_key IN ({}) ORDER BY same_key, published, item"


class ConflictsQuery(Record):
    """The key of the group behind which the page begins."""

    after: str = ""
    lang: str = ""


def build_router(desk: Desk) -> APIRouter:
    """The route of conflicts."""
    router = APIRouter()

    @router.get("/conflicts")
    def show(request: Request, asked: Annotated[ConflictsQuery, Query()]) -> Response:
        language = language_of(request)
        connection = desk.rows()
        keys = [row[0] for row in connection.execute(_KEYS, (asked.after, PAGE + 1))]
        shown = keys[:PAGE]
        rows = connection.execute(_ROWS.format(",".join("?" * len(shown))), shown).fetchall() if shown else []
        of_key = {(row["document_id"], row["start"]): row["same_key"] for row in rows}
        groups: dict[str, list[Listed]] = defaultdict(list)
        for one in read_listed(desk, rows):
            groups[of_key[one.document_id, one.start]].append(one)
        labels, words = load_page_labels(language), load_words(language)
        views = [_view(group, labels, words) for group in groups.values() if _disagree(group)]
        return render(
            request, desk.config, "conflicts.html", groups=views, after=shown[-1] if len(keys) > PAGE else "",
            is_first=not asked.after,
        )  # fmt: skip

    return router


def _disagree(group: list[Listed]) -> bool:
    """Whether what is left of a group without rejected facts has two values in two articles."""
    kept = [one for one in group if one.outcome != "rejected"]
    exact = [one for one in kept if one.fact.qualifier == "exact" and one.fact.value_max is None]
    shown = exact if len({one.fact.value for one in exact}) > 1 else kept
    return len({one.fact.value for one in shown}) > 1 and len({one.document_id for one in shown}) > 1


def _view(group: list[Listed], labels: Labels, words: Words) -> dict[str, Any]:
    rows = [to_row(one, labels, words) for one in group]
    values = [one.fact.value for one in group]
    low, high = min(values), max(values)
    return {
        "subject": rows[0]["subject"],
        "place": rows[0]["place"],
        "period": rows[0]["period"],
        "gap": round(100 * (high - low) / high) if high else 0,
        "rows": rows,
    }
