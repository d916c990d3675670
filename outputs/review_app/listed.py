"""Rows of the read model -> facts whole, as they were judged, with their article: what tables and files show."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from outputs.figures import format_fact
from outputs.labels import Labels
from outputs.review_app.desk import Desk
from outputs.review_app.fields import describe_locality
from outputs.review_app.index.filters import FactFilter, Sort
from outputs.review_app.index.judged import ADDED
from outputs.review_app.index.queries import Cursor, decode, read_page
from outputs.review_app.periods import describe_period
from outputs.review_app.words import Words
from schemas.facts import Fact

_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One fact of a list, with what counts for it and the head of its article."""

    fact: Fact
    outcome: str
    fails: int
    document_id: str
    title: str
    source: str
    published: str
    url: str | None

    @property
    def start(self) -> int:
        """Where its numeral stands."""
        return self.fact.evidence.start


def read_listed(desk: Desk, rows: Sequence[sqlite3.Row]) -> list[Listed]:
    """The facts of these rows in their order; one that vanished since is left out."""
    texts = decode(desk.index.read())
    judged = [row for row in rows if row["position"] == ADDED or texts[row["outcome"]] == "corrected"]
    overlays = {row["item"]: _stated(desk, row["review"]) for row in judged}
    places = [(row["extraction_key"], row["position"]) for row in rows if row["position"] != ADDED]
    with desk.config.store.listing() as listing:
        whole = listing.read(places)
    heads = _heads(desk.index.read(), {row["document_id"] for row in rows})
    found = []
    for row in rows:
        fact = overlays.get(row["item"]) or whole.get((row["extraction_key"], row["position"]))
        head = heads.get(row["document_id"])
        if fact is None or head is None:
            continue
        found.append(
            Listed(
                fact=fact,
                outcome=texts[row["outcome"]],
                fails=row["fails"],
                document_id=row["document_id"],
                title=head["title"],
                source=head["source"],
                published=head["published"],
                url=head["url"],
            )
        )
    return found


def _stated(desk: Desk, number: int) -> Fact | None:
    entry = desk.config.store.reviews.line(number)
    return entry.review.fact_after() if entry else None


def _heads(connection: sqlite3.Connection, document_ids: set[str]) -> dict[str, sqlite3.Row]:
    marks = ",".join("?" * len(document_ids))
    sql = f"SELECT document_id, title, source, published, url FROM documents WHERE document_id IN ({marks})"
    return {row["document_id"]: row for row in connection.execute(sql, sorted(document_ids))}


def read_all(desk: Desk, chosen: FactFilter, *, sort: Sort, is_descending: bool) -> Iterator[Listed]:
    """All facts that a filter chooses, in the order of its list, a thousand at a time."""
    cursor: Cursor | None = None
    while True:
        page = read_page(
            desk.index.read(), chosen, sort=sort, is_descending=is_descending, cursor=cursor, limit=_CHUNK
        )  # fmt: skip
        yield from read_listed(desk, page.rows)
        cursor = page.after
        if cursor is None:
            return


COLUMNS = (
    "figure", "value", "value_max", "unit", "indicator", "groups", "measure", "status", "locality", "code", "province",
    "period", "organization", "outcome", "confidence", "quote", "title", "source", "published", "url", "document_id",
    "fact_id",
)  # fmt: skip
"""The columns of a file, in their order."""

Cell = str | Decimal | float | None


def to_cells(one: Listed, labels: Labels, words: Words) -> tuple[Cell, ...]:
    """The values of one fact in the order of `COLUMNS`: words for readers, numbers as numbers."""
    fact = one.fact
    place, _ = describe_locality(fact.locality, words)
    return (
        format_fact(fact, labels), fact.value, fact.value_max, labels.unit(fact.unit),
        labels.indicator(fact.indicator, fact.system), labels.group_list(fact.groups), labels.measures[fact.measure],
        labels.statuses[fact.status], place, fact.locality.code if fact.locality else None,
        fact.locality.province if fact.locality else None, describe_period(fact.period, words), fact.organization,
        words(f"outcome.{one.outcome}"), fact.confidence, fact.evidence.quote, one.title, one.source, one.published,
        one.url, one.document_id, fact.fact_id,
    )  # fmt: skip
