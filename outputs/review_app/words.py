"""words.yml and labels_en.yml -> every text of the pages in one language."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import ValidationError

from outputs.labels import Labels, load_labels
from schemas.errors import ConfigError
from schemas.record import Record

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


class Word(Record):
    """One text of the pages in both languages; {name} stands for what is filled in."""

    vi: str
    en: str


class Words:
    """The texts of one language: `words["queue.title"]`, `words("queue.left", count=3)`.

    Args:
        language: Which one.
        texts: Text by key.
    """

    def __init__(self, language: Language, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **filled: object) -> str:
        """The text of a key, its names filled in.

        Raises:
            KeyError: There is no such text, which is an error of ours.
        """
        text = self._texts[key]
        return text.format(**filled) if filled else text

    def maybe(self, key: str, otherwise: str) -> str:
        """The text of a key, or `otherwise`."""
        return self._texts.get(key, otherwise)

    def below(self, prefix: str) -> dict[str, str]:
        """All texts whose key begins with a prefix, by the rest of their key; what scripts are given."""
        return {key.removeprefix(prefix): text for key, text in self._texts.items() if key.startswith(prefix)}


def _load_yaml(name: str) -> object:
    return yaml.safe_load(files("outputs.review_app").joinpath(name).read_text(encoding="utf-8"))


@cache
def load_words(language: Language) -> Words:
    """The texts of the pages, read once.

    Raises:
        ConfigError: words.yml is not what it should be.
    """
    content = _load_yaml("words.yml")
    if not isinstance(content, dict):
        raise ConfigError("outputs/review_app/words.yml: no table of texts")
    texts = {}
    for section, entries in content.items():
        for key, entry in entries.items():
            try:
                texts[f"{section}.{key}"] = getattr(Word.model_validate_json(json.dumps(entry)), language)
            except ValidationError as error:
                raise ConfigError(f"outputs/review_app/words.yml: {section}.{key}: {error}") from error
    return Words(language, texts)


@cache
def load_page_labels(language: Language) -> Labels:
    """The words for the values of records in one language, read once.

    Raises:
        ConfigError: labels_en.yml is not what it should be.
    """
    labels = load_labels()
    if language == "vi":
        return labels
    content = _load_yaml("labels_en.yml")
    if not isinstance(content, dict):
        raise ConfigError("outputs/review_app/labels_en.yml: no table of words")
    try:
        vietnamese = labels.model_dump()
        # A word that is missing stays Vietnamese: no page fails for it.
        english = {name: {**vietnamese[name], **words} for name, words in content.items()}
        return Labels.model_validate_json(json.dumps({**vietnamese, **english}))
    except (ValidationError, KeyError, TypeError) as error:
        raise ConfigError(f"outputs/review_app/labels_en.yml: {error}") from error
