from dataclasses import replace

import pytest
from rule_cases import Case, by_case, cases_of

from extractors.rule_examples import ExampleResult, find_in_text, list_rules, run_examples
from extractors.rulebook import Rulebook, load_rulebook
from extractors.tokens import Segmenter, load_segmenter

RULES = list_rules(load_rulebook())
CASES = cases_of(RULES)


@pytest.fixture(scope="module")
def results(rulebook: Rulebook, segment: Segmenter) -> dict[Case, ExampleResult]:
    return by_case(run_examples(rulebook, segment))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_example_holds(results: dict[Case, ExampleResult], case: Case) -> None:
    result = results[case]
    assert result.found == result.expected, result.text


def test_every_example_is_run_once(results: dict[Case, ExampleResult]) -> None:
    assert sorted(results) == sorted(CASES)


def test_ids_are_unique_over_all_files() -> None:
    ids = [entry.rule.id for entry in RULES]
    assert len(ids) == len(set(ids))


def test_a_wrong_expectation_is_noticed(rulebook: Rulebook, segment: Segmenter) -> None:
    result = run_examples(rulebook, segment)[0]
    assert result.holds
    assert not replace(result, expected=("khác",)).holds


def test_findings_quote_the_text(rulebook: Rulebook, segment: Segmenter) -> None:
    text = "Tính đến 31-12-2017, huyện có trên 4.900 đảng viên, trong đó 30% là nữ."
    found = find_in_text(text, rulebook=rulebook, segment=segment, published="2018-10-05")
    assert all(text[finding.start : finding.end] == finding.text for finding in found)
    ids = [finding.rule_id for finding in found]
    assert {"period.as_of_day", "bound.over", "head.member", "cue.part", "date.day_month_year"} <= set(ids)
    assert [finding.start for finding in found] == sorted(finding.start for finding in found)


def test_segmenter_loads_once() -> None:
    segment = load_segmenter()
    assert list(segment(["đảng", "viên"])) == [False, True]
    assert list(segment([])) == []
