"""`address_forms.yml` -> what in an address does not choose the page: parameters to drop, parts to rewrite."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import ValidationError

from schemas.errors import ConfigError
from schemas.record import Record

Part = Literal["host", "path"]


class ParameterRule(Record):
    """Names of parameters of one kind; `values` is a pattern of the whole value, None takes any."""

    id: str
    why: str
    source: str
    prefixes: tuple[str, ...]
    names: tuple[str, ...]
    values: str | None = None
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[str, ...]


class PartRule(Record):
    """A pattern in the host or path and what it becomes."""

    id: str
    why: str
    source: str
    part: Part
    pattern: str
    becomes: str
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[str, ...]


class AddressRules(Record):
    """The whole catalogue, as its file states it."""

    parameters: tuple[ParameterRule, ...]
    parts: tuple[PartRule, ...]


@dataclass(frozen=True, slots=True)
class AddressForms:
    """The loaded catalogue with its patterns compiled."""

    dropped: re.Pattern[str]
    host: tuple[tuple[re.Pattern[str], str], ...]
    path: tuple[tuple[re.Pattern[str], str], ...]

    def is_dropped(self, parameter: str) -> bool:
        """Whether `parameter`, "name=value" or "name", does not choose the page."""
        return self.dropped.match(parameter) is not None

    def rewrite(self, text: str, part: Part) -> str:
        """`text`, a host or path, with every rule for it applied once."""
        for pattern, becomes in self.host if part == "host" else self.path:
            text = pattern.sub(becomes, text)
        return text


def load_address_rules() -> AddressRules:
    """The catalogue as data.

    Raises:
        ConfigError: The file does not hold a catalogue.
    """
    text = (files("corpus.discovery") / "address_forms.yml").read_text(encoding="utf-8")
    try:
        return AddressRules.model_validate_json(json.dumps(yaml.safe_load(text)))
    except (yaml.YAMLError, ValidationError) as error:
        raise ConfigError(f"address_forms.yml: {error}") from error


@cache
def load_address_forms() -> AddressForms:
    """The catalogue with its patterns compiled, read once a process.

    Raises:
        ConfigError: The file does not hold a catalogue.
    """
    rules = load_address_rules()
    return AddressForms(
        dropped=re.compile("|".join(map(_parameter_pattern, rules.parameters)), re.IGNORECASE),
        host=tuple((re.compile(rule.pattern), rule.becomes) for rule in rules.parts if rule.part == "host"),
        path=tuple((re.compile(rule.pattern), rule.becomes) for rule in rules.parts if rule.part == "path"),
    )


def _parameter_pattern(rule: ParameterRule) -> str:
    names = [re.escape(name) for name in rule.names] + [re.escape(prefix) + "[^=]*" for prefix in rule.prefixes]
    value = "(?:=|$)" if rule.values is None else f"={rule.values}$"
    return f"(?:{'|'.join(names)}){value}"
