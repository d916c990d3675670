import json
import resource
import subprocess
import sys

import pytest
import typer
from jsonschema import Draft202012Validator

from corpus.sample_corpus import sample_folder
from flows.cli import app

COMMANDS = sorted(typer.main.get_command(app).commands)
HEAVY = ("spacy", "prefect", "underthesea", "trafilatura", "sqlalchemy", "lxml", "bs4", "altair")


def test_help_loads_no_heavy_library_and_is_quick() -> None:
    code = (
        "import sys\nfrom flows.cli import main\nsys.argv = ['solieu', '--help']\n"
        f"try: main()\nexcept SystemExit: print('LOADED', [m for m in {HEAVY} if m in sys.modules])"
    )
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        assert "LOADED []" in done.stdout
    # Processor time, which a busy machine does not stretch: 0.3 s where it was measured.
    assert min(seconds) < 0.7


def test_crawls_and_pages_load_what_draws_charts_only_when_they_draw() -> None:
    """A second of the start of `solieu crawl` and `solieu review` each; scipy came with a library for twins."""
    code = (
        "import sys, corpus.twins, outputs.report.pages, outputs.review_app.application\n"
        "print([name for name in ('altair', 'vl_convert', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(solieu_here, command: str) -> None:
    done = solieu_here(command, "--help")
    assert done.returncode == 0
    assert f"solieu {command}" in done.stdout
    assert "Ví dụ" in done.stdout


@pytest.mark.parametrize("words", [(), ("nothing",), ("extract",), ("extract", "--nothing", "x"), ("schema", "x")])
def test_wrong_use_ends_with_2(solieu_here, words: tuple[str, ...]) -> None:
    assert solieu_here(*words).returncode == 2


def test_a_wrong_setting_ends_with_2(solieu_here) -> None:
    done = solieu_here("run", env={"SOLIEU_BATCH_SIZE": "0"})
    assert done.returncode == 2
    assert "SOLIEU_BATCH_SIZE" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_extract_prints_one_valid_line_a_document(solieu, forked_runs) -> None:
    schema = json.loads(solieu("schema").stdout)
    done = forked_runs.run("extract", sample_folder())
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    validator = Draft202012Validator(schema)
    for line in lines:
        validator.validate(line)
    assert len({line["document"]["document_id"] for line in lines}) == len(lines) >= 12


def test_extract_into_a_folder(forked_runs, tmp_path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tin.txt").write_text(f"Huyện {folder} có 12 xã.", encoding="utf-8")
    out = tmp_path / "out"
    for _ in range(2):
        assert forked_runs.run("extract", tmp_path / "a", tmp_path / "b", "--out", out).returncode == 0
    files = sorted(out.iterdir())
    assert len(files) == 2
    assert (out / "tin.json") in files
    assert {json.loads(file.read_text(encoding="utf-8"))["document"]["name"] for file in files} == {"tin.txt"}


def test_extract_stops_quietly_when_nobody_reads(solieu) -> None:
    command = f"{sys.executable} -c 'from flows.cli import main; main()' extract {sample_folder()} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith('{"schema"')
    assert done.stderr == ""


def test_sources_lists_the_catalogue(solieu) -> None:
    assert "baobackan.vn" in solieu("sources").stdout


def test_export_without_a_store_says_what_to_do(solieu_here, tmp_path) -> None:
    done = solieu_here("export", "--out", tmp_path / "x", env={"SOLIEU_OUT": str(tmp_path / "none")})
    assert done.returncode == 1
    assert "solieu run" in done.stderr
    assert list(tmp_path.iterdir()) == []
