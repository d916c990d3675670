"""Resolved places -> the province and the main locality that a document is about, and what its implicit places mean."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from extractors.gazetteer import Form, Gazetteer, Unit
from extractors.gazetteer.keys import name_key
from extractors.gazetteer.units import REFORM_DAY
from extractors.places.choice import ResolvedPlace
from extractors.places.origin import unit_in_address, units_of_origin
from extractors.places.reach import is_dateline, is_office
from schemas.facts import Locality
from schemas.record import Record
from schemas.vocabulary import Level

_LEAD = 600
_IN_TITLE, _IN_LEAD, _IMPLIED, _CHILD = 6.0, 1.0, 0.4, 0.4
_PUBLISHER, _SITE, _ASIDE = 1.0, 2.0, 0.3
_APPOSED, _LONGEST_TITLE = 3, 200
_RANK = {"nation": 0, "province": 1, "district": 2, "commune": 3, "village": 4}
_CAPTION = re.compile(r"Ảnh\s?[:(]|\(Ảnh|Ảnh minh họa")
_DATELINE = re.compile(r"^[^\S\n]*\(?(B[A-ZĐÐ]{2,4})\)?[^\S\n]*[-–][^\S\n]", re.MULTILINE)
_HEAD = 3000
_CITY = "thành phố"
_BEFORE_REFORM = "2024-12-31"


class Origin(Record):
    """Where a document comes from: the publisher's name and the address, or None where unknown."""

    publisher: str | None = None
    url: str | None = None


class DocumentPlace(Record):
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


def publisher_province(publisher: str | None, gazetteer: Gazetteer) -> str | None:
    """The bare name of the province whose newspaper `publisher` is ("Báo Bắc Kạn" -> "Bắc Kạn"), or None.

    It is the longest province name printed in `publisher`, spelled as the gazetteer does.
    """
    key = name_key(publisher or "")[:30]
    for size in range(min(4, len(key)), 0, -1):
        for start in range(len(key) - size + 1):
            wanted = key[start : start + size]
            for province in gazetteer.with_key(wanted, "province"):
                return next((form.name for form in province.forms if name_key(form.name) == wanted), province.name)
    return None


def dateline_province(text: str, gazetteer: Gazetteer) -> str | None:
    """The bare name of the province whose newspaper signs the text's first lines ("BBK - " -> "Bắc Kạn"), or None.

    Provincial papers sign with B for Báo and the initials of the province. Initials that two provinces share (BHG)
    decide nothing.
    """
    match = _DATELINE.search(text[:_HEAD])
    if match is None:
        return None
    wanted = match.group(1)[1:].replace("Ð", "Đ")
    names = {
        form.name
        for unit in gazetteer.by_code.values()
        if unit.level == "province" and not unit.is_current
        for form in unit.forms
        if "".join(word[0] for word in re.split(r"[ -]+", form.name)) == wanted
    }
    return names.pop() if len(names) == 1 else None


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
    points = _points(places, title_end if is_title else 0, text)
    home = _province_at(publisher_province or dateline_province(text, gazetteer), gazetteer, published)
    if home is not None:
        points[home.code] += _PUBLISHER
    _add_origin(points, origin or Origin(), home, gazetteer)
    _share_with_parents(points, gazetteer)
    _add_implied(points, places, gazetteer)
    _add_hinted(points, places, home, gazetteer, text)
    if not points:
        region = next((place.name for place in places if place.mention.kind == "region"), None)
        return DocumentPlace(
            province=None, province_code=None, locality=region, locality_level=None, locality_code=None
        )
    order = ("province", "district", "commune")
    best = min(points, key=lambda code: (-round(points[code], 3), order.index(gazetteer.unit(code).level), code))
    unit = gazetteer.unit(best)
    province = _old_province(unit, gazetteer)
    printed = Counter(place.name for place in places if place.code == best)
    return DocumentPlace(
        province=province.form_on(_BEFORE_REFORM).name,
        province_code=province.code,
        locality=printed.most_common(1)[0][0] if printed else _form_meant(unit, places, published).full_name,
        locality_level=unit.level,
        locality_code=unit.code,
        above=tuple(_plain_locality(above, gazetteer, published) for above in gazetteer.ancestors(unit.code)),
    )


def _form_meant(unit: Unit, places: Sequence[ResolvedPlace], date: str | None) -> Form:
    """The form of a unit that the text does not name: of the kind it implies ("Huyện ủy"), else the one in force."""
    kinds = {place.mention.unit_type for place in places if place.mention.kind == "implicit"}
    return next((form for form in unit.forms if form.kind in kinds), unit.form_on(date))


def _plain_locality(unit: Unit, gazetteer: Gazetteer, date: str | None) -> Locality:
    form = unit.form_on(date)
    province = gazetteer.province_of(unit.code).form_on(date).name
    return Locality(name=form.full_name, level=unit.level, code=unit.code, province=province)


def _points(places: Sequence[ResolvedPlace], title_end: int, text: str) -> dict[str, float]:
    points: dict[str, float] = defaultdict(float)
    before: ResolvedPlace | None = None
    for place in places:
        if place.code is not None:
            start = place.mention.start
            extra = _IN_TITLE if start < title_end else _IN_LEAD if start < title_end + _LEAD else 0.0
            points[place.code] += (1 + extra) * (_ASIDE if text and _is_aside(before, place, text) else 1.0)
        before = place
    return points


def _is_aside(before: ResolvedPlace | None, place: ResolvedPlace, text: str) -> bool:
    """Whether a mention says where another place lies, signs the dateline, or names a person's office."""
    start, end = place.mention.start, place.mention.end
    return _lies_in(before, place) or is_dateline(text, start, end) or is_office(text, start)


def _lies_in(before: ResolvedPlace | None, place: ResolvedPlace) -> bool:
    """Whether a mention right behind a smaller unit only says where that lies: "huyện Ba Bể (Bắc Kạn)"."""
    if before is None or before.level is None or place.level is None:
        return False
    gap = place.mention.start - before.mention.end
    return 0 < gap <= _APPOSED and _RANK[place.level] < _RANK[before.level]


def _add_origin(points: dict[str, float], origin: Origin, home: Unit | None, gazetteer: Gazetteer) -> None:
    """Points for the unit whose site the document comes from, or, without any other, the one its address names."""
    for unit in units_of_origin(origin.publisher, origin.url, home=home, gazetteer=gazetteer):
        points[unit.code] += _SITE
    if all(home is not None and code == home.code for code in points):
        told = unit_in_address(origin.url, home=home, gazetteer=gazetteer)
        if told is not None:
            points[told.code] += _SITE


def _share_with_parents(points: dict[str, float], gazetteer: Gazetteer) -> None:
    """Each unit named adds a little to the unit it lies in, once however often it is named."""
    for code in list(points):
        parent = gazetteer.unit(code).parent
        if parent is not None:
            points[parent] += _CHILD


def _add_implied(points: dict[str, float], places: Sequence[ResolvedPlace], gazetteer: Gazetteer) -> None:
    """Implicit references ("toàn huyện") add to the strongest unit of their level."""
    implied = (place.mention for place in places if place.mention.kind == "implicit")
    for (level, kind), count in Counter((mention.level, mention.unit_type) for mention in implied).items():
        fitting = [code for code in points if has_kind(gazetteer.unit(code), kind)]
        fitting = fitting or [code for code in points if gazetteer.unit(code).level == level]
        if fitting:
            points[max(fitting, key=lambda code: (points[code], code))] += _IMPLIED * count


def _add_hinted(
    points: dict[str, float], places: Sequence[ResolvedPlace], home: Unit | None, gazetteer: Gazetteer, text: str
) -> None:
    """Points for the only district that names of schools and the like hold, where the text says only "the district"."""
    implied = sum(place.mention.kind == "implicit" and place.level == "district" for place in places)
    if home is None or not implied or any(gazetteer.unit(code).level == "district" for code in points):
        return
    districts = {unit.name: unit for unit in gazetteer.children_ever(home.code) if unit.level == "district"}
    hinted = {match.group() for match in _capitalised(districts).finditer(text)} if districts else set()
    if len(hinted) == 1:
        points[districts[hinted.pop()].code] += _SITE + _IMPLIED * implied


def _capitalised(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


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


def has_kind(unit: Unit, kind: str | None) -> bool:
    """Whether the unit is or was of this kind ("huyện", "thành phố")."""
    return any(form.kind == kind for form in unit.forms)
