"""Figures as a store tells them, built field by field, and units that lie in each other as a test says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from outputs.checking.moments import Told
from outputs.comparing.rollup import Part
from outputs.store.told_figures import ToldFigure

_numbers = count(1)


def build_told(value: str | int, **fields: Any) -> Told:
    """A figure of a district at the end of 2023, in a document of its own."""
    number = next(_numbers)
    document_id = fields.pop("document_id", f"d{number:05}")
    defaults: dict[str, Any] = {
        "measure": "count", "status": "actual", "unit": "person", "system": "party", "province": "Bắc Kạn",
        "level": "district", "place_code": "2025a:D:061", "place_name": "huyện Ba Bể", "groups": "[]",
        "organization": None, "direction": None, "value": Decimal(value), "value_max": None, "denominator": None,
        "qualifier": "exact", "period_start": None, "period_end": "2023-12-31", "is_to_publication": False,
        "is_inferred": False, "confidence": 0.9, "fact_id": f"f{number:05}", "offset": number, "length": 80,
        "opening": "Đến cuối năm", "position": 0,
        "document_id": document_id, "story": document_id, "publisher": f"Báo {number}", "published": "2024-01-15",
        "title": None,
    }  # fmt: skip
    indicator = fields.pop("indicator", "member.total")
    return Told(ToldFigure(**(defaults | fields)), indicator)


@dataclass
class ListedUnits:
    """`outputs.checking.units.Units` from two lists."""

    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    made_of: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)

    def parent(self, code: str) -> str | None:
        return next((above for above, units in self.below.items() if code in units), None)

    def children(self, code: str, day: str) -> tuple[str, ...]:
        return self.below.get(code, ())

    def parts(self, code: str, level: str, day: str) -> tuple[Part, ...]:
        return self.made_of.get(code, ())

    def heirs(self, code: str) -> tuple[()]:
        return ()

    def provinces_with(self, province: str) -> tuple[()]:
        return ()


@pytest.fixture(scope="session")
def told() -> Callable[..., Told]:
    return build_told


@pytest.fixture(scope="session")
def listed_units() -> type[ListedUnits]:
    return ListedUnits
