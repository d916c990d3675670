"""Checks as lists give them -> checks.jsonl and checks.csv: one check a line, with the articles that it quotes."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from outputs.exports.facts_csv import protect_text
from outputs.labels import Labels
from schemas.checks import CheckedDocument, ListedCheck

HEADS = (
    "check_id", "between_documents", "kind", "kind_words", "outcome", "outcome_words", "statement", "indicator",
    "locality", "province", "period", "fact_ids", "document_ids", "documents", "publishers", "published", "urls",
)  # fmt: skip
_BETWEEN = "; "


def _joined(check: ListedCheck, of: Callable[[CheckedDocument], str | None]) -> str:
    return _BETWEEN.join(of(document) or "" for document in check.documents)


def check_row(check: ListedCheck, labels: Labels) -> tuple[str, ...]:
    """The values of one check in the order of `HEADS`; lists are joined by "; ", one entry a document or fact."""
    return (
        check.check_id,
        "true" if check.is_between else "false",
        check.kind,
        labels.check_kind(check.kind),
        check.outcome,
        labels.outcomes[check.outcome],
        check.statement,
        check.indicator,
        check.locality or "",
        check.province or "",
        check.period or "",
        _BETWEEN.join(figure.fact_id for figure in check.figures),
        _joined(check, lambda document: document.document_id),
        _joined(check, lambda document: document.title or document.name),
        _joined(check, lambda document: document.publisher),
        _joined(check, lambda document: document.published),
        _joined(check, lambda document: document.url),
    )


def csv_writer(file: IO[str], labels: Labels) -> Callable[[ListedCheck], object]:
    """A function that writes one check as a row into an open file, whose head it writes at once."""
    rows = csv.writer(file)
    rows.writerow(HEADS)
    return lambda check: rows.writerow([protect_text(value) for value in check_row(check, labels)])


def jsonl_writer(file: IO[str]) -> Callable[[ListedCheck], object]:
    """A function that writes one check as a line of JSON into an open file."""
    return lambda check: file.write(check.model_dump_json() + "\n")


@contextmanager
def open_checks_csv(path: Path, labels: Labels) -> Iterator[Callable[[ListedCheck], object]]:
    """A function that writes one check as a row of the file at `path`, which begins with a mark for Excel."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        yield csv_writer(file, labels)


@contextmanager
def open_checks_jsonl(path: Path) -> Iterator[Callable[[ListedCheck], object]]:
    """A function that writes one check as a line of the file at `path`."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yield jsonl_writer(file)
