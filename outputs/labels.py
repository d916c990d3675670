"""labels.yml -> the Vietnamese words for every value that a record may carry."""

import json
from functools import cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from schemas.errors import ConfigError
from schemas.facts import Fact
from schemas.record import Record

_DEFAULT_SYSTEM = "party"


class QualifierLabel(Record):
    """How a bound is named, and the word that stands before a figure (empty for an exact one)."""

    label: str
    prefix: str


class Family(Record):
    """Subjects of indicators that share one colour in the report."""

    label: str
    subjects: tuple[str, ...]


class Column(Record):
    """One column of a table: its head, its width in characters, and what it says."""

    head: str
    width: int
    meaning: str


class Labels(Record):
    """All words of labels.yml; a value without a word is a KeyError, save for units, which may be any word."""

    indicators: dict[str, str]
    terms: dict[str, dict[str, str]]
    systems: dict[str, str]
    families: dict[str, Family]
    measures: dict[str, str]
    statuses: dict[str, str]
    qualifiers: dict[str, QualifierLabel]
    denominator_roles: dict[str, str]
    readings: dict[str, str]
    directions: dict[str, str]
    levels: dict[str, str]
    groups: dict[str, str]
    group_patterns: dict[str, str]
    units: dict[str, str]
    ledger: dict[str, str]
    check_kinds: dict[str, str]
    cross_kinds: dict[str, str]
    reviews: dict[str, str]
    outcomes: dict[str, str]
    columns: dict[str, Column]
    ledger_columns: dict[str, Column]
    check_columns: dict[str, Column]
    comparison_columns: dict[str, Column]
    notes: tuple[str, ...]

    def indicator(self, slug: str, system: str | None) -> str:
        """The indicator in the words of its organisation: "Đảng viên kết nạp mới", "Chi đoàn"."""
        words = self.indicators[slug].format_map(self.terms[system or _DEFAULT_SYSTEM])
        return words[:1].upper() + words[1:]

    def group(self, tag: str) -> str:
        """One breakdown tag in words."""
        if tag in self.groups:
            return self.groups[tag]
        kind, _, rest = tag.partition(":")
        return self.group_patterns[kind].format(rest=rest)

    def group_list(self, tags: tuple[str, ...]) -> str:
        """All tags of a fact in words; empty for none."""
        return "; ".join(map(self.group, tags))

    def unit(self, unit: str) -> str:
        """The unit in words; a unit outside the catalogue is a Vietnamese word already."""
        return self.units.get(unit, unit)

    def check_kind(self, kind: str) -> str:
        """The kind of a check within a document or between documents in words."""
        return self.check_kinds.get(kind) or self.cross_kinds[kind]

    def family(self, indicator: str) -> str:
        """Key of the colour family that an indicator belongs to."""
        subject = indicator.partition(".")[0]
        return next(key for key, family in self.families.items() if subject in family.subjects)

    def subject(self, fact: Fact) -> str:
        """What a fact counts, with its groups: "Đảng viên kết nạp mới (nữ)"."""
        words = self.unit(fact.unit) if fact.indicator == "other" else self.indicator(fact.indicator, fact.system)
        groups = self.group_list(fact.groups)
        return f"{words} ({groups})" if groups else words


@cache
def load_labels() -> Labels:
    """The words of labels.yml, read once.

    Raises:
        ConfigError: The file is not what it should be.
    """
    content = yaml.safe_load(files("outputs").joinpath("labels.yml").read_text(encoding="utf-8"))
    try:
        return Labels.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise ConfigError(f"outputs/labels.yml: {error}") from error
