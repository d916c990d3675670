"""A YAML file of this package -> a frozen record, or one line that says what is wrong in it."""

import json
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import ValidationError

from schemas.errors import ConfigError
from schemas.record import Record

Catalogue = TypeVar("Catalogue", bound=Record)


def load_catalogue(name: str, kind: type[Catalogue]) -> Catalogue:
    """The catalogue that the file `name` beside this module holds.

    Raises:
        ConfigError: The file does not hold a catalogue of this kind.
    """
    text = (files("corpus.encodings") / name).read_text(encoding="utf-8")
    try:
        return kind.model_validate_json(json.dumps(yaml.safe_load(text)))
    except (yaml.YAMLError, ValidationError) as error:
        raise ConfigError(f"{name}: {error}") from error
