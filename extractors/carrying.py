"""Quantities of a sentence -> what they leave to the next ones: a count that a list or a breakdown goes on with."""

import re
from collections.abc import Sequence

from extractors.examples_told import OPENING, gives_examples, ranks
from extractors.folding import fold_text
from extractors.light_records import light_record, replace
from extractors.quantity import Carried, Quantity
from extractors.short_nouns import is_of_those
from extractors.slots import Reading
from extractors.tokens import NUMERAL
from extractors.told_of_one import tells_of_one
from schemas.sentences import Sentence
from schemas.vocabulary import Status

_OPENING, _WORDS, _NEAR = 90, 40, 10
_NEAREST, _FARTHEST = 3, 7
"""How many sentences on numbers are taken up, and how many by one that says that it goes on."""
_BEHIND = 4
_SHARE, _SCHOOLED, _LEAST = 10, 14, 3
_SCHOOLING = ("trình", "độ")
_SO_FAR = frozenset(("đến", "nay", "hiện", "kết", "quả", "đã", "mới", "chỉ", ",", "tới", "giờ", "thực"))
_NOW = frozenset({"nay", "giờ", "hiện"})
_UNTIL_NOW = _NOW | frozenset("đến tới bây giờ đây đã có lên tăng là được , cũng chỉ còn con số ấy đó này".split())
_PERSONS = frozenset({"đồng", "đ", "người", "."})
_OPENS_FACT = (
    ("có",), ("trong", "số", "này"), ("trong", "số", "đó"), ("trong", "dịp"), ("nhân", "dịp"), ("cách", "làm"),
    ("nhờ",), ("dịp", "này"), ("sau", "hơn"), ("sau", "gần"), ("theo", "hội"), ("đại", "hội", "bầu"), ("qua", "đó"),
)  # fmt: skip
_LIVE = (("hộ",), ("nhân",), ("khẩu",))
_PLACES = frozenset("bản thôn ấp buôn làng xóm khóm khu xã phường huyện toàn cả".split())
_BODIES = frozenset({"công", "trường", "bệnh", "chi", "đảng", "xã", "phường"})
_NO_WHOLE = frozenset(".,;(")
"""What stands behind a percent that is of those told before."""
_TRAITS = frozenset("cơ trình độ tuổi thành giới dân nghề lý chuyên học địa khu đơn loại đối lĩnh".split())
_PUNISHED = frozenset({"disciplined", "removed"})
_DEEDS = frozenset({"exempted", "awarded", "transferred", "official", "removed", "disciplined"})
_BREAKS_DOWN = re.compile(
    r"[-+•*–\s]{0,4}(?:\(?\d{1,2}[.)]\s?)?(?:xét )?(?:về |(?:phân |chia )?theo )?"
    r"(?:cơ cấu|trình độ|độ tuổi|tuổi đời|thành phần|giới tính|dân tộc|nghề nghiệp|lý luận chính trị|chuyên môn"
    r"|học vấn|địa bàn|khu vực|địa phương|đơn vị|loại hình|đối tượng|lĩnh vực)\b[^.;:0-9]{0,60}:"
)


def goes_on(reading: Reading) -> bool:
    """Whether a sentence goes on with the numbers of the one before ("Trong đó, …", "Về trình độ: …")."""
    if any([m.start <= 1 for m in reading.cues_of("part")]):
        return True
    return _breaks_down(reading) or gives_examples(reading)


def _breaks_down(reading: Reading) -> bool:
    """Whether a sentence begins with that by which people are told apart ("Về trình độ: …")."""
    norms = reading.norms
    if ":" not in norms[:_WORDS] or _TRAITS.isdisjoint(norms[:_NEAR]):
        return False
    return bool(_BREAKS_DOWN.match(fold_text(reading.tokens.sentence.text[:_OPENING])))


def _is_of_those_told(reading: Reading) -> bool:
    """Whether the first figure of a sentence counts some of those told before ("Đáng mừng là 41 chị trong số ấy …")."""
    opening = reading.norms[:_WORDS]
    if NUMERAL not in opening:
        return False
    first = opening.index(NUMERAL)
    return any(is_of_those(reading, at) for at in range(first + 1, first + _BEHIND))


def _takes_share(reading: Reading) -> bool:
    """Whether a sentence begins with the share that a group has of those told before ("Nữ chiếm 22,1%, …").

    So do those of one schooling ("Trình độ đại học trở lên chiếm 52%, …").
    """
    norms = reading.norms
    if "chiếm" not in norms[:_SCHOOLED]:
        return False
    schooled = norms[:2] == _SCHOOLING or norms[1:3] == _SCHOOLING
    reach = _SCHOOLED if schooled else _SHARE
    at = next((i for i, norm in enumerate(norms[:reach]) if norm == "chiếm"), 0)
    groups = [m for m in reading.groups if m.start <= 1 and m.end <= at and "member" in m.rule.subjects]
    if not (groups or (schooled and at)) or {",", ";", ":", NUMERAL} & set(norms[:at]):
        return False
    first = next((i for i in range(at, min(at + _LEAST, len(norms))) if norms[i] == NUMERAL), None)
    if first is None or first + 1 >= len(norms) or norms[first + 1] not in _NO_WHOLE:
        return False
    sentence = reading.tokens.sentence
    return sentence.text[reading.tokens.ends[first] - sentence.start - 1] == "%"


def _tells_reached(reading: Reading) -> bool:
    """Whether a sentence begins with how much was reached of what the one before aimed at ("Đến nay đã đạt 74,5%.")."""
    norms = reading.norms
    first = next((i for i, norm in enumerate(norms[:_SHARE]) if norm == NUMERAL), 0)
    if first < 2 or norms[first - 1] != "đạt" or not _SO_FAR.issuperset(norms[: first - 1]):
        return False
    sentence = reading.tokens.sentence
    return sentence.text[reading.tokens.ends[first] - sentence.start - 1] == "%"


def _compares(reading: Reading) -> bool:
    """Whether a sentence begins with a comparison of what was told, its changes bare ("So với cùng kỳ, tăng 18")."""
    counted = any(reading.norms[at - 1] == NUMERAL for at in reading.nouns)
    return not counted and any(m.start == 0 for m in reading.cues_of("base"))


def _tells_what_is(reading: Reading) -> bool:
    """Whether a sentence begins with words for what is or was done, so that it goes on with no aim before it."""
    opening = reading.norms[:_NEAR]
    if any(opening[: len(words)] == words for words in _OPENS_FACT):
        return True
    named = next((i for i, norm in enumerate(opening) if norm in ("có", ",")), 0)
    if opening[named] != "có" or reading.norms[named + 1 : named + 2] != (NUMERAL,):
        return False
    lives = reading.norms[named + 2 : named + 3] in _LIVE
    return (lives and opening[0] in _PLACES) or (named >= 2 and opening[0] in _BODIES)


def tells_how_many_now(reading: Reading) -> bool:
    """Whether a sentence begins with how many there are now of those told before ("Đến nay đã có 12 đồng chí, …")."""
    norms = reading.norms
    first = next((i for i, n in enumerate(norms[:_SCHOOLED]) if n == NUMERAL and i not in reading.tokens.rejected), 0)
    told = norms[:first]
    if any(told[i : i + 2] == ("con", "số") for i in range(len(told))):
        told = ("nay", *told[next(i for i in range(len(told)) if told[i : i + 2] == ("con", "số")) :])
    if len(told) < _LEAST or _NOW.isdisjoint(told) or not _UNTIL_NOW.issuperset(told):
        return False
    return not _PERSONS.isdisjoint(norms[first + 1 : first + 2])


@light_record(frozen=True, slots=True)
class LeftOver:
    """What a sentence leaves behind: where it is, its main quantity, its counts, its last status, whether of a plan."""

    index: int
    sentence: Sentence
    main: Quantity
    counts: tuple[Quantity, ...]
    status: Status
    of_plan: bool = False


def left_over(index: int, reading: Reading, quantities: Sequence[Quantity]) -> LeftOver | None:
    """The quantity that a following "trong đó" is part of: the last count of the sentence that is no part itself.

    One outside of brackets is told before one that a bracket adds ("52 tổ chức được xếp loại (1 chi bộ mới lập)").
    """
    counts = [q for q in quantities if q.measure == "count" and q.indicator != "other" and not q.threshold]
    whole = [q for q in counts if not q.inherits]
    if not counts:
        counts = _levels_compared(quantities)
        whole = counts
    if not counts:
        return None
    outside = [q for q in quantities if q.slot.depth == 0] or quantities
    of_plan = any([q.measure == "completion" for q in quantities])
    told = [q for q in outside if "cue.plan" not in q.rules] or outside
    main = _whole_of(reading, [q for q in whole if q.slot.depth == 0] or whole or counts)
    return LeftOver(
        index, reading.tokens.sentence, _those_punished(whole, main), tuple(counts), told[-1].status, of_plan
    )


def _those_punished(whole: Sequence[Quantity], main: Quantity) -> Quantity:
    """All members punished, where the last count is only of one penalty ("kỷ luật 143 đảng viên: …, khai trừ 22")."""
    if main.aspect not in _PUNISHED:
        return main
    noun = [q for q in whole if q.aspect in _PUNISHED and q.head_side == "right"]
    if main.head_side == "right":
        forms = any(q.aspect == "disciplined" and q.head_side != "right" for q in whole)
        noun = [q for q in noun if forms and q.aspect == "disciplined" != main.aspect]
    return noun[-1] if noun else main


def _whole_of(reading: Reading, counts: Sequence[Quantity]) -> Quantity:
    """The last count, or the one that it is a part of ("kết nạp 893 đảng viên, trong đó 264 đảng viên nữ").

    Those not graded ("…; chưa xếp loại 1") are no whole of the grades that follow.
    """
    graded = [q for q in counts if q.aspect != "rated" or "chưa" not in reading.norms[q.slot.left : q.slot.at]]
    last = (graded or counts)[-1]
    alike = (q for q in counts if (q.indicator, q.status) == (last.indicator, last.status) and q.groups < last.groups)
    whole = next((q for q in alike if q.slot.numeral.value > last.slot.numeral.value), None)
    return whole if whole and reading.names_part(whole.slot.at, last.slot.at) else last


def _levels_compared(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The shares of a sentence that tells how one rose or fell ("tăng từ 24,1% lên 28,6%"); empty for others."""
    shares = [q for q in quantities if q.measure == "share" and q.indicator != "other" and not q.threshold]
    levels = [q for q in shares if q.indicator.endswith(".total")]
    return shares if len(levels) > 1 and levels[0].groups == levels[1].groups else []


def is_aside(last: LeftOver | None, members: LeftOver) -> bool:
    """Whether the last sentence with counts only told of a course, between members counted and a list of them."""
    return last is not None and last.main.subject in ("class", "trainee") and last.index - members.index <= 2


def carried_to(reading: Reading, sentence: Sentence, last: LeftOver | None, index: int) -> Carried:
    """What the sentences before leave to this one: two sentences on at most."""
    if last is None or index - last.index > _FARTHEST:
        return Carried()
    is_next = index - last.index == 1 and last.main.subject == "member"
    is_going_on = goes_on(reading) or ranks(reading, last.main) or (is_next and _takes_share(reading))
    is_going_on = is_going_on or (is_next and (_is_of_those_told(reading) or _compares(reading)))
    is_going_on = is_going_on or (is_next and last.main.status == "target" and _tells_reached(reading))
    is_going_on = is_going_on or (is_next and last.main.indicator == "member.total" and tells_how_many_now(reading))
    is_going_on = is_going_on or (is_next and last.main.aspect == "admitted" and tells_of_one(reading))
    if index - last.index > _NEAREST and not is_going_on:
        return Carried()
    same_paragraph = last.sentence.paragraph == sentence.paragraph
    listed = sentence.text[0] in "-+•*" and sentence.paragraph - last.sentence.paragraph == 1
    status = last.status if index - last.index == 1 and (same_paragraph or listed) else "actual"
    if status == "target" and not listed and _tells_what_is(reading):
        status = "actual"
    main = last.main
    if not same_paragraph and main.subject == "member" and main.aspect in _DEEDS and _breaks_down(reading):
        main = replace(main, aspect="total", indicator="member.total", groups=frozenset(), rules=())
    if main.aspect == "admitted" and main.groups and gives_examples(reading):
        main = replace(main, groups=main.groups & {m.rule.group for m in reading.groups if m.start < OPENING})
    return Carried(
        main,
        goes_on=is_going_on,
        named=last.counts,
        status=status,
        same_paragraph=same_paragraph,
        of_plan=last.of_plan and same_paragraph,
    )
