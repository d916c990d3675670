"""`corpus/sources/*.yml` -> the newspapers and sites that solieu knows."""

import json
from importlib.resources import files

import yaml
from pydantic import ValidationError

from schemas.errors import ConfigError
from schemas.sources import Source


def load_sources() -> tuple[Source, ...]:
    """All sources, sorted by id.

    Raises:
        ConfigError: A file is not valid YAML of one `Source`, its name is not its id, or two claim one domain.
    """
    folder = files("corpus") / "sources"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yml")), key=lambda path: path.name)
    sources = tuple(parse_source(path.read_text(encoding="utf-8"), name=path.name) for path in paths)
    _check_domains(sources)
    return sources


def parse_source(text: str, *, name: str) -> Source:
    """The source that the YAML `text` of the file `name` states.

    Raises:
        ConfigError: Not YAML, not a `Source`, or `name` is not its id.
    """
    try:
        source = Source.model_validate_json(json.dumps(yaml.safe_load(text)))
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        raise ConfigError(f"sources/{name}: {error}") from error
    if name != f"{source.id}.yml":
        raise ConfigError(f"sources/{name}: the file must be named {source.id}.yml")
    return source


def _check_domains(sources: tuple[Source, ...]) -> None:
    owners: dict[str, str] = {}
    for source in sources:
        for domain in source.domains:
            if domain in owners:
                raise ConfigError(f"sources/{source.id}.yml: {domain} already belongs to {owners[domain]}")
            owners[domain] = source.id
