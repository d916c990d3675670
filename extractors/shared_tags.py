"""Tags of the figure before -> tags that the next figure has too: parts, grades, members of the bodies counted."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.bodies_of_a_kind import ENTERPRISES, are_such_bodies
from extractors.bodies_of_members import PLACES_OF_CELLS, PLACES_OF_MEMBERS, start_of_joiner
from extractors.heads import ORGANIZATIONS, PEOPLE
from extractors.quantity import Quantity
from extractors.shared_verbs import is_coordinated
from extractors.slots import Reading, Slot, is_text
from extractors.tokens import NUMERAL
from extractors.topics import says_nothing_more

_OWN = ("rating:", "badge:")
_CHANGES = (("(", "tăng"), ("(", "giảm"))
_CHANGES_BEHIND = ((",", "tăng"), (",", "giảm"))
_EARLIER = ("(", "trước")
_BESIDE_HOUSEHOLDS = ((",",), (",", "với"), ("với",), ("và",), ("/",))
_UNDER = frozenset({"với", "dưới"})
_OF_TIME = frozenset({"cuối", "đầu", "giữa", "năm", "tháng", "vào", NUMERAL, "(", ")"})
_TELLS_AGAIN = frozenset({"với", "tức"})
_ABOVE = ("cấp", "trên")
_NONE: frozenset[str] = frozenset()
_THAT = frozenset({"ấy", "này", "đó"})
_GRASSROOTS = frozenset({"grassroots"})


def with_context(
    reading: Reading,
    slot: Slot,
    groups: frozenset[str],
    previous: Quantity,
    *,
    subject: str,
    indicator: str,
    generic: bool,
) -> frozenset[str]:
    """Tags that the numeral before adds.

    Args:
        reading: The sentence.
        slot: The numeral.
        groups: The tags it has by its own words.
        previous: The quantity before it.
        subject: What the numeral counts.
        indicator: Its indicator.
        generic: Its noun is missing or says only that people are counted.
    """
    if not groups and (again := _told_again(reading, slot, previous, subject, generic=generic)):
        return again
    if subject in ORGANIZATIONS and not groups and are_such_bodies(reading, slot, previous, generic=generic):
        return previous.groups & ENTERPRISES
    if subject == "member" and indicator == "member.total" and not generic:
        return groups | _of_their_bodies(reading, slot, groups, previous)
    if indicator == "committee_member.total" and _in_same_sentence(reading, previous):
        groups |= _of_the_whole(groups, previous)
    if not is_coordinated(reading, slot) and not _holds_graded(reading, slot, previous, indicator):
        return groups
    alike = subject == previous.subject and indicator == previous.indicator
    if generic and alike and not groups and says_nothing_more(reading, slot):
        shared = _plain(previous.groups)
        return shared - PLACES_OF_MEMBERS if _is_item_of_places(reading, slot, previous) else shared
    if subject in ORGANIZATIONS:
        groups |= _of_other_bodies(reading, slot, groups, previous, subject=subject, indicator=indicator)
    elif generic and _are_some_of_those(reading, slot, previous, indicator):
        groups |= _plain(previous.groups)
    is_alike = subject == previous.subject and bool(previous.groups)
    is_whole = not is_alike or "ủy" in reading.norms[slot.left : slot.at]
    return groups if is_whole else _beside_another_level(groups, previous)


def _tells_that_number(reading: Reading, slot: Slot) -> bool:
    """Whether the sentence goes on with the number told before ("Số ấy nhích dần: 2015 là 19, 2020 là 34")."""
    if "số" not in reading.words or _THAT.isdisjoint(reading.words):
        return False
    norms = reading.norms
    at = next((i for i in range(slot.at - 1) if norms[i] == "số" and norms[i + 1] in _THAT), -1)
    return at >= 0 and norms[max(0, at - 1)] != "trong" and not is_text(norms[slot.at + 1])


def _holds_graded(reading: Reading, slot: Slot, previous: Quantity, indicator: str) -> bool:
    """Whether bodies counted are told to hold some with a grade ("71 đảng bộ xã có 53 vững mạnh")."""
    told = previous.aspect in ("total", "rated") and previous.measure == "count"
    return told and indicator.endswith(".rated") and reading.norms[slot.at - 1] == "có" and slot.at - slot.left <= 1


def _of_other_bodies(
    reading: Reading, slot: Slot, groups: frozenset[str], previous: Quantity, *, subject: str, indicator: str
) -> frozenset[str]:
    """What bodies have from the bodies before: the tier of parts, the head of a list of grades."""
    if previous.subject not in ORGANIZATIONS or not _is_near(reading, slot, previous):
        return frozenset()
    is_tier = _is_tier_of_parts(reading, slot, groups, previous, indicator)
    if not indicator.endswith(".rated"):
        return _GRASSROOTS if is_tier else frozenset()
    rated = _of_the_rated(slot, groups, previous, subject, is_part=is_tier and slot.depth == previous.slot.depth)
    return rated | _GRASSROOTS if is_tier and not _plain(groups) else rated


def _is_item_of_places(reading: Reading, slot: Slot, previous: Quantity) -> bool:
    """Whether a figure of people has a name of its own behind a body's in a list ("Công an 48, Đồi Sim 47")."""
    if previous.subject not in PEOPLE or not _in_same_sentence(reading, previous) or slot.at == 0:
        return False
    names_body = any(m.end == previous.slot.at and m.rule.group in PLACES_OF_MEMBERS for m in reading.groups)
    return names_body and reading.tokens.words[slot.at - 1][:1].isupper()


def _in_same_sentence(reading: Reading, previous: Quantity) -> bool:
    """Whether the quantity before stands in this sentence too."""
    return previous.slot.numeral.start >= reading.tokens.sentence.start


def _is_near(reading: Reading, slot: Slot, previous: Quantity) -> bool:
    """Whether the quantity before stands in this sentence, or the figure is said to be a part of it."""
    part = reading.names_part(slot.left, slot.at)
    return part or _in_same_sentence(reading, previous)


def _plain(groups: frozenset[str]) -> frozenset[str]:
    """Tags without those of a grade or badge, which each item has for itself."""
    return frozenset([g for g in groups if not g.startswith(_OWN)])


def _told_again(reading: Reading, slot: Slot, previous: Quantity, subject: str, *, generic: bool) -> frozenset[str]:
    """All tags of the figure before when this one only tells the same again, or the new level, or the inhabitants."""
    if "ethnic_minority" in previous.groups and slot.at and reading.norms[slot.at - 1] == "kinh":
        return (_plain(previous.groups) - {"ethnic_minority"}) | {"other:Kinh"}
    if not previous.groups:
        return _NONE
    if generic and subject == previous.subject and _tells_that_number(reading, slot):
        return _plain(previous.groups)
    if not _in_same_sentence(reading, previous):
        return _NONE
    between = reading.norms[slot.left : slot.at]
    alike = subject == previous.subject
    in_brackets = between[-1:] == ("(",) and ")" in reading.norms[slot.at + 1 : slot.at + 4]
    # "356 người, chiếm 71,2% tổng số (500 đồng chí)": a share of those counted has its whole in brackets.
    is_share_of_count = previous.slot.numeral.is_percent and previous.base_start is not None
    if "số" in between and (slot.break_ == slot.at + 1 or is_share_of_count):
        in_brackets = False
    if alike and in_brackets and slot.numeral.is_percent != previous.slot.numeral.is_percent:
        return previous.groups
    is_earlier = between[:2] == _EARLIER and not is_text(reading.norms[slot.at + 1])
    if alike and (is_earlier or _is_new_level(between) or between[:2] in _CHANGES or _is_left(reading, slot, previous)):
        return previous.groups
    if alike and between in _CHANGES_BEHIND and "so" in reading.norms[slot.at + 1 : slot.at + 5]:
        return _plain(previous.groups)
    restated = previous.slot.numeral.is_percent and not slot.numeral.is_percent and _TELLS_AGAIN & set(between[-4:])
    is_share = slot.numeral.is_percent and not previous.slot.numeral.is_percent and "chiếm" in between
    if alike and (restated or (is_share and subject == "population")):
        return previous.groups
    living = {subject, previous.subject} <= {"household", "population"}
    return previous.groups if living and between in _BESIDE_HOUSEHOLDS else frozenset()


def _is_new_level(between: Sequence[str]) -> bool:
    """Whether the words between two figures lead from an old level to the new one ("tăng từ 20 lên 31")."""
    told = next((i for i, norm in enumerate(between) if norm not in _OF_TIME), len(between))
    return between[told : told + 1] in (("lên",), ("xuống",)) and len(between) - told <= 3


def _is_left(reading: Reading, slot: Slot, previous: Quantity) -> bool:
    """Whether a figure tells how many of those graded are left ("có 34 chi đoàn yếu kém; đến nay giảm còn 11")."""
    if previous.aspect != "rated" or reading.norms[slot.at - 1] != "còn" or is_text(reading.norms[slot.at + 1]):
        return False
    return slot.numeral.value < previous.slot.numeral.value


def _of_their_bodies(reading: Reading, slot: Slot, groups: frozenset[str], previous: Quantity) -> frozenset[str]:
    """Where the bodies counted before are whose members a numeral counts ("3 chi bộ loại này với 90 đảng viên")."""
    first = start_of_joiner(reading, slot, previous.slot.at + 1)
    if groups or first is None or not _in_same_sentence(reading, previous):
        return frozenset()
    if previous.subject in ORGANIZATIONS:
        end = previous.head_end or previous.slot.at + 1
        plain = first == end or reading.norms[first - 1] == "này"
        return previous.groups & PLACES_OF_MEMBERS if plain else frozenset()
    kinds = {m.rule.group for m in reading.groups if m.start == previous.slot.at + 1} & ENTERPRISES
    has_bodies = {"tổ", "chi", "công"} & set(reading.norms[previous.slot.at + 3 : slot.at])
    return frozenset(kinds) if has_bodies else frozenset()


def _are_some_of_those(reading: Reading, slot: Slot, previous: Quantity, indicator: str) -> bool:
    """Whether people of no kind are some of those told before, for whom more was done ("…, trong đó 12 em kết nạp")."""
    if previous.subject not in PEOPLE or previous.indicator == indicator or not _is_near(reading, slot, previous):
        return False
    if previous.indicator not in ("candidate.introduced", "candidate.trained") or previous.slot.numeral.is_percent:
        return False
    return slot.numeral.is_percent or slot.numeral.value <= previous.slot.numeral.value


def _of_the_rated(
    slot: Slot, groups: frozenset[str], previous: Quantity, subject: str, *, is_part: bool
) -> frozenset[str]:
    """What the bodies rated have from the head of the list, and parts in or out of brackets from the grade before."""
    shared: frozenset[str] = frozenset()
    if subject == previous.subject and previous.aspect in ("total", "rated") and not _plain(groups):
        shared = _plain(previous.groups)
    graded = any(g.startswith("rating:") for g in groups)
    deeper = slot.depth > previous.slot.depth or (slot.depth == previous.slot.depth > 0)
    same_list = subject == previous.subject and slot.numeral.is_percent and previous.slot.numeral.is_percent
    if not graded and (deeper or same_list or is_part) and previous.aspect == "rated":
        shared |= frozenset(g for g in previous.groups if g.startswith("rating:"))
    return shared


def _is_tier_of_parts(reading: Reading, slot: Slot, groups: frozenset[str], previous: Quantity, indicator: str) -> bool:
    """Whether committees or cells are the parts of organisations of the lowest tier."""
    if not indicator.startswith(("committee.", "cell.")) or groups & {"subordinate", "other:bộ phận"}:
        return False
    part = reading.names_part(slot.left, slot.at)
    opens = previous.noun == "head.grassroots_org" and (part or slot.depth > previous.slot.depth)
    follows = "grassroots" in previous.groups and previous.subject in ("committee", "cell")
    follows = follows and not (indicator.startswith("cell.") and _UNDER & set(reading.norms[slot.left : slot.at]))
    alike = opens or (follows and slot.depth == previous.slot.depth)
    alike = alike and (part or "tổng" not in reading.norms[slot.left : slot.at])
    same = indicator.rpartition(".")[2] == previous.aspect and previous.aspect in ("total", "established", "rated")
    same = same and not _is_above_bases(reading, slot) and not _are_too_many(slot, previous)
    return same and not groups & PLACES_OF_CELLS and alike


def _are_too_many(slot: Slot, previous: Quantity) -> bool:
    """Whether more are counted than there are organisations, so that they are no parts of them."""
    whole = previous.slot.numeral.value
    return previous.noun == "head.grassroots_org" and not slot.numeral.is_percent and slot.numeral.value > whole


def _is_above_bases(reading: Reading, slot: Slot) -> bool:
    """Whether bodies are of the tier above the lowest one ("12 đảng bộ cấp trên cơ sở")."""
    return any(pair == _ABOVE for pair in pairwise(reading.norms[slot.at + 2 : slot.at + 5]))


def _of_the_whole(groups: frozenset[str], previous: Quantity) -> frozenset[str]:
    """The level of a committee for the parts of its members ("cấp ủy cấp huyện 480, nữ 92")."""
    same = previous.indicator == "committee_member.total" and not _levels(groups)
    return _levels(previous.groups) if same else frozenset()


def _beside_another_level(groups: frozenset[str], previous: Quantity) -> frozenset[str]:
    """A count of one level shares what the count of another level beside it says besides ("cấp xã 40 đồng chí")."""
    levels, before = _levels(groups), _levels(previous.groups)
    if not before or levels == before:
        return groups
    return levels | (previous.groups - before) if levels and levels == groups else groups


def _levels(groups: frozenset[str]) -> frozenset[str]:
    """The tags that name a level."""
    return frozenset([g for g in groups if g.startswith("level:")])
