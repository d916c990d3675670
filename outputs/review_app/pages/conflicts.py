"""Articles that disagree, or that say the same: checks between documents in words, their articles side by side."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from outputs.labels import Labels
from outputs.review_app.cross_checks import ShownCheck, offer_checks, parse_place, show_checks
from outputs.review_app.desk import Desk
from outputs.review_app.pages.table import to_row
from outputs.review_app.rendering import language_of, render
from outputs.review_app.same_things import read_groups
from outputs.review_app.words import Words, load_page_labels, load_words
from outputs.store.cross_check_pages import CheckTally, CrossCheckFilter
from schemas.checks import CrossKind, Outcome
from schemas.record import Record

PAGE = 25


class ConflictsQuery(Record):
    """Which checks, and the place in their list, or the key of the group, behind which the page begins."""

    outcome: Outcome = "fails"
    kind: CrossKind | Literal[""] = ""
    province: str = Field(default="", max_length=80)
    after: str = Field(default="", max_length=60)
    lang: str = ""


def build_router(desk: Desk) -> APIRouter:
    """The route of conflicts."""
    router = APIRouter()

    @lru_cache(maxsize=1)
    def tally(_: str) -> tuple[CheckTally, ...]:
        """How many checks there are; counted once for each time that they were made."""
        return desk.config.store.checks.tally()

    @router.get("/conflicts")
    def show(request: Request, asked: Annotated[ConflictsQuery, Query()]) -> Response:
        language = language_of(request)
        labels, words = load_page_labels(language), load_words(language)
        desk.index.refresh()
        counted = tally(desk.config.store.checks.stamp())
        if not counted:
            groups, after = read_groups(desk, asked.after, labels, words)
            following = urlencode({"after": after}) if after else ""
            return render(request, desk.config, "conflicts.html", groups=groups, following=following, offered=None)
        return render(request, desk.config, "conflicts.html", **_checks(desk, asked, counted, labels, words))

    return router


def _checks(
    desk: Desk, asked: ConflictsQuery, counted: Sequence[CheckTally], labels: Labels, words: Words
) -> dict[str, Any]:
    """What the template shows of the checks that were asked for."""
    wanted = CrossCheckFilter(outcome=asked.outcome, kind=asked.kind or None, province=asked.province or None)
    placed = desk.config.store.checks.page(wanted, parse_place(asked.after), PAGE + 1)
    chosen = {"outcome": asked.outcome, "kind": asked.kind, "province": asked.province}
    following = ""
    if len(placed) > PAGE:
        last = placed[PAGE - 1].place
        following = urlencode({**chosen, "after": f"{last.kind}.{last.key}"})
    shown = show_checks(desk, placed[:PAGE])
    return {
        "groups": [_view(one, labels, words) for one in shown],
        "following": following,
        "offered": offer_checks(counted, **chosen, labels=labels),
        "chosen": chosen,
    }


def _view(one: ShownCheck, labels: Labels, words: Words) -> dict[str, Any]:
    check = one.check
    return {
        "kind": labels.check_kind(check.kind),
        "outcome": check.outcome,
        "statement": check.statement,
        "subject": labels.indicator(check.indicator, None),
        "place": ", ".join(filter(None, (check.locality, check.province))),
        "period": one.period,
        "rows": [to_row(side, labels, words) for side in one.sides],
        "left_out": one.left_out,
    }
