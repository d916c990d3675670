"""Examples of rules, as cases of a test: the id of a rule and which of its examples, its counterexamples last."""

from collections.abc import Iterable

from extractors.rule_examples import CataloguedRule, ExampleResult

Case = tuple[str, int]


def cases_of(entries: Iterable[CataloguedRule]) -> list[Case]:
    """Every example and counterexample of some rules."""
    return [
        (entry.rule.id, number)
        for entry in entries
        for number in range(len(entry.rule.examples) + len(entry.rule.counterexamples))
    ]


def by_case(results: Iterable[ExampleResult]) -> dict[Case, ExampleResult]:
    """Results by the case that they are of; those of one rule come in the order of its examples."""
    by_rule: dict[str, list[ExampleResult]] = {}
    for result in results:
        by_rule.setdefault(result.rule_id, []).append(result)
    return {(rule, number): result for rule, found in by_rule.items() for number, result in enumerate(found)}
