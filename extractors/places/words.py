"""The catalogue of words around place names, loaded once: what each cue means, keyed by canonical syllables."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from extractors.gazetteer.keys import name_key, plain_key
from extractors.gazetteer.units import UnitLevel
from schemas.errors import ConfigError

Key = tuple[str, ...]
CueKind = Literal["unit", "abbreviation", "office", "village", "nation"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that announces a place: its sort, its kind word spelled out ("thành phố" for "TP"), the level it means."""

    kind: CueKind
    unit_type: str
    level: UnitLevel | None


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of phrases of one or more syllables, with the first and last syllables of them for a quick no."""

    keys: frozenset[Key]
    heads: frozenset[str]
    tails: frozenset[str]
    longest: int

    def ends_at(self, keys: list[str], end: int) -> int:
        """How many syllables before `end` form the longest of these phrases; 0 for none."""
        if end <= 0 or keys[end - 1] not in self.tails:
            return 0
        for length in range(min(self.longest, end), 0, -1):
            if tuple(keys[end - length : end]) in self.keys:
                return length
        return 0

    def starts_at(self, keys: list[str], start: int) -> int:
        """How many syllables from `start` form the longest of these phrases; 0 for none."""
        if start >= len(keys) or keys[start] not in self.heads:
            return 0
        for length in range(min(self.longest, len(keys) - start), 0, -1):
            if tuple(keys[start : start + length]) in self.keys:
                return length
        return 0


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """All cues and word lists of words.toml; `cue_heads` are the first syllables of all cues.

    `joined` gives the name's syllable in a kind word and a name that papers write as one word.
    """

    cues: Mapping[Key, Cue]
    cue_heads: frozenset[str]
    lists: Mapping[str, Phrases]
    joined: Mapping[str, str]

    def phrases(self, name: str) -> Phrases:
        """One list of the section [words].

        Raises:
            KeyError: There is no such list.
        """
        return self.lists[name]


@cache
def load_place_words(*, is_plain: bool) -> PlaceWords:
    """The catalogue that ships with the package, without accents if `is_plain`.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        data = tomllib.loads(files("extractors.gazetteer").joinpath("words.toml").read_text(encoding="utf-8"))
        to_key = plain_key if is_plain else name_key
        cues = {to_key(word): cue for word, cue in _cues(data)}
        joined = {to_key(word)[0]: to_key(name)[0] for word, name in data["joined"].items()}
        lists = {name: _phrases(map(to_key, words)) for name, words in data["words"].items()}
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"the words around place names cannot be read: {error}") from error
    return PlaceWords(cues, frozenset(key[0] for key in cues), lists, joined)


def _cues(data: dict[str, dict[str, str]]) -> Iterable[tuple[str, Cue]]:
    levels: dict[str, UnitLevel] = {word: _level(level) for word, level in data["units"].items()}
    yield from ((word, Cue("village", word, None)) for word in data["words"]["villages"])
    yield from ((word, Cue("nation", "cả nước", None)) for word in data["words"]["nation"])
    yield from ((word, Cue("abbreviation", unit, levels[unit])) for word, unit in data["abbreviations"].items())
    yield from ((word, Cue("office", unit, levels[unit])) for word, unit in data["offices"].items())
    yield from ((word, Cue("unit", word, level)) for word, level in levels.items())


def _level(word: str) -> UnitLevel:
    match word:
        case "province" | "district" | "commune":
            return word
        case _:
            raise ValueError(f"unknown level {word!r}")


def _phrases(keys: Iterable[Key]) -> Phrases:
    found = frozenset(keys)
    heads, tails = frozenset(key[0] for key in found), frozenset(key[-1] for key in found)
    return Phrases(found, heads, tails, max(map(len, found)))
