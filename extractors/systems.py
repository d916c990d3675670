"""Which body a figure belongs to: the Party, a mass body, and the organisation that the text names."""

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractors.organizations import OrganizationMention
from extractors.places.finding import PlaceMention
from extractors.places.reach import reaches
from extractors.quantity import Quantity
from extractors.slots import Reading
from extractors.spoken_associations import last_association, spoken_associations
from schemas.sentences import Sentence
from schemas.vocabulary import System

_LEAD, _TITLE, _OFTEN, _NEXT = 600, 200, 3, 3
_PARTY_BODIES = ("Đảng bộ", "Đảng ủy", "Đảng uỷ", "Chi bộ")
_PEOPLE = ("head.people", "head.person", "head.person.female", "head.person.pupil", "head.case", "head.none", "")
_ASSOCIATION_HEADS = (
    "head.member.union",
    "head.member.association",
    "head.cell.association",
    "head.grassroots_org.association",
)
_UNIONS = ("youth_union", "trade_union")
_SPOKEN, _TOLD = 120, 60
_TO_PARTY = re.compile(r"(?:cho|vào|hàng ngũ của|kết nạp) [ĐÐ]ảng|ưu tú|giới thiệu")
_OF_ALL = (*_PEOPLE, "head.member.drawn")
_GATHERED = re.compile(r"tập hợp|thu hút")
_SAYS_ASSOCIATION = re.compile(r"(?<!\w)(?:Hội(?!\s(?:nghị|đồng|trường|thảo|thi))|(?:cơ sở|chi|các cấp) hội)(?!\w)")
_COMMITTEE = re.compile(r"Đảng (?:ủy|uỷ)")
_BACK = re.compile(
    r"(?:[Cc]hi bộ|[Đđ]ảng bộ|[Đđ]ảng ủy|[Đđ]ơn vị|[Cc]ông ty|[Nn]hà trường|[Kk]hối)"
    r" (?:này|ông|bà|tôi|chúng tôi|anh|chị|công ty|trường|đã có|có|mới|hiện|được|thành lập|ra đời|kết nạp)"
)
_SUBJECT = re.compile(r"(?:^|[.;:,(–-]\s?|[“\"]|\b(?:[Tt]ại|[Ởở]|của|thuộc|là|như|và|toàn|[Tt]heo|[Vv]ới|được|do)\s)\Z")
_WITH_SYSTEM = ("grassroots_org", "committee", "cell", "member", "committee_member", "class", "trainee")


@dataclass(frozen=True)
class SystemScope:
    """The bodies that a document names.

    `cues` are offsets and systems of words that name a body, in order; `main` is the association the document is
    about, or None for the Party; `main_organization` the body that the whole document is about, or None; `lead` the
    first Party body named near the beginning: the document is about it unless an administrative unit comes before;
    `spoken` the associations whose people the whole text names, most often first.
    """

    cues: tuple[tuple[int, System], ...]
    main: System | None
    organizations: tuple[OrganizationMention, ...]
    main_organization: str | None = None
    lead: OrganizationMention | None = None
    spoken: tuple[System, ...] = ()

    def organization_at(
        self,
        start: int,
        sentence: Sentence,
        *,
        before: Sequence[Sentence] = (),
        place: PlaceMention | None = None,
        first_unit: int | None = None,
    ) -> str | None:
        """The body that the figure at `start` counts or belongs to, or None when it is a place that is counted.

        Args:
            start: Offset of the figure.
            sentence: Its sentence.
            before: The sentences before it in its paragraph, nearest last.
            place: The mention that says which place the figure is about, or None when the document does.
            first_unit: Offset of the first administrative unit that the document's body names, or None.
        """
        inside = self._between(sentence.start, start)
        own = next((o for o in reversed(inside) if _may_own(o, sentence, start)), None)
        if own:
            stands_behind = place is not None and place.start >= own.end + _NEXT
            return None if stands_behind else self.in_full(own)
        if place is not None and place.start >= sentence.start:
            return None
        main = self._main(first_unit)
        is_apart = place is not None and not self._is_within(place, main)
        return self._refers_back(start, sentence, before, place) or (None if is_apart else main)

    def _between(self, start: int, end: int) -> Sequence[OrganizationMention]:
        first = bisect.bisect_left(self.organizations, start, key=lambda o: o.start)
        return self.organizations[first : bisect.bisect_left(self.organizations, end, key=lambda o: o.start)]

    def _main(self, first_unit: int | None) -> str | None:
        """The body that the whole document is about, or None."""
        if self.main_organization is not None or self.lead is None:
            return self.main_organization
        return self.in_full(self.lead) if first_unit is None or first_unit >= self.lead.start else None

    def _is_within(self, place: PlaceMention, body: str | None) -> bool:
        """Whether a place stands in the name of a body."""
        last = bisect.bisect_right(self.organizations, place.start, key=lambda o: o.start) - 1
        named = self.organizations[last] if last >= 0 else None
        return named is not None and place.start < named.end and self.in_full(named) == body

    def _refers_back(
        self, start: int, sentence: Sentence, before: Sequence[Sentence], place: PlaceMention | None
    ) -> str | None:
        """The body named last in the paragraph when the sentence speaks of "the cell", "this body" and the like."""
        if not before or not _BACK.search(sentence.text[: start - sentence.start]):
            return None
        last = bisect.bisect_left(self.organizations, sentence.start, key=lambda o: o.start) - 1
        earlier = self.organizations[last] if last >= 0 else None
        if earlier is None or earlier.start < before[0].start or (place is not None and place.start >= earlier.end):
            return None
        return self.in_full(earlier)

    def in_full(self, mention: OrganizationMention) -> str:
        """The full name that a short form ("Đảng ủy Khối") stands for: the last one before it, else the next one."""
        party = _as_party_body(mention.name)
        longer = [name for name in self._starts_of if name.startswith(f"{party} ") and not name.endswith("Việt Nam")]
        if not longer or (mention.system and len(longer) > 1):
            return party
        own = min(longer, key=lambda name: self._distance(name, mention.start))
        return max((name for name in longer if name.startswith(own) or own.startswith(name)), key=len)

    @cached_property
    def associations(self) -> tuple[tuple[int, System], ...]:
        """The cues that name an association, in order."""
        return tuple(cue for cue in self.cues if cue[1] != "party")

    @cached_property
    def _starts_of(self) -> dict[str, list[int]]:
        """Every name as a Party body, with the offsets where it stands."""
        starts: dict[str, list[int]] = {}
        for organization in self.organizations:
            starts.setdefault(_as_party_body(organization.name), []).append(organization.start)
        return starts

    def _distance(self, name: str, at: int) -> tuple[bool, int]:
        """How far a name stands from an offset, names before it first."""
        starts = self._starts_of[name]
        before = bisect.bisect_left(starts, at)
        return (False, at - starts[before - 1]) if before else (True, starts[0] - at)


def _as_party_body(name: str) -> str:
    """The organisation whose committee a name is ("Đảng ủy Khối …" leads "Đảng bộ Khối …")."""
    return _COMMITTEE.sub("Đảng bộ", name).replace("Đảng bộ khối", "Đảng bộ Khối")


def _may_own(organization: OrganizationMention, sentence: Sentence, start: int) -> bool:
    """Whether a body named before a figure may be what it counts: no object, no office, nothing told apart."""
    first, last = organization.start - sentence.start, organization.end - sentence.start
    if not reaches(sentence.text, start=first, end=last, figure=start - sentence.start, sentence_start=0):
        return False
    is_plain = organization.system is None and not organization.name.startswith(("Đảng", "Chi bộ", "Công ty"))
    return not is_plain or bool(_SUBJECT.search(sentence.text[:first]))


def make_system_scope(
    readings: Sequence[Reading], title_end: int, organizations: Sequence[OrganizationMention], text: str = ""
) -> SystemScope:
    """The bodies named in the readings of a document; a body in the title, or named most, is the main one."""
    cues: list[tuple[int, System]] = []
    for reading in readings:
        for match in reading.cues:
            if match.rule.cue == "system" and match.rule.system:
                cues.append((reading.tokens.starts[match.start], match.rule.system))
    named = [(o.start, o.system) for o in organizations if o.system]
    main = _main_system(sorted(cues), [*sorted(cues), *named], title_end)
    scope = SystemScope(tuple(sorted({*cues, *named})), main, tuple(organizations), spoken=spoken_associations(text))
    lead = _lead_organization(scope.organizations, title_end)
    return replace(scope, main_organization=_main_organization(scope, title_end), lead=lead)


def _main_system(
    cues: Sequence[tuple[int, System]], named: Sequence[tuple[int, System]], title_end: int
) -> System | None:
    """The association in the title, else the one that the sentences with figures name most, or None for the Party."""
    end = min(title_end, _TITLE)
    title = sorted((start, system) for start, system in named if start < end and system != "party")
    if title:
        return title[0][1]
    counted = Counter(system for _, system in cues)
    system, count = counted.most_common(1)[0] if counted else ("party", 0)
    return system if system != "party" and count >= _OFTEN else None


def _main_organization(scope: SystemScope, title_end: int) -> str | None:
    """The body in the title, or the Party body that the lead names and the text names three times or more."""
    titled = [o for o in scope.organizations if o.start < min(title_end, _TITLE) and not o.name.endswith("Việt Nam")]
    if titled:
        return scope.in_full(titled[0])
    bodies = [o for o in scope.organizations if o.name.startswith(_PARTY_BODIES)]
    counted = Counter(scope.in_full(o) for o in bodies)
    name, count = counted.most_common(1)[0] if counted else ("", 0)
    in_lead = any(o.start < title_end + _LEAD and scope.in_full(o) == name for o in bodies)
    return name if count >= _OFTEN and in_lead else None


def _lead_organization(organizations: Sequence[OrganizationMention], title_end: int) -> OrganizationMention | None:
    """The first Party body of the lead."""
    lead = [o for o in organizations if o.start < title_end + _LEAD and o.name.startswith(_PARTY_BODIES)]
    return lead[0] if lead else None


def resolve_system(
    scope: SystemScope, quantity: Quantity, *, sentence: Sentence, start: int, before: Sequence[Sentence] = ()
) -> System | None:
    """The body of a figure, or None where bodies do not apply (population, villages, "other").

    Args:
        scope: From `make_system_scope`.
        quantity: What the figure counts.
        sentence: Its sentence.
        start: Offset of the figure.
        before: The sentences before it in its paragraph, nearest last.
    """
    subject, head = quantity.indicator.partition(".")[0], quantity.noun
    if subject not in _WITH_SYSTEM:
        return None
    if quantity.system:
        return quantity.system
    if head in _PEOPLE and quantity.aspect == "admitted":
        return _of_admitted(scope, sentence, start, before)
    if head in _ASSOCIATION_HEADS:
        return _of_association(scope, head, _nearest(scope, sentence, start, before))
    at = start - sentence.start
    if subject == "member" and head in _OF_ALL and _GATHERED.search(sentence.text, max(0, at - _TOLD), at):
        drawn = last_association(sentence.text[max(0, at - _TOLD) : at])
        return drawn or body_before(scope, sentence, start, before) or next(iter(scope.spoken), "party")
    if subject in ("class", "trainee", "committee_member"):
        return _nearest(scope, sentence, start, ()) or scope.main or "party"
    if head == "head.body" and _SAYS_ASSOCIATION.search(sentence.text):
        return _nearest(scope, sentence, start, before) or scope.main or "party"
    return "party"


def body_before(scope: SystemScope, sentence: Sentence, start: int, before: Sequence[Sentence]) -> System | None:
    """The association named last before a figure in its paragraph, else the one of the document; None for the Party."""
    return _nearest(scope, sentence, start, before) or scope.main


def _of_association(scope: SystemScope, head: str, near: System | None) -> System:
    """The association that "đoàn viên" or "hội viên" belongs to: a union has the ones, the others have the others."""
    is_union = head == "head.member.union"
    fitting = (system for system in (near, scope.main, *scope.spoken) if system and (system in _UNIONS) == is_union)
    return next(fitting, "youth_union" if is_union else "other")


def _of_admitted(scope: SystemScope, sentence: Sentence, start: int, before: Sequence[Sentence]) -> System:
    """The body that people joined: the Party unless the text is about an association; then what it spoke of last."""
    at = start - sentence.start
    if scope.main is None or _TO_PARTY.search(sentence.text, max(0, at - _SPOKEN), at + _TOLD):
        return "party"
    begin = before[0].start if before else sentence.start
    last = bisect.bisect_left(scope.cues, start, key=lambda cue: cue[0]) - 1
    is_near = last >= 0 and scope.cues[last][0] >= begin
    return scope.cues[last][1] if is_near else scope.main


def _nearest(scope: SystemScope, sentence: Sentence, start: int, before: Sequence[Sentence]) -> System | None:
    """The association named last before the figure in its sentence, else in its paragraph."""
    last = bisect.bisect_left(scope.associations, start, key=lambda cue: cue[0]) - 1
    begin = before[0].start if before else sentence.start
    return scope.associations[last][1] if last >= 0 and scope.associations[last][0] >= begin else None
