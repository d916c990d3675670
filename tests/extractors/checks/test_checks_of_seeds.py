"""The relations that the five real articles state, found from their gold facts."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.checks.relations import check_facts
from extractors.sentences import split_sentences
from schemas.facts import Fact

SEEDS = Path(__file__).parents[4] / "shared" / "gold" / "seeds"


def gold_facts(path: Path) -> tuple[str, list[Fact]]:
    """The labels of a gold file as facts."""
    labels = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(path.name.replace(".ann.json", ".txt")).read_text(encoding="utf-8")
    sentences = split_sentences(text)
    facts = []
    for mention in labels["mentions"]:
        if mention["label"] == "fact":
            own = next(s for s in sentences if s.start <= mention["start"] < s.end)
            facts.append(_gold_fact(mention, (own.start, own.end, own.text)))
    return text, facts


def _gold_fact(mention: dict[str, Any], sentence: tuple[int, int, str]) -> Fact:
    def number(key: str) -> Decimal | None:
        return Decimal(str(mention[key])) if mention.get(key) is not None else None

    return Fact.model_validate(
        {
            **{key: mention.get(key) for key in ("indicator", "measure", "status", "qualifier", "unit", "direction")},
            "fact_id": f"{mention['start']:05d}",
            "system": mention.get("system", "party"),
            "value": number("value"),
            "value_max": number("value_max"),
            "denominator": number("denominator"),
            "denominator_role": mention.get("denominator_role"),
            "groups": tuple(mention["group"]),
            "locality": {"name": mention["locality"], "level": None, "code": None, "province": None},
            "organization": None,
            "period": {"start": None, "end": None, "end_is_published": False, "text": None},
            "evidence": {
                "start": mention["start"],
                "end": mention["end"],
                "quote": sentence[2],
                "quote_start": sentence[0],
                "quote_end": sentence[1],
            },
            "confidence": 0.9,
            "rules": (),
        }
    )


SEED_CHECKS = {
    "000": [
        "holds 19 + 26 = 45",
        "holds 325/600 = 54,2%, khớp với “54%”",
        "holds 29/34 = 85,3%, khớp với “trên 85%”",
        "holds 146/152 = 96,1%, khớp với “trên 96%”",
    ],
    "001": ["holds 9 + 3 + 1 = 13", "holds 96 ≤ 220", "holds 9 ≤ 23"],
    "002": [
        "holds 4.846/(2 × 2.000) = 121,2%, khớp với “vượt 21%”",
        "holds 95 ≤ 1.813",
        "holds 95 - 23 = 72",
        "holds 23 ≤ 1.813",
        "holds 328 → 208: giảm 120",
        "holds kể 6 tên (Nậm Cang 1, Nậm Cang 2, Nậm Piền, …) = 6",
        "holds 12 ≤ 12",
    ],
    "003": [],
    "004": ["fails Hội Phụ nữ và Hội Nông dân cùng có 16.731 hội viên"],
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not part of the project")
@pytest.mark.parametrize(("seed", "expected"), SEED_CHECKS.items(), ids=SEED_CHECKS.keys())
def test_relations_of_the_seeds(seed: str, expected: list[str]) -> None:
    (path,) = SEEDS.glob(f"{seed}*.ann.json")
    text, facts = gold_facts(path)
    assert [f"{check.outcome} {check.statement}" for check in check_facts(facts, text)] == expected
