"""Publisher, address and dateline of a document -> the province whose paper or site printed it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from extractors.gazetteer import Gazetteer
from extractors.gazetteer.keys import name_key
from extractors.places.finding import places_in_name
from extractors.places.origin import SLUG
from schemas.errors import ConfigError

_DATELINE = re.compile(r"[^\S\n]*\(?(B[A-ZĐÐ]{2,4})\)?[^\S\n]*[-–][^\S\n]")
_HEAD, _TAIL, _LONGEST_NAME, _LONGEST_PAPER, _LONG_HOST, _LONG_PATH = 3000, 700, 4, 30, 100, 300
_PUBLISHERS = 256
"""The articles of a publisher come in numbers."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\Z")
_SOURCE = re.compile(r"^[^\S\n]{0,20}\W{0,3}(?:Nguồn|Theo)\b[^\n]{2,300}$", re.MULTILINE)
_HOST_INSIDE = re.compile(r"(?:[\w-]{2,30}\.){1,4}(?:vn|com|org|net|info)\b")
_PAPER = re.compile(r"^(?:Báo|Tạp chí|Thông tấn xã|Đài)\s(?:điện tử\s)?|\s(?:điện tử|online)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaperNames:
    """papers.toml: papers and hosts named otherwise than their province, and what stands around its name in a host.

    `national` are the papers of the whole country, `common` the names of provinces that are common words without
    their accents.
    """

    papers: Mapping[tuple[str, ...], str]
    hosts: Mapping[str, str]
    before: frozenset[str]
    after: frozenset[str]
    national: frozenset[tuple[str, ...]]
    common: frozenset[tuple[str, ...]]


def home_province(publisher: str | None, url: str | None, text: str, gazetteer: Gazetteer) -> str | None:
    """The bare name of the province a document comes from, or None.

    The publisher's name decides, then the dateline, then the source that the text states at its end, then the host
    unless a paper of the whole country is reprinted there, then a district that the publisher names, then the rest of
    the address.

    Args:
        publisher: Name of the publisher, or of its site, or None.
        url: Address of the document, or None.
        text: The document's text.
        gazetteer: The units.
    """
    return (
        publisher_province(publisher, gazetteer)
        or dateline_province(text, gazetteer)
        or source_province(text, gazetteer)
        or (None if _is_of_nation(publisher) else host_province(url, gazetteer))
        or host_province(publisher, gazetteer)
        or _province_of_district(publisher, gazetteer)
        or path_province(url, gazetteer)
    )


def _is_of_nation(publisher: str | None) -> bool:
    """Whether a paper of the whole country is named, which other sites reprint."""
    return name_key(_PAPER.sub("", publisher or "")) in load_paper_names().national


def source_province(text: str, gazetteer: Gazetteer) -> str | None:
    """The province of the paper that the text's last lines name as their source ("Theo Báo Hà Giang"), or None."""
    for line in _SOURCE.findall(text[-_TAIL:]):
        host = _HOST_INSIDE.search(line)
        found = host_province(host.group(), gazetteer) if host else publisher_province(line, gazetteer)
        if found is not None:
            return found
    return None


def path_province(url: str | None, gazetteer: Gazetteer) -> str | None:
    """The only province that the path of an address names ("/hoi-ccb-quang-binh-ky-niem-…"), or None."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    words = [word for word in SLUG.split(path.lower()[:_LONG_PATH]) if word]
    papers = load_paper_names()
    found = {papers.hosts[word] for word in words if word in papers.hosts}
    for size in range(_LONGEST_NAME, 1, -1):
        for at in range(len(words) - size + 1):
            name = gazetteer.province_slugs.get("".join(words[at : at + size]))
            if name is not None and tuple(words[at : at + size]) not in papers.common:
                found.add(name)
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=_PUBLISHERS)
def publisher_province(publisher: str | None, gazetteer: Gazetteer) -> str | None:
    """The bare name of the province whose newspaper `publisher` is ("Báo Bắc Kạn" -> "Bắc Kạn"), or None.

    It is the longest province name printed in `publisher`, spelled as the gazetteer does, else that of a paper with a
    name of its own ("Báo Ấp Bắc").
    """
    key = name_key(publisher or "")[:_LONGEST_PAPER]
    papers = load_paper_names().papers
    for size in range(min(_LONGEST_NAME, len(key)), 0, -1):
        for start in range(len(key) - size + 1):
            wanted = key[start : start + size]
            for province in gazetteer.with_key(wanted, "province"):
                return next((form.name for form in province.forms if name_key(form.name) == wanted), province.name)
            if wanted in papers:
                return papers[wanted]
    return None


def dateline_province(text: str, gazetteer: Gazetteer) -> str | None:
    """The bare name of the province whose newspaper signs the text's first lines ("BBK - " -> "Bắc Kạn"), or None.

    Provincial papers sign with B for Báo and the initials of the province. Initials that two provinces share (BHG)
    decide nothing.
    """
    match = next((found for line in text[:_HEAD].split("\n") if (found := _DATELINE.match(line))), None)
    if match is None:
        return None
    wanted = match.group(1)[1:].replace("Ð", "Đ")
    names = {
        form.name
        for unit in gazetteer.old_provinces
        for form in unit.forms
        if "".join(word[0] for word in re.split(r"[ -]+", form.name)) == wanted
    }
    return names.pop() if len(names) == 1 else None


def host_province(url: str | None, gazetteer: Gazetteer) -> str | None:
    """The bare name of the province that a host's name holds ("baohagiang.vn", "bacyen.sonla.gov.vn"), or None."""
    return next((found for label in _labels(url) if (found := _province_of_label(label, gazetteer)) is not None), None)


@lru_cache(maxsize=_PUBLISHERS)
def _province_of_label(label: str, gazetteer: Gazetteer) -> str | None:
    """The bare name of the province that a part of a host's name holds, or None."""
    names, plain = load_paper_names(), label.replace("-", "")
    own = names.hosts.get(label) or names.hosts.get(plain)
    return own or next((name for key, name in gazetteer.province_slugs.items() if _holds(plain, key, names)), None)


def _labels(url: str | None) -> list[str]:
    """The parts of a host's name, the one next to the ending first."""
    try:
        host = urlsplit(url or "").hostname or (url if url and _HOST.fullmatch(url[:_LONG_HOST]) else "")
    except ValueError:
        return []
    return host.lower()[:_LONG_HOST].split(".")[::-1]


def _holds(label: str, key: str, names: PaperNames) -> bool:
    """Whether a part of a host's name is a province's name, with the usual words before or behind it or none."""
    before, found, after = label.partition(key)
    return bool(found) and (not before or before in names.before) and (not after or after in names.after)


def _province_of_district(publisher: str | None, gazetteer: Gazetteer) -> str | None:
    """The province of the only district that the publisher's name holds ("Cổng TTĐT huyện Tam Đường")."""
    codes = {
        code
        for mention in places_in_name(publisher or "", gazetteer)
        if mention.kind == "named" and mention.level == "district"
        for code in mention.candidates
    }
    names = {gazetteer.province_of(code).name for code in codes}
    return names.pop() if len(names) == 1 else None


@cache
def load_paper_names() -> PaperNames:
    """The catalogue that ships with the package.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        data = tomllib.loads(files("extractors.gazetteer").joinpath("papers.toml").read_text(encoding="utf-8"))
        return PaperNames(
            {name_key(name): province for name, province in data["papers"].items()},
            dict(data["hosts"]),
            frozenset(data["parts"]["before"]),
            frozenset(data["parts"]["after"]),
            frozenset(map(name_key, data["others"]["national"])),
            frozenset(tuple(name.split("-")) for name in data["others"]["common"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"the names of papers cannot be read: {error}") from error
