"""Extractions -> facts.jsonl: one fact a line, as in the JSON contract, with its document's head under "document"."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.extraction import Extraction


@contextmanager
def open_facts_jsonl(path: Path) -> Iterator[Callable[[Extraction], None]]:
    """A function that writes one document's facts as lines of the file at `path`."""
    with path.open("w", encoding="utf-8", newline="\n") as file:

        def add(extraction: Extraction) -> None:
            head = extraction.to_contract().document.model_dump_json()
            file.writelines(f'{fact.model_dump_json()[:-1]},"document":{head}}}\n' for fact in extraction.facts)

        yield add
