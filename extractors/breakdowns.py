"""Slot and noun -> breakdown tags: which part of the members, cells or villages a figure counts."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.ages import are_young
from extractors.association_tags import tags_of_proposer
from extractors.badges import badges_of
from extractors.bodies_of_a_kind import ENTERPRISES
from extractors.bodies_of_members import places_of_bodies
from extractors.grades import grade_beside
from extractors.heads import ORGANIZATIONS, Head
from extractors.list_topics import enterprises_in_which, is_label_of_peoples, topics_of_list
from extractors.quantity import Quantity
from extractors.rulebook import Match
from extractors.sequels import RETOLD, TRAITS_OF_MEMBERS
from extractors.shared_verbs import is_coordinated
from extractors.slots import HARD_STOPS, Reading, Slot
from extractors.topics import groups_before, groups_between
from schemas.rules import GroupRule

_REASONS = frozenset({"do", "vì", "bởi", "nhằm", "để", "nhưng", "song", "thì"})
_REASONS_OF_TWO = frozenset({("so", "với"), ("trên", "tổng"), ("nhờ", "có"), ("trong", "đó")})
_REASONS_OF_TWO |= {("quá", "nửa"), ("già", "nửa"), ("phần", "đông"), ("phần", "lớn"), ("đa", "số"), ("hầu", "hết")}
_MAY_END = _REASONS | {pair[0] for pair in _REASONS_OF_TWO} | {"và"}
_OWNED = frozenset({"của", "ở", "tại", "cho"})
_SHARED_BACK = frozenset({"grassroots", "school", "police", "military", "agency", "enterprise", "private_enterprise"})
_OF_ITS_KIND = (
    ("loại", "hình", "này"), ("loại", "hình", "đó"), ("thuộc", "loại", "hình"), ("trong", "khu", "vực", "này"),
    ("khu", "vực", "này"), ("hoạt", "động", "trong", "khu", "vực", "này"), ("ở", "khu", "vực", "này"),
)  # fmt: skip
_OPENS_KIND = frozenset(words[:1] for words in _OF_ITS_KIND)
_JOINT_REACH, _INTO = 9, 4
_ADMITS = frozenset({"và", ",", "kết", "nạp", "được", "mới", "phát", "triển", "thêm", "ít", "nhất"})
_COURSES_OF_UNION = (("tình", "đoàn"), ("tượng", "đoàn"))
_NEWLY = frozenset({"mới", "thêm", "được", "từ", "ít", "nhất", "trên", "hơn", "gần", "khoảng"})
_SCHOOLS, _LOWEST_SCHOOLS = "group.school.levels", frozenset({"mầm", "mẫu", "tiểu"})
_YOUTH = frozenset({"youth"})
_NONE: frozenset[str] = frozenset()
_OF_AGES = frozenset({"member", "candidate", "committee_member"})


def find_groups(reading: Reading, slot: Slot, head: Head, subject: str, indicator: str) -> frozenset[str]:
    """Breakdown tags: the noun's own, those of the words behind it, and of the words before when the noun is there."""
    if indicator == "other":
        return frozenset()
    counted = "member" if subject in ("people", "person", "trainee") else subject
    own: Sequence[str] = head.rule.groups if head.rule else ()
    groups = {*own}
    if reading.groups:
        found = _found(reading, slot, head, counted, indicator)
        groups.update([m.rule.group for m in found])
    if not groups and head.side == "right" and subject in ORGANIZATIONS:
        groups |= _shared_back(reading, slot, head) or _of_members_beside(reading, slot, head)
    if reading.groups and subject == "cell":
        groups |= _joint_behind(reading, slot, head)
    if indicator.endswith(".rated") and not any([g.startswith("rating:") for g in groups]):
        groups |= grade_beside(reading, slot, head)
    if counted in _OF_AGES:
        groups |= _of_ages_and_peoples(reading, slot, head, counted)
    if subject == "member" and not groups and reading.groups:
        groups |= places_of_bodies(reading, slot, head)
    if subject in ("member", "candidate"):
        of_list = topics_of_list if subject == "member" else tags_of_proposer
        groups |= of_list(reading, slot, head)
    if indicator == "member.awarded":
        groups |= badges_of(reading, slot)
    return _fitting(groups, own, counted, indicator) if groups else _NONE


def _found(reading: Reading, slot: Slot, head: Head, counted: str, indicator: str) -> list[Match[GroupRule]]:
    """The breakdown words behind the figure and before it that narrow its noun and are no part of it."""
    found = _groups_behind(reading, slot, head, counted)
    if indicator.startswith("member."):
        found = [m for m in found if m.rule.id != "group.level.commune.lowest"]
    if not found or reading.norms[slot.at - 1] != "và":
        found += groups_before(reading, slot, head, counted) or enterprises_in_which(reading, counted)
    if "xã" in reading.words:
        found = [m for m in found if not _names_a_commune(reading, m)]
    if found and any([m.rule.id == _SCHOOLS for m in found]) and not _are_levels_of_schools(reading):
        found = [m for m in found if m.rule.id != _SCHOOLS]
    if head.rule and head.rule.subject in ("member", "candidate") and head.rule.id != "head.member":
        found = [m for m in found if not (head.start <= m.start and m.end <= head.end)]
    return found


def _are_levels_of_schools(reading: Reading) -> bool:
    """Whether levels of schools tell schools apart, the lowest among them, and no schooling of people."""
    return not _LOWEST_SCHOOLS.isdisjoint(reading.norms) and "trình" not in reading.norms


def _of_ages_and_peoples(reading: Reading, slot: Slot, head: Head, counted: str) -> set[str]:
    """The tags that an age, or the bare word for peoples, labels a figure with."""
    tags = set()
    if reading.tokens.rejected and are_young(reading, slot, counted):
        tags.add("youth")
    if "tộc" in reading.words and is_label_of_peoples(reading, slot, head):
        tags.add("ethnic_minority")
    return tags


def _fitting(groups: set[str], own: Sequence[str], counted: str, indicator: str) -> frozenset[str]:
    """Tags without those that the indicator or a stronger tag rules out."""
    if not indicator.endswith(".rated"):
        groups = {g for g in groups if not g.startswith("rating:")}
    elif "rating:strong" in groups:
        groups.discard("rating:excellent")
    if indicator == "member.official":
        groups.discard("probationary")
    if indicator == "member.disciplined":
        groups.discard("grassroots")
    if "other:Kinh" in groups:
        groups.discard("ethnic_minority")
    if "grassroots" in groups and ("grassroots" in own or counted == "committee"):
        groups.discard("subordinate")
    return frozenset(groups)


def is_trait_of_members(
    reading: Reading, slot: Slot, head: Head, aspect: str, previous: Quantity | None
) -> frozenset[str]:
    """The tag of Youth Union members among members told apart by traits ("nữ 47; đoàn viên 62"), else empty.

    Members of other associations are so among those admitted ("có 14 đoàn viên, 5 hội viên phụ nữ").
    """
    if previous is None or head.rule is None or previous.noun in TRAITS_OF_MEMBERS:
        return frozenset()
    trait = frozenset({TRAITS_OF_MEMBERS[head.rule.id]})
    if trait != _YOUTH and (aspect != "admitted" or previous.subject != "member"):
        return frozenset()
    if "mới" in reading.norms[head.start : head.end] or _are_gained(reading, slot):
        return frozenset()
    if previous.subject == "candidate" and aspect == "admitted":
        return frozenset() if _are_for_the_union(reading, slot) else _YOUTH
    if previous.subject != "member" or aspect != previous.aspect or previous.system not in (None, "party"):
        return frozenset()
    part = reading.names_part(slot.left, slot.at) or reading.norms[slot.at - 1 : slot.at + 2 : 2] == ("thì", "là")
    part = part or previous.rules == (RETOLD,)
    return trait if part or (previous.groups and is_coordinated(reading, slot)) else frozenset()


def _are_gained(reading: Reading, slot: Slot) -> bool:
    """Whether a union is told right before to have gained members ("…; phát triển mới 60.000 đoàn viên")."""
    before = [n for n in reading.norms[max(slot.left, slot.at - 4) : slot.at] if n not in _NEWLY]
    return tuple(before[-2:]) == ("phát", "triển")


def _are_for_the_union(reading: Reading, slot: Slot) -> bool:
    """Whether the course before was one for the Youth Union ("mở lớp cảm tình Đoàn cho 900 thanh niên")."""
    before = reading.norms[: slot.at]
    return any(before[i : i + 2] in _COURSES_OF_UNION for i in range(len(before) - 1))


def _groups_behind(reading: Reading, slot: Slot, head: Head, subject: str) -> list[Match[GroupRule]]:
    """Breakdown words behind the figure, and the kind that "this kind" points back to."""
    starts = reading.group_starts
    found = reading.groups[bisect_right(starts, slot.at) : bisect_left(starts, slot.stop)]
    found = [m for m in found if m.end <= slot.stop and subject in m.rule.subjects]
    if found:
        end = _end_of_noun_phrase(reading, slot, head)
        found = [
            m
            for m in found
            if m.start < end
            and not (subject != "committee_member" and _is_of_owner(reading, head, m))
            and not _is_base_of_share(reading, slot, m)
        ]
    if reading.norms[slot.at - 1] == "(" and reading.norms[slot.at + 1 : slot.at + 3] == (")", "là"):
        found += groups_between(reading, slot.at + 2, min(slot.at + 5, slot.stop), subject)
    may_refer = head.side == "right" and reading.norms[head.end : head.end + 1] in _OPENS_KIND
    if may_refer and any(reading.norms[head.end : head.end + len(k)] == k for k in _OF_ITS_KIND):
        told = groups_between(reading, 0, slot.left if slot.left else slot.at, subject)
        found += told[-1:]
    return found


def _is_base_of_share(reading: Reading, slot: Slot, match: Match[GroupRule]) -> bool:
    """Whether members of a union are only what a percent is of ("chiếm 46,4% số đoàn viên")."""
    of_all = match.start > 0 and reading.norms[match.start - 1] == "số"
    return of_all and slot.numeral.is_percent and reading.norms[match.start : match.end] == ("đoàn", "viên")


def _names_a_commune(reading: Reading, match: Match[GroupRule]) -> bool:
    """Whether "xã" only begins the name of one ("2 chi bộ quỹ tín dụng xã Yên Mỹ"), and tells no tier."""
    following = reading.tokens.words[match.end : match.end + 1]
    return reading.norms[match.start : match.end] == ("xã",) and any(word[0].isupper() for word in following)


def _is_of_owner(reading: Reading, head: Head, match: Match[GroupRule]) -> bool:
    """Whether a level is that of a body that owns what is counted ("12 đảng viên của đảng bộ cấp huyện")."""
    return match.rule.group.startswith("level:") and bool(_OWNED & set(reading.norms[head.end : match.start]))


def _end_of_noun_phrase(reading: Reading, slot: Slot, head: Head) -> int:
    """Where the words behind a noun stop to narrow it: a reason, a comparison, most of them, a thing that "và" adds."""
    start, end, norms = head.end if head.side == "right" else slot.at + 1, slot.break_, reading.norms
    if _MAY_END.isdisjoint(norms[start:end]):
        return end
    for i in range(start, end):
        norm = norms[i]
        if norm not in _MAY_END:
            continue
        if norm in _REASONS or (i + 1 < end and norms[i : i + 2] in _REASONS_OF_TWO):
            return i
        if norm == "và" and _adds_another(reading, slot, i + 1):
            return i
    return end


def _adds_another(reading: Reading, slot: Slot, start: int) -> bool:
    """Whether "và" adds another deed, or the label of the next figure ("và cấp cơ sở 583")."""
    narrowing = [m for m in reading.groups if start <= m.start <= start + 2 or m.start < start < m.end]
    return not narrowing or any(m.start == start and m.end == slot.stop < len(reading.norms) for m in narrowing)


def _shared_back(reading: Reading, slot: Slot, head: Head) -> set[str]:
    """What words behind the cells say of the committees beside them too ("9 đảng bộ và 43 chi bộ cơ sở")."""
    if head.rule is None or slot.stop - head.end != 1 or reading.norms[head.end] not in ("và", ","):
        return set()
    other = next(iter(reading.nouns.get(slot.stop + 1, ())), None)
    if other is None or {other.rule.subject, head.rule.subject} != {"committee", "cell"}:
        return set()
    here = groups_between(reading, other.start, other.end + 1, other.rule.subject)
    return ({m.rule.group for m in here} | set(other.rule.groups)) & _SHARED_BACK


def _of_members_beside(reading: Reading, slot: Slot, head: Head) -> set[str]:
    """The firms in which bodies are founded and members admitted ("lập 10 chi bộ và kết nạp 120 đảng viên trong …")."""
    between = reading.norms[head.end : slot.stop]
    if between[:1] not in (("và",), (",",)) or not _ADMITS.issuperset(between) or slot.stop >= len(reading.norms):
        return set()
    following = next(iter(reading.nouns.get(slot.stop + 1, ())), None)
    if following is None or following.rule.subject != "member":
        return set()
    here = groups_between(reading, following.end, following.end + _INTO, "member")
    return {m.rule.group for m in here if m.rule.group in ENTERPRISES}


def _joint_behind(reading: Reading, slot: Slot, head: Head) -> set[str]:
    """That cells meet jointly, told once behind the second of two counts ("15 chi bộ thôn và 8 chi bộ trường ghép")."""
    if head.side != "right" or reading.norms[slot.stop - 1] != "và":
        return set()
    following = next(iter(reading.nouns.get(slot.stop + 1, ())), None)
    end = next((i for i in range(slot.stop + 1, len(reading.norms)) if reading.norms[i] in HARD_STOPS), 0)
    if following is None or following.rule.subject != "cell" or end - slot.stop > _JOINT_REACH:
        return set()
    return {m.rule.group for m in groups_between(reading, following.end, end, "cell") if m.rule.group == "joint"}
