import pytest

from corpus.encodings.fonts import FontRule, find_old_font, load_font_rules

RULES = load_font_rules().fonts


@pytest.mark.parametrize(("rule", "name"), [(rule, name) for rule in RULES for name in rule.examples], ids=str)
def test_examples(rule: FontRule, name: str) -> None:
    found = find_old_font(name)
    assert found is not None
    assert (found.charset, found.has_only_capitals) == (rule.charset, rule.has_only_capitals)


@pytest.mark.parametrize(("rule", "name"), [(rule, name) for rule in RULES for name in rule.counterexamples], ids=str)
def test_counterexamples(rule: FontRule, name: str) -> None:
    found = find_old_font(name)
    assert found is None or (found.charset, found.has_only_capitals) != (rule.charset, rule.has_only_capitals)


@pytest.mark.parametrize(
    ("name", "charset"),
    [
        ("'.VnTime', serif", "tcvn3"),
        ('"VNI-Times"', "vni"),
        ("Times New Roman,.VnTime", None),
        ("", None),
        ("Arial", None),
    ],
)
def test_lists_of_families(name: str, charset: str | None) -> None:
    found = find_old_font(name)
    assert (found.charset if found else None) == charset
