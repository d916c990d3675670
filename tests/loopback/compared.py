"""Extractions -> their comparison, read out of its file: tests look at it more than once."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from outputs.comparing.overview import Cell, Comparison, open_overview
from outputs.completions import Completion
from schemas.extraction import Extraction


class Compared(Comparison):
    """A comparison in memory."""

    cells: tuple[Cell, ...]
    plain: tuple[Cell, ...]
    completions: tuple[Completion, ...]


def compare(extractions: Iterable[Extraction]) -> Compared:
    """The comparison of all of them."""
    with TemporaryDirectory() as folder, open_overview(Path(folder)) as overview:
        for extraction in extractions:
            overview.add(extraction)
        found = overview.comparison()
        return Compared(
            cells=tuple(found.cells),
            plain=tuple(found.plain),
            completions=tuple(found.completions),
            localities=found.localities,
        )
