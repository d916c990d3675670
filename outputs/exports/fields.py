"""fields.yml -> what every field of the JSON contract says, in Vietnamese and English."""

import json
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter, ValidationError

from schemas.errors import ConfigError
from schemas.record import Record


class FieldWords(Record):
    """The words for one field; `example` is JSON, None where a field only holds others."""

    vi: str
    en: str
    unit: str | None = None
    example: str | None = None


_CATALOGUE = TypeAdapter(dict[str, FieldWords])


@cache
def load_fields() -> dict[str, FieldWords]:
    """The words of fields.yml by the path of the field ("facts.period.start"), read once.

    Raises:
        ConfigError: The file is not what it should be.
    """
    content = yaml.safe_load(files("outputs.exports").joinpath("fields.yml").read_text(encoding="utf-8"))
    try:
        return _CATALOGUE.validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        raise ConfigError(f"outputs/exports/fields.yml: {error}") from error
