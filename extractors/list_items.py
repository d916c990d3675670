"""Slot -> whether a numeral is an item of a list, a breakdown or a sequel that names no noun of its own."""

from extractors.bracketed_plans import is_bracket_of_plan
from extractors.function_words import FREE_AFTER, KINDS, LINKS
from extractors.heads import ORGANIZATIONS
from extractors.rulebook import Match
from extractors.slots import Reading, Slot, is_text
from extractors.tokens import NUMERAL, behind_last
from schemas.rules import HeadRule, Subject

_LONGEST_NAME = 14
_NEW_LEVELS = frozenset({"còn", "nay", "lên", "xuống", "xong"})
_LIMITS = (("không", "quá"), ("không", "dưới"), ("tối", "đa"), ("tối", "thiểu"), ("ít", "nhất"))
_BACK_TO = (("rút", "về"), ("giảm", "về"), ("kéo", "về"), ("hạ", "về"))
_GRADES = frozenset({"khá", "trung", "bình", "yếu", "kém", "tốt", "loại", "tiêu", "biểu"})
_FAMILIAR = LINKS | FREE_AFTER | _GRADES
_COLON, _SEMICOLON, _COMMAS = frozenset({":"}), frozenset({";"}), frozenset({";", ","})
_SET_OFF = (":", "như", "là")
_TIMES_BEFORE = (
    ("năm", "trước"), ("năm", "ngoái"), ("năm", "học", "trước"), ("nhiệm", "kỳ", "trước"), ("quý", "trước"),
)  # fmt: skip
_AREAS = frozenset({"khu", "vực", "địa", "bàn", "cũ"})
_OPENS_ITEM = frozenset({";", ",", ":", "(", "-", "+", "–"})
_OPENS_ROW = frozenset({"trong", "đó", "riêng", "như", "gồm", "là", "và", "còn"})
_BASE = frozenset({"cơ", "sở"})
_THIS = frozenset({"đó", "này", "ấy", "tương", "trên"})
_WORDS_OF_REFERENCE = frozenset({"trước", "số", "lệ"})
_OF_PLAN = frozenset("chỉ tiêu kế hoạch giao được đu huyện xã tỉnh ủy đảng năm là đề ra nghị quyết".split())
_PLAN_WORDS = 9
_OF_AGES = frozenset(f"dưới trên từ đến tới - – tuổi trở lên xuống độ có là : ( trong đó hết và {NUMERAL}".split())


def is_kind_item(reading: Reading, slot: Slot) -> bool:
    """Whether the numeral is an item "kind number" of a breakdown ("trong đó thôn, làng 688, trường học 102")."""
    if slot.at + 1 < len(reading.norms) and is_text(reading.norms[slot.at + 1]):
        return False
    first = slot.at
    while first - 1 > slot.left and reading.norms[first - 1] in ("là", "có", ":") and first == slot.at:
        first -= 1
    end = first
    while first > slot.left and reading.in_breakdown(first - 1):
        first -= 1
    left = behind_last(reading.norms, slot.left, first, _SEMICOLON)
    if first == end or any(left <= m.start and m.end <= first for m in reading.heads):
        return False
    if any(m.rule.subject in ORGANIZATIONS - {"body"} and first <= m.start < end for m in reading.heads):
        return False
    if first == 0 and any(m.rule.subject == "village" and m.start == 0 and m.end == end for m in reading.heads):
        return not any(m.rule.id.startswith("aspect.village.") for m in reading.aspects)
    before = reading.norms[first - 1] if first > slot.left else ""
    return before in (",", ";", ":", "(", "và", "là", "") or any(
        m.rule.cue == "part" and m.end == first for m in reading.cues
    )


def is_list_item(reading: Reading, slot: Slot) -> bool:
    """Whether a numeral is an item "name number" or "kind: number" that ends at a comma, semicolon or stop."""
    if "rated" in reading.deeds and any(
        m.rule.aspect == "rated" and slot.left <= m.start and m.end <= slot.at for m in reading.aspects
    ):
        return True
    if slot.numeral.is_percent:
        return any(m.rule.subject in ORGANIZATIONS and is_named(reading, m) for m in reading.heads if m.end <= slot.at)
    if _refers_back(reading, slot):
        return slot.left < slot.at
    after = reading.norms[slot.at + 1] if slot.at + 1 < len(reading.norms) else "."
    if slot.left >= slot.at or is_text(after):
        return False
    if reading.tokens.words[slot.at - 1][0].isupper() or reading.norms[slot.at - 1] in (":", "huyện", "tỉnh"):
        return True
    return any([m.start < slot.at and slot.at - 1 <= m.end <= slot.at for m in reading.groups])


def has_body_before(reading: Reading, slot: Slot, *, proposes: bool = False) -> bool:
    """Whether the name of an association stands right before the numeral ("Hội Phụ nữ 2.860").

    Where associations propose people the word for a union counts none ("giới thiệu 96 quần chúng: … Công đoàn 14").
    """
    told = [m for m in reading.cues if m.rule.cue == "system" and m.rule.system != "party" and m.start >= slot.left]
    counted = {m.end for m in reading.heads if m.rule.subject in ORGANIZATIONS and m.start >= slot.left}
    return any(m.end in (slot.at, slot.at - 1) and (proposes or m.end not in counted) for m in told)


def is_body_item(reading: Reading, slot: Slot) -> bool:
    """Whether the item of a list is the name of an association and its number ("…; Công đoàn ngành Y tế 43; …").

    The noun that the name begins with counts nothing: "Công đoàn các KCN: 1.012" goes on with the members told before.
    """
    after = reading.norms[slot.at + 1 : slot.at + 2]
    if slot.numeral.is_percent or (after and is_text(after[0]) and after != ("và",)):
        return False
    end = slot.at - (reading.norms[slot.at - 1] == ":")
    signs = [i for i in range(slot.left, end) if reading.norms[i] in _OPENS_ITEM]
    begin = signs[-1] + 1 if signs else slot.left
    while begin < end and reading.norms[begin] in _OPENS_ROW:
        begin += 1
    named = [m for m in reading.cues if m.rule.cue == "system" and m.start == begin and m.rule.system != "party"]
    if not named or not reading.tokens.words[begin][0].isupper() or not 0 < end - named[-1].end <= _LONGEST_NAME:
        return False
    if set(reading.norms[begin:end]) >= _BASE or any(begin <= m.start < end for m in reading.aspects):
        return False
    return any(reading.tokens.words[i][0].isupper() for i in range(named[-1].end, end))


def is_joined(reading: Reading, slot: Slot) -> bool:
    """Whether the numeral goes on with the list of the one before."""
    between = reading.norms[slot.left : slot.at]
    part = reading.names_part(slot.left, slot.at)
    if slot.at > slot.left and reading.norms[slot.at - 1] in (";", ","):
        return True
    return part or (len(between) <= 3 and any(n in (",", ";", "và") for n in between))


def implied_subject(reading: Reading, slot: Slot) -> Subject | None:
    """The subject that a verb before the numeral implies when no noun is printed."""
    for match in reversed(reading.aspects):
        if slot.left <= match.start and match.end <= slot.at and match.rule.implies:
            near = slot.at - match.end <= 3 or _heads_plan(reading, slot, match.end)
            return match.rule.implies if near or _names_behind_colon(reading, slot, match.end) else None
    return None


def _heads_plan(reading: Reading, slot: Slot, verb_end: int) -> bool:
    """Whether a verb is the label of a plan and its number ("Phát triển Đảng: Chỉ tiêu giao 12, thực hiện 13")."""
    between = reading.norms[verb_end : slot.at]
    return between[:1] == (":",) and 1 < len(between) <= _PLAN_WORDS and all(n in _OF_PLAN for n in between[1:])


def _names_behind_colon(reading: Reading, slot: Slot, verb_end: int) -> bool:
    """Whether the numeral is of a name set off from a verb ("kết nạp nhiều: Sở Y tế 14", "… cao như Chợ Mới (9/7)")."""
    signs = _SET_OFF if reading.norms[slot.at - 1] == "(" else (":",)
    colons = [i for i in range(verb_end, slot.at) if reading.norms[i] in signs]
    if len(colons) != 1 or colons[0] - verb_end > 3 or not 0 < slot.at - colons[0] - 1 <= 9:
        return False
    return all(reading.tokens.words[i][0].isupper() for i in (colons[0] + 1, colons[0] + 2)[: slot.at - colons[0] - 1])


def _refers_back(reading: Reading, slot: Slot) -> bool:
    """Whether words before the numeral stand for what was counted before ("con số này là", "(trước sắp xếp 21)")."""
    if _WORDS_OF_REFERENCE.isdisjoint(reading.words):
        return False
    words = reading.norms[slot.left : slot.at]
    if words[:2] == ("(", "trước") and reading.norms[slot.at + 1 : slot.at + 2] == (")",):
        return True
    if "số" not in words and "lệ" not in words:
        return False
    return any(
        words[i] in ("số", "lệ") and i + 1 < len(words) and (words[i + 1] in _THIS or words[max(0, i - 1)] == "con")
        for i in range(len(words))
    )


def may_inherit(reading: Reading, slot: Slot) -> bool:
    """Whether a bare numeral may continue the numeral before: only known words or names stand between."""
    if tuple(reading.norms[slot.at - 1 : slot.at + 2 : 2]) == ("(", ")") or _refers_back(reading, slot):
        return True
    after = reading.norms[slot.at + 1] if slot.at + 1 < len(reading.norms) else "."
    if slot.depth and after == ")" and (is_bracket_of_plan(reading, slot) or _is_of_the_time_before(reading, slot)):
        return True
    if slot.numeral.is_percent and _has_own_rate(reading, slot):
        return False
    if slot.numeral.is_percent and reading.norms[slot.at - 1] in (";", ",") and after in ("có", "là", "đã"):
        return True
    if slot.at > slot.left and reading.norms[slot.at - 1] in _NEW_LEVELS and not is_text(after):
        return True
    if reading.norms[max(slot.left, slot.at - 2) : slot.at] in _BACK_TO and not is_text(after):
        return True
    if "tuổi" in reading.words and _is_of_an_age(reading, slot):
        return True
    end = slot.at - (2 if reading.norms[slot.at - 2 : slot.at] in _LIMITS else 0)
    start = behind_last(reading.norms, slot.left, slot.at - 1, _COLON)
    begins = behind_last(reading.norms, start, slot.at - 1, _COMMAS)
    if begins > slot.left and reading.tokens.words[begins][0].isupper() and slot.at - begins <= _LONGEST_NAME:
        return True
    unknown = [i for i in range(start, end) if not is_familiar(reading, i) and is_text(reading.norms[i])]
    if unknown and any(reading.tokens.words[i][0].isupper() for i in range(start, slot.at)):
        unknown = [i for i in unknown if reading.norms[i] not in _AREAS]
    return len(unknown) <= (2 if slot.numeral.is_percent and end - start <= 6 else 0)


def _is_of_the_time_before(reading: Reading, slot: Slot) -> bool:
    """Whether a bracket holds the figure of the time before ("kết nạp 79 đảng viên (năm học trước 71)")."""
    opening = next((i for i in range(slot.at - 1, max(0, slot.at - 6), -1) if reading.norms[i] == "("), slot.at)
    words = tuple(n for n in reading.norms[opening + 1 : slot.at] if n not in ("là", "có", ":"))
    return words in _TIMES_BEFORE


def _is_of_an_age(reading: Reading, slot: Slot) -> bool:
    """Whether an age alone labels the item ("dưới 30 tuổi: 45; từ 31 đến 40 tuổi: 30")."""
    words = reading.norms[behind_last(reading.norms, slot.left, slot.at - 1, _COMMAS) : slot.at]
    return "tuổi" in words and all(word in _OF_AGES for word in words)


def _has_own_rate(reading: Reading, slot: Slot) -> bool:
    """Whether a rate names firms or things that no figure before counts ("tỷ lệ doanh nghiệp có chi bộ 3,4%")."""
    rates = [i for i in range(slot.left, slot.at) if reading.norms[i] == "lệ"]
    return bool(rates) and any(m.start == rates[-1] + 1 and m.rule.right_only for m in reading.heads)


def is_familiar(reading: Reading, position: int) -> bool:
    """Whether a token is a name, a linking word or part of any match."""
    if reading.norms[position] in _FAMILIAR or reading.tokens.words[position][0].isupper():
        return True
    return reading.known(position)


def is_named(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether the noun is part of one body's name and counts nothing ("Đảng bộ huyện Ninh Sơn", "Chi bộ Trường …")."""
    following = list(reading.tokens.words[match.end : match.end + 3])
    if not following:
        return False
    if following[0][0].isupper():
        return True
    return following[0] in KINDS and len(following) > 1 and any(w[0].isupper() for w in following[1:])
