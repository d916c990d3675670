import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from kept_extractions import KeptExtractor
from rule_cases import Case, by_case, cases_of

import extractors
from corpus.files import find_inputs
from extractors.decisions import find_decisions, list_decisions, run_decisions
from extractors.extraction import Extractor
from extractors.rule_examples import ExampleResult, list_rules
from extractors.rulebook import load_rulebook
from schemas.documents import Document

DECISIONS = list_decisions()
IDS = {entry.rule.id for entry in DECISIONS}
RULES = {entry.rule.id for entry in list_rules(load_rulebook())}
KINDS = {rule_id.split(".")[0] for rule_id in IDS}
SOURCES = Path(extractors.__file__).parent
SAMPLE = SOURCES.parent / "corpus" / "sample"


@pytest.fixture(scope="module")
def results(extractor: Extractor) -> dict[Case, ExampleResult]:
    return by_case(run_decisions(extractor))


@pytest.mark.parametrize("case", cases_of(DECISIONS), ids=lambda case: f"{case[0]}-{case[1]}")
def test_example_holds(results: dict[Case, ExampleResult], case: Case) -> None:
    result = results[case]
    assert result.found == result.expected, result.text


def test_a_wrong_expectation_is_noticed(results: dict[Case, ExampleResult]) -> None:
    assert not replace(results["form.rate", 0], expected=("khác",)).holds


def test_a_decision_is_no_rule_as_well() -> None:
    assert not IDS & RULES


def test_every_id_that_the_code_gives_is_explained_and_the_other_way_round() -> None:
    given = {name for path in SOURCES.rglob("*.py") for name in _ids_in(path)}
    assert given - RULES == IDS


def _ids_in(path: Path) -> Iterator[str]:
    """Texts of a module, but for docstrings, that look like ids of the kinds that decisions have."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            kind, dot, name = node.value.partition(".")
            if dot and kind in KINDS and re.fullmatch(r"[a-z_]+(\.[a-z_]+)*", name):
                yield node.value


def test_every_id_that_an_article_carries_is_explained(
    kept_extractor: KeptExtractor, load_path: Callable[[Path], Document]
) -> None:
    given = {
        found.rule_id
        for path in find_inputs([SAMPLE]).files
        for found in find_decisions(kept_extractor.extract(load_path(path)))
    }
    assert given - RULES - IDS == set()
    assert given & IDS
