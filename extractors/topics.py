"""Slot and noun -> breakdown words before the figure that narrow it: beside its noun, as a topic, or alone."""

from bisect import bisect_left

from extractors.function_words import LINKS
from extractors.heads import HOUSEHOLDS, ORGANIZATIONS, Head
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot, is_text
from extractors.tokens import NUMERAL, behind_last
from schemas.rules import GroupRule

_OF = frozenset({"là", "ở", "trong", "tại", "thuộc", "các", "số", "người"})
TRAITS = frozenset(
    """female ethnic_minority religious youth farmer worker student teacher civil_servant retired elderly
    other:Kinh""".split()
)
_OF_WHOLES = TRAITS | {"military", "police"}
_LEVELS = frozenset({"level:commune", "level:district", "level:province"})
_BODIES = frozenset({"school", "police", "military", "health", "agency", "enterprise"})
_BLOCS = frozenset({"group.enterprise.bloc", "group.agency.bloc"})
_BLOC = {"khối": ("khối",), "khu": ("khu", "vực"), "loại": ("loại", "hình"), "lĩnh": ("lĩnh", "vực")}
_BEFORE_BLOC = HARD_STOPS | {"riêng", "trong", "đó", "ở", "với", "đối", ",", ":", "các"}
_BEHIND_BLOC = LINKS | _OF | {"của", "và", "đã", "toàn"}
_PARTY_BODIES = (("đảng", "bộ"), ("đảng", "ủy"), ("chi", "bộ"))
_OF_PEOPLE = frozenset("member candidate committee_member person population household poor_household".split())
_JOINED = frozenset({"kết", "nạp", "vào", "đảng", "mới"})
_RATES = frozenset({"đạt", "được", "xếp", "loại", "công", "nhận", "đánh", "giá", "danh", "hiệu"})
_OPENERS = frozenset(
    {"riêng", "về", "với", "đối", "trong", "đó", "tỷ", "tỉ", "lệ", "số", "là", "có", "còn", "các", "và", ":"}
)
_BEFORE_FORCE = frozenset({"trong", "ở", "riêng", "lực", "lượng", "số", "khối", "đối", "với", "tổng"})
_CLAUSE_ENDS = HARD_STOPS | {"nên", "nhưng", "song", ",", ")"}
_WHEN = frozenset({"năm", "tháng", "quý", "đầu", "cuối", "giữa", "giờ", "gấp", "đôi"})
_WHERE = frozenset({"tập", "trung", "chủ", "yếu", "ở", "tại"})
_MOST = frozenset({"đa", "phần", "lớn", "chủ", "yếu", "khoảng"})


def groups_between(reading: Reading, start: int, end: int, subject: str) -> list[Match[GroupRule]]:
    """Breakdown words that begin between two tokens and may narrow the subject, in order; may be empty."""
    return [m for m in reading.groups if start <= m.start < end and subject in m.rule.subjects]


def groups_before(reading: Reading, slot: Slot, head: Head, subject: str) -> list[Match[GroupRule]]:
    """Breakdown words before the figure that narrow it, in no order; may be empty or name one twice.

    Args:
        reading: The sentence.
        slot: The figure.
        head: Its noun.
        subject: What it counts, "member" for people of any kind.
    """
    before = reading.groups[: bisect_left(reading.group_starts, slot.at)]
    if not before or not any([subject in m.rule.subjects for m in before]):
        return []
    found = _of_opening(reading, slot, head, subject)
    if head.side == "right":
        found += _of_topic(reading, slot, head, subject) or _alone(reading, slot, subject)
        found += _of_label(reading, slot, head, subject)
        found += _of_bloc(reading, slot, subject)
        found += _of_the_whole(reading, slot, subject)
    if head.side == "left":
        found += _chain(reading, (head.start, head.end), slot.at, subject)
    if head.side in ("left", "none") or (head.rule and head.rule.subject in ("person", "body")):
        here = groups_between(reading, clause_start(reading, slot), slot.at, subject)
        here = [m for m in here if m.end <= slot.at and not _names_a_body(reading, m)]
        found += [m for m in here if not _tells_of_most(reading, m, slot.at)]
    return found


def _tells_of_most(reading: Reading, match: Match[GroupRule], at: int) -> bool:
    """Whether a colon sets off a place where most of a kind live ("xã đông giáo dân nhất huyện: 17.000 người")."""
    behind = reading.norms[match.end : at]
    return ":" in behind and "nhất" in behind[: behind.index(":")]


def clause_start(reading: Reading, slot: Slot) -> int:
    """The first token of the numeral's own clause: behind the last comma or bracket that no word list holds."""
    norms, left = reading.norms, slot.left
    if _CLAUSE_ENDS.isdisjoint(norms[left : slot.at]):
        return left
    for i in range(slot.at - 1, left - 1, -1):
        norm = norms[i]
        if norm not in _CLAUSE_ENDS or (norm == "," and _between_peoples(reading, i)):
            continue
        if norm not in (",", ")") or not reading.in_word_list(i):
            return i + 1
    return left


def _between_peoples(reading: Reading, comma: int) -> bool:
    """Whether a comma parts the names of peoples ("người Tày, Mông, Dao chiếm 94%")."""
    if comma + 1 == len(reading.norms) or not _goes_on_with_names(reading, comma + 1):
        return False
    told = [m.end for m in reading.groups if m.rule.group == "ethnic_minority" and m.end <= comma]
    return bool(told) and all(_goes_on_with_names(reading, i) for i in range(told[-1], comma))


def _goes_on_with_names(reading: Reading, position: int) -> bool:
    """Whether a token is a name or joins names."""
    return reading.tokens.words[position][0].isupper() or reading.norms[position] in (",", "và")


def _chain(reading: Reading, noun: tuple[int, int], end: int, subject: str) -> list[Match[GroupRule]]:
    """Words right behind a noun, wherever the clause of the figure begins ("chi bộ ghép, còn 4")."""
    found: list[Match[GroupRule]] = []
    start = noun[1]
    for match in groups_between(reading, noun[0], end, subject):
        glue = _RATES | _OF if match.rule.group.startswith("rating:") else _OF
        if any(n not in glue for n in reading.norms[start : match.start]) or match.end > end:
            break
        found.append(match)
        start = match.end
    return found


def _of_opening(reading: Reading, slot: Slot, head: Head, subject: str) -> list[Match[GroupRule]]:
    """Words behind the noun that opens the sentence as its topic ("Riêng chi bộ ghép, toàn tỉnh có 71 chi bộ")."""
    start = behind_last(reading.norms, slot.left, slot.at, HARD_STOPS)
    if not slot.left and (among := _of_force(reading, start, slot, subject)):
        return among
    if 0 < start == slot.left or reading.norms[start] not in ("riêng", "về", "với", "đối"):
        return []
    nouns = [m for m in reading.heads if start < m.start <= start + 2 and m.rule.subject == subject]
    if not nouns or nouns[0].start == head.start:
        return []
    found = _chain(reading, (nouns[0].start, nouns[0].end), slot.at, subject)
    return found if found and reading.norms[found[-1].end] in (",", ":") else []


def _of_force(reading: Reading, start: int, slot: Slot, subject: str) -> list[Match[GroupRule]]:
    """The force or kind of people that members are counted in ("Trong dân quân, tỷ lệ đảng viên đạt 24%")."""
    if subject not in _OF_PEOPLE or reading.norms[start] not in ("trong", "ở", "riêng"):
        return []
    found = [m for m in groups_between(reading, start, min(start + 4, slot.at), subject) if m.rule.group in _OF_WHOLES]
    if not found or found[0].end >= slot.at or reading.norms[found[0].end] != ",":
        return []
    return found[:1] if all(n in _BEFORE_FORCE for n in reading.norms[start : found[0].start]) else []


def _of_label(reading: Reading, slot: Slot, head: Head, subject: str) -> list[Match[GroupRule]]:
    """Words behind the noun that labels a sentence whose figures print it again ("Chi bộ cơ sở: 15 chi bộ")."""
    if subject not in ORGANIZATIONS or ":" not in reading.words:
        return []
    sign = next((i for i, norm in enumerate(reading.norms[: slot.at]) if norm in (":", NUMERAL)), 0)
    if reading.norms[sign] != ":" or head.rule is None or head.rule.subject != subject:
        return []
    nouns = [m for m in reading.heads if m.end <= sign and m.rule.subject == subject]
    found = _chain(reading, (nouns[-1].start, nouns[-1].end), sign, subject) if nouns else []
    return found if found and found[-1].end == sign else []


def _of_bloc(reading: Reading, slot: Slot, subject: str) -> list[Match[GroupRule]]:
    """The bloc that opens a clause before the figures of it ("Khối trường học có 12 chi bộ, 246 đảng viên")."""
    norms = reading.norms
    if _BLOC.keys().isdisjoint(reading.words):
        return []
    begins = [i for i, norm in enumerate(norms[: slot.at]) if norm in _BLOC]
    blocs = [i for i in begins if norms[i : i + len(_BLOC[norms[i]])] == _BLOC[norms[i]]]
    if not blocs:
        return []
    start, width = blocs[-1], len(_BLOC[norms[blocs[-1]]])
    opens = start == 0 or reading.norms[start - 1] in _BEFORE_BLOC
    if not opens or reading.tokens.words[start + width][0].isupper():
        return []
    found = [m for m in groups_between(reading, start, start + width + 1, subject) if m.end <= slot.at]
    if not found or found[0].rule.group not in _BODIES | {"private_enterprise"}:
        return []
    behind = range(found[0].end, slot.at)
    if HARD_STOPS & set(reading.norms[i] for i in behind):
        return []
    told = [
        i
        for i in behind
        if is_text(reading.norms[i]) and reading.norms[i] not in _BEHIND_BLOC and reading.tokens.words[i][0].islower()
    ]
    return [] if [i for i in told if not _in_noun(reading, i)] else found[:1]


def _in_noun(reading: Reading, position: int) -> bool:
    """Whether a word is in the noun of a figure."""
    return any(m.start <= position < m.end for m in reading.heads)


def _of_topic(reading: Reading, slot: Slot, head: Head, subject: str) -> list[Match[GroupRule]]:
    """Words behind the noun when it stands before the numeral too ("đảng viên là nữ 934 đảng viên")."""
    if head.rule is None:
        return []
    start = clause_start(reading, slot)
    alike = HOUSEHOLDS if head.rule.subject in HOUSEHOLDS else {head.rule.subject}
    topics = [m for m in reading.heads if start <= m.start < slot.at and m.rule.subject in alike]
    if not topics:
        return []
    found = groups_between(reading, topics[-1].start, slot.at, subject)
    return [m for m in found if topics[-1].end < m.end and 0 <= slot.at - m.end <= 2 and not _names_a_body(reading, m)]


def _alone(reading: Reading, slot: Slot, subject: str) -> list[Match[GroupRule]]:
    """The kind of people that opens the clause, before the figure with its noun ("người Thái có 40 đảng viên")."""
    if subject not in _OF_PEOPLE:
        return []
    start = clause_start(reading, slot)
    kinds = TRAITS | (_LEVELS if subject == "committee_member" else {"private_enterprise"})
    here = groups_between(reading, start, slot.at, subject)
    found = [m for m in here if m.rule.group in kinds or (m.rule.id in _BLOCS and not _names_a_body(reading, m))]
    if len(found) != 1 or found[0].end > slot.at:
        return []
    before, behind = reading.norms[start : found[0].start], _behind_the_kind(reading, found[0], slot)
    for word in ("có", "nơi"):
        if word in before:
            before = before[len(before) - before[::-1].index(word) :]
    if behind[-1:] == ("(",) and groups_between(reading, slot.at + 1, slot.break_, subject):
        return []
    if behind[-2:] == ("tổng", "số"):
        return []
    linked = all(n in LINKS or n in _MOST or n in _JOINED for n in behind)
    return found if linked and all(n in _OPENERS for n in before) else []


def _behind_the_kind(reading: Reading, match: Match[GroupRule], slot: Slot) -> tuple[str, ...]:
    """The words between a kind of people and the figure, without the names of peoples ("đồng bào dân tộc Thái có")."""
    words = range(match.end, slot.at)
    if match.rule.group != "ethnic_minority":
        return reading.norms[match.end : slot.at]
    printed = reading.tokens.words
    return tuple(reading.norms[i] for i in words if not (printed[i][:1].isupper() or reading.norms[i] == "-"))


def _of_the_whole(reading: Reading, slot: Slot, subject: str) -> list[Match[GroupRule]]:
    """The kind of people counted right before as the whole ("trong số 812 dân quân có 164 đảng viên")."""
    here = [m for m in reading.groups if slot.at - 3 <= m.end < slot.at and subject in m.rule.subjects]
    found = [m for m in here if reading.norms[m.start - 1 : m.start] == (NUMERAL,) and m.rule.group in _OF_WHOLES]
    within = [m for m in found if {"trong", "tổng"} & set(reading.norms[max(0, m.start - 5) : m.start - 1])]
    return [m for m in within if all(n in LINKS or n == "thì" for n in reading.norms[m.end : slot.at])]


def _names_a_body(reading: Reading, match: Match[GroupRule]) -> bool:
    """Whether a breakdown word is part of a body's name ("Đảng bộ Quân sự tỉnh", "Công đoàn ngành Giáo dục")."""
    told = [word[0].isupper() for word in reading.tokens.words[match.start : match.end]]
    if match.rule.group in _BODIES and any(told[1:]):
        return True
    return reading.norms[max(0, match.start - 2) : match.start] in _PARTY_BODIES and told[0]


def says_nothing_more(reading: Reading, slot: Slot) -> bool:
    """Whether only linking words and names stand before the numeral in its clause, and hardly a word behind."""
    before = range(clause_start(reading, slot), slot.at)
    told = [i for i in before if is_text(reading.norms[i]) and reading.norms[i] not in LINKS | _WHEN | _WHERE]
    end = next((i for i in range(slot.at + 1, slot.break_) if reading.norms[i] == "so"), slot.break_)
    behind = [i for i in range(slot.at + 1, end) if is_text(reading.norms[i])]
    return not [i for i in told if reading.tokens.words[i][0].islower()] and len(behind) <= 2
