import json

import pytest
from kept_extractions import KeptExtractor

from bench.floors import FLOORS, MEASURED, hash_corpus, measure, raise_floors

STORED = json.loads(FLOORS.read_text(encoding="utf-8"))["corpora"]
REMEDY = "run `python bench/floors.py` (see its docstring)"


@pytest.mark.parametrize("name", sorted(MEASURED))
def test_scores_do_not_fall(kept_extractor: KeptExtractor, name: str) -> None:
    floors = STORED[name]
    assert hash_corpus(name) == floors["corpus"], f"labels or inputs of {name} changed: {REMEDY}"
    reached = measure(name, kept_extractor)
    fallen = {key: reached[key] for key in ("strict", "relaxed", "ledger") if reached[key] < floors[key]}
    assert not fallen, f"{name} fell below {floors}"


def test_floors_rise_and_fall_only_when_told() -> None:
    high = {"a": {"corpus": "1", "strict": 0.8, "relaxed": 0.9, "ledger": 1.0}}
    low = {"a": {"corpus": "1", "strict": 0.5, "relaxed": 0.95, "ledger": 1.0}}
    assert raise_floors({}, high, may_fall=False)["a"]["strict"] == 0.79
    assert raise_floors(high, low, may_fall=False)["a"]["strict"] == 0.8
    assert raise_floors(high, low, may_fall=False)["a"]["relaxed"] == 0.94
    assert raise_floors(high, low, may_fall=True)["a"]["strict"] == 0.49
    low["a"]["corpus"] = "2"
    assert raise_floors(high, low, may_fall=False)["a"]["strict"] == 0.49
