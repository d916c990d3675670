"""bodies.yml -> whether a figure is about a whole administrative unit or about a body inside it."""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from schemas.errors import ConfigError
from schemas.facts import Fact
from schemas.record import Record
from schemas.vocabulary import System

_OF_A_SYSTEM = frozenset({"grassroots_org", "committee", "cell", "member", "committee_member", "class", "trainee"})


class Bodies(Record):
    """How names of bodies begin that stand for their whole unit, by organisation; words that make a body a part."""

    whole: dict[System, tuple[str, ...]]
    part: tuple[str, ...]


@cache
def load_bodies() -> Bodies:
    """The catalogue of bodies.yml, read once.

    Raises:
        ConfigError: The file is not what it should be.
    """
    content = yaml.safe_load(files("outputs").joinpath("bodies.yml").read_text(encoding="utf-8"))
    try:
        return Bodies.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise ConfigError(f"outputs/bodies.yml: {error}") from error


def system_of(fact: Fact) -> System | None:
    """The organisation that tells two figures of one indicator apart; None where it plays no part (population)."""
    return (fact.system or "party") if has_system(fact.indicator) else None


@lru_cache(maxsize=4_096)
def _stands_for_its_unit(organization: str, system: System) -> bool:
    bodies = load_bodies()
    name = " ".join(organization.casefold().split())
    if any(re.search(rf"\b{re.escape(word)}\b", name) for word in bodies.part):
        return False
    return any(re.match(rf"{re.escape(start)}\b", name) for start in bodies.whole[system])


def has_system(indicator: str) -> bool:
    """Whether figures of this indicator belong to an organisation."""
    return indicator.partition(".")[0] in _OF_A_SYSTEM


def body_named(organization: str | None, system: System | None) -> str | None:
    """The body inside its unit that an organisation's name tells of; None when it stands for the whole unit."""
    if system is None or organization is None or _stands_for_its_unit(organization, system):
        return None
    return organization


def body_of(fact: Fact) -> str | None:
    """The body inside its unit that a figure is about; None when it is about the whole unit."""
    return body_named(fact.organization, system_of(fact))
