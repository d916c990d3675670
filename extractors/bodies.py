"""The bodies that a document names, and which of them a figure belongs to: "Đảng bộ Khối …", "Công ty …"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.body_names import BODY, COMMITTEES, bare_body, is_part_of_name
from extractors.body_reach import find_owner, is_where, opens_with
from extractors.full_names import NamedBodies
from extractors.kept import kept_property
from extractors.organizations import OrganizationMention
from extractors.places.finding import PlaceMention
from extractors.told_again import may_refer_back, may_tell_kind, of_kind, refers_back
from schemas.sentences import Sentence
from schemas.vocabulary import System

_NEXT, _VENUE = 3, 100
_UNIT_TOLD = re.compile(r"[Tt]oàn (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\b")
_CITY = re.compile(r"\bTP\.?\s(?!Hồ Chí Minh|HCM)")
_OF_THE_CENTRE = ("Khối cơ quan Trung ương", "Khối các cơ quan Trung ương")
"""What papers call the one body of that kind, and its own name."""
_PARTS_OF = re.compile(
    r"\d[\d.]{0,8}\s(?:đảng viên|chi bộ|đồng chí|đoàn viên|hội viên|quần chúng)(?:\s(?!trực\s)[^\W\d]{1,8}){0,2}"
    r"\s(?:của|thuộc|ở|tại|trong)\s(?:toàn\s)?"
)
_THIS_ONE = re.compile(
    r"[ĐÐ]ây\s(?:cũng\s)?là\s(?:một\strong\s)?(?:những\s|các\s)?"
    r"(?:trường|chi bộ|đảng bộ|tổ chức|đơn vị|doanh nghiệp|công ty|bệnh viện|nhà máy|cơ sở)\b"
)
_THIS = ("Đây", "Ðây")
_AND_HAS = re.compile(r"\b(?:với|gồm|có)\s(?:[^\W\d]{1,8}\s){0,3}\Z")
_AT = re.compile(r"(?:[Tt]ại|[Ởở])\s[^.;:]{0,60}\Z")
_BODY_ACTS = re.compile(
    r",\s(?:đơn vị|nhà trường|bệnh viện|công ty|học viện|tập đoàn|(?:[Ss]ư|[Ll]ữ|[Tt]rung) đoàn)"
    r"(?=\s(?:đã|tổ chức|mở|kết nạp|bồi dưỡng|giới thiệu|phối hợp|có)\b)"
)


@dataclass(frozen=True)
class SystemScope:
    """The bodies that a document names.

    `cues` are offsets and systems of words that name a body, in order; `main` is the association the document is
    about, or None for the Party; `main_organization` the body that the whole document is about, or None; `lead` the
    first Party body named near the beginning: the document is about it unless an administrative unit comes before;
    `spoken` the associations whose people the whole text names, most often first. `publisher` is the body whose
    site printed the text, or None; `merged` are those that became one, which no short name means; `says_committee` is
    set where bodies are named by their committees only ("Đảng ủy", never "Đảng bộ" but of others).
    """

    cues: tuple[tuple[int, System], ...]
    main: System | None
    organizations: tuple[OrganizationMention, ...]
    main_organization: str | None = None
    lead: OrganizationMention | None = None
    spoken: tuple[System, ...] = ()
    says_committee: bool = False
    publisher: str | None = None
    merged: frozenset[str] = frozenset()

    @kept_property
    def named(self) -> NamedBodies:
        """The bodies with their names in full."""
        return NamedBodies(self.organizations, self.publisher, self.merged)

    def organization_at(
        self,
        start: int,
        sentence: Sentence,
        *,
        before: Sequence[Sentence] = (),
        place: PlaceMention | None = None,
        main: str | None = None,
    ) -> str | None:
        """The body that the figure at `start` counts or belongs to, or None when it is a place that is counted.

        Args:
            start: Offset of the figure.
            sentence: Its sentence.
            before: The sentences before it in its paragraph, nearest last.
            place: The mention that says which place the figure is about, or None when the document does.
            main: The body that the whole document is about, or None.
        """
        key = (sentence.start, place.start if place else -1)
        if key in self._of_silent:
            return self._of_silent[key]
        is_named = self._is_named_in(sentence)
        is_elsewhere = place is None or place.start < sentence.start
        if is_elsewhere and not is_named and not self._may_tell_again(sentence):
            self._of_silent[key] = self._around(start, before, place, main, told=None)
            return self._of_silent[key]
        own = self._own(start, sentence) if is_named else None
        if own:
            stands_behind = place is not None and self._stands_behind(own, place, sentence)
            return None if stands_behind else self._as_told(self.named.in_full(own))
        if place is not None and not is_elsewhere:
            is_this = bool(before) and sentence.text.startswith(_THIS)
            own_again = self._this_one(start, sentence, before, place) if is_this else None
            return own_again or (self._elsewhere(sentence, place) if self.main_organization is not None else None)
        told = refers_back(self.named, start, sentence, before, place) or of_kind(self.named, start, sentence)
        return self._around(start, before, place, main, told=told)

    @kept_property
    def _of_silent(self) -> dict[tuple[int, int], str | None]:
        """The bodies of figures asked for so far whose sentences speak of none, by the starts of sentence and place."""
        return {}

    def _is_named_in(self, sentence: Sentence) -> bool:
        """Whether a sentence names a body."""
        known = self._naming.get(sentence.start)
        if known is None:
            known = self._naming[sentence.start] = bool(self.named.between(sentence.start, sentence.end + 1))
        return known

    @kept_property
    def _naming(self) -> dict[int, bool]:
        """Whether the sentences asked for so far name a body, by their starts."""
        return {}

    def _may_tell_again(self, sentence: Sentence) -> bool:
        """Whether a sentence may speak of a body that was named before it."""
        return bool(self.organizations) and (may_refer_back(sentence.text) or may_tell_kind(sentence.text))

    def _around(
        self, start: int, before: Sequence[Sentence], place: PlaceMention | None, main: str | None, *, told: str | None
    ) -> str | None:
        """The body of a figure that has none in its sentence: the one `told` again, of its paragraph or document."""
        is_apart = place is not None and not self._is_within(place, main) and not self._is_venue(place, main, before)
        main = main or (self.publisher if place is None else None)
        told = told or (None if main else self._of_paragraph(start, before, place))
        return self._as_told(told or (None if is_apart else main))

    def _own(self, start: int, sentence: Sentence) -> OrganizationMention | None:
        """The body named in a figure's sentence that the figure belongs to, or None."""
        inside = self.named.between(sentence.start, start)
        return self._right_behind(start, sentence) or find_owner(inside, sentence, start)

    def _of_paragraph(self, start: int, before: Sequence[Sentence], place: PlaceMention | None) -> str | None:
        """The Party body that a paragraph begins with and that alone it names, where the text is about no body."""
        opening = before[0] if before else None
        if opening is None or (place is not None and not opening.start <= place.start < opening.end):
            return None
        named = self.named.between(opening.start, start)
        if len(named) != 1 or any(_UNIT_TOLD.search(s.text) for s in before[1:]):
            return None
        return self.named.in_full(named[0]) if opens_with(named[0], opening) else None

    def _stands_behind(self, own: OrganizationMention, place: PlaceMention, sentence: Sentence) -> bool:
        """Whether a place behind a body has the figures to come: no seat of the body, no name of another one."""
        is_behind = place.start >= own.end + _NEXT and not is_where(own, place, sentence)
        return is_behind and self.named.body_around(place.start) is None

    def _right_behind(self, start: int, sentence: Sentence) -> OrganizationMention | None:
        """The body right behind a figure of its people or parts: "46 đảng viên của Chi bộ Công đoàn …"."""
        told = _PARTS_OF.match(sentence.text, start - sentence.start)
        near = self.named.between(sentence.start + told.end(), sentence.start + told.end() + 1) if told else ()
        return near[0] if near and not near[0].is_kind else None

    def _this_one(self, start: int, sentence: Sentence, before: Sequence[Sentence], place: PlaceMention) -> str | None:
        """The body told last when the sentence says what is special of it where it is.

        "Đây là trường ngoài công lập đầu tiên của tỉnh Khánh Hòa có Đảng bộ, với 4 chi bộ" counts the cells of the
        school that the sentence before named.
        """
        said = _THIS_ONE.match(sentence.text)
        if said is None or place.start < sentence.start + said.end():
            return None
        if not _AND_HAS.search(sentence.text, place.end - sentence.start, start - sentence.start):
            return None
        told = self.named.between(before[-1].start, sentence.start)
        return self._as_told(self.named.in_full(told[-1])) if told else None

    def _elsewhere(self, sentence: Sentence, place: PlaceMention) -> str | None:
        """The body that the document is about where it did something at a place: "Tại Hải Phòng, đơn vị mở 2 lớp"."""
        at, end = place.start - sentence.start, place.end - sentence.start
        is_there = _AT.search(sentence.text, 0, at) and _BODY_ACTS.match(sentence.text, end)
        return self._as_told(self.main_organization) if is_there else None

    def _is_venue(self, place: PlaceMention, body: str | None, before: Sequence[Sentence]) -> bool:
        """Whether a place in a sentence before is only where a body met: "Ngày 8-12, tại Hà Nội, Đảng ủy …"."""
        held = next((s for s in before if s.start <= place.start < s.end), None)
        if held is None or body is None or not _AT.search(held.text, 0, place.start - held.start):
            return False
        near = (o for o in self.named.between(place.end, min(held.end, place.end + _VENUE)))
        return any(is_part_of_name(bare_body(self.named.in_full(o)), bare_body(body)) for o in near)

    def _as_told(self, name: str | None) -> str | None:
        """A body led by a committee under the committee's name where the text never speaks of the body itself."""
        if name is None:
            return None
        told = self._told_names.get(name)
        if told is None:
            told = self._told_names[name] = self._name_told(name)
        return told

    @kept_property
    def _told_names(self) -> dict[str, str]:
        """How the bodies asked for so far are told, by their names; most figures of a text share a few."""
        return {}

    def _name_told(self, name: str) -> str:
        name = _CITY.sub("thành phố ", name).replace("ĐH ", "Đại học ")
        name = name.replace(*_OF_THE_CENTRE)
        if not self.says_committee or not name.startswith(BODY) or self._is_said(bare_body(name)):
            return name
        return f"{COMMITTEES[0]}{name.removeprefix(BODY)}"

    def _is_said(self, bare: str) -> bool:
        """Whether the text prints a body's name behind "Đảng bộ", be it in short."""
        return any(is_part_of_name(said, bare) for said in self._said)

    @kept_property
    def _said(self) -> frozenset[str]:
        """The bare names of all bodies that the text calls "Đảng bộ"."""
        return frozenset(
            bare_body(self.named.spelled_out(o.name)) for o in self.organizations if o.name.startswith(BODY)
        )

    def _is_within(self, place: PlaceMention, body: str | None) -> bool:
        """Whether a place stands in the name of a body."""
        named = self.named.body_around(place.start)
        return (
            named is not None
            and body is not None
            and is_part_of_name(bare_body(self.named.in_full(named)), bare_body(body))
        )

    @kept_property
    def associations(self) -> tuple[tuple[int, System], ...]:
        """The cues that name an association, in order."""
        return tuple(cue for cue in self.cues if cue[1] != "party")

    @kept_property
    def association_starts(self) -> tuple[int, ...]:
        """Where the associations are named, in order."""
        return tuple(start for start, _ in self.associations)
