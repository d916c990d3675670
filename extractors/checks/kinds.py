"""What can be part of what: the kinds of figures that may be set against each other."""

import re
from collections.abc import Sequence

from extractors.checks.figures import Figure

_ORGANIZATIONS = frozenset({"grassroots_org", "committee", "cell"})
_PLACE_KINDS = frozenset(
    {
        "village", "neighbourhood", "school", "police", "military", "health", "agency", "enterprise",
        "private_enterprise", "level:commune", "level:district", "level:province",
    }
)  # fmt: skip
GRADES = frozenset({"rating:excellent", "rating:good", "rating:completed", "rating:not_completed"})
"""The four grades of the yearly rating; a body or member gets one of them."""
_BADGES = frozenset(f"badge:{years}" for years in range(30, 95, 5))
_PENALTIES = re.compile(r"khiển trách|cảnh cáo|cách chức|khai trừ|giải tán")
_TRAITS = frozenset({"female", "ethnic_minority", "youth", "religious", "elderly", "retired", "probationary"})
_TRAIT_WORDS = re.compile(r"\bnữ\b|dân tộc|tôn giáo|tuổi|có đạo|thanh niên|dtts")


_MEAN = re.compile(r"bình quân|trung bình|mỗi (?:năm|chi bộ|xã|đảng bộ)")
_EACH = re.compile(r"[^,;.(]{0,20}(?:/|mỗi |một )(?:năm|tháng|chi bộ)")
_MEAN_REACH = 60
_PERSONS = frozenset({"other:đồng chí", "other:người"})


def are_of_one_kind(one: Figure, two: Figure) -> bool:
    """Whether two figures count the same; "từ 3.924 lên 4.012 đồng chí" says only once whom."""
    kinds = {one.subject, two.subject}
    is_person = "person" in (one.fact.unit, two.fact.unit)
    return len(kinds) == 1 or (is_person and not kinds.isdisjoint(_PERSONS))


def are_of_one_place(*figures: Figure) -> bool:
    """Whether figures are of one unit and body: what two units reached is no old and new level."""
    places = {f.fact.locality.name for f in figures if f.fact.locality}
    return len(places) <= 1 and len({f.fact.organization for f in figures}) == 1


def is_average(figure: Figure) -> bool:
    """Whether a figure is a mean ("bình quân mỗi năm 8,4 đồng chí", "2.764 người/năm"), so that it sums up nothing."""
    return bool(_MEAN.search(figure.gap[-_MEAN_REACH:]) or _EACH.match(figure.tail))


def can_be_part(part: Figure, whole: Figure) -> bool:
    """Whether one figure may count some of what another one counts."""
    if part.fact.unit != whole.fact.unit or part.fact.system != whole.fact.system:
        return False
    if whole.subject == "grassroots_org":
        return part.subject in _ORGANIZATIONS
    return part.subject == whole.subject


def can_be_among(part: Figure, whole: Figure) -> bool:
    """Whether one figure may count people among those of another one: 318 new members among 537 candidates."""
    return part.fact.unit == whole.fact.unit == "person"


def are_apart(parts: Sequence[Figure]) -> bool:
    """Whether no thing is counted in two of the parts: by kind of body, grade, badge, penalty, or place."""
    if len({p.subject for p in parts}) == len(parts) and all(p.subject in _ORGANIZATIONS for p in parts):
        return True
    for kinds in (_PLACE_KINDS, GRADES, _BADGES):
        if _are_all_different([frozenset(p.fact.groups) & kinds for p in parts]):
            return True
    if _are_all_different([_penalties(p) for p in parts]):
        return True
    places = {p.fact.locality.name for p in parts if p.fact.locality}
    return len(places) == len(parts)


def may_overlap(parts: Sequence[Figure]) -> bool:
    """Whether some of the parts are counted by traits that one person can have together: women, youth, peoples."""
    return any(frozenset(p.fact.groups) & _TRAITS or _TRAIT_WORDS.search(f"{p.gap} {p.tail}") for p in parts)


def are_of_other_traits(one: Figure, two: Figure) -> bool:
    """Whether two figures are told of different traits ("nữ 2, dưới 40 tuổi chiếm 33,3%")."""
    traits = frozenset(one.fact.groups) & _TRAITS, frozenset(two.fact.groups) & _TRAITS
    return all(traits) and traits[0].isdisjoint(traits[1])


def _are_all_different(kinds: Sequence[frozenset[str]]) -> bool:
    return all(len(kind) == 1 for kind in kinds) and len(set(kinds)) == len(kinds)


def _penalties(part: Figure) -> frozenset[str]:
    """The penalty that stands between a part and the figure before it, else the one behind it."""
    before = _PENALTIES.findall(part.gap.rpartition(",")[2])
    return frozenset(before or _PENALTIES.findall(part.tail))


def is_exhaustive(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether the parts are all kinds that the whole can have: committees and cells, or all four grades."""
    if whole.subject == "grassroots_org" and {p.subject for p in parts} >= {"committee", "cell"}:
        return True
    return frozenset(g for p in parts for g in p.fact.groups) >= GRADES
