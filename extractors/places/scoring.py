"""One mention and the evidence of its document -> its candidates with scores, the best first.

Source: the weights are those of the spike in the project's notes on the gazetteer (section A7), adjusted on the five
seed articles and the open test documents.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.gazetteer import Gazetteer, Unit
from extractors.gazetteer.keys import name_key
from extractors.gazetteer.units import REFORM_DAY
from extractors.places.evidence import ENOUGH_VOTES, Evidence
from extractors.places.mention import PlaceMention

PARENT_NEXT = 5.0
SAME_PROVINCE = 6.0
DISTRICT_IN_PLAY = 2.0
SAME_SENSE = 3.0
EXACT_KIND = 0.7
OTHER_ERA = -0.8
NOT_YET = -3.0
OTHER_LAYER = -0.6
FOREIGN = -2.0
BARE_LEVEL = {"province": 1.5, "district": 1.2, "commune": 0.0}
NAMESAKE_OF_PROVINCE = -0.8
AMONG_DISTRICTS = 2.0
_MOST_DISTRICT_MENTIONS = 3


class Weighed(NamedTuple):
    """A candidate with what speaks for it whatever else the document means: by itself, by its kind word, by its row.

    `is_told` is whether it counts that the document means it elsewhere.
    """

    unit: Unit
    weight: float
    named: float
    in_row: float
    is_told: bool


def weigh_candidates(
    mention: PlaceMention, index: int, *, evidence: Evidence, gazetteer: Gazetteer
) -> tuple[Weighed, ...]:
    """The candidates of a mention with their weights, by code.

    Args:
        mention: A mention with candidates.
        index: Its place among the document's mentions.
        evidence: What the document's mentions say about each other.
        gazetteer: The units.
    """
    in_row = index in evidence.rows
    units = [gazetteer.by_code[code] for code in mention.candidates]
    means_province = mention.kind == "bare" and not evidence.says_city and not in_row
    means_province = means_province and any([unit.level == "province" for unit in units])
    weighed = []
    for unit in units:
        weight = _context_score(unit, mention, index, evidence, gazetteer) + _era_score(unit, mention, evidence)
        weight += _kind_score(unit, mention, evidence, gazetteer)
        is_told = unit.level == "province" or not means_province
        named = _named_score(unit, mention, evidence) if is_told else 0.0
        row = AMONG_DISTRICTS if unit.level == "district" and in_row else 0.0
        weighed.append(Weighed(unit, weight, named, row, is_told))
    return tuple(weighed)


def rank_candidates(weighed: Sequence[Weighed], senses: Mapping[str, int]) -> list[tuple[float, Unit]]:
    """The candidates of a mention with their scores, the best first, equal scores by code.

    Args:
        weighed: From `weigh_candidates`.
        senses: Code -> how often the same document already means it beyond doubt. That it names the city of a
            province's name says nothing for the bare name, which is the province unless the text is the city's.
    """
    told = sum([senses.get(one.unit.code, 0) for one in weighed if one.is_told]) if senses else 0
    scored = []
    for unit, weight, named, in_row, is_told in weighed:
        same = SAME_SENSE * senses.get(unit.code, 0) / told if told and is_told else 0.0
        scored.append((round(weight + same + named + in_row, 3), unit))
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].code)) if len(scored) > 1 else scored


def lies_in(gazetteer: Gazetteer, unit: Unit, codes: tuple[str, ...]) -> bool:
    """Whether the unit lies, or once lay, in one of the units with these codes."""
    return not gazetteer.above_ever(unit.code).isdisjoint(codes)


def is_recoded(unit: Unit, other: Unit) -> bool:
    """Whether both are one unit that changed its code within the old era."""
    return (unit.era, unit.level, unit.parent, name_key(unit.name)) == (
        other.era,
        other.level,
        other.parent,
        name_key(other.name),
    )


def is_same_place(unit: Unit, other: Unit) -> bool:
    """Whether both are one place: the same unit recoded, or the unit of today that took over its namesake."""
    heirs = {heir.code for heir in (*unit.successors, *other.successors)}
    is_heir = unit.level == other.level and not heirs.isdisjoint((unit.code, other.code))
    return is_recoded(unit, other) or (is_heir and name_key(unit.name) == name_key(other.name))


def _context_score(unit: Unit, mention: PlaceMention, index: int, evidence: Evidence, gazetteer: Gazetteer) -> float:
    parents = evidence.parents[index]
    is_below = bool(parents) and lies_in(gazetteer, unit, parents)
    score = PARENT_NEXT if is_below else 0.0
    share = evidence.province_share(gazetteer, unit)
    score += SAME_PROVINCE * share
    if not share and not is_below and evidence.total >= ENOUGH_VOTES and unit.level != "province":
        score += FOREIGN
    if unit.level == "commune" and unit.parent and not (mention.kind == "bare" and _is_seat(unit, gazetteer)):
        districts = {unit.parent, *unit.former_parents}
        if unit.is_current:
            districts |= {old.code for old in gazetteer.predecessors(unit.code) if old.level == "district"}
        seen = max((evidence.districts.get(code, 0) for code in districts), default=0)
        score += DISTRICT_IN_PLAY * min(_MOST_DISTRICT_MENTIONS, seen)
    return score


def _named_score(unit: Unit, mention: PlaceMention, evidence: Evidence) -> float:
    """What it adds to a bare name that the text names the unit with its kind word."""
    return 0.0 if mention.unit_type is not None else 0.5 * min(3, evidence.named.get(unit.code, 0))


def _is_seat(unit: Unit, gazetteer: Gazetteer) -> bool:
    """Whether a commune bears the name of its district, so that naming the district says nothing for the commune."""
    return unit.parent is not None and name_key(gazetteer.unit(unit.parent).name) == name_key(unit.name)


def _era_score(unit: Unit, mention: PlaceMention, evidence: Evidence) -> float:
    date = evidence.date
    if date is None:
        return OTHER_LAYER if unit.is_current else 0.0
    if unit.is_current:
        return 0.0 if date >= REFORM_DAY[: len(date)] else NOT_YET
    if date >= REFORM_DAY:
        return OTHER_ERA
    forms = unit.forms
    if len(forms) > 1:
        key = name_key(mention.name or "")
        forms = tuple([form for form in forms if name_key(form.name) == key]) or forms
    return 0.0 if any([form.is_valid_on(date) for form in forms]) else OTHER_LAYER


def _kind_score(unit: Unit, mention: PlaceMention, evidence: Evidence, gazetteer: Gazetteer) -> float:
    if mention.unit_type is not None:
        if unit.form_on(evidence.date).kind == mention.unit_type:
            return EXACT_KIND
        return EXACT_KIND / 2 if unit.has_kind(mention.unit_type) else 0.0
    score = BARE_LEVEL[unit.level]
    if unit.level == "district" and gazetteer.named(unit.name, "province"):
        score += NAMESAKE_OF_PROVINCE
    return score
