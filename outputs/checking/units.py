"""What checks between documents ask of the gazetteer, which lies on another part of the house."""

from collections.abc import Collection
from typing import Protocol

from outputs.comparing.rollup import Tiling


class Units(Tiling, Protocol):
    """How administrative units lie in each other, and which former ones became which of today."""

    def parent(self, code: str) -> str | None:
        """The unit directly above; None for a province and for an unknown code."""

    def provinces_with(self, province: str) -> Collection[str]:
        """Bare names of the provinces, then and now, whose units became each other's, this one among them if known."""

    def children(self, code: str, day: str) -> tuple[str, ...]:
        """The units directly below on a day (ISO), sorted by code; empty when unknown."""
