"""The bodies that a document names, and which of them a figure belongs to: "Đảng bộ Khối …", "Công ty …"."""

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.body_names import (
    BODY,
    COMMITTEES,
    PARTY_BODIES,
    as_party_body,
    bare_body,
    folded,
    is_national,
    is_nobody,
    is_part_of_name,
    is_shortened,
)
from extractors.organizations import OrganizationMention, load_body_words
from extractors.places.finding import PlaceMention
from extractors.places.reach import reaches
from schemas.sentences import Sentence
from schemas.vocabulary import System

LEAD, TITLE, OFTEN = 600, 200, 3
_NEXT = 3
_KINDS_ALONE = ("Bệnh viện", "Trường", "Công ty", "Tổng công ty", "Học viện", "Tập đoàn", "Ngân hàng", "Nhà máy")
_BACK = re.compile(
    r"(?:[Cc]hi bộ|[Đđ]ảng bộ|[Đđ]ảng ủy|[Đđ]ơn vị|[Cc]ông ty|[Nn]hà trường|[Kk]hối)"
    r" (?:này|ông|bà|tôi|chúng tôi|anh|chị|công ty|trường|đã có|có|mới|hiện|được|thành lập|ra đời|kết nạp"
    r"|(?:đã|vừa|chỉ|luôn)\s(?:có|kết nạp|phát triển|giới thiệu|bồi dưỡng))"
)
_KIND_TOLD = re.compile(
    r"\b(?:[Đđ]ảng bộ|[Đđ]ảng ủy|[Cc]hi bộ)\s(?P<kind>trường|công ty|bệnh viện|học viện|nhà máy)\s(?=[a-zà-ỹđ])"
)
_GROUP_TOLD = re.compile(
    r"(?:^|[.;:,]\s|\b[Tt]rong\s|\b[Tt]oàn\s)(?P<kind>[Cc]ụm|[Kk]hối thi đua)(?=\s(?!số\s)[a-zà-ỹđ]|[,.])"
)
_WHOLE = re.compile(r"[Tt]oàn (?:[Đđ]ảng bộ|[Kk]hối)\b")
_TELLING = ("trường", "bệnh viện", "công ty", "tổng công ty", "học viện", "nhà máy", "trung tâm")
_TWICE = 2
_CITY = re.compile(r"\bTP\.?\s(?!Hồ Chí Minh|HCM)")
_OF_THE_CENTRE = ("Khối cơ quan Trung ương", "Khối các cơ quan Trung ương")
"""What papers call the one body of that kind, and its own name."""
_UNDER = re.compile(r"thành lập[^;]{0,120}\strực thuộc\s\Z")
_SEAT = re.compile(r"(?:\s\([^()\d]{2,20}\))?\s(?:tại|ở|trên địa bàn)\s")
_SUBJECT = re.compile(
    r"(?:^|[.;:,(–-]\s?|[“\"]|\b(?:[Tt]ại|[Ởở]|của|thuộc|là|như|và|toàn|[Tt]heo|[Vv]ới|được|do"
    r"|[Rr]iêng|[Tt]rong đó)\s)\Z"
)


@dataclass(frozen=True)
class SystemScope:
    """The bodies that a document names.

    `cues` are offsets and systems of words that name a body, in order; `main` is the association the document is
    about, or None for the Party; `main_organization` the body that the whole document is about, or None; `lead` the
    first Party body named near the beginning: the document is about it unless an administrative unit comes before;
    `spoken` the associations whose people the whole text names, most often first. `publisher` is the body whose
    site printed the text, or None; `says_committee` is set where bodies are named by their committees only
    ("Đảng ủy", never "Đảng bộ").
    """

    cues: tuple[tuple[int, System], ...]
    main: System | None
    organizations: tuple[OrganizationMention, ...]
    main_organization: str | None = None
    lead: OrganizationMention | None = None
    spoken: tuple[System, ...] = ()
    says_committee: bool = False
    publisher: str | None = None

    def organization_at(
        self,
        start: int,
        sentence: Sentence,
        *,
        before: Sequence[Sentence] = (),
        place: PlaceMention | None = None,
        units: Sequence[int] = (),
    ) -> str | None:
        """The body that the figure at `start` counts or belongs to, or None when it is a place that is counted.

        Args:
            start: Offset of the figure.
            sentence: Its sentence.
            before: The sentences before it in its paragraph, nearest last.
            place: The mention that says which place the figure is about, or None when the document does.
            units: Where the document names administrative units, in order.
        """
        inside = self._between(sentence.start, start)
        own = next((o for o in reversed(inside) if _may_own(o, sentence, start)), None)
        if own:
            stands_behind = place is not None and place.start >= own.end + _NEXT and not _is_where(own, place, sentence)
            return None if stands_behind else self._as_told(self.in_full(own))
        if place is not None and place.start >= sentence.start:
            return None
        main = self._main(units)
        is_apart = place is not None and not self._is_within(place, main)
        main = main or (self.publisher if place is None else None)
        told = self._refers_back(start, sentence, before, place) or self._of_kind(start, sentence)
        return self._as_told(told or (None if is_apart else main))

    def _as_told(self, name: str | None) -> str | None:
        """A body led by a committee under the committee's name where the text never speaks of the body itself."""
        if name is None:
            return None
        name = _CITY.sub("thành phố ", name).replace("ĐH ", "Đại học ")
        name = name.replace(*_OF_THE_CENTRE)
        if not self.says_committee or not name.startswith(BODY):
            return name
        return f"{COMMITTEES[0]}{name.removeprefix(BODY)}"

    def _between(self, start: int, end: int) -> Sequence[OrganizationMention]:
        first = bisect.bisect_left(self.organizations, start, key=lambda o: o.start)
        return self.organizations[first : bisect.bisect_left(self.organizations, end, key=lambda o: o.start)]

    def _main(self, units: Sequence[int]) -> str | None:
        """The body that the whole document is about, or None."""
        if self.main_organization is not None:
            return self.main_organization
        if self._is_own_site:
            return self.publisher
        if self.lead is not None and (not units or units[0] >= self.lead.start):
            return self.in_full(self.lead)
        return self._only if all(self.body_around(at) is not None for at in units) else None

    @cached_property
    def _is_own_site(self) -> bool:
        """Whether a school, hospital or enterprise tells of itself on its site; a bloc's site tells of its members."""
        own = bare_body(self.publisher or "")
        named = (bare_body(self.in_full(o)) for o in self.organizations)
        return own.startswith(_TELLING) and any(name == own for name in named)

    @cached_property
    def _only(self) -> str | None:
        """The only body that the text names, the associations left out, if it does so twice or more."""
        own = [o for o in self.organizations if o.system is None and o.name not in PARTY_BODIES]
        names = {bare_body(self.in_full(o)) for o in own}
        longest = max(names, key=len, default="")
        is_one = len(own) >= _TWICE and all(is_part_of_name(name, longest) for name in names)
        return next(self.in_full(o) for o in own if bare_body(self.in_full(o)) == longest) if is_one else None

    def body_around(self, at: int) -> OrganizationMention | None:
        """The body whose name holds an offset, or None."""
        last = bisect.bisect_right(self.organizations, at, key=lambda o: o.start) - 1
        named = self.organizations[last] if last >= 0 else None
        return named if named is not None and at < named.end else None

    def _is_within(self, place: PlaceMention, body: str | None) -> bool:
        """Whether a place stands in the name of a body."""
        named = self.body_around(place.start)
        return (
            named is not None and body is not None and is_part_of_name(bare_body(self.in_full(named)), bare_body(body))
        )

    def _refers_back(
        self, start: int, sentence: Sentence, before: Sequence[Sentence], place: PlaceMention | None
    ) -> str | None:
        """The body named last in the paragraph when the sentence speaks of "the cell", "this body" and the like."""
        said = sentence.text[: start - sentence.start]
        back = _BACK.search(said)
        if not before or back is None or (self.main_organization and _WHOLE.search(said)):
            return None
        told = self._between(before[0].start, sentence.start)
        cells = [o for o in told if o.name.startswith("Chi bộ")] if back.group().lower().startswith("chi bộ") else ()
        earlier = (cells or told)[-1] if told else None
        if earlier is None or (place is not None and place.start >= earlier.end):
            return None
        return self.in_full(earlier)

    def _of_kind(self, start: int, sentence: Sentence) -> str | None:
        """The body named last whose kind the sentence names ("Năm nay, Đảng bộ trường kết nạp …"), or None."""
        told = (_KIND_TOLD, _GROUP_TOLD)
        said = next((m for pattern in told if (m := pattern.search(sentence.text, 0, start - sentence.start))), None)
        if said is None:
            return None
        kind = f"{said['kind'].lower()} "
        named = (o for o in reversed(self._between(0, sentence.start)) if bare_body(o.name).startswith(kind))
        return next((self.in_full(o) for o in named), None)

    def in_full(self, mention: OrganizationMention) -> str:
        """The full name that a short form ("Đảng ủy Khối") stands for: the last one before it, else the next one."""
        party = self._usual(self._spelled_out(as_party_body(mention.name)))
        longer = [name for name in self._starts_of if name.startswith(f"{party} ") and not is_national(name)]
        if not longer and self.publisher is not None and self.publisher.startswith(f"{party} "):
            return self.publisher
        longer = longer or self._named_alone(party)
        if not longer or (mention.system and len(longer) > 1):
            return party
        own = min(longer, key=lambda name: self._distance(name, mention.start))
        return max((name for name in longer if name.startswith(own) or own.startswith(name)), key=len)

    def _spelled_out(self, name: str) -> str:
        """A name with its abbreviation written out where the text does so elsewhere ("BĐBP tỉnh")."""
        full = name
        for short, meanings in load_body_words().abbreviations.items():
            if re.search(rf"(?<!\w){short}(?!\w)", full):
                full = next((long for m in meanings if self._is_printed(long := full.replace(short, m))), full)
        return full

    def _is_printed(self, name: str) -> bool:
        """Whether the text prints a name, or one that holds it; capitals may differ."""
        bare = name.split(" ", 2)[2] if name.startswith(PARTY_BODIES) and name.count(" ") > 1 else name
        return any(folded(bare) in folded(other) for other in self._starts_of)

    def _usual(self, name: str) -> str:
        """The spelling in which the text prints a name most often; it may differ in dashes and capitals."""
        return self._spellings.get(folded(name), name)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """The most frequent spelling of every name, the first one among equals."""
        spelled: dict[str, Counter[str]] = {}
        for name, starts in self._starts_of.items():
            spelled.setdefault(folded(name), Counter())[name] += len(starts)
        return {key: names.most_common(1)[0][0] for key, names in spelled.items()}

    def _named_alone(self, party: str) -> list[str]:
        """The full names of the only body whose kind "Đảng bộ Bệnh viện" has and that the text names by itself."""
        word = next((word for word in PARTY_BODIES if party.startswith(f"{word} ")), None)
        kind = party[len(word) + 1 :] if word else ""
        if kind not in _KINDS_ALONE:
            return []
        last = {name: starts[-1] for name, starts in self._starts_of.items() if name.startswith(f"{kind} ")}
        return [f"{word} {max(last, key=lambda name: last[name])}"] if last else []

    @cached_property
    def associations(self) -> tuple[tuple[int, System], ...]:
        """The cues that name an association, in order."""
        return tuple(cue for cue in self.cues if cue[1] != "party")

    @cached_property
    def _starts_of(self) -> dict[str, list[int]]:
        """Every name as a Party body, with the offsets where it stands."""
        starts: dict[str, list[int]] = {}
        for organization in self.organizations:
            starts.setdefault(as_party_body(organization.name), []).append(organization.start)
        return starts

    def _distance(self, name: str, at: int) -> tuple[bool, int]:
        """How far a name stands from an offset, names before it first."""
        starts = self._starts_of.get(name) or [at]
        before = bisect.bisect_left(starts, at)
        return (False, at - starts[before - 1]) if before else (True, starts[0] - at)


def _is_where(organization: OrganizationMention, place: PlaceMention, sentence: Sentence) -> bool:
    """Whether a place behind a body only says where it is: "Phân hiệu Đại học Huế tại tỉnh Quảng Trị"."""
    return bool(_SEAT.fullmatch(sentence.text, organization.end - sentence.start, place.start - sentence.start))


def _may_own(organization: OrganizationMention, sentence: Sentence, start: int) -> bool:
    """Whether a body named before a figure may be what it counts: no object, no office, nothing told apart."""
    first, last = organization.start - sentence.start, organization.end - sentence.start
    if organization.is_kind or not reaches(
        sentence.text, start=first, end=last, figure=start - sentence.start, sentence_start=0
    ):
        return False
    if _UNDER.search(sentence.text[max(0, first - LEAD) : first]):
        return False
    is_plain = organization.system is None and not organization.name.startswith(("Đảng", "Chi bộ", "Công ty"))
    return not is_plain or bool(_SUBJECT.search(sentence.text[:first]))


def main_organization(scope: SystemScope, title_end: int, title: str = "") -> str | None:
    """The body in the title, or the Party body that the lead names and the text names three times or more.

    A title may shorten the name that the lead prints in full: "Cao su Sông Bé kết nạp 30 đảng viên".
    """
    titled = [o for o in scope.organizations if o.start < min(title_end, TITLE) and not is_nobody(o)]
    if titled:
        return scope.in_full(titled[0])
    shortened = next((o for o in scope.organizations if o.start < title_end + LEAD and is_shortened(o, title)), None)
    if shortened:
        return scope.in_full(shortened)
    bodies = [o for o in scope.organizations if o.name.startswith(PARTY_BODIES)]
    counted = Counter(scope.in_full(o) for o in bodies)
    name, count = counted.most_common(1)[0] if counted else ("", 0)
    in_lead = any(o.start < title_end + LEAD and scope.in_full(o) == name for o in bodies)
    return name if count >= OFTEN and in_lead else None


def lead_organization(organizations: Sequence[OrganizationMention], title_end: int) -> OrganizationMention | None:
    """The first Party body of the lead."""
    lead = [o for o in organizations if o.start < title_end + LEAD and o.name.startswith(PARTY_BODIES)]
    return lead[0] if lead else None
