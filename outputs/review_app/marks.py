"""A fact and its text -> the stretches that a reader must see: numeral, what is counted, where, when.

The extraction keeps where the numeral stands and how place and time were worded; where those words stand is looked
for here, nearest to the numeral, so that the reader's eye finds them. What is not found is not marked.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from schemas.errors import ConfigError
from schemas.facts import Fact

Role = Literal["numeral", "head", "locality", "period"]
ROLES: tuple[Role, ...] = ("numeral", "head", "locality", "period")

_KINDS = re.compile(r"^(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu)\s+", re.IGNORECASE)
_REACH = 120
"""How far behind the numeral the counted noun is looked for."""


@dataclass(frozen=True, slots=True)
class MarkSpan:
    """`text[start:end]` plays this part for a fact."""

    start: int
    end: int
    role: Role


@cache
def load_heads() -> Mapping[str, tuple[str, ...]]:
    """The nouns that a figure of each subject may count, read once.

    Raises:
        ConfigError: The file is no table of lists.
    """
    content = yaml.safe_load(files("outputs.review_app").joinpath("heads.yml").read_text(encoding="utf-8"))
    try:
        return {subject: tuple(map(str.casefold, nouns)) for subject, nouns in content.items()}
    except (AttributeError, TypeError) as error:
        raise ConfigError(f"outputs/review_app/heads.yml: {json.dumps(content)[:80]}: {error}") from error


def find_marks(text: str, fact: Fact) -> tuple[MarkSpan, ...]:
    """The marks of one fact, none over another, by place; the numeral is always among them."""
    evidence = fact.evidence
    numeral = MarkSpan(evidence.start, evidence.end, "numeral")
    folded = text.casefold() if len(text.casefold()) == len(text) else text
    found = [numeral]
    for mark in (_head(folded, fact), _locality(folded, fact), _period(folded, fact)):
        if mark is not None and all(mark.end <= one.start or mark.start >= one.end for one in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda mark: mark.start))


def _head(text: str, fact: Fact) -> MarkSpan | None:
    """The counted noun: right behind the numeral as Vietnamese has it, else before it in the sentence."""
    evidence = fact.evidence
    nouns = load_heads().get(fact.indicator.partition(".")[0], ())
    behind = [
        *_places(text, (fact.unit.casefold(), *nouns), evidence.end, min(evidence.quote_end, evidence.end + _REACH))
    ]
    if behind:
        start, end = min(behind, key=lambda place: (place[0], -place[1]))
        return MarkSpan(start, end, "head")
    before = [*_places(text, nouns, evidence.quote_start, evidence.start)]
    if before:
        start, end = max(before, key=lambda place: (place[1], -place[0]))
        return MarkSpan(start, end, "head")
    return None


def _locality(text: str, fact: Fact) -> MarkSpan | None:
    if fact.locality is None:
        return None
    full = fact.locality.name.casefold()
    return _nearest(text, fact, (full, _KINDS.sub("", full)), "locality")


def _period(text: str, fact: Fact) -> MarkSpan | None:
    return _nearest(text, fact, (fact.period.text.casefold(),), "period") if fact.period.text else None


def _nearest(text: str, fact: Fact, wordings: Sequence[str], role: Role) -> MarkSpan | None:
    """The wording in the sentence, else the last one before it, else the first behind it."""
    evidence = fact.evidence
    areas = ((evidence.quote_start, evidence.quote_end), (0, evidence.quote_start), (evidence.quote_end, len(text)))
    for first, last in areas:
        for wording in wordings:
            places = [*_places(text, (wording,), first, last)]
            if places:
                start, end = min(places, key=lambda place: abs(place[0] - evidence.start))
                return MarkSpan(start, end, role)
    return None


def _places(text: str, wordings: Iterable[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where any of the wordings stands as whole words between two offsets."""
    for wording in wordings:
        place = text.find(wording, first, last) if wording else -1
        while place >= 0:
            end = place + len(wording)
            if not (place and text[place - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
                yield place, end
            place = text.find(wording, end, last)
