"""Publisher and address of a document -> the units whose site or paper it comes from: "Cổng TTĐT huyện Tam Nông"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from extractors.gazetteer import Gazetteer, Unit
from extractors.gazetteer.keys import plain_key
from extractors.gazetteer.units import UnitLevel
from extractors.places.finding import places_in_name

SLUG = re.compile(r"[^a-z0-9]+")
_KINDS: dict[tuple[str, ...], UnitLevel] = {
    ("tinh",): "province", ("huyen",): "district", ("quan",): "district", ("thi", "xa"): "district",
    ("thanh", "pho"): "district", ("tp",): "district", ("xa",): "commune", ("phuong",): "commune",
    ("thi", "tran"): "commune",
}  # fmt: skip
_PREFIXES = ("huyen", "tx", "tp", "thanhpho", "thixa", "quan", "xa", "phuong", "huyenuy", "ubnd", "")
_LONGEST = 4
_HOSTS = 256
"""The articles of a site come in numbers."""


def units_of_origin(publisher: str | None, url: str | None, *, home: Unit | None, gazetteer: Gazetteer) -> list[Unit]:
    """The units below the province that the publisher's name or the site's name gives; empty for most papers.

    Args:
        publisher: Name of the publisher, or None.
        url: Address of the document, or None.
        home: The province whose publisher it is; without it no unit is taken from a site's name.
        gazetteer: The units.
    """
    named = [
        gazetteer.unit(code)
        for mention in places_in_name(publisher or "", gazetteer)
        if mention.kind == "named" and mention.level != "province"
        for code in mention.candidates
    ]
    if home is None:
        return named if len(named) == 1 else []
    inside = [unit for unit in named if gazetteer.province_of(unit.code) == home]
    return inside or list(_of_host(_split(url)[0].lower(), home.code, gazetteer))


def unit_in_address(url: str | None, *, home: Unit | None, gazetteer: Gazetteer) -> Unit | None:
    """The only unit that the path of an address names with its kind word ("/ldld-tinh-hung-yen-…"), or None."""
    path = _split(url)[1]
    words = [word for word in SLUG.split(unquote(path).lower()[:300]) if word]
    found = {unit.code: unit for at in range(len(words)) for unit in _named_at(words, at, home, gazetteer)}
    return next(iter(found.values())) if len(found) == 1 else None


def district_in_address(url: str | None, *, home: Unit | None, gazetteer: Gazetteer) -> Unit | None:
    """The only district whose bare name of two words or more the path of an address holds, or None.

    Without a home province no other district may bear the name; the name of the home province means the province.
    """
    found: dict[str, Unit] = {}
    for named in _bare_names(url, gazetteer):
        units = [unit for unit in named if unit.level == "district"]
        inside = [unit for unit in units if home is not None and gazetteer.province_of(unit.code) == home]
        if len(units if home is None else inside) == 1:
            found |= {unit.code: unit for unit in inside or units if home is None or unit.name != home.name}
    return next(iter(found.values())) if len(found) == 1 else None


def commune_in_address(url: str | None, *, districts: Iterable[Unit], gazetteer: Gazetteer) -> Unit | None:
    """The only commune of these districts whose bare name of two words or more stands in an address, or None."""
    above = {district.code for district in districts}
    found = {
        unit.code: unit
        for named in _bare_names(url, gazetteer)
        for unit in named
        if unit.level == "commune" and above & {unit.parent, *unit.former_parents}
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _bare_names(url: str | None, gazetteer: Gazetteer) -> Iterator[tuple[Unit, ...]]:
    """The units of each name of two words or more in the path of an address."""
    words = [word for word in SLUG.split(unquote(_split(url)[1]).lower()[:300]) if word]
    for at in range(len(words)):
        for size in (3, 2):
            if len(words) >= at + size:
                yield gazetteer.plain_names.units.get(tuple(words[at : at + size]), ())


def is_page_of(url: str | None, unit: Unit) -> bool:
    """Whether the last part of an address is the unit's kind and name and no more: "/xa-cong-bang"."""
    last = _split(url)[1].rstrip("/").rpartition("/")[2].partition(".")[0]
    words = tuple(word for word in SLUG.split(unquote(last).lower()[:300]) if word)
    return any(words == (*plain_key(form.kind), *plain_key(form.name)) for form in unit.forms)


@lru_cache(maxsize=_HOSTS)
def _of_host(host: str, home: str, gazetteer: Gazetteer) -> tuple[Unit, ...]:
    """The units whose site the host is: the smallest ones of a chain ("nacong.nari.backan.gov.vn" is Nà Cóng's).

    The province's own name in a chain is the province, not the district of that name.
    """
    labels, province = host.split("."), gazetteer.unit(home)
    districts = _labelled(labels, province, gazetteer)
    districts = [pair for pair in districts if pair[1].name != province.name] or districts
    communes = [commune for at, unit in districts for _, commune in _labelled(labels[:at], unit, gazetteer)]
    return tuple(communes or [unit for _, unit in districts])


def _labelled(labels: Sequence[str], above: Unit, gazetteer: Gazetteer) -> list[tuple[int, Unit]]:
    """The units below another one that the parts of a host name, with the number of the part."""
    prefixes = {f"{prefix}{separator}" for prefix in _PREFIXES for separator in ("", "-") if prefix or not separator}
    wanted = {label[len(p) :]: at for at, label in enumerate(labels) for p in prefixes if label.startswith(p)}
    units = ((wanted.get(_slug(unit.name)), unit) for unit in gazetteer.children_ever(above.code))
    return [(at, unit) for at, unit in units if at is not None]


@lru_cache(maxsize=20_000)
def _slug(name: str) -> str:
    """A unit's name as the name of a site writes it."""
    return "".join(plain_key(name))


def _named_at(words: list[str], at: int, home: Unit | None, gazetteer: Gazetteer) -> Iterable[Unit]:
    for size in (2, 1):
        level = _KINDS.get(tuple(words[at : at + size]))
        if level is not None:
            return _of_name(words[at + size : at + size + _LONGEST], level, home, gazetteer)
    return ()


def _of_name(words: list[str], level: UnitLevel, home: Unit | None, gazetteer: Gazetteer) -> list[Unit]:
    """The units of a level whose name begins `words`, the longest name; of the home province if that is known."""
    for size in range(len(words), 0, -1):
        units = gazetteer.plain_names.units.get(tuple(words[:size]), ())
        old = [unit for unit in units if unit.level == level and not unit.is_current]
        fitting = [unit for unit in old if home is None or gazetteer.province_of(unit.code) == home]
        if fitting:
            return fitting
    return []


def _split(url: str | None) -> tuple[str, str]:
    try:
        parts = urlsplit(url or "")
        return parts.hostname or "", parts.path
    except ValueError:
        return "", ""
