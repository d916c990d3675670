"""Slot and verb beside it -> whether the verb only says when or how, so that it did not happen to what is counted."""

from collections.abc import Sequence

from extractors.heads import ORGANIZATIONS, Head
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot
from extractors.tokens import NUMERAL
from schemas.rules import AspectRule, CueRule

OF_BODIES = frozenset({"established", "dissolved", "upgraded"})
_OBJECT, _SINCE, _SHORT = 16, 12, 3
RAISED = "aspect.total.raised"
_OF_THOSE_TREATED = frozenset({"aspect.other.members", "aspect.other.committee"})
_PRAISES = frozenset({("giấy", "khen"), ("bằng", "khen"), ("biểu", "dương"), ("khen", "thưởng"), ("tuyên", "dương")})
_WORDS_OF_PRAISE = frozenset(pair[0] for pair in _PRAISES)
_LIST = 30
_MEMBERSHIP = ("tuổi", "đảng")
_WORDS_OF_AWARDS = frozenset({"hiệu", "tặng", "trao"})
_GIVES = frozenset("cho có trong gồm với và kèm cùng trao tặng riêng đợt còn".split())
_SAYS = frozenset({"biết", "hay"})
"""Behind such a word "cho" gives nothing: "cho biết", "cho hay"."""
_MOST = frozenset({"nhất", "đầu"})
_HOLDS = frozenset({"có", "gồm", "với", "còn"})
_BOUNDS = frozenset("chưa đầy đến tới chỉ mới hơn gần trên khoảng chừng vỏn vẻn vẹn".split())
_WHEN = frozenset({"khi", "lúc", "hồi", "ngày"})
_BODIES = frozenset({("chi", "bộ"), ("chi", "hội"), ("chi", "đoàn"), ("đảng", "bộ"), ("công", "đoàn")})
_OWNERS = frozenset({"hội", "đoàn", "xã", "thôn", "bản", "ấp", "làng", "xóm", "buôn", "huyện", "phường", "toàn", "cả"})
_GIVEN_AT = frozenset({"awarded", "rated", "disciplined"})
"""What is done on a day that a sentence begins with: "Dịp trao Huy hiệu Đảng, Đảng bộ xã có 12 đồng chí"."""
_OF_A_WHOLE = (("trong", "số"), ("trong", "tổng", "số"))


def is_by_the_way(reading: Reading, slot: Slot, match: Match[AspectRule], subject: str) -> bool:
    """Whether a verb only says when or how, and what is counted is what there is: "mới thành lập, … gồm 31 đảng bộ"."""
    between = reading.norms[match.end : slot.at]
    if _is_told_before(reading, slot, match, between) or _is_of_others(reading, slot, match, between):
        return True
    grows = reading.norms[match.start : match.start + 2] == ("phát", "triển")
    if grows and subject in ("people", "person") and (len(between) > 3 or "," in between):
        return True
    if match.rule.id == RAISED and reading.norms[match.end - 1] == "lên":
        return len(between) > 3
    if match.rule.id == "aspect.introduced.members":
        return len(between) > 1
    if match.rule.id == "aspect.other.households" and slot.numeral.is_percent:
        return "lệ" in between
    if match.rule.id in _OF_THOSE_TREATED:
        return len(between) > _OBJECT and between[-2:] != ("đối", "với")
    if match.rule.id == "aspect.other.villages":
        return len(between) > 2 or bool((_HOLDS | {"giảm", "tăng"}) & set(between))
    if match.rule.aspect in OF_BODIES:
        if match.rule.aspect == "established" and ("cơ", "sở", "của") in zip(
            between, between[1:], between[2:], strict=False
        ):
            return True
        only = "," in between and between[-1] in ("vẹn", "chỉ")
        return only or bool(_HOLDS & set(between[-3:])) or len(between) > _OBJECT
    return _is_admitted_by_the_way(reading, slot, match, subject)


def _is_admitted_by_the_way(reading: Reading, slot: Slot, match: Match[AspectRule], subject: str) -> bool:
    """Whether an admission is what people are introduced for, or is over before the figure is told."""
    if match.rule.aspect != "admitted" or match.rule.side != "both" or match.rule.id == "aspect.admitted.behind":
        return False
    between = reading.norms[match.end : slot.at]
    if subject == "candidate" and slot.numeral.is_percent and between == ("đạt",):
        return reading.norms[match.start - 1] in ("dưỡng", "xét", ",", "đảng")
    held = next((word for word in reversed(between) if word not in _BOUNDS), "")
    if "," not in between or held not in _HOLDS or not _MOST.isdisjoint(between):
        return False
    return not any(match.end <= m.start and reading.norms[m.start] != "với" for m in reading.cues_of("part"))


def _is_of_others(reading: Reading, slot: Slot, match: Match[AspectRule], between: Sequence[str]) -> bool:
    """Whether a verb only tells of one of those counted, or when a body of its own had what is counted.

    "Tủa được kết nạp, là đảng viên trẻ nhất trong số 17 đảng viên của chi bộ", "khi ông được bầu, Hội có 274 hội viên",
    "có người đã chuyển đi, chi bộ còn 19 đồng chí".
    """
    if "," not in between or match.rule.aspect in _GIVEN_AT:
        return False
    if "nhất" in between and (between[-2:] in _OF_A_WHOLE or between[-3:] in _OF_A_WHOLE):
        return "của" in reading.norms[slot.at : slot.break_]
    clause = between[len(between) - between[::-1].index(",") :]
    held = next((word for word in reversed(clause) if word not in _BOUNDS), "")
    if held not in _HOLDS or (clause[:2] not in _BODIES and clause[0] not in _OWNERS):
        return False
    if held == "còn" and match.rule.aspect == "transferred":
        return True
    first = max((i + 1 for i in range(slot.left, match.start) if reading.norms[i] in (",", ";")), default=slot.left)
    return not _WHEN.isdisjoint(reading.norms[first : min(first + 2, match.start)])


def is_praised(reading: Reading, slot: Slot) -> bool:
    """Whether a figure is in a list of those praised ("tặng giấy khen cho 8 tổ chức cơ sở đảng, 24 chi bộ …")."""
    if _WORDS_OF_PRAISE.isdisjoint(reading.words):
        return False
    before = reading.norms[: slot.at]
    praise = next((i for i in range(slot.at - 2, 0, -1) if before[i : i + 2] in _PRAISES), 0)
    if not praise or slot.at - praise > _LIST or not HARD_STOPS.isdisjoint(before[praise:]):
        return False
    return not any(praise + 1 < m.start < slot.at and m.rule.side == "before" for m in reading.aspects)


def _is_told_before(reading: Reading, slot: Slot, match: Match[AspectRule], between: Sequence[str]) -> bool:
    """Whether a phrase gives a reason, ends what is told of others, or ends the stretch of time of a bare figure.

    "giới thiệu 38 hội viên cho Đảng, 12 người được kết nạp", "từ đầu nhiệm kỳ đến nay 7.163".
    """
    if match.rule.aspect == "other" and reading.norms[match.start - 1] in ("do", "vì"):
        return True
    if match.rule.id == "aspect.introduced.people" and reading.norms[match.start] == "cho":
        return "," in between
    since = reading.norms[match.start : match.end] == ("đến", "nay") and between == ()
    since = since and slot.break_ - slot.at <= _SHORT
    return since and "từ" in reading.norms[max(0, match.start - _SINCE) : match.start]


def is_apart(reading: Reading, head: Head, match: Match[AspectRule]) -> bool:
    """Whether a verb does not speak of the noun.

    A verb of founding in a clause of its own does not ("Sau hợp nhất, số chi bộ giảm 4"), nor do unions introduce
    members of the Party, nor a whole that is only compared with ("so với tổng số đảng viên"), nor how long the one who
    speaks has been a member ("Già làng, 55 năm tuổi Đảng, kể: …").
    """
    if reading.norms[match.start : match.end] == _MEMBERSHIP and _is_of_one(reading, match.end, head.start):
        return True
    if "so" in reading.words and "so với" in " ".join(reading.norms[max(0, match.start - 3) : match.start]):
        return True
    if match.rule.id == "aspect.introduced.members" and head.rule and head.rule.id == "head.member":
        return True
    if head.side != "left" or match.rule.aspect not in OF_BODIES or match.end > head.start:
        return False
    return "," in reading.norms[match.end : head.start]


def _is_of_one(reading: Reading, behind: int, at: int) -> bool:
    """Whether years of membership that end at `behind` tell of a person, and nothing of those counted at `at`.

    "Bà Hoa, 45 năm tuổi Đảng, cho biết chi bộ có 12 …"; "3 đảng viên 50 năm tuổi Đảng, 12 …" where none is awarded.
    """
    if ":" in reading.norms[behind:at]:
        return True
    if reading.norms[behind : behind + 1] != (",",):
        return False
    first = reading.norms[behind + 1]
    if first == NUMERAL:
        return _WORDS_OF_AWARDS.isdisjoint(reading.norms)
    return first not in _GIVES or reading.norms[behind + 2] in _SAYS


def is_of_object(reading: Reading, match: Match[AspectRule], *, alone: bool) -> bool:
    """Whether a verb of founding behind the bodies counted is of others that they founded ("3 Đảng ủy lập chi bộ")."""
    if match.rule.aspect not in ("dissolved", "established"):
        return False
    return alone or any(m.start == match.end and m.rule.subject in ORGANIZATIONS for m in reading.heads)


def are_of_a_sort(reading: Reading, deed: Match[CueRule], start: int) -> bool:
    """Whether words right behind "hộ nghèo" only say of which sort they are ("9 hộ nghèo thuộc diện bảo trợ")."""
    words = reading.norms[deed.start : deed.end]
    return deed.start == start and words == ("thuộc", "diện") and reading.norms[start - 2 : start] == ("hộ", "nghèo")
