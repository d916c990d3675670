"""Resolved places -> the province and the main locality that a document is about, and what its implicit places mean."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.gazetteer import Gazetteer, Unit
from extractors.gazetteer.keys import normalize_spelling
from extractors.gazetteer.units import REFORM_DAY
from extractors.light_records import light_record
from extractors.places.choice import ResolvedPlace
from extractors.places.finding import places_in_name
from extractors.places.home import dateline_province
from extractors.places.mention import PlaceMention
from extractors.places.points import Origin, unit_points
from extractors.places.venues import is_in_capital, is_venue
from schemas.facts import Locality
from schemas.vocabulary import Level

_LONGEST_TITLE = 200
_CAPTION = re.compile(r"Ảnh\s?[:(]|\(Ảnh|Ảnh minh họa")
_COMPARED = re.compile(r"(?:cùng|với|nhất|nhì|đầu|vì|so|bằng|hơn|thứ|\d) (?:của )?\Z")
_HAS_FIGURE = re.compile(r"[^.;\n]{0,40}?\d[\d.,]{2,}")
_OPENING = 400
_BEFORE_REFORM = "2024-12-31"
_ORDER = ("province", "district", "commune")
_MANY, _ABOVE = 5, 2.5


@light_record(frozen=True, slots=True)
class DocumentPlace:
    """The province and the main locality a document is about, or None where unknown.

    `province` is the bare name before 2025, as the annotation guide writes it ("Thừa Thiên Huế" also for a text of
    today), `province_code` the code of that province of the old era. `locality` carries its kind ("huyện Ba
    Bể"); `above` are the units it lies in, the nearest first.
    """

    province: str | None
    province_code: str | None
    locality: str | None
    locality_level: Level | None
    locality_code: str | None
    above: tuple[Locality, ...] = ()


_NATION = DocumentPlace(
    province=None, province_code=None, locality="cả nước", locality_level="nation", locality_code=None
)


def document_place(
    places: Sequence[ResolvedPlace],
    *,
    gazetteer: Gazetteer,
    published: str | None = None,
    publisher_province: str | None = None,
    title_end: int = 0,
    text: str = "",
    origin: Origin | None = None,
) -> DocumentPlace:
    """The province and the main locality a document is about.

    Every unit earns points for each mention, more in the title and the lead, for units below it that the text names,
    and for implicit references to its level; the most points win, then the higher level. Without any named unit the
    publisher's district or province stands, then the unit in the address, then the region.

    Args:
        places: All resolved places of the document, in order.
        gazetteer: The units.
        published: Date of publication, partial ISO, or None.
        publisher_province: Bare name of the publisher's province, or None.
        title_end: End of the title in the text.
        text: The whole text if at hand: its dateline names the province where the publisher does not, and what is
            said by the way (a caption for a title, where a place lies, whose office a person holds) counts little.
        origin: Publisher and address, or None.
    """
    is_title = title_end <= _LONGEST_TITLE and not _CAPTION.search(text, 0, title_end)
    title_end = title_end if is_title else 0
    wide = _wide_place(places, title_end, text)
    if wide is not None:
        return wide
    home = _province_at(publisher_province or dateline_province(text, gazetteer), gazetteer, published)
    points = unit_points(places, gazetteer=gazetteer, title_end=title_end, text=text, home=home, origin=origin)
    if not points:
        region = next((place for place in places if place.mention.kind == "region"), None)
        return _beyond_units(region)
    if home is None and (_is_of_many(points, gazetteer) or _is_of_nation(places, title_end, text)):
        return _NATION
    most = round(max(points.values()), 3)
    strongest = [code for code, own in points.items() if round(own, 3) == most]
    best = min(strongest, key=lambda code: (_ORDER.index(gazetteer.unit(code).level), code))
    unit = gazetteer.unit(best)
    province = _old_province(unit, gazetteer)
    printed = Counter([place.name for place in places if place.code == best])
    told = places_in_name(origin.publisher or "", gazetteer) if origin and not printed else ()
    return DocumentPlace(
        province=province.form_on(_BEFORE_REFORM).name,
        province_code=province.code,
        locality=printed.most_common(1)[0][0] if printed else _name_meant(unit, places, published, told),
        locality_level=unit.level,
        locality_code=unit.code,
        above=tuple(_plain_locality(above, gazetteer, published) for above in gazetteer.ancestors(unit.code)),
    )


def _is_of_many(points: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    """Whether many provinces are named and none more than the others: a text about the nation."""
    provinces = sorted(points[code] for code in points if gazetteer.unit(code).level == "province")
    return len(provinces) >= _MANY and max(points.values()) <= _ABOVE * provinces[len(provinces) // 2]


def _is_of_nation(places: Sequence[ResolvedPlace], title_end: int, text: str) -> bool:
    """Whether a text tells of the nation first, or of a meeting of one of its bodies and then of its figures."""
    if _opens_with_nation(places, title_end, text):
        return True
    named = [p.mention for p in places if p.mention.kind in ("named", "bare")]
    if any(m.start < title_end for m in named):
        return False
    met = any(is_venue(text, m.start, m.end) for m in named if m.start < title_end + _OPENING)
    return met and any(p.mention.kind == "nation" and _HAS_FIGURE.match(text, p.mention.end) for p in places)


def _opens_with_nation(places: Sequence[ResolvedPlace], title_end: int, text: str) -> bool:
    """Whether the first place that a text tells of is the nation, with a figure of its own right behind it."""
    told = (p for p in places if not is_in_capital(text, p.mention.start, p.mention.end))
    first = next((p.mention for p in told if p.mention.kind != "region"), None)
    if (
        first is None
        or first.kind != "nation"
        or first.text.startswith("Đảng")
        or not title_end <= first.start < title_end + _OPENING
    ):
        return False
    is_compared = _COMPARED.search(text, max(0, first.start - 20), first.start)
    return not is_compared and bool(_HAS_FIGURE.match(text, first.end))


def _wide_place(places: Sequence[ResolvedPlace], title_end: int, text: str) -> DocumentPlace | None:
    """The nation or the region of a title that names no unit, unless something is only compared with it."""
    titled = [place for place in places if place.mention.start < title_end]
    if any(place.mention.kind not in ("nation", "region") for place in titled):
        return None
    wide = next((p for p in titled if not _COMPARED.search(text, max(0, p.mention.start - 20), p.mention.start)), None)
    return _beyond_units(wide) if wide else None


def _beyond_units(place: ResolvedPlace | None) -> DocumentPlace:
    """A document about the nation, a region, or nothing that the text says."""
    return DocumentPlace(
        province=None,
        province_code=None,
        locality=place.name if place else None,
        locality_level=place.level if place else None,
        locality_code=None,
    )


def _name_meant(unit: Unit, places: Sequence[ResolvedPlace], date: str | None, told: Sequence[PlaceMention]) -> str:
    """The name of a unit that the text does not name.

    It is as the publisher prints it, else of the kind that the text implies ("Huyện ủy"), else the one in force.
    """
    own = next((m for m in told if m.kind == "named" and unit.code in m.candidates and m.name), None)
    if own is not None:
        return f"{own.unit_type} {normalize_spelling(own.name or '')}"
    kinds = {place.mention.unit_type for place in places if place.mention.kind == "implicit"}
    return next((form for form in unit.forms if form.kind in kinds), unit.form_on(date)).full_name


def _plain_locality(unit: Unit, gazetteer: Gazetteer, date: str | None) -> Locality:
    form = unit.form_on(date)
    province = gazetteer.province_of(unit.code).form_on(date).name
    return Locality(name=form.full_name, level=unit.level, code=unit.code, province=province)


def _province_at(name: str | None, gazetteer: Gazetteer, published: str | None) -> Unit | None:
    if name is None:
        return None
    is_current = published is not None and published >= REFORM_DAY
    return gazetteer.province_named(name, is_current=is_current) or gazetteer.province_named(name)


def _old_province(unit: Unit, gazetteer: Gazetteer) -> Unit:
    """The province of the old era in which a unit lies, or the most of what it took over."""
    province = gazetteer.province_of(unit.code)
    if not province.is_current:
        return province
    if unit.level == "province":
        return gazetteer.province_named(unit.name, is_current=False) or province
    old = Counter(gazetteer.province_of(former.code).code for former in gazetteer.predecessors(unit.code))
    return gazetteer.unit(max(old, key=lambda code: (old[code], code))) if old else province
