"""Resolved places -> points for every unit that a document may be about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.gazetteer import Gazetteer, Unit
from extractors.places.choice import ResolvedPlace
from extractors.places.dates import first_figure
from extractors.places.formerly import says_where_it_lay
from extractors.places.mention import PlaceMention
from extractors.places.origin import (
    commune_in_address,
    district_in_address,
    is_page_of,
    unit_in_address,
    units_of_origin,
)
from extractors.places.reach import is_founded_on, is_gone_to, is_office
from extractors.places.title import is_superior
from extractors.places.venues import is_dateline, is_in_capital, is_venue

_LEAD = 600
_IN_TITLE, _IN_LEAD, _IMPLIED, _CHILD = 6.0, 1.0, 0.4, 0.4
_PUBLISHER, _SITE, _PAGE, _OWN_PAGE, _ASIDE, _PICTURED = 1.0, 2.0, 3.0, 9.0, 0.3, 0.5
_APPOSED, _LONGEST_CAPTION, _LONGEST_LINE = 3, 180, 1000
RANK = {"nation": 0, "province": 1, "district": 2, "commune": 3, "village": 4}
ONE_UNIT = re.compile(r"(?<!\w)[Mm]ột (huyện|quận|thị xã|thành phố|xã|phường|thị trấn)(?!\w)")
"""A title that tells of a unit without its name ("Một quận kỷ luật 48 đảng viên")."""
_SAYS_DISTRICT = re.compile(r"\b(?:[Hh]uyện|[Qq]uận|[Tt]hị xã)\b")
_SAYS_COMMUNE = re.compile(r"\b(?:[Xx]ã|[Pp]hường|[Tt]hị trấn)\b(?! hội)")
_SENTENCE_END = re.compile(r"[.!?…]\s+[^\W\d_a-z]")


class Origin(NamedTuple):
    """Where a document comes from: the publisher's name and the address, or None where unknown."""

    publisher: str | None = None
    url: str | None = None


def unit_points(
    places: Sequence[ResolvedPlace],
    *,
    gazetteer: Gazetteer,
    title_end: int,
    text: str,
    home: Unit | None,
    origin: Origin | None,
) -> dict[str, float]:
    """Points by code for every unit that the text names or its origin suggests.

    Args:
        places: All resolved places of the document, in order.
        gazetteer: The units.
        title_end: End of the title in the text, 0 where the first line is none.
        text: The whole text, or "".
        home: The province whose paper printed the text, or None.
        origin: Publisher and address, or None.
    """
    points = _points(places, title_end, text)
    if home is not None:
        points[home.code] += _PUBLISHER
    _add_origin(points, origin or Origin(), home, gazetteer, text)
    _share_with_parents(points, gazetteer)
    told = [p for p in places if p.mention.kind == "implicit" and not (text and is_office(text, p.mention.start))]
    _add_implied(points, told, gazetteer, title_end)
    _add_hinted(points, places, home, gazetteer, text)
    _add_titled(points, gazetteer, text[:title_end])
    return points


def _add_titled(points: dict[str, float], gazetteer: Gazetteer, title: str) -> None:
    """Points for the strongest unit of the kind that a title tells of without its name."""
    told = ONE_UNIT.search(title)
    fitting = [code for code in points if gazetteer.unit(code).has_kind(told.group(1))] if told else []
    if fitting:
        points[max(fitting, key=lambda code: (points[code], code))] += _OWN_PAGE


def _points(places: Sequence[ResolvedPlace], title_end: int, text: str) -> dict[str, float]:
    points: dict[str, float] = defaultdict(float)
    before: ResolvedPlace | None = None
    for place in places:
        if place.code is not None:
            start = place.mention.start
            extra = _extra(start, title_end)
            points[place.code] += (1 + extra) * (_share(before, place, text, title_end) if text else 1.0)
        before = place
    return points


def _extra(start: int, title_end: int) -> float:
    """What a mention's place in the text adds to its weight."""
    return _IN_TITLE if start < title_end else _IN_LEAD if start < title_end + _LEAD else 0.0


def _share(before: ResolvedPlace | None, place: ResolvedPlace, text: str, title_end: int) -> float:
    """How much of its points a mention earns: little by the way, half in the line below a picture."""
    if _is_aside(before, place, text):
        return _ASIDE
    start = place.mention.start
    return _PICTURED if start >= title_end and _is_pictured(text, start) else 1.0


def _is_pictured(text: str, start: int) -> bool:
    """Whether a mention stands in a line that tells what a picture shows: one short sentence without a figure."""
    first = text.rfind("\n", max(0, start - _LONGEST_CAPTION), start) + 1
    last = text.find("\n", start, first + _LONGEST_CAPTION)
    if first == 0 or last < 0:
        return False
    line = text[first:last].strip()
    return not _SENTENCE_END.search(line) and not line.endswith(":") and first_figure(line) == len(line)


def _is_aside(before: ResolvedPlace | None, place: ResolvedPlace, text: str) -> bool:
    """Whether a mention only says where another place lies or what it was made of, or signs or heads the text."""
    start, end = place.mention.start, place.mention.end
    if is_dateline(text, start, end) or is_venue(text, start, end) or is_in_capital(text, start, end):
        return True
    is_left_for = place.level == "province" and is_gone_to(text, start)
    if is_left_for or _lies_in(before, place, text) or is_office(text, start):
        return True
    floor = max(0, start - _LONGEST_LINE)
    begin = text.rfind("\n", floor, start) + 1 or floor
    return is_founded_on(text, begin, start) or _is_above_another(text, place.mention, begin)


def _is_above_another(text: str, mention: PlaceMention, begin: int) -> bool:
    """Whether a mention, all in capitals, stands in a line from `begin` on that heads a letter above the sender's."""
    if mention.text.upper() != mention.text:
        return False
    line, _, below = text[begin : mention.end + _LONGEST_CAPTION].partition("\n")
    return is_superior(line.strip(), below.partition("\n")[0].strip())


def _lies_in(before: ResolvedPlace | None, place: ResolvedPlace, text: str) -> bool:
    """Whether a mention right behind a smaller unit only says where that lies or lay: "huyện Ba Bể (Bắc Kạn)".

    The commune of a village stands for it, since no gazetteer holds villages.
    """
    if before is None or before.level is None or place.level is None:
        return False
    if before.level == "village" and place.level == "commune":
        return False
    end, start = before.mention.end, place.mention.start
    if RANK[place.level] >= RANK[before.level]:
        return False
    return 0 < start - end <= _APPOSED or says_where_it_lay(text, end, start)


def _add_origin(points: dict[str, float], origin: Origin, home: Unit | None, gazetteer: Gazetteer, text: str) -> None:
    """Points for the unit whose site the document comes from, and for the one its address names.

    The address counts where it only says again what the text names, where the text names nothing, and for a page of a
    commune on the site of its district.
    """
    sites = units_of_origin(origin.publisher, origin.url, home=home, gazetteer=gazetteer)
    is_silent = all(home is not None and code == home.code for code in points)
    told = unit_in_address(origin.url, home=home, gazetteer=gazetteer)
    for unit in sites:
        points[unit.code] += _SITE
    if told is None and is_silent:
        told = _hinted_by_address(origin.url, sites, home, gazetteer, text)
    if told is None:
        return
    is_page = any(site.code in (told.parent, *told.former_parents) for site in sites)
    if told.code in points or is_page or (is_silent and not sites):
        is_own = is_page and is_page_of(origin.url, told)
        points[told.code] += _OWN_PAGE if is_own else _PAGE if is_page else _SITE


def _hinted_by_address(
    url: str | None, sites: Sequence[Unit], home: Unit | None, gazetteer: Gazetteer, text: str
) -> Unit | None:
    """The unit whose bare name stands in the address of a text that names none, only "the district", "the commune"."""
    if not sites:
        return district_in_address(url, home=home, gazetteer=gazetteer) if _SAYS_DISTRICT.search(text) else None
    return commune_in_address(url, districts=sites, gazetteer=gazetteer) if _SAYS_COMMUNE.search(text) else None


def _share_with_parents(points: dict[str, float], gazetteer: Gazetteer) -> None:
    """Each unit named adds a little to the unit it lies in, once however often it is named."""
    for code in list(points):
        parent = gazetteer.by_code[code].parent
        if parent is not None:
            points[parent] += _CHILD


def _add_implied(
    points: dict[str, float], implied: Sequence[ResolvedPlace], gazetteer: Gazetteer, title_end: int
) -> None:
    """Implicit references ("toàn huyện") add to the strongest unit of their level, more in the title and the lead."""
    weights: dict[tuple[str | None, str | None], float] = defaultdict(float)
    units = gazetteer.by_code
    for mention in [place.mention for place in implied]:
        weights[mention.level, mention.unit_type] += _IMPLIED * (1 + _extra(mention.start, title_end))
    for (level, kind), weight in weights.items():
        fitting = [code for code in points if units[code].has_kind(kind)]
        fitting = fitting or [code for code in points if units[code].level == level]
        if fitting:
            points[max(fitting, key=lambda code: (points[code], code))] += weight


def _add_hinted(
    points: dict[str, float], places: Sequence[ResolvedPlace], home: Unit | None, gazetteer: Gazetteer, text: str
) -> None:
    """Points for the only district that names of schools and the like hold, where the text says only "the district"."""
    implied = len([p for p in places if p.level == "district" and p.mention.kind == "implicit"])
    if home is None or not implied or any(gazetteer.unit(code).level == "district" for code in points):
        return
    districts = {unit.name: unit for unit in gazetteer.children_ever(home.code) if unit.level == "district"}
    hinted = {match.group() for match in _capitalised(districts).finditer(text)} if districts else set()
    if len(hinted) == 1:
        points[districts[hinted.pop()].code] += _SITE + _IMPLIED * implied


def _capitalised(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
