"""A store meets another rule book: the whole program copied, one rule of the copy edited."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("schemas", "corpus", "extractors", "outputs", "flows")
ARTICLE = "Đảng bộ huyện Ba Bể có 12 đảng viên; huyện mở 3 phiên chợ quê."
WAIT = 120


@pytest.fixture
def program(tmp_path: Path) -> Path:
    home = tmp_path / "program"
    leave_out = shutil.ignore_patterns("gold", "sample")  # What is compiled comes along, as good as in its place.
    for package in PACKAGES:
        shutil.copytree(ROOT / package, home / package, ignore=leave_out)
    return home


RUNS = """
import sys
from pathlib import Path
import flows.prefect_api
from flows.main_job import run_main_job
from flows.settings import Settings
flows.prefect_api.has_loopback = lambda: False
for _ in range(int(sys.argv[1])):
    assert run_main_job([Path(sys.argv[2])], Settings(out=Path(sys.argv[3]))) == 0
"""


def run(program: Path, *words: object) -> str:
    """What so many runs in one process of the program print; without Prefect, which takes longer than they."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    command = [sys.executable, "-c", RUNS, *map(str, words)]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=WAIT, check=True, cwd=program,
        env=clean | {"PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    return done.stdout


def stored_anew(printed: str) -> list[str]:
    return [line.split("│")[2].strip() for line in printed.splitlines() if "Bài lưu mới" in line]


def test_documents_are_read_again_when_a_rule_changed_and_only_then(program: Path, tmp_path: Path) -> None:
    article, out, rules = tmp_path / "tin.txt", tmp_path / "out", program / "extractors" / "rules" / "heads.yml"
    article.write_text(ARTICLE, encoding="utf-8")
    original = rules.read_text(encoding="utf-8")
    edited = original.rstrip("\n") + (
        "\n  - {id: head.market, why: Fairs counted as villages., subject: village, unit: village, "
        'phrases: [phiên chợ quê], examples: [{text: "3 phiên chợ quê", finds: [phiên chợ quê]}]}\n'
    )
    found = []
    for content, runs in ((original, 1), (edited, 2)):
        rules.write_text(content, encoding="utf-8")
        anew = stored_anew(run(program, runs, article, out))
        (line,) = (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()
        indicators = [fact["indicator"] for fact in json.loads(line)["facts"]]
        found.append((anew, "village.total" in indicators))
    assert found == [(["1"], False), (["1", "0"], True)]
