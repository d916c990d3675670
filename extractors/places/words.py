"""The catalogue of words around place names, loaded once: what each cue means, keyed by canonical syllables."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from extractors.gazetteer.keys import PLAIN_KEYS, SYLLABLE_KEYS, name_key, plain_key
from extractors.gazetteer.units import UnitLevel
from extractors.remembered import Remembered
from schemas.errors import ConfigError

Key = tuple[str, ...]
_KNOWN = 20_000
CueKind = Literal["unit", "abbreviation", "office", "village", "nation"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that announces a place: its sort, its kind word spelled out ("thành phố" for "TP"), the level it means."""

    kind: CueKind
    unit_type: str
    level: UnitLevel | None


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of phrases of one or more syllables.

    `heads` and `tails` are their first and last syllables, each with how long the phrases with it are, longest first.
    """

    keys: frozenset[Key]
    heads: Mapping[str, tuple[int, ...]]
    tails: Mapping[str, tuple[int, ...]]

    def ends_at(self, keys: list[str], end: int) -> int:
        """How many syllables before `end` form the longest of these phrases; 0 for none."""
        lengths = self.tails.get(keys[end - 1]) if end > 0 else None
        for length in lengths or ():
            if length <= end and tuple(keys[end - length : end]) in self.keys:
                return length
        return 0

    def starts_at(self, keys: list[str], start: int) -> int:
        """How many syllables from `start` form the longest of these phrases; 0 for none."""
        lengths = self.heads.get(keys[start]) if start < len(keys) else None
        for length in lengths or ():
            if start + length <= len(keys) and tuple(keys[start : start + length]) in self.keys:
                return length
        return 0


class CuesOf(NamedTuple):
    """The cues that begin with one syllable: it alone, and by their second syllable the longer ones, longest first."""

    alone: Cue | None
    longer: Mapping[str, tuple[tuple[Key, Cue], ...]]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """All cues, by their first syllable, and word lists of words.toml, all and those with a phrase of a last syllable.

    `joined` gives the name's syllable in a kind word and a name that papers write as one word; it or a region begins
    with one of `names_apart`. `is_plain` is whether
    keys have no accents; `to_key` gives the key of a name, `keys` that of a syllable. `may_announce` says of a syllable
    whether it begins with a capital letter or begins a cue; `may_begin_name` and `may_begin_village` whether a name or
    what may stand before one begins with it behind a kind word. `compound_tails` are the last syllables of compounds,
    `lone_villages` the village words that begin no longer cue, `numbered` those that need a number behind them.
    """

    cues: Mapping[str, CuesOf]
    lists: Mapping[str, Phrases]
    lists_by_tail: Mapping[str, Mapping[str, Phrases]]
    joined: Mapping[str, str]
    names_apart: frozenset[str]
    is_plain: bool
    to_key: Callable[[str], Key]
    keys: Remembered[str]
    may_announce: Remembered[bool]
    may_begin_name: Remembered[bool]
    may_begin_village: Remembered[bool]
    compound_tails: Collection[str]
    lone_villages: frozenset[str]
    numbered: frozenset[str]


@cache
def load_place_words(*, is_plain: bool) -> PlaceWords:
    """The catalogue that ships with the package, without accents if `is_plain`.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        data = tomllib.loads(files("extractors.gazetteer").joinpath("words.toml").read_text(encoding="utf-8"))
        to_key = plain_key if is_plain else name_key
        cues = _by_head({to_key(word): cue for word, cue in _cues(data)})
        joined = {to_key(word)[0]: to_key(name)[0] for word, name in data["joined"].items()}
        lists = {name: _phrases(map(to_key, words)) for name, words in data["words"].items()}
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"the words around place names cannot be read: {error}") from error
    keys = PLAIN_KEYS if is_plain else SYLLABLE_KEYS
    tails = {tail for phrases in lists.values() for tail in phrases.tails}
    by_tail = {tail: {name: phrases for name, phrases in lists.items() if tail in phrases.tails} for tail in tails}
    names_apart = frozenset((*lists["regions"].heads, *joined))
    begins_name = frozenset((*lists["modifiers"].heads, *lists["list_openers"].heads))
    villages = lists["villages"].keys | lists["numbered_villages"].keys
    begins_village = frozenset((*lists["such_as"].heads, *lists["number_sign"].heads))
    return PlaceWords(
        cues,
        lists,
        by_tail,
        joined,
        names_apart,
        is_plain,
        to_key,
        keys,
        may_announce=_capital_or(lambda word: keys[word] in cues),
        may_begin_name=_capital_or(lambda word: word.isdecimal() or keys[word] in begins_name),
        may_begin_village=_capital_or(lambda word: word.isdecimal() or keys[word] in begins_village),
        compound_tails=lists["compounds"].tails.keys(),
        lone_villages=frozenset(key[0] for key in villages if len(key) == 1 and not cues[key[0]].longer),
        numbered=frozenset(lists["numbered_villages"].heads),
    )


def _capital_or(holds: Callable[[str], bool]) -> Remembered[bool]:
    """Whether a printed syllable begins with a capital letter, or something else holds of it."""
    return Remembered(lambda word: word[0].isupper() or holds(word), most=_KNOWN)


def _cues(data: dict[str, dict[str, str]]) -> Iterable[tuple[str, Cue]]:
    levels: dict[str, UnitLevel] = {word: _level(level) for word, level in data["units"].items()}
    for kind in ("numbered_villages", "villages"):
        yield from ((word, Cue("village", word, None)) for word in data["words"][kind])
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


def _by_head(cues: Mapping[Key, Cue]) -> dict[str, CuesOf]:
    heads = dict.fromkeys(key[0] for key in cues)
    longer = sorted((key for key in cues if len(key) > 1), key=len, reverse=True)
    return {
        head: CuesOf(
            cues.get((head,)),
            {
                second: tuple((key, cues[key]) for key in longer if key[:2] == (head, second))
                for second in dict.fromkeys(key[1] for key in longer if key[0] == head)
            },
        )
        for head in heads
    }


def _phrases(keys: Iterable[Key]) -> Phrases:
    found = frozenset(keys)
    return Phrases(found, _lengths(found, 0), _lengths(found, -1))


def _lengths(keys: Iterable[Key], at: int) -> dict[str, tuple[int, ...]]:
    """How long the keys with the same syllable at one end are, longest first."""
    found: dict[str, set[int]] = {}
    for key in keys:
        found.setdefault(key[at], set()).add(len(key))
    return {syllable: tuple(sorted(lengths, reverse=True)) for syllable, lengths in found.items()}
