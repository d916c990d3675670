"""numbering.xml -> the number that Word prints before each paragraph of a list."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from corpus.readers.docx_styles import VAL, W
from corpus.readers.office_package import as_int

LEVELS = 9
PLACE = re.compile(r"%([1-9])")
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
BARE = re.compile(r"\w+(?:\.\w+)*")


def roman(number: int) -> str:
    """`number` in Roman letters; in digits outside 1 to 3999."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def letters(number: int) -> str:
    """The list letter as Word counts: a to z, then aa, bb; in digits outside 1 to 780."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `text` holds "%1" where the number of the first level stands."""

    start: int = 1
    format: str = "decimal"
    text: str = "%1."
    is_legal: bool = False
    restarts: bool = True
    style: str | None = None


class Numbering:
    """Lists of one document, counting on as their paragraphs are read in order."""

    def __init__(self, root: etree._Element | None, styles_root: etree._Element | None = None) -> None:
        self._abstracts: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._style_numbers = _numbers_of_styles(styles_root)
        if root is not None:
            self._abstracts = {e.get(W + "abstractNumId", ""): e for e in root.iterchildren(W + "abstractNum")}
            self._numbers = {e.get(W + "numId", ""): e for e in root.iterchildren(W + "num")}
        self._levels: dict[str, tuple[str, tuple[Level, ...], dict[int, int]] | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, num_id: str | None, level: int) -> str | None:
        """The number before the next paragraph of a list, "-" for bullets; None where the list prints none.

        Args:
            num_id: The list; "0" and None are none.
            level: From 0.
        """
        definition = self._definition(num_id) if num_id not in (None, "0") else None
        if definition is None or num_id is None or not 0 <= level < LEVELS:
            return None
        abstract_id, levels, overrides = definition
        self._count(num_id, abstract_id, level, levels=levels, overrides=overrides)
        return self._shown(abstract_id, level, levels)

    def level_of_style(self, num_id: str, style_id: str) -> int | None:
        """The level of list `num_id` that is bound to a paragraph style, or None."""
        definition = self._definition(num_id)
        levels = definition[1] if definition else ()
        return next((i for i, level in enumerate(levels) if level.style == style_id), None)

    def _count(
        self, num_id: str, abstract_id: str, level: int, *, levels: tuple[Level, ...], overrides: dict[int, int]
    ) -> None:
        counters = self._counters.setdefault(abstract_id, [None] * LEVELS)
        if level in overrides and (num_id, level) not in self._started:
            counters[level] = None
        self._started.add((num_id, level))
        start = overrides.get(level, levels[level].start)
        current = counters[level]
        counters[level] = start if current is None else current + 1
        for deeper in range(level + 1, LEVELS):
            if levels[deeper].restarts:
                counters[deeper] = None

    def _shown(self, abstract_id: str, level: int, levels: tuple[Level, ...]) -> str | None:
        here, counters = levels[level], self._counters[abstract_id]
        if here.format == "bullet":
            return here.text.strip() if here.text.strip() in ("+", "*", "-", "–") else "-"

        def number(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            count = counters[at]
            value = levels[at].start if count is None else count
            is_plain = here.is_legal and at != level
            return str(value) if is_plain else FORMATS.get(levels[at].format, str)(value)

        shown = PLACE.sub(number, here.text[:60]).strip()
        # A bare number at the head of a line would read as a figure.
        return (f"{shown}." if BARE.fullmatch(shown) and PLACE.search(here.text) else shown) or None

    def _definition(self, num_id: str | None) -> tuple[str, tuple[Level, ...], dict[int, int]] | None:
        if num_id is None:
            return None
        if num_id not in self._levels:
            self._levels[num_id] = self._load(num_id)
        return self._levels[num_id]

    def _load(self, num_id: str, depth: int = 0) -> tuple[str, tuple[Level, ...], dict[int, int]] | None:
        number = self._numbers.get(num_id)
        link = None if number is None else number.find(W + "abstractNumId")
        abstract_id = "" if link is None else link.get(VAL, "")
        abstract = self._abstracts.get(abstract_id)
        if number is None or abstract is None:
            return None
        linked = abstract.find(W + "numStyleLink")
        if linked is not None and depth < 3:
            return self._load(self._style_numbers.get(linked.get(VAL, ""), ""), depth + 1)
        levels = [Level()] * LEVELS
        for element in abstract.iterchildren(W + "lvl"):
            at = as_int(element.get(W + "ilvl"), -1)
            if 0 <= at < LEVELS:
                levels[at] = _level(element)
        overrides: dict[int, int] = {}
        for override in number.iterchildren(W + "lvlOverride"):
            at = as_int(override.get(W + "ilvl"), -1)
            own, start = override.find(W + "lvl"), override.find(W + "startOverride")
            if 0 <= at < LEVELS and own is not None:
                levels[at] = _level(own)
            if 0 <= at < LEVELS and start is not None:
                overrides[at] = as_int(start.get(VAL), 1)
        return abstract_id, tuple(levels), overrides


def _level(element: etree._Element) -> Level:
    level = Level(is_legal=element.find(W + "isLgl") is not None)
    values = {name: child.get(VAL) for name in ("start", "numFmt", "lvlText", "lvlRestart", "pStyle")
              if (child := element.find(W + name)) is not None}  # fmt: skip
    return replace(
        level,
        start=as_int(values.get("start"), 1),
        format=values.get("numFmt") or "decimal",
        text=values.get("lvlText") or "",
        restarts=values.get("lvlRestart") != "0",
        style=values.get("pStyle"),
    )


def _numbers_of_styles(root: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for style in root.iterchildren(W + "style") if root is not None else ():
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            found[style.get(W + "styleId", "")] = number.get(VAL, "")
    return found
