"""A labelled fact and an extracted one -> which of its attributes agree.

Source:
    The same definitions as the project's stand-alone scorer: two facts are the same mention when their numerals
    overlap; places agree by name and, where both state it, by kind; periods agree by their years.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from outputs.evaluation.gold import GoldMention
from schemas.facts import Fact

ATTRIBUTES = (
    "value", "indicator", "measure", "status", "qualifier", "denominator", "system", "groups", "locality", "period",
)  # fmt: skip
RELAXED = ("value", "indicator", "measure", "status")
STRICT = (*RELAXED, "system", "groups", "locality", "period")

_KINDS = {
    "tỉnh": "tỉnh", "thành phố": "thành phố", "thị xã": "thị xã", "huyện": "huyện", "quận": "quận", "xã": "xã",
    "phường": "phường", "thị trấn": "thị trấn", "tp.": "thành phố", "tx.": "thị xã", "tp": "thành phố", "tx": "thị xã",
}  # fmt: skip
_TONES = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "ọa": "oạ", "õa": "oã", "úy": "uý", "ủy": "uỷ", "ùy": "uỳ", "ụy": "uỵ",
    "ũy": "uỹ", "óe": "oé", "òe": "oè", "đăk": "đắk",
}  # fmt: skip
_SPACE = re.compile(r"\s+")
_ORGANIZATION = "org:"
_TOLERANCE = Decimal("1e-9")


def find_agreement(gold: GoldMention, got: Fact, published: str | None) -> frozenset[str]:
    """The attributes of `gold` that the extracted fact has right.

    Args:
        gold: A labelled fact.
        got: An extracted fact whose numeral overlaps it.
        published: The document's day of publication as the labels state it, or None.
    """
    alt = gold.alt
    agreed = {
        "value": _same_number(gold.value, got.value) and _same_or_none(gold.value_max, got.value_max),
        "denominator": _same_or_none(gold.denominator, got.denominator),
        "indicator": got.indicator in {gold.indicator, *gold.also} | _stated(gold, "indicator"),
        "measure": got.measure in {gold.measure} | _stated(gold, "measure"),
        "status": got.status in {gold.status} | _stated(gold, "status"),
        "qualifier": got.qualifier in {gold.qualifier} | _stated(gold, "qualifier"),
        "system": gold.system is None or (got.system or "party") in {gold.system} | _stated(gold, "system"),
        "groups": _same_groups(gold, got),
        "locality": same_place(gold.locality, got)
        or ("locality" in alt.model_fields_set and same_place(alt.locality, got)),
        "period": _same_period(gold, got, published),
    }
    return frozenset(name for name in ATTRIBUTES if agreed[name])


def overlaps(gold: GoldMention, got: Fact) -> bool:
    """Whether both stand on the same numeral."""
    return got.evidence.start < gold.end and gold.start < got.evidence.end


def same_place(name: str | None, got: Fact) -> bool:
    """Whether the extracted fact is about the place, or the organisation ("org:…"), of that name."""
    kind, bare = _place(name)
    if kind == _ORGANIZATION:
        organization = _normal(got.organization)
        return bool(organization) and (bare in organization or organization in bare)
    got_kind, got_bare = _place(got.locality.name if got.locality else None)
    return bare == got_bare and (kind == got_kind or not kind or not got_kind)


def _stated(gold: GoldMention, name: str) -> set[str | None]:
    """The other accepted value of a field, as a set of none or one."""
    return {getattr(gold.alt, name)} if name in gold.alt.model_fields_set else set()


def _same_number(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= _TOLERANCE * max(Decimal(1), abs(one))


def _same_or_none(one: Decimal | None, other: Decimal | None) -> bool:
    return one is other is None or _same_number(one, other)


def _same_groups(gold: GoldMention, got: Fact) -> bool:
    accepted = [gold.group]
    if "group" in gold.alt.model_fields_set:
        accepted.append(gold.alt.group or ())
    found = _scored(got.groups, gold.group_optional)
    return any(_scored(tags, gold.group_optional) == found for tags in accepted)


def _scored(tags: Iterable[str], optional: Iterable[str]) -> set[str]:
    """The breakdown tags that count: free-text ones and optional ones do not."""
    return {tag for tag in tags if not tag.startswith("other:")} - set(optional)


def _same_period(gold: GoldMention, got: Fact, published: str | None) -> bool:
    found = (_year(got.period.start, published), _year(got.period.end, published))
    if found == (_year(gold.period_start, published), _year(gold.period_end, published)):
        return True
    stated = gold.alt.model_fields_set
    if not {"period_start", "period_end"} & stated:
        return False
    start = gold.alt.period_start if "period_start" in stated else gold.period_start
    end = gold.alt.period_end if "period_end" in stated else gold.period_end
    return found == (_year(start, published), _year(end, published))


def _year(date: str | None, published: str | None) -> str | None:
    if not date:
        return None
    if date == "published":
        return published[:4] if published else None
    return date[:4]


def _normal(name: str | None) -> str:
    folded = unicodedata.normalize("NFC", name or "").strip().lower()
    for old, new in _TONES.items():
        folded = folded.replace(old, new)
    return _SPACE.sub(" ", folded)


def _place(name: str | None) -> tuple[str, str]:
    """Kind and bare name: "huyện Ba Bể" -> ("huyện", "ba bể"); a bare name has no kind."""
    folded = _normal(name)
    if folded.startswith(_ORGANIZATION):
        return _ORGANIZATION, folded.removeprefix(_ORGANIZATION)
    for printed, kind in _KINDS.items():
        if folded.startswith(f"{printed} "):
            return kind, folded[len(printed) + 1 :]
    return "", folded
