"""`syllables.yml` -> whether a word is spelled as a Vietnamese syllable, with its accents or without them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.encodings.catalogues import load_catalogue
from corpus.encodings.charsets import TONE_MARKS
from schemas.record import Record

NO_ONSET = "-"
LONGEST = 7
"""Letters of "nghiêng"."""
ACCENTS = re.compile("[\u0300-\u036f]")
TONE = re.compile("[\u0300\u0301\u0309\u0303\u0323]")


class SyllableRules(Record):
    """The file as it stands."""

    why: str
    source: str
    onsets: str
    rimes: dict[str, str]
    onset_partners: dict[str, str]
    rime_partners: dict[str, str]
    stops: str
    stop_tones: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Syllables:
    """What can be a syllable: `toneless` ones with the tones that each may bear, and all `bare` of accents."""

    toneless: Mapping[str, frozenset[str]]
    bare: frozenset[str]


@cache
def load_syllables() -> Syllables:
    """All syllables, read once a process.

    Raises:
        ConfigError: The file does not hold the rules.
    """
    rules = load_catalogue("syllables.yml", SyllableRules)
    stops, stop_tones = tuple(rules.stops.split()), frozenset(TONE_MARKS[tone] for tone in rules.stop_tones)
    all_tones = frozenset(TONE_MARKS.values())
    toneless = {word: stop_tones if word.endswith(stops) else all_tones for word in _toneless(rules)}
    return Syllables(toneless=toneless, bare=frozenset(map(strip_accents, toneless)))


def load_rules() -> SyllableRules:
    """The rules as data, with their examples."""
    return load_catalogue("syllables.yml", SyllableRules)


def strip_accents(word: str) -> str:
    """`word` in lower case without accents, đ as d."""
    return ACCENTS.sub("", unicodedata.normalize("NFD", word.lower())).replace("đ", "d")


def is_syllable(word: str) -> bool:
    """Whether `word` (NFC, any case) is spelled as a syllable, its tone included."""
    return len(word) <= LONGEST and _is_syllable(word)


@lru_cache(maxsize=100_000)
def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    tones = TONE.findall(parts)
    if len(tones) > 1:
        return False
    toneless = unicodedata.normalize("NFC", TONE.sub("", parts))
    return (tones[0] if tones else "") in load_syllables().toneless.get(toneless, ())


def is_bare_syllable(word: str) -> bool:
    """Whether `word` is a syllable whose accents were left out: "dang", "huyen"."""
    return word.lower() in load_syllables().bare


def _toneless(rules: SyllableRules) -> Iterator[str]:
    onset_partners = {onset: letters.split() for onset, letters in rules.onset_partners.items()}
    rime_partners = {rime: onsets.split() for rime, onsets in rules.rime_partners.items()}
    for letter, rimes in rules.rimes.items():
        for rime in rimes.split():
            for onset in (NO_ONSET, *rules.onsets.split()):
                follows = onset in rime_partners[rime] if rime in rime_partners else True
                if follows and (onset == NO_ONSET or letter in onset_partners.get(onset, (letter,))):
                    yield ("" if onset == NO_ONSET else onset) + rime
