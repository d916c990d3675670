import re
from pathlib import Path

import pytest

from corpus.source_catalogue import parse_source
from corpus.source_checks import check_source
from flows.contract_page import walk
from flows.listings import LISTS, PAGES, render_project, with_current_list
from outputs.exports.fields import load_fields
from schemas.json_schema import build_json_schema
from schemas.sources import Expectations, Knowledge, Layout, Listing, Rate, Source

ROOT = Path(__file__).parents[2]
PAPERS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_current(path: str) -> None:
    name, render = LISTS[path]
    text = (ROOT / path).read_text(encoding="utf-8")
    assert text == with_current_list(text, name=name, listing=render()), "run `make docs`"


def test_the_project_of_prefect_is_current() -> None:
    assert (ROOT / "prefect.yaml").read_text(encoding="utf-8") == render_project(), "run `make docs`"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_papers_are_short_and_their_links_lead_somewhere(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_the_two_commands_stand_at_the_top() -> None:
    head = (ROOT / "README.md").read_text(encoding="utf-8")[:1600]
    assert "make run" in head
    assert "make test" in head


def test_the_map_of_the_extractors_names_every_module_and_no_other() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = text[text.index("| rules |") : text.index("How tokens and words are found")]
    named = {
        name.rstrip("/") for cells in re.findall(r"^\|[^|]+\|([^|]+)\|", rows, re.MULTILINE) for name in _code(cells)
    }
    package = ROOT / "extractors"
    modules = {path.stem for path in package.glob("*.py")} - {"__init__", "extraction"}
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    assert (modules | folders) - named == set(), "name them in the table of docs/architecture.md"
    assert named - modules - folders - {path.stem for path in (package / "tables").glob("*.py")} == {"rules/*.yml"}


def test_the_example_of_a_source_is_one_and_has_every_field() -> None:
    text = (ROOT / "docs" / "add-a-source.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    source = parse_source(example, name="bao-vi-du.yml")
    assert [issue.message for issue in check_source(source)] == []
    assert source.model_fields_set == set(Source.model_fields)


def test_every_field_of_a_source_is_explained() -> None:
    text = (ROOT / "docs" / "add-a-source.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z_.]+)` \|", text, re.MULTILINE))
    parts = {"listings": Listing, "layouts": Layout, "rate": Rate, "expect": Expectations, "known_from": Knowledge}
    inner = {f"{name}.{field}" for name, record in parts.items() for field in record.model_fields}
    assert (set(Source.model_fields) | inner) - {"rate"} - rows == set()


def _code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_current(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == PAGES[path](), "run `make docs`"


def test_the_page_of_the_contract_explains_every_field_and_no_other() -> None:
    paths = [path for path, _ in walk(build_json_schema())]
    assert len(set(paths)) == len(paths)
    assert set(paths) == set(load_fields())
