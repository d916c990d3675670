"""Which of several figures for the same thing stands in a table: the rule that report, workbook and command share."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Stated(Protocol):
    """What the rule looks at in a figure.

    `as_of` is the last day the figure holds for, or the day of publication where the text gives no time; `day` is
    that day only where the text gives one; `published` is a full day too. "" stands for an unknown day. `is_inferred`
    says that the text does not print the day with the figure.
    """

    @property
    def document_id(self) -> str: ...  # noqa: D102
    @property
    def is_dated(self) -> bool: ...  # noqa: D102
    @property
    def day(self) -> str: ...  # noqa: D102
    @property
    def as_of(self) -> str: ...  # noqa: D102
    @property
    def published_day(self) -> str: ...  # noqa: D102
    @property
    def is_inferred(self) -> bool: ...  # noqa: D102
    @property
    def is_exact(self) -> bool: ...  # noqa: D102
    @property
    def confidence(self) -> float: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102


T = TypeVar("T", bound=Stated)


def rank_in_document(figure: Stated) -> tuple[bool, str, bool, bool, float, int]:
    """Of one document's figures for the same thing: one with a time, the latest, printed, unbounded, the first."""
    return figure.is_dated, figure.day, not figure.is_inferred, figure.is_exact, figure.confidence, -figure.start


def rank(figure: Stated) -> tuple[str, str, float, str]:
    """Of several documents' figures for the same thing: the latest, then the one published last."""
    return figure.as_of, figure.published_day, figure.confidence, figure.document_id


def best_by_document(figures: Iterable[T]) -> list[T]:
    """The best figure of each document, the one that stands in the table first."""
    best: dict[str, T] = {}
    for figure in figures:
        other = best.get(figure.document_id)
        if other is None or rank_in_document(figure) > rank_in_document(other):
            best[figure.document_id] = figure
    return sorted(best.values(), key=rank, reverse=True)
