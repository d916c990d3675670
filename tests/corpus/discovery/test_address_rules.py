import re

import pytest

from corpus.addresses import normalize_address
from corpus.discovery.address_rules import ParameterRule, PartRule, load_address_forms, load_address_rules

RULES = load_address_rules()
ALL: tuple[ParameterRule | PartRule, ...] = (*RULES.parameters, *RULES.parts)


@pytest.mark.parametrize(("url", "address"), [
    pytest.param(*example, id=f"{rule.id}: {example[0]}") for rule in ALL for example in rule.examples
])  # fmt: skip
def test_examples(url: str, address: str) -> None:
    assert normalize_address(url) == address


@pytest.mark.parametrize("url", [
    pytest.param(url, id=f"{rule.id}: {url}") for rule in ALL for url in rule.counterexamples
])  # fmt: skip
def test_counterexamples(url: str) -> None:
    assert normalize_address(url) == url


@pytest.mark.parametrize("rule", RULES.parts, ids=lambda rule: rule.id)
def test_each_rule_of_parts_is_needed(rule: PartRule) -> None:
    assert all(re.search(rule.pattern, url.partition("//")[2] if rule.part == "host" else _path(url))
               for url, _ in rule.examples)  # fmt: skip


def test_names_of_parameters_are_said_once() -> None:
    names = [name for rule in RULES.parameters for name in rule.names]
    assert sorted(names) == sorted(set(names))
    assert names == [name.lower() for name in names]


@pytest.mark.parametrize(
    ("parameter", "is_dropped"),
    [("utm_source=a", True), ("utm_", True), ("UTM_id", True), ("autm_source=a", False), ("fbclid", True),
     ("fbclids=1", False), ("sid=12", False), ("ref=facebook", True), ("ref=facebook-post", False)],
)  # fmt: skip
def test_parameters(parameter: str, is_dropped: bool) -> None:
    assert load_address_forms().is_dropped(parameter) is is_dropped


def _path(url: str) -> str:
    return "/" + url.partition("//")[2].partition("/")[2].partition("?")[0]
