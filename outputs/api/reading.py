"""Choices of a request -> filters of the store, and rows of the store -> JSON text."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from outputs.api.parameters import MOST, CheckChoice, DocumentChoice, FactChoice, Reviewing
from outputs.store import Store
from outputs.store.fact_places import Place
from outputs.store.portion_filters import CheckFilter, DocumentFilter, FactFilter
from outputs.store.portions import CheckLine, FactLine, Portion, Portions, StoredHead
from outputs.store.reading import ReviewUse

L = TypeVar("L")


def document_filter(choice: DocumentChoice) -> DocumentFilter:
    """The filter that a choice of documents means."""
    reviews: ReviewUse = review_use(choice) if isinstance(choice, Reviewing) else "ignored"
    return DocumentFilter(
        **choice.model_dump(include={"source", "province", "since", "since_version"}), reviews=reviews
    )


def check_filter(choice: CheckChoice) -> CheckFilter:
    """The filter that a choice of checks means."""
    names = {"source", "province", "since", "since_version", "kind", "outcome"}
    return CheckFilter(document_id=choice.document, **choice.model_dump(include=names))


def fact_filter(choice: FactChoice) -> FactFilter:
    """The filter that a choice of facts means."""
    plain = choice.model_dump(exclude={"document", "period", "limit", "cursor", "reviewed"})
    return FactFilter(document_id=choice.document, months=choice.months, reviews=review_use(choice), **plain)


def review_use(choice: Reviewing) -> ReviewUse:
    """How facts are given: as reviewers say they are, or as extracted with the marks of reviewers."""
    return "applied" if choice.reviewed else "marked"


def fact_text(line: FactLine) -> str:
    """A line of facts.jsonl."""
    return f'{line.fact.model_dump_json()[:-1]},"document":{line.document.head.model_dump_json()}}}'


def check_text(line: CheckLine) -> str:
    """A check and its document."""
    return f'{line.check.model_dump_json()[:-1]},"document":{line.document.head.model_dump_json()}}}'


def document_text(document: StoredHead) -> str:
    """A document's head, and what the store knows of it."""
    rest = document.model_dump_json(exclude={"head"})
    return f"{document.head.model_dump_json()[:-1]},{rest[1:]}"


def all_lines(store: Store, read: Callable[[Portions, Place | None, int], Portion[L]]) -> Iterator[L]:
    """Every row, a portion in memory at a time; each portion is of its own state of the store, and no row comes twice.

    A slow reader holds no transaction open.
    """
    after: Place | None = None
    while True:
        with store.portions() as portions:
            portion = read(portions, after, MOST)
        yield from portion.items
        if portion.last is None:
            return
        after = portion.last
