"""The place or body of every figure in the openings of made-up articles: all kinds of bodies and levels."""

import hashlib
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.extraction import Extractor
from schemas.documents import Document
from schemas.facts import Fact

OPENINGS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("openings.toml").read_text(encoding="utf-8")
)["opening"]  # fmt: skip


def as_document(opening: dict[str, Any]) -> Document:
    text = opening["text"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        document_id=digest[:20], name="a.txt", url=opening.get("url"), publisher=opening.get("publisher"), title=None,
        byline=None, published="2025-09-01" if "2025" in text else "2022-05-01", retrieved_at=None,
        media_type="text/plain", sha256=digest, province=None, text=text,
    )  # fmt: skip


def is_about(fact: Fact, expected: str) -> bool:
    """Whether a fact is about that place, or about the body behind "org:"."""
    if expected.startswith("org:"):
        return expected[4:].lower() in (fact.organization or "").lower()
    return fact.locality is not None and fact.locality.name == expected


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening["text"][:40])
def test_every_figure_of_an_opening(extractor: Extractor, opening: dict[str, Any]) -> None:
    facts = extractor.extract(as_document(opening)).facts
    for printed, expected in opening["expected"].items():
        value = Decimal(printed.replace(".", "").replace(",", "."))
        found = [fact for fact in facts if fact.value in (value, value * 1_000_000)]
        assert any(is_about(fact, expected) for fact in found), (printed, expected)
