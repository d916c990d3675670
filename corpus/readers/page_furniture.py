"""`page_furniture.yml` -> what on a page is not the article: by class name, by heading, by the wording of a line."""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from schemas.errors import ConfigError
from schemas.record import Record

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
EDGES = " :.»>-"
LONGEST_HEADING = 300
LONGEST_LINE = 1_000
"""Characters from which a line is text, whatever its wording."""
NOT_WORD = re.compile(r"[^a-z0-9]+")


class NameRule(Record):
    """Class and id names of one kind of furniture."""

    id: str
    why: str
    names: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class LineRule(Record):
    """Wordings of whole lines of one kind of furniture."""

    id: str
    why: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class FurnitureRules(Record):
    """The whole catalogue, as its file states it."""

    names: tuple[NameRule, ...]
    parts: tuple[NameRule, ...]
    stories_headings: tuple[LineRule, ...]
    reactions_headings: tuple[LineRule, ...]
    lines: tuple[LineRule, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """The loaded catalogue with its patterns compiled."""

    name: re.Pattern[str]
    part: re.Pattern[str]
    stories_heading: re.Pattern[str]
    reactions_heading: re.Pattern[str]
    line: re.Pattern[str]

    def kind_of_name(self, names: str) -> str | None:
        """Id of the rule by which class and id `names` of an element mark furniture, or None."""
        return _kind_of_name(self.name, names) if names else None

    def part_of_name(self, names: str) -> str | None:
        """The part of an article that class and id `names` say an element is: "body", "lead", "caption"; or None."""
        return _kind_of_name(self.part, names) if names else None

    def heads_stories(self, line: str) -> bool:
        """Whether `line` is the heading of a list of other stories."""
        return len(line) <= LONGEST_HEADING and self.stories_heading.fullmatch(line.strip(EDGES)) is not None

    def heads_reactions(self, line: str) -> bool:
        """Whether `line` is the heading of readers' comments: the article has ended."""
        return len(line) <= LONGEST_HEADING and self.reactions_heading.fullmatch(line.strip(EDGES)) is not None

    def is_line(self, line: str) -> bool:
        """Whether `line` by its wording is a counter, a tag list, a pointer or an imprint."""
        return len(line) <= LONGEST_LINE and self.line.fullmatch(line) is not None


@lru_cache(maxsize=8_192)
def _kind_of_name(pattern: re.Pattern[str], names: str) -> str | None:
    """Group of `pattern` that class and id `names` hold; pages say the same few names again and again."""
    found = pattern.search(fold_name(names))
    return found.lastgroup if found else None


def fold_name(names: str) -> str:
    """Class and id `names` in lower case, one hyphen between words: "box_tinLienQuan" -> "box-tin-lien-quan"."""
    words = (NOT_WORD.sub("-", CAMEL.sub("-", name).lower()).strip("-") for name in names.split())
    return " ".join(words)


def load_furniture_rules() -> FurnitureRules:
    """The catalogue as data.

    Raises:
        ConfigError: The file does not hold a catalogue.
    """
    text = (files("corpus.readers") / "page_furniture.yml").read_text(encoding="utf-8")
    try:
        return FurnitureRules.model_validate_json(json.dumps(yaml.safe_load(text)))
    except (yaml.YAMLError, ValidationError) as error:
        raise ConfigError(f"page_furniture.yml: {error}") from error


@cache
def load_furniture() -> Furniture:
    """The catalogue with its patterns compiled, read once a process."""
    rules = load_furniture_rules()
    return Furniture(
        name=_compile_names(rules.names),
        part=_compile_names(rules.parts),
        stories_heading=_compile(rules.stories_headings),
        reactions_heading=_compile(rules.reactions_headings),
        line=_compile(rules.lines),
    )


def _compile_names(rules: tuple[NameRule, ...]) -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{rule.id}>{'|'.join(sorted(rule.names, key=len, reverse=True))})" for rule in rules)
    return re.compile(rf"(?<![a-z0-9])(?:{kinds})(?![a-z0-9])")


def _compile(rules: tuple[LineRule, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for rule in rules for pattern in rule.patterns), re.IGNORECASE)
