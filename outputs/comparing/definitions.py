"""definitions.yml -> what must be known of an indicator before its figures are set side by side."""

import json
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import ValidationError

from schemas.errors import ConfigError
from schemas.record import Record
from schemas.vocabulary import Indicator, Measure

Kind = Literal["level", "flow"]


class Definition(Record):
    """Whether an indicator is a level or a flow, and whether its figures may be added up over units."""

    kind: Kind
    adds: Literal["units", "peers", "never"]


class Definitions(Record):
    """The definition of every indicator."""

    kinds: dict[Indicator, Definition]

    def kind(self, indicator: Indicator, measure: Measure) -> Kind:
        """What the period of a figure means; a change always happens in a span of time."""
        return "flow" if measure == "change" else self.kinds[indicator].kind


@cache
def load_definitions() -> Definitions:
    """The definitions of definitions.yml, read once.

    Raises:
        ConfigError: The file is not what it should be.
    """
    content = files("outputs.comparing").joinpath("definitions.yml").read_text(encoding="utf-8")
    try:
        return Definitions.model_validate_json(json.dumps(yaml.safe_load(content)))
    except ValidationError as error:
        raise ConfigError(f"outputs/comparing/definitions.yml: {error}") from error
