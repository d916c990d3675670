import json
import re
import subprocess
from pathlib import Path

import pytest
from office_reports import REPORTS

from corpus.raw_pages import load_raw_page
from corpus.readers import read_document
from corpus.readers.legacy_office import find_program
from corpus.sample_corpus import sample_folder
from schemas.documents import Document

FOLDER = sample_folder().parent / "gold" / "reports"
COMPUTED = ("ngan-son-ba-nam.xlsx",)
"""LibreOffice computes the result that this one lacks."""
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


def read(path: Path) -> Document:
    return read_document(load_raw_page(path), ())


@pytest.fixture(params=sorted(REPORTS))
def report(request: pytest.FixtureRequest) -> Path:
    return FOLDER / str(request.param)


def test_reports_give_their_expected_text(report: Path) -> None:
    expected = report.with_suffix(".txt").read_text(encoding="utf-8")
    document = read(report)
    assert document.text.split("\n") == expected.split("\n")
    assert NUMERAL.findall(document.text) == NUMERAL.findall(expected)


def test_reports_made_anew_read_the_same(report: Path, tmp_path: Path) -> None:
    made = tmp_path / report.name
    made.write_bytes(REPORTS[report.name]())
    assert read(made).text == report.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")
@pytest.mark.timeout(300)
def test_reports_saved_by_another_program_read_the_same(tmp_path: Path) -> None:
    """What LibreOffice writes is built otherwise than what Word and we write."""
    for suffix in ("docx", "xlsx"):
        reports = [FOLDER / name for name in REPORTS if name.endswith(suffix) and name not in COMPUTED]
        words = [str(find_program()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        words += ["--convert-to", suffix, "--outdir", str(tmp_path), *map(str, reports)]
        subprocess.run(words, check=True, capture_output=True, timeout=200)
        for report in reports:
            before, after = read(report), read(tmp_path / report.name)
            assert after.text.split("\n") == before.text.split("\n")
            assert (after.title, after.published) == (before.title, before.published)
            assert [r.is_head for r in after.regions] == [r.is_head for r in before.regions]


def test_each_numeral_is_labelled_once(report: Path) -> None:
    labels = json.loads(report.with_suffix(".ann.json").read_text(encoding="utf-8"))
    text = report.with_suffix(".txt").read_text(encoding="utf-8")
    assert [(m["start"], m["end"]) for m in labels["mentions"]] == [m.span() for m in NUMERAL.finditer(text)]
    assert len(labels["mentions"]) >= 15


def test_regions_cover_each_line_and_cell(report: Path) -> None:
    document = read(report)
    spans = [(r.start, r.end) for r in document.regions if r.role != "cell"]
    assert "\n".join(document.text[start:end] for start, end in spans) == document.text
    assert [r.start for r in document.regions] == sorted(r.start for r in document.regions)
    rows = {(r.table, r.row): r for r in document.regions if r.role == "table_row"}
    for cell in (r for r in document.regions if r.role == "cell"):
        row = rows[cell.table, cell.row]
        assert row.start <= cell.start < cell.end <= row.end
        assert "|" not in document.text[cell.start : cell.end]
        assert document.text[row.start : cell.start].count("|") == (cell.column or 0) - 1
