import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from kept_extractions import KeptExtractor

from outputs.evaluation.summary import Summary

GOLD_FACT: dict[str, Any] = {
    "label": "fact", "value": 4900, "qualifier": "exact", "measure": "count", "status": "actual",
    "indicator": "member.total", "system": "party", "group": [], "locality": "huyện Ba Bể",
    "period_start": None, "period_end": None,
}  # fmt: skip
ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "gold" / "score.py"


@pytest.mark.skipif(not SCORER.exists(), reason=f"the stand-alone scorer is not here: {SCORER}")
def test_scores_are_those_of_the_stand_alone_scorer(
    solieu_here: Any, kept_extractor: KeptExtractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("flows.extraction_output", "flows.evaluate_job"):
        monkeypatch.setattr(f"{module}.load_extractor", lambda: kept_extractor)
    folder = ROOT / "corpus" / "gold" / "open"
    lines = tmp_path / "open.jsonl"
    lines.write_text(solieu_here("extract", folder).stdout, encoding="utf-8")
    command = [sys.executable, SCORER, folder, lines]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    numbers = tmp_path / "numbers.json"
    assert solieu_here("evaluate", folder, "--json", numbers).returncode == 0
    summary = Summary.model_validate(json.loads(numbers.read_text(encoding="utf-8"))["summary"], strict=False)
    for name, words in (("detected", "detected"), ("relaxed", "relaxed"), ("strict", "strict")):
        found = summary.score(name)
        three = f"precision {found.precision:.3f}  recall {found.recall:.3f}  F1 {found.f1:.3f}"
        assert re.search(rf"^{words} +{re.escape(three)}$", printed, re.MULTILINE), printed
    got, labelled = summary.score("strict").got, summary.score("strict").gold
    assert f"gold {labelled}, extracted {got}" in printed
    assert f"other      {summary.other[0]}/{summary.other[1]} found" in printed
    assert f"= {summary.ledger:.4f}" in printed
    seen = summary.score("detected").right
    for name in (
        "value", "indicator", "measure", "status", "qualifier", "denominator", "system", "groups", "locality", "period",
    ):  # fmt: skip
        assert f"{name} {summary.score(name).right / seen:.3f}" in printed, name


def test_command_fails_below_its_floors(solieu: Any, solieu_here: Any, tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "x.txt").write_text("Huyện Ba Bể có 5 chi bộ.", encoding="utf-8")
    label = GOLD_FACT | {"start": 15, "end": 16, "text": "5", "value": 9}
    (folder / "x.ann.json").write_text(json.dumps({"published": None, "mentions": [label]}))
    page = tmp_path / "loi.html"
    kept = solieu("evaluate", folder, "--html", page, "--min-ledger", "1")
    assert (kept.returncode, kept.stderr) == (0, "")
    assert "strict F1 0.000" in kept.stdout
    assert "<mark>5</mark>" in page.read_text(encoding="utf-8")
    assert solieu_here("evaluate", folder, "--min-relaxed", "0.5").returncode == 1


def test_command_reads_articles_of_one_name_from_their_own_folders(solieu_here: Any, tmp_path: Path) -> None:
    for place, numeral in (("a", "5"), ("b", "6")):
        for folder in (tmp_path / "gold" / place, tmp_path / "inputs" / place):
            folder.mkdir(parents=True)
            (folder / "x.txt").write_text(f"Huyện Ba Bể có {numeral} chi bộ.", encoding="utf-8")
        label = GOLD_FACT | {"start": 15, "end": 16, "text": numeral, "value": int(numeral), "indicator": "cell.total"}
        (tmp_path / "gold" / place / "x.ann.json").write_text(json.dumps({"mentions": [label]}))
    for words in ((), ("--inputs", tmp_path / "inputs")):
        done = solieu_here("evaluate", tmp_path / "gold", *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert "strict F1 1.000" in done.stdout


def test_command_scores_the_fields_of_the_stand_alone_scorer(solieu_here: Any, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Huyện Ba Bể có hơn 5 chi bộ.", encoding="utf-8")
    label = GOLD_FACT | {"start": 19, "end": 20, "text": "5", "value": 5, "indicator": "member.total"}
    (tmp_path / "x.ann.json").write_text(json.dumps({"mentions": [label]}))
    solieu_here("evaluate", tmp_path, "--json", tmp_path / "numbers.json")
    summary = Summary.model_validate(
        json.loads((tmp_path / "numbers.json").read_text(encoding="utf-8"))["summary"], strict=False
    )
    right = {name: summary.score(name).right for name in ("value", "indicator", "qualifier", "denominator")}
    assert right == {"value": 1, "indicator": 0, "qualifier": 0, "denominator": 1}


def test_command_names_missing_and_differing_inputs(solieu_here: Any, tmp_path: Path) -> None:
    folder, inputs = tmp_path / "gold", tmp_path / "inputs"
    folder.mkdir()
    inputs.mkdir()
    for name in ("x", "y"):
        (folder / f"{name}.txt").write_text("Có 5 xã.", encoding="utf-8")
        (folder / f"{name}.ann.json").write_text('{"mentions": []}')
    (inputs / "x.txt").write_text("Có 6 xã.", encoding="utf-8")
    done = solieu_here("evaluate", folder, "--inputs", inputs)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["x", "y"]
    assert solieu_here("evaluate", inputs).returncode == 2
    assert str(tmp_path / "none") in solieu_here("evaluate", folder, "--inputs", tmp_path / "none").stderr


def test_command_takes_no_one_of_several_inputs(solieu_here: Any, tmp_path: Path) -> None:
    folder, inputs = tmp_path / "gold", tmp_path / "inputs"
    for place in (folder, inputs):
        place.mkdir()
        (place / "x.txt").write_text("Có 5 xã.", encoding="utf-8")
    (folder / "x.ann.json").write_text('{"mentions": []}')
    (inputs / "x.html").write_text("<p>Có 5 xã.</p>", encoding="utf-8")
    done = solieu_here("evaluate", folder, "--inputs", inputs)
    assert done.returncode == 1
    assert all(name in done.stderr for name in ("x.txt", "x.html", "hãy để lại một"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--html", "loi.json"), "--html loi.json: tên tệp phải kết thúc bằng .html"),
        (("--json", "so.html"), "--json so.html: tên tệp phải kết thúc bằng .json"),
        (("--min-strict", "95"), "--min-strict"),
    ],
)
def test_command_refuses_what_cannot_be_meant(
    solieu_here: Any, tmp_path: Path, words: tuple[str, str], told: str
) -> None:
    done = solieu_here("evaluate", tmp_path, *words)
    assert done.returncode == 2
    assert told in done.stderr
