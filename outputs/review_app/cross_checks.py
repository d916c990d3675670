"""Checks between documents -> what the page of conflicts shows: the sentence, and the articles side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from outputs.figures import format_date
from outputs.labels import Labels
from outputs.review_app.desk import Desk
from outputs.review_app.listed import Listed, read_listed
from outputs.store.addresses import in_chunks
from outputs.store.cross_check_pages import CheckPlace, CheckTally, PlacedCheck
from schemas.checks import CrossCheck, Outcome
from schemas.errors import ConfigError

MOST_SIDES = 8
"""Of a province and all its districts the first ones are shown; the sentence names the sum."""

Option = tuple[str, str, int]
"""What a filter offers: value, words, count."""


_LARGEST = 2_147_483_647
_WORST_FIRST: tuple[Outcome, ...] = ("fails", "cannot_tell", "holds")


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check with the figures that it is about, of which `left_out` more are not shown."""

    check: CrossCheck
    period: str
    sides: tuple[Listed, ...]
    left_out: int


def parse_place(text: str) -> CheckPlace | None:
    """The place that an address names; None for "".

    Raises:
        ConfigError: It is none.
    """
    if not text:
        return None
    kind, _, key = text.partition(".")
    if not kind or not key.isascii() or not key.isdigit() or int(key) > _LARGEST:
        raise ConfigError(f"after={text}: no place in a list")
    return CheckPlace(kind, int(key))


def show_checks(desk: Desk, placed: Sequence[PlacedCheck]) -> list[ShownCheck]:
    """The checks with their articles as judged; one whose articles have all left the results is left out."""
    checks = [one.check for one in placed]
    listed = _listed(desk, {figure.fact_id for check in checks for figure in check.figures[:MOST_SIDES]})
    shown = []
    for check in checks:
        places = [(figure.document_id, figure.fact_id) for figure in check.figures]
        sides = tuple(listed[place] for place in places[:MOST_SIDES] if place in listed)
        if sides:
            period = format_date(check.period) if check.period else ""
            shown.append(ShownCheck(check, period, sides, max(0, len(places) - MOST_SIDES)))
    return shown


def _listed(desk: Desk, fact_ids: set[str]) -> dict[tuple[str, str], Listed]:
    connection = desk.index.read()
    rows = []
    for chunk in in_chunks(sorted(fact_ids)):
        marks = ",".join("?" * len(chunk))
        rows += connection.execute(f"SELECT * FROM items WHERE fact_id IN ({marks})", chunk).fetchall()
    fact_at = {(row["document_id"], row["start"]): row["fact_id"] for row in rows}
    return {(one.document_id, fact_at[one.document_id, one.start]): one for one in read_listed(desk, rows)}


def offer_checks(
    tally: Sequence[CheckTally], *, outcome: str, kind: str, province: str, labels: Labels
) -> dict[str, list[Option]]:
    """What each filter offers, with how many checks that would give beside the other filters."""
    outcomes, kinds, provinces = Counter[str](), Counter[str](), Counter[str]()
    for one in tally:
        is_kind, is_outcome = kind in ("", one.kind), outcome == one.outcome
        is_province = province in ("", one.province)
        outcomes[one.outcome] += one.number * (is_kind and is_province)
        kinds[one.kind] += one.number * (is_outcome and is_province)
        if one.province:
            provinces[one.province] += one.number * (is_outcome and is_kind)
    return {
        "outcome": [(name, labels.outcomes[name], outcomes[name]) for name in _WORST_FIRST],
        "kind": [(name, labels.check_kind(name), count) for name, count in sorted(kinds.items()) if count],
        "province": [(name, name, count) for name, count in sorted(provinces.items()) if count],
    }
