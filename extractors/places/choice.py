"""Place mentions -> the units meant, given the article's date, its publisher's province and what stands around them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from extractors.gazetteer import Gazetteer, Unit
from extractors.gazetteer.keys import name_key, normalize_spelling
from extractors.light_records import light_record
from extractors.places.evidence import Evidence, gather_evidence
from extractors.places.mention import PlaceMention
from extractors.places.scoring import Weighed, is_recoded, is_same_place, rank_candidates, weigh_candidates
from schemas.facts import Locality, SuccessorUnit
from schemas.vocabulary import Level

MARGIN = 0.5
"""The best candidate must lead by this much; otherwise the place stays ambiguous."""

_SURE = 2.0
_KNOWN = 4096
_DASH = re.compile(r"\s?[-–]\s?")


@light_record(frozen=True, slots=True)
class ResolvedPlace:
    """What one mention means.

    `name` carries the kind as the annotation guide does ("huyện Ba Bể", "cả nước"); an implicit reference has its
    kind word alone. `code` is None for villages, the nation, unknown names, implicit references and whatever stays
    ambiguous; then `alternatives` lists the codes that remain, the likeliest first. `province` is the bare name of
    the province then ("Bắc Kạn"), also where all alternatives agree on it. `successors` is empty for units that
    still exist.
    """

    mention: PlaceMention
    name: str
    level: Level | None
    code: str | None
    province: str | None
    successors: tuple[SuccessorUnit, ...] = ()
    is_ambiguous: bool = False
    alternatives: tuple[str, ...] = ()

    def at(self, mention: PlaceMention) -> "ResolvedPlace":
        """What another mention means that is no other than this one but for where it stands."""
        if mention is self.mention:
            return self
        known = (self.name, self.level, self.code, self.province, self.successors, self.is_ambiguous, self.alternatives)
        return ResolvedPlace(mention, *known)

    def to_locality(self) -> Locality:
        """The place as a fact states it."""
        return Locality(
            name=self.name, level=self.level, code=self.code, province=self.province, successors=self.successors
        )


def resolve_places(
    mentions: Sequence[PlaceMention],
    *,
    gazetteer: Gazetteer,
    published: str | None = None,
    publisher_province: str | None = None,
    title_end: int = 0,
) -> tuple[ResolvedPlace, ...]:
    """What each mention means, one result a mention, in their order.

    Candidates are scored by the unit printed behind them ("xã X, huyện Y"), the provinces and districts that the
    document names without doubt, the publisher's province, the kind word, and whether they existed at the time. What
    is sure in one place of the document helps the others. A lead below `MARGIN`, or a best candidate that the rest of
    the document speaks against, leaves the mention ambiguous.

    Args:
        mentions: All mentions of one document, as `find_places` gives them.
        gazetteer: The units.
        published: Date of publication, partial ISO, or None; then the kind words suggest the era.
        publisher_province: Bare name of the province whose paper printed the text, or None.
        title_end: End of the title in the text; what it names counts double.
    """
    evidence = gather_evidence(
        mentions,
        gazetteer=gazetteer,
        published=published,
        publisher_province=publisher_province,
        title_end=title_end,
    )
    groups = _alike(mentions, evidence)
    weighed = [weigh_candidates(mentions[own[0]], own[0], evidence=evidence, gazetteer=gazetteer) for own in groups]
    senses = _senses(weighed, groups)
    places: dict[int, ResolvedPlace] = {}
    for own, candidates in zip(groups, weighed, strict=True):
        ranked = rank_candidates(candidates, senses)
        meant = _resolve(mentions[own[0]], ranked, evidence=evidence, gazetteer=gazetteer)
        for index in own:
            places[index] = meant.at(mentions[index])
    return tuple([places[index] for index in range(len(mentions))])


def _alike(mentions: Sequence[PlaceMention], evidence: Evidence) -> list[list[int]]:
    """The numbers of the mentions that mean the same, as they say the same and the same stands around them."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, mention in enumerate(mentions):
        said = mention.candidates, mention.kind, mention.level, mention.unit_type, mention.name
        groups.setdefault((said, evidence.parents[index], index in evidence.rows), []).append(index)
    return list(groups.values())


def _senses(weighed: Sequence[Sequence[Weighed]], groups: Sequence[Sequence[int]]) -> dict[str, int]:
    """Code -> how often mentions mean that unit beyond doubt."""
    senses: dict[str, int] = defaultdict(int)
    for candidates, own in zip(weighed, groups, strict=True):
        ranked = rank_candidates(candidates, {})
        if ranked and ranked[0][0] > 0 and not _has_rival(ranked):
            senses[ranked[0][1].code] += len(own)
    return senses


def place_of_unit(
    unit: Unit, mention: PlaceMention, *, gazetteer: Gazetteer, date: str | None, name: str | None = None
) -> ResolvedPlace:
    """The result for a mention known to mean `unit`; `name` overrides the name in force on `date`."""
    return ResolvedPlace(
        mention=mention,
        name=name or unit.form_on(date).full_name,
        level=unit.level,
        code=unit.code,
        province=gazetteer.province_of(unit.code).form_on(date).name,
        successors=successors_of(unit, gazetteer),
    )


def successors_of(unit: Unit, gazetteer: Gazetteer) -> tuple[SuccessorUnit, ...]:
    """The units of today that took over `unit`, the largest heir first; empty for a unit of today."""
    return _successors(unit.code, gazetteer) if unit.successors else ()


@lru_cache(maxsize=_KNOWN)
def _successors(code: str, gazetteer: Gazetteer) -> tuple[SuccessorUnit, ...]:
    """The records of the units that took over another one; a document asks for the same few with each mention."""
    return tuple(
        SuccessorUnit(
            name=gazetteer.unit(heir.code).full_name,
            code=heir.code,
            province=gazetteer.province_of(heir.code).full_name,
            part=heir.is_part,
        )
        for heir in gazetteer.unit(code).successors
    )


def _has_rival(ranked: list[tuple[float, Unit]]) -> bool:
    """Whether another place, not merely the same one in its other era, comes close to the best."""
    best, unit = ranked[0]
    return any(best - score < _SURE and not is_same_place(unit, other) for score, other in ranked[1:])


def _lead(ranked: list[tuple[float, Unit]]) -> float:
    return ranked[0][0] - ranked[1][0] if len(ranked) > 1 else _SURE


def _resolve(
    mention: PlaceMention, ranked: list[tuple[float, Unit]], *, evidence: Evidence, gazetteer: Gazetteer
) -> ResolvedPlace:
    if not ranked:
        return ResolvedPlace(mention, _unresolved_name(mention), mention.level, code=None, province=None)
    if len(ranked) > 1:
        ranked = ranked[:1] + [pair for pair in ranked[1:] if not is_recoded(ranked[0][1], pair[1])]
    if ranked[0][0] >= 0 and _lead(ranked) >= MARGIN:
        unit = ranked[0][1]
        name = _printed_name(mention, unit, evidence, gazetteer)
        return place_of_unit(unit, mention, gazetteer=gazetteer, date=evidence.date, name=name)
    kept = [unit for score, unit in ranked if score > ranked[0][0] - MARGIN]
    provinces = {gazetteer.province_of(unit.code).form_on(evidence.date).name for unit in kept}
    return ResolvedPlace(
        mention=mention,
        name=_unresolved_name(mention),
        level=mention.level,
        code=None,
        province=provinces.pop() if len(provinces) == 1 and ranked[0][0] >= 0 else None,
        is_ambiguous=True,
        alternatives=tuple([unit.code for unit in kept]),
    )


def _printed_name(mention: PlaceMention, unit: Unit, evidence: Evidence, gazetteer: Gazetteer) -> str:
    """Kind and name as printed; the gazetteer's where bare, in capitals, with a dash or unaccented."""
    is_as_before = (
        evidence.date is None
        and unit.parent not in evidence.districts
        and any(parent in evidence.districts for parent in unit.former_parents)
    )
    form = unit.forms[-1] if is_as_before else unit.form_on(evidence.date)
    printed = normalize_spelling(mention.name or "")
    key = name_key(printed)
    same = form if name_key(form.name) == key else next((f for f in unit.forms if name_key(f.name) == key), form)
    is_known = key in gazetteer.keys_of(unit.code)
    is_usual = is_known and not (printed.isupper() and len(printed) > 2) and not _DASH.search(printed)
    return f"{mention.unit_type or same.kind} {printed if is_usual else same.name}"


def _unresolved_name(mention: PlaceMention) -> str:
    if mention.kind == "nation":
        return "cả nước"
    parts = (mention.unit_type, normalize_spelling(mention.name or ""))
    return " ".join([part for part in parts if part])
