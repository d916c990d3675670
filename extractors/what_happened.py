"""One numeral's turn -> what happened to what it counts: its subject, made definite, and its aspect."""

from itertools import pairwise

from extractors.aims import REACHED, is_set_or_reached, reached_of_aim
from extractors.aspects import Aspect, find_aspect
from extractors.courses import learn_about_party
from extractors.deeds import counted_for_deed
from extractors.heads import ORGANIZATIONS, PEOPLE, Head
from extractors.leaning import changes_flow, is_of_the_admitted
from extractors.measures import MeasureReading
from extractors.own_clauses import has_more, has_so_many
from extractors.parallel_items import told_in_parallel
from extractors.punished import OF_BODIES, REASON, WORDS_OF_REASONS, are_bodies_punished, gives_reason
from extractors.quantity import Quantity
from extractors.sequels import is_of_an_earlier_time, is_part_of_retold
from extractors.settling import settle
from extractors.shared_verbs import same_kind
from extractors.told_at_once import told_at_once
from extractors.turns import Turn

_ACCUSED = frozenset({("khiếu", "nại"), ("tố", "cáo")})
_DONE_TO_PEOPLE = frozenset(
    {"admitted", "introduced", "trained", "official", "removed", "disciplined", "exempted", "awarded", "transferred"}
)
_TAKE_PART = ("tham", "gia", "sinh", "hoạt")
_PUNISHED = frozenset({"disciplined", "removed"})
_PUPILS = frozenset({"trainee", "person", "people"})
_MEET = ("sinh", "hoạt")
_INDIVIDUALS = ("cá", "nhân")


def what_happened(turn: Turn, head: Head, measure: MeasureReading) -> tuple[str, Aspect]:
    """The subject, made definite, and its aspect; "other" for what the catalogue does not know.

    Args:
        turn: The numeral, those before it, and what the sentence before leaves.
        head: Its noun.
        measure: Whether it is a count, a share, a completion or a change.
    """
    reading, slot = turn.reading, turn.slot
    if told := told_at_once(turn, head):
        return told
    if ";" in reading.words and (told := told_in_parallel(reading, slot, head, turn.done)):
        return told
    if not WORDS_OF_REASONS.isdisjoint(reading.words) and (whole := _reason_of(turn, head)):
        return "member", Aspect(whole.aspect, (REASON,))
    of_the_admitted = head.subject in ("member", "person") and _are_of_the_admitted(turn, head)
    inherited = _inherited_aspect(turn, head, of_the_admitted)
    alone = False
    if measure.measure == "change" and head.side == "right":
        changed = _those_changed(turn, head)
        of_flow = changed is not None and changes_flow(reading, slot, head, changed)
        alone = not of_flow and not changes_flow(reading, slot, head, turn.previous)
        if of_flow and changed and (inherited is None or inherited in _PUNISHED):
            inherited = changed.aspect
        if alone and _is_of_others(turn, changed):
            return head.subject, Aspect("other", ("scope.change_of_others",))
    slots = turn.slots
    if slots[turn.index] is not slot:
        slots = (*slots[: turn.index], slot, *slots[turn.index + 1 :])
    aspect = find_aspect(reading, slots, turn.index, head, inherited=inherited, alone=alone)
    is_deed = aspect.decided and aspect.name != "total"
    aim = None if is_deed else reached_of_aim(reading, slot, head, (*turn.carried.named, *turn.done))
    if aim and head.subject == "body":
        return aim.subject, Aspect(aim.aspect, (REACHED,))
    aspect = Aspect(aim.aspect, (REACHED,)) if aim else _as_admitted(turn, head, aspect, of_the_admitted)
    may_be_cases = aspect.name in ("disciplined", "rated") or (head.rule is not None and head.rule.id == "head.case")
    return (_what_cases_are(turn, head, aspect) if may_be_cases else None) or _settled(turn, head, aspect)


def _as_admitted(turn: Turn, head: Head, aspect: Aspect, of_the_admitted: bool) -> Aspect:
    """The aspect, that of members admitted where no verb says it but the plan or those told before do."""
    if not aspect.decided and of_the_admitted:
        aspect = Aspect("admitted", ("scope.of_the_admitted",))
    undecided = not aspect.decided and head.subject == "member"
    if undecided and is_set_or_reached(turn.reading, turn.slot, (*turn.done, *turn.carried.named)):
        return Aspect("admitted", (REACHED,))
    return aspect


def _those_changed(turn: Turn, head: Head) -> Quantity | None:
    """The count whose change is told: the last of the kind, or all punished behind a list of penalties."""
    alike = [q for q in turn.done if same_kind(q.subject, head.subject)]
    if not alike or alike[-1].aspect not in _PUNISHED:
        return alike[-1] if alike else None
    return next((q for q in alike if q.aspect == "disciplined" and q.head_side == "right"), alike[-1])


def _reason_of(turn: Turn, head: Head) -> Quantity | None:
    """Those of whom the figure tells some by the reason; None for others."""
    counted = turn.done or (turn.carried.named if turn.carried.goes_on else ())
    return gives_reason(turn.reading, turn.slot, head, counted)


def _are_of_the_admitted(turn: Turn, head: Head) -> bool:
    """Whether people are some of those said to be admitted before, or as many at an earlier time."""
    if is_of_the_admitted(turn.reading, turn.slot, head, turn.carried, turn.done):
        return True
    return is_of_an_earlier_time(turn.reading, turn.slot, head, turn.done) or is_part_of_retold(head, turn.previous)


def _settled(turn: Turn, head: Head, aspect: Aspect) -> tuple[str, Aspect]:
    """The subject, made definite, and its aspect, "other" for those counted for what they do."""
    reading, slot = turn.reading, turn.slot
    told = (*turn.carried.named, *turn.done) if turn.carried.same_paragraph else turn.done
    if told and head.subject in _PUPILS and learn_about_party(reading, slot, head, told):
        return "candidate", Aspect("trained", ("scope.course",))
    subject, aspect = settle(reading, slot, head, aspect, _those_told(turn, head))
    if _are_of_bodies_told(turn, head, aspect):
        aspect = Aspect("total", ())
    if _is_where_people_are(turn, head, subject):
        return "other", Aspect("other", ("scope.where_people_are",))
    before = turn.done[-1] if turn.done else None
    if _says_no_deed(turn, head, subject, aspect) and counted_for_deed(reading, slot, head, subject, previous=before):
        aspect = Aspect("other", ("cue.doer",))
    return subject, aspect


def _those_told(turn: Turn, head: Head) -> Quantity | None:
    """What was told before: of bodies called so in general the last ones ("62 chi bộ, 701 người, tăng 9 tổ chức")."""
    last = turn.previous
    if head.subject != "body" or last is None or last.subject in ORGANIZATIONS:
        return last
    return next((q for q in reversed(turn.done) if q.subject in ORGANIZATIONS), last)


def _says_no_deed(turn: Turn, head: Head, subject: str, aspect: Aspect) -> bool:
    """Whether an aspect is none of the figure's own, so that words behind its noun may say what those counted do."""
    if not aspect.decided or aspect.name == "total":
        return aspect.rules != ("scope.gathered",)
    if subject == "village" and has_so_many(turn.reading, head):
        return True
    is_shared = aspect.rules == ("scope.coordinated",) and head.rule is not None and head.rule.subject == subject
    if is_shared and (turn.slot.numeral.is_percent or _does_another_thing(turn, head, aspect)):
        return True
    return _only_have(turn, head, aspect) and aspect.rules != ("scope.gathered",)


def _only_have(turn: Turn, head: Head, aspect: Aspect) -> bool:
    """Whether a share of bodies behind others graded only has something ("…; 50% chi hội có câu lạc bộ")."""
    reading, slot = turn.reading, turn.slot
    if (
        aspect.name != "rated"
        or not slot.numeral.is_percent
        or head.side != "right"
        or head.subject not in ORGANIZATIONS
    ):
        return False
    graded = any(m.rule.aspect == "rated" and head.end <= m.start < slot.stop for m in reading.aspects)
    return reading.norms[head.end : head.end + 1] == ("có",) and not graded


def _does_another_thing(turn: Turn, head: Head, aspect: Aspect) -> bool:
    """Whether bodies behind those that held their congress did something else ("…, 14 CĐCS tổ chức hội nghị")."""
    first = turn.reading.norms[head.end : head.end + 1]
    if head.side != "right" or not any(m.start == head.end for m in turn.reading.cues_of("doer")):
        return False
    if aspect.name == "established":
        return first == ("có",)
    return aspect.name == "congress_held" or (aspect.name.startswith("with_") and first == ("bí",))


def _is_of_others(turn: Turn, changed: Quantity | None) -> bool:
    """Whether a change goes on with a count outside the catalogue ("900 hộ đạt tiêu chí, tăng 40 hộ").

    A bracket behind several tells their changes ("kiểm tra 40 tổ chức, 18 đảng viên (tăng 9 tổ chức và 4 đảng viên)").
    """
    before = turn.reading.norms[turn.slot.left : turn.slot.at][-4:]
    if changed is None or changed.indicator != "other":
        return False
    return "," in before or turn.slot.depth > changed.slot.depth or changed.measure == "change"


def _inherited_aspect(turn: Turn, head: Head, of_the_admitted: bool) -> str | None:
    """The aspect of what was told before, when the numeral counts the same kind of thing."""
    previous = turn.previous
    is_carried = previous is not None and previous is turn.carried.quantity
    alike = previous and (_is_alike(head, previous) if is_carried else same_kind(head.subject, previous.subject))
    inherited = previous.aspect if previous and alike else None
    if head.subject == "people" and not head.inherited and not _goes_on_in_bracket(turn):
        inherited = None
    if inherited == "admitted" and has_more(turn.reading, turn.slots, turn.index, head.end):
        inherited = None
    if inherited is None and turn.carried.goes_on and not turn.done:
        inherited = next((q.aspect for q in reversed(turn.carried.named) if _is_alike(head, q)), None)
    return "admitted" if inherited is None and of_the_admitted else inherited


def _is_alike(head: Head, told: Quantity) -> bool:
    """Whether the noun is of the kind of thing told before, and of no other body ("lập 17 chi bộ. … có 9 CĐCS")."""
    system = head.rule.system if head.rule else None
    return same_kind(head.subject, told.subject) and system in (None, told.system)


def _goes_on_in_bracket(turn: Turn) -> bool:
    """Whether people of a kind go on with those before them in a bracket ("(24 sinh viên và 3 cán bộ)")."""
    last = turn.done[-1] if turn.done else None
    if last is None or not turn.slot.depth or last.slot.depth != turn.slot.depth or last.indicator == "other":
        return False
    between = range(last.slot.at + 1, turn.slot.at)
    told = any(m.start in between for m in turn.reading.aspects) or any(m.start in between for m in turn.reading.cues)
    return turn.reading.norms[turn.slot.at - 1] in (",", "và", ";") and len(between) <= 5 and not told


def _are_of_bodies_told(turn: Turn, head: Head, aspect: Aspect) -> bool:
    """Whether members who "take part in meetings" are those of the bodies before ("9 chi bộ với 91 đảng viên …")."""
    if aspect.name != "other" or turn.reading.norms[head.end : head.end + 4] != _TAKE_PART or not turn.done:
        return False
    return turn.done[-1].subject in ORGANIZATIONS and "với" in turn.reading.norms[turn.slot.left : turn.slot.at]


def _is_where_people_are(turn: Turn, head: Head, subject: str) -> bool:
    """Whether bodies only say where people come from ("20 quần chúng ưu tú của 6 chi bộ")."""
    if not turn.done or subject not in ORGANIZATIONS or head.side != "right" or turn.done[-1].subject not in PEOPLE:
        return False
    last = turn.done[-1]
    where = turn.reading.norms[turn.slot.at - 1] in ("của", "tại", "ở", "thuộc")
    where = where and turn.reading.norms[turn.slot.at - 3 : turn.slot.at - 1] != _MEET
    told = last.subject == "committee_member" or last.aspect in _DONE_TO_PEOPLE
    return where and told


def _what_cases_are(turn: Turn, head: Head, aspect: Aspect) -> tuple[str, Aspect] | None:
    """What cases, individuals and bare penalties stand for, or nothing of the catalogue; None where words say it.

    "231 cá nhân" rated beside "68 tập thể" are officers, not members as such.

    They only stand in a row behind others in "kết nạp 56 hội viên; giải quyết 42 trường hợp …".
    """
    if aspect.name == "disciplined" and head.side != "right" and are_bodies_punished(turn.done):
        return "other", Aspect("other", (OF_BODIES,))
    if aspect.name == "rated" and turn.reading.norms[head.start : head.end] == _INDIVIDUALS:
        return "other", Aspect("other", ("scope.officers_rated",))
    if head.rule is None or head.rule.id != "head.case":
        return None
    if aspect.name in ("other", "total") and _of_offenders(turn):
        return "member", Aspect("disciplined", ("scope.of_the_disciplined",))
    if aspect.rules == ("scope.coordinated",) and aspect.name not in ("disciplined", "removed", "awarded", "total"):
        return "other", Aspect("other", ("scope.cases_of_others",))
    return None


def _of_offenders(turn: Turn) -> bool:
    """Whether cases are told of right behind members punished ("xử lý 40 đảng viên … 15 trường hợp vi phạm …")."""
    before = [q for q in turn.done if q.indicator != "other"] or list(turn.carried.named)
    accused = not _ACCUSED.isdisjoint(pairwise(turn.reading.norms[turn.slot.left : turn.slot.at]))
    return bool(before) and before[-1].aspect == "disciplined" and not accused
