"""Slot -> status: reached or aimed at, by the last word of intent or of result before it."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.bracketed_plans import bracketed_plan, is_bracket_of_plan
from extractors.excesses import names_plan_passed, surpasses
from extractors.function_words import NOUNS_OF_INTENT, STRONG_RESULTS
from extractors.listed_aims import RULE as LISTED_AIM
from extractors.listed_aims import is_listed_aim
from extractors.plan_pairs import status_beside_plan
from extractors.rulebook import Match
from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL
from schemas.rules import CueRule
from schemas.vocabulary import Status

GOES_ON = "scope.target_goes_on"
BESIDE_PLAN = "status.beside_plan"
EVERY_YEAR_RULE = "status.least_every_year"
_FIGURE_AFTER, _GIVER = 16, 9
_SET_BY = ("giao", "được giao", "đề ra", "giao chỉ tiêu")
_ENDS_WHAT_GOES_ON = frozenset(
    {"kết nạp được", "tới giờ mới", "đến giờ mới", "tới nay mới", "đến nay mới", "mới lập được", "mới thành lập được"}
)
_BEFORE_PLANS = frozenset({NUMERAL, "với", "so", "của", "vượt", "các", "hoạch", "tiêu", "thành", "đạt", "mức"})
_PAPERS_OF_PLAN = (("nghị", "quyết"), ("đề", "án"), ("kế", "hoạch"), ("chương", "trình"))
_STRETCHES = frozenset({("nhiệm", "kỳ"), ("giai", "đoạn"), ("mỗi", "năm"), ("hằng", "năm"), ("hàng", "năm")})
_SET = frozenset({("xác", "định"), ("đề", "ra"), ("đặt", "ra")})
_EACH = frozenset({"mỗi", "hằng", "hàng"})
_DONE = frozenset({";", "đã", "qua", "được"})
_BY_PLAN = frozenset({("theo", "kế"), ("theo", "chỉ"), ("theo", "nghị")})
_WORDS_OF_RESULT = frozenset({"vượt", "hiện", "giao"})
"""One of them stands where the words right before a figure say that it was reached."""
_SET_BEHIND = frozenset({("đề", "ra"), ("đặt", "ra"), ("được", "giao")})
_NONE_LEFT = frozenset({("không", "còn"), ("không", "có")})
_EXPECTED = frozenset({("dự", "kiến"), ("sẽ", "được"), ("sẽ", "kết")})
_WORDS_OF_EXPECTING = frozenset(pair[0] for pair in _EXPECTED | _BY_PLAN)
_WORDS_OF_AIMS = _WORDS_OF_EXPECTING | {"tiêu", "quyết"}
"""One of them stands where words behind a figure, aims announced before it or a resolution make it an aim."""


def find_status(reading: Reading, slot: Slot, initial: Status) -> tuple[Status, tuple[str, ...]]:
    """Whether the figure is reached or aimed at: the last word of intent or of result before it decides.

    `initial` holds when the sentence has no such word before the figure.
    """
    has_plan = "plan" in reading.purposes
    bracketed = bracketed_plan(reading, slot) if has_plan else None
    if bracketed or (slot.depth and is_bracket_of_plan(reading, slot)):
        return "target", (bracketed.rule.id,) if bracketed else ("status.bracket_of_plan",)
    if has_plan and (beside := status_beside_plan(reading, slot)):
        return beside, (BESIDE_PLAN,)
    if _is_reached(reading, slot):
        return "actual", ()
    status, rules = _by_events(reading, slot, initial)
    if status != "actual":
        return status, rules
    told = not _WORDS_OF_AIMS.isdisjoint(reading.words)
    if told and (expected := _expected(reading, slot)):
        return "target", (expected,)
    if slot.numeral.qualifier == "at_least" and _every_year(reading, slot):
        return "target", (EVERY_YEAR_RULE,)
    return ("target", (EVERY_YEAR_RULE,)) if told and _is_resolved(reading, slot) else (status, rules)


def _is_reached(reading: Reading, slot: Slot) -> bool:
    """Whether the figure is more than its whole, or what was reached is told right beside it."""
    number, words = slot.numeral, reading.words
    if number.denominator is not None and number.value > number.denominator:
        return True
    told = not _WORDS_OF_RESULT.isdisjoint(words) and (surpasses(reading, slot) or _is_done(reading, slot))
    if told or reading.norms[slot.at - 2 : slot.at] == ("mới", "được"):
        return True
    return slot.depth > 0 and _is_of_a_year_told(reading, slot)


def _by_events(reading: Reading, slot: Slot, initial: Status) -> tuple[Status, tuple[str, ...]]:
    """The status by the last word of intent or of result before the figure, and the rules that say so."""
    if initial == "actual" and "target" not in reading.purposes:
        return initial, ()
    status = initial
    rules: tuple[str, ...] = (GOES_ON,) if initial == "target" else ()
    numeral_since, by_verb = False, initial == "target"
    position, has_brackets = 0, "(" in reading.words
    for match in _events(reading):
        if match.end > slot.at or (has_brackets and reading.depth(match.start) > slot.depth):
            continue
        numeral_since = numeral_since or _has_figure(reading, position, match.start)
        position = match.end
        phrase = " ".join(reading.norms[match.start : match.end])
        if _tells_nothing(reading, slot, match, phrase):
            continue
        if match.rule.cue == "target":
            status, rules, numeral_since = "target", (match.rule.id,), False
            by_verb = not phrase.startswith(NOUNS_OF_INTENT) or _heads_a_list(reading, match.end)
        elif _ends_intent(phrase, rules) or (numeral_since and not by_verb and not _is_passive(reading, match, phrase)):
            status, rules = "actual", ()
    return status, rules


def _events(reading: Reading) -> Sequence[Match[CueRule]]:
    """The words of intent and of result, in order."""
    intents, results = reading.purposes.get("target"), reading.purposes.get("actual")
    if intents and results:
        return [m for m in reading.cues if m.rule.cue in ("target", "actual")]
    return intents or results or ()


def _has_figure(reading: Reading, start: int, end: int) -> bool:
    """Whether a numeral that may state a figure stands between two tokens."""
    return NUMERAL in reading.norms[start:end] and reading.tokens.has_figure(start, end)


def _expected(reading: Reading, slot: Slot) -> str:
    """The rule that tells an aim by words behind the figure or by a number of aims announced before it, or ""."""
    words = reading.words
    if not _WORDS_OF_EXPECTING.isdisjoint(words) and _expected_behind(reading, slot):
        return "status.expected_behind"
    return LISTED_AIM if "tiêu" in words and is_listed_aim(reading, slot) else ""


def _is_done(reading: Reading, slot: Slot) -> bool:
    """Whether a figure is what was reached behind the plan ("Chỉ tiêu giao 02, thực hiện 02", "giao 4, kết nạp 5")."""
    before = reading.norms[max(slot.left - 1, slot.at - 4) : slot.at]
    verb = before[-2:]
    is_result = verb == ("thực", "hiện") or (verb == ("kết", "nạp") and reading.norms[slot.left - 2] == "giao")
    return is_result and before[-3:-2] in ((",",), (";",)) and before[:1] == (NUMERAL,)


def _ends_intent(phrase: str, rules: tuple[str, ...]) -> bool:
    """Whether a word of result ends an intent wherever it stands, or one that only goes on from the sentence before."""
    return phrase in STRONG_RESULTS or (rules == (GOES_ON,) and phrase in _ENDS_WHAT_GOES_ON)


def _tells_nothing(reading: Reading, slot: Slot, match: Match[CueRule], phrase: str) -> bool:
    """Whether a word of intent or result only names a plan ("đã đề ra" too), or speaks of others."""
    if phrase.startswith("đề nghị") and _speaks_of_another(reading, match.end, slot.at):
        return True
    if match.rule.cue == "target":
        named = _only_names_a_plan(reading, slot, match, phrase) or _says_who_set_it(reading, slot, match)
        return named or ("vượt" in reading.words and names_plan_passed(reading, slot, match.start))
    return phrase == "đã" and reading.norms[match.end : match.end + 2] in _SET_BEHIND


def _says_who_set_it(reading: Reading, slot: Slot, match: Match[CueRule]) -> bool:
    """Whether "giao" only says whose plan was reached ("97% chỉ tiêu do LĐLĐ tỉnh giao, với 3.158 đoàn viên mới")."""
    if reading.norms[match.start : match.end] not in (("giao",), ("đề", "ra")) or match.end >= slot.at:
        return False
    return "do" in reading.norms[max(0, match.start - _GIVER) : match.start] and reading.norms[match.end] == ","


def _is_passive(reading: Reading, match: Match[CueRule], phrase: str) -> bool:
    """Whether "được" makes the next verb passive and tells no result ("20% … được xếp loại xuất sắc")."""
    return phrase == "được" and NUMERAL not in reading.norms[match.end : match.end + 2]


def _speaks_of_another(reading: Reading, start: int, end: int) -> bool:
    """Whether a semicolon and a name begin what others did ("…, đề nghị kỷ luật bí thư; Nghệ An kỷ luật 90 …")."""
    return any(reading.norms[i] == ";" and reading.tokens.words[i + 1][0].isupper() for i in range(start, end - 1))


def _heads_a_list(reading: Reading, start: int) -> bool:
    """Whether a colon sets off the aims before any figure ("Các chỉ tiêu chính đến năm 2027: …")."""
    end = min(start + _FIGURE_AFTER, len(reading.norms))
    sign = next((i for i in range(start, end) if reading.norms[i] == ":"), end)
    return sign < end and not reading.tokens.has_figure(start, sign)


def _only_names_a_plan(reading: Reading, slot: Slot, match: Match[CueRule], phrase: str) -> bool:
    """Whether a noun of intent sets no aim: it is the base of a completion, or no figure follows it."""
    if not phrase.startswith(NOUNS_OF_INTENT) or _is_number_of_plan(reading, slot, match):
        return False
    before = "" if match.start - 1 in reading.tokens.rejected else reading.norms[max(0, match.start - 1)]
    if before in (NUMERAL, "với", "của", "vượt", "đạt", "trên") or _passed_by_many(reading, match):
        return True
    reach = 4 if phrase in _SET_BY else 0
    plans = [m for m in reading.cues_of("plan") if m.start < match.start <= m.end + reach]
    compared = plans and reading.norms[plans[-1].start] == "so" and not slot.depth
    if plans and (compared or reading.norms[plans[-1].start - 1] in _BEFORE_PLANS):
        return True
    held = [m for m in reading.cues_of("plan") if 0 < m.start < match.start and match.end <= m.end]
    if held and match.end != slot.at:
        return True
    reach = _FIGURE_AFTER * (2 if phrase.startswith("giao") else 1)
    behind = reading.norms[match.end : match.end + reach]
    return NUMERAL not in behind and match.end + reach <= slot.at


def _passed_by_many(reading: Reading, match: Match[CueRule]) -> bool:
    """Whether those are named who passed a plan ("Nhiều đơn vị vượt cao chỉ tiêu như: …")."""
    named = reading.norms[match.end : match.end + 1] in (("như",), (":",))
    return named and "vượt" in reading.norms[max(0, match.start - 3) : match.start]


def _is_number_of_plan(reading: Reading, slot: Slot, match: Match[CueRule]) -> bool:
    """Whether the figure is the plan's own number: right behind it, or behind "là" ("chỉ tiêu giao là 6.000")."""
    return match.end == slot.at or (match.end == slot.at - 1 and reading.norms[match.end] == "là")


def _expected_behind(reading: Reading, slot: Slot) -> bool:
    """Whether what is counted is said to be expected or planned.

    So are those who "dự kiến sẽ được kết nạp", and the whole in "39 trong tổng số 200 đảng viên theo kế hoạch".
    """
    pairs = set(pairwise(reading.norms[slot.at + 1 : min(slot.break_, slot.at + 10)]))
    whole = reading.norms[max(slot.left, slot.at - 3) : slot.at] == ("trong", "tổng", "số")
    return not _EXPECTED.isdisjoint(pairs) or (whole and not _BY_PLAN.isdisjoint(pairs))


def _every_year(reading: Reading, slot: Slot) -> bool:
    """Whether a least number for every year is set ("mỗi năm kết nạp từ 60 đảng viên trở lên").

    What bodies were graded as every year is none ("hằng năm có từ 90% chi hội xếp loại tốt, không có chi hội yếu").
    """
    norms = reading.norms[: slot.at]
    clause = norms[len(norms) - norms[::-1].index(";") :] if ";" in norms else norms
    words = " ".join(clause if "năm" in clause else norms)
    if any(mean in words for mean in ("trung bình", "bình quân", "đều đạt", "bình xét")):
        return False
    if any(pair in _NONE_LEFT for pair in pairwise(reading.norms[slot.at :])) and "xếp" in reading.norms[slot.at :]:
        return False
    told = reading.norms[slot.at - 1] == "từ" and reading.norms[slot.at - 2 : slot.at - 1] != ("đạt",)
    return told and any(y in words for y in ("mỗi năm", "hằng năm", "hàng năm"))


def _is_resolved(reading: Reading, slot: Slot) -> bool:
    """Whether a resolution sets the figure for every year ("Theo nghị quyết, mỗi năm kết nạp 15 đảng viên")."""
    if "quyết" not in reading.words and reading.norms[0] != "theo":
        return False
    words = reading.norms[: slot.at]
    if words[:1] != ("theo",) and "quyết" not in words:
        return False
    by_paper = words[:1] == ("theo",) and words[1:3] in _PAPERS_OF_PLAN and _DONE.isdisjoint(words)
    if by_paper and (words[1:4] == ("kế", "hoạch", ",") or not _STRETCHES.isdisjoint(pairwise(words))):
        return True
    if _EACH.isdisjoint(words):
        return False
    years = [i for i, pair in enumerate(pairwise(words)) if pair[0] in _EACH and pair[1] == "năm"]
    said = [i for i, pair in enumerate(pairwise(words[: years[-1]])) if pair == ("nghị", "quyết")] if years else []
    if not said or _DONE & set(words[said[-1] :]):
        return False
    between = words[said[-1] + 2 : years[-1]]
    told = "“" in between or any(pair in _SET for pair in pairwise(between))
    return told or words[said[-1] - 1 : said[-1]] == ("theo",)


def _is_of_a_year_told(reading: Reading, slot: Slot) -> bool:
    """Whether a bracket tells the figure of a year beside an aim ("phấn đấu kết nạp 90 đảng viên (năm 2022: 84)")."""
    return slot.depth > 0 and reading.norms[slot.at - 4 : slot.at] == ("(", "năm", NUMERAL, ":")
