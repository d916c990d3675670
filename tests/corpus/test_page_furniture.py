import pytest

from corpus.readers.page_furniture import FurnitureRules, LineRule, load_furniture, load_furniture_rules

RULES: FurnitureRules = load_furniture_rules()
FURNITURE = load_furniture()


def cases(rules: tuple[LineRule, ...], field: str) -> list[pytest.param]:
    return [pytest.param(text, id=f"{rule.id}: {text}") for rule in rules for text in getattr(rule, field)]


@pytest.mark.parametrize("rule", RULES.names, ids=lambda rule: rule.id)
def test_class_names(rule) -> None:
    assert {name: FURNITURE.kind_of_name(name) for name in rule.examples} == dict.fromkeys(rule.examples, rule.id)
    assert [name for name in rule.counterexamples if FURNITURE.kind_of_name(name)] == []


@pytest.mark.parametrize("line", cases(RULES.stories_headings, "examples"))
def test_headings_of_other_stories(line: str) -> None:
    assert FURNITURE.heads_stories(line)


@pytest.mark.parametrize("line", cases(RULES.reactions_headings, "examples"))
def test_headings_of_reactions(line: str) -> None:
    assert FURNITURE.heads_reactions(line)


@pytest.mark.parametrize("line", cases(RULES.lines, "examples"))
def test_lines(line: str) -> None:
    assert FURNITURE.is_line(line)


@pytest.mark.parametrize(
    "line", cases((*RULES.stories_headings, *RULES.reactions_headings, *RULES.lines), "counterexamples")
)
def test_lines_of_an_article(line: str) -> None:
    assert [FURNITURE.heads_stories(line), FURNITURE.heads_reactions(line), FURNITURE.is_line(line)] == [False] * 3
