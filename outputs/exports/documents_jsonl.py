"""Extractions -> documents.jsonl: the JSON contract, one document a line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.extraction import Extraction


@contextmanager
def open_documents_jsonl(path: Path) -> Iterator[Callable[[Extraction], None]]:
    """A function that writes one document's contract object as a line of the file at `path`."""
    with path.open("w", encoding="utf-8", newline="\n") as file:

        def add(extraction: Extraction) -> None:
            file.write(extraction.to_contract().model_dump_json() + "\n")

        yield add
