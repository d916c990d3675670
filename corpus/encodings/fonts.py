"""`fonts.yml` -> the old encoding that the name of a font shows."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.encodings.catalogues import load_catalogue
from corpus.encodings.charsets import CharsetId
from schemas.record import Record

SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
STYLE = re.compile(r"[,\-\s]+(?:bold|italic|oblique|regular|normal|mt|ps|psmt|bolditalic)+$", re.IGNORECASE)


class FontRule(Record):
    """Fonts of one encoding, by name."""

    id: str
    charset: CharsetId
    has_only_capitals: bool = False
    pattern: str
    why: str
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class FontRules(Record):
    """The whole catalogue; the first rule that fits decides."""

    fonts: tuple[FontRule, ...]


@dataclass(frozen=True, slots=True)
class OldFont:
    """What a font draws: the codes of which encoding, and whether every letter as a capital."""

    charset: CharsetId
    has_only_capitals: bool


@cache
def load_font_rules() -> FontRules:
    """The catalogue, read once a process.

    Raises:
        ConfigError: The file does not hold a catalogue.
    """
    return load_catalogue("fonts.yml", FontRules)


@lru_cache(maxsize=1_000)
def find_old_font(name: str) -> OldFont | None:
    """The old font that `name` shows, or None.

    Args:
        name: As documents have it: a family, a list of families as CSS has it (the first counts), with or without
            quotation marks, tag of a subset and style.
    """
    family = SUBSET_TAG.sub("", _first_family(name))
    family = STYLE.sub("", family).lower()
    rule = next((rule for rule in load_font_rules().fonts if re.fullmatch(rule.pattern, family)), None)
    return OldFont(rule.charset, rule.has_only_capitals) if rule else None


def _first_family(name: str) -> str:
    """The first of several families; a comma before a style does not separate two."""
    families = [family.strip(" \t\n\"'") for family in STYLE.sub("", name.strip()).split(",")]
    return families[0]
