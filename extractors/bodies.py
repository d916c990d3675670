"""The bodies that a document names, and which of them a figure belongs to: "Đảng bộ Khối …", "Công ty …"."""

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter

from extractors.body_names import (
    BODY,
    COMMITTEES,
    PARTY_BODIES,
    as_party_body,
    bare_body,
    folded,
    in_words,
    is_national,
    is_part_of_name,
)
from extractors.body_reach import find_owner, is_in_bracket, is_over_another, is_where, opens_with
from extractors.organizations import OrganizationMention, load_body_words
from extractors.places.finding import PlaceMention
from schemas.sentences import Sentence
from schemas.vocabulary import System

_NEXT, _VENUE = 3, 100
_KNOWN = 256
_START = attrgetter("start")
_KINDS_ALONE = (
    "Bệnh viện", "Trường", "Công ty", "Tổng công ty", "Học viện", "Tập đoàn", "Ngân hàng", "Nhà máy", "Trung đoàn",
    "Sư đoàn", "Lữ đoàn", "Quân đoàn", "Binh đoàn", "Quân khu", "Xí nghiệp", "Trung tâm", "Nông trường", "Lâm trường",
    "Đồn Biên phòng", "Tổng Công ty",
)  # fmt: skip
_BACK = re.compile(
    r"(?<!\d\s)(?<!các\s)(?:[Cc]hi bộ|[Đđ]ảng bộ|[Đđ]ảng ủy|[Đđ]ơn vị|[Cc]ông ty|[Nn]hà trường|[Kk]hối"
    r"|[Pp]hân xưởng|[Đđ]ồn|[Tt]rung đoàn|[Ll]ữ đoàn|[Bb]ệnh viện|[Nn]gân hàng|[Cc]hi nhánh|[Nn]hà máy)"
    r" (?:này|ông|bà|tôi|chúng tôi|anh|chị|công ty|trường|đã có|có|mới|hiện|được|thành lập|ra đời|kết nạp|giới thiệu"
    r"|(?:đã|vừa|chỉ|luôn)\s(?:có|kết nạp|phát triển|giới thiệu|bồi dưỡng))"
)
_TURN = re.compile(r"(?:Ở|Tại|Riêng|Còn|Với|Đối với)\s(?:ở\s|tại\s|với\s)?")
_UNIT_BODY = re.compile(
    r"[Đđ]ảng bộ (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\b|(?:Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|uỷ)"
)
"""The Party body of a unit, which "Đảng bộ" then goes on to mean."""
_UNIT_TOLD = re.compile(r"[Tt]oàn (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\b")
_KIND_TOLD = re.compile(
    r"\b(?:[Đđ]ảng bộ|[Đđ]ảng ủy|[Cc]hi bộ)\s(?P<kind>trường|công ty|bệnh viện|học viện|nhà máy|phòng|sở|cục"
    r"|chi cục|đồn|trung đoàn|sư đoàn|lữ đoàn|tổng công ty|tập đoàn|ngân hàng|chi nhánh|xí nghiệp|trung tâm|khoa"
    r"|phân xưởng|cảng)\s(?=[a-zà-ỹđ])"
)
_GROUP_TOLD = re.compile(
    r"(?:^|[.;:,]\s|\b[Tt]rong\s|\b[Tt]oàn\s)(?P<kind>[Cc]ụm|[Kk]hối thi đua)(?=\s(?!số\s)[a-zà-ỹđ]|[,.])"
)
_GROUP_NAMED = re.compile("[Cc]ụm|[Kk]hối thi đua")
_WHOLE = re.compile(r"[Tt]oàn (?:[Đđ]ảng bộ|[Kk]hối)\b")
_TELLING = ("trường", "bệnh viện", "công ty", "tổng công ty", "học viện", "nhà máy", "trung tâm")
_TWICE = 2
_BRANCH = ("Chi nhánh", "chi nhánh")
"""What the name of a part of a body goes on with: "Đảng bộ Agribank Chi nhánh Sa Đéc" is not "Đảng bộ Agribank"."""
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
_AND_HAS = re.compile(r"\b(?:với|gồm|có)\s(?:[^\W\d]{1,8}\s){0,3}\Z")
_AT = re.compile(r"(?:[Tt]ại|[Ởở])\s[^.;:]{0,60}\Z")
_BODY_ACTS = re.compile(
    r",\s(?:đơn vị|nhà trường|bệnh viện|công ty|học viện|tập đoàn|(?:[Ss]ư|[Ll]ữ|[Tt]rung) đoàn)"
    r"(?=\s(?:đã|tổ chức|mở|kết nạp|bồi dưỡng|giới thiệu|phối hợp|có)\b)"
)
"""What was done to parts of a body ("giải thể 2 chi bộ trực thuộc Đảng bộ Phòng …"), and the next thing done."""
"""A body over the one that was named before it: "Chi bộ Cơ động trực thuộc Đảng bộ Khối"."""


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
        own = self._right_behind(start, sentence) or find_owner(inside, sentence, start)
        if own:
            stands_behind = place is not None and self._stands_behind(own, place, sentence)
            return None if stands_behind else self._as_told(self.in_full(own))
        if place is not None and place.start >= sentence.start:
            return self._this_one(start, sentence, before, place) or self._elsewhere(sentence, place)
        main = self._main(units)
        is_apart = place is not None and not self._is_within(place, main) and not self._is_venue(place, main, before)
        main = main or (self.publisher if place is None else None)
        told = self._refers_back(start, sentence, before, place) or self._of_kind(start, sentence)
        told = told or (None if main else self._of_paragraph(start, before, place))
        return self._as_told(told or (None if is_apart else main))

    def _of_paragraph(self, start: int, before: Sequence[Sentence], place: PlaceMention | None) -> str | None:
        """The Party body that a paragraph begins with and that alone it names, where the text is about no body."""
        opening = before[0] if before else None
        if opening is None or (place is not None and not opening.start <= place.start < opening.end):
            return None
        named = self._between(opening.start, start)
        if len(named) != 1 or any(_UNIT_TOLD.search(s.text) for s in before[1:]):
            return None
        return self.in_full(named[0]) if opens_with(named[0], opening) else None

    def _stands_behind(self, own: OrganizationMention, place: PlaceMention, sentence: Sentence) -> bool:
        """Whether a place behind a body has the figures to come: no seat of the body, no name of another one."""
        is_behind = place.start >= own.end + _NEXT and not is_where(own, place, sentence)
        return is_behind and self.body_around(place.start) is None

    def _right_behind(self, start: int, sentence: Sentence) -> OrganizationMention | None:
        """The body right behind a figure of its people or parts: "46 đảng viên của Chi bộ Công đoàn …"."""
        told = _PARTS_OF.match(sentence.text, start - sentence.start)
        near = self._between(sentence.start + told.end(), sentence.start + told.end() + 1) if told else ()
        return near[0] if near and not near[0].is_kind else None

    def _this_one(self, start: int, sentence: Sentence, before: Sequence[Sentence], place: PlaceMention) -> str | None:
        """The body told last when the sentence says what is special of it where it is.

        "Đây là trường ngoài công lập đầu tiên của tỉnh Khánh Hòa có Đảng bộ, với 4 chi bộ" counts the cells of the
        school that the sentence before named.
        """
        said = _THIS_ONE.match(sentence.text)
        if not (said and before) or place.start < sentence.start + said.end():
            return None
        if not _AND_HAS.search(sentence.text, place.end - sentence.start, start - sentence.start):
            return None
        told = self._between(before[-1].start, sentence.start)
        return self._as_told(self.in_full(told[-1])) if told else None

    def _elsewhere(self, sentence: Sentence, place: PlaceMention) -> str | None:
        """The body that the document is about where it did something at a place: "Tại Hải Phòng, đơn vị mở 2 lớp"."""
        if self.main_organization is None:
            return None
        at, end = place.start - sentence.start, place.end - sentence.start
        is_there = _AT.search(sentence.text, 0, at) and _BODY_ACTS.match(sentence.text, end)
        return self._as_told(self.main_organization) if is_there else None

    def _is_venue(self, place: PlaceMention, body: str | None, before: Sequence[Sentence]) -> bool:
        """Whether a place in a sentence before is only where a body met: "Ngày 8-12, tại Hà Nội, Đảng ủy …"."""
        held = next((s for s in before if s.start <= place.start < s.end), None)
        if held is None or body is None or not _AT.search(held.text, 0, place.start - held.start):
            return False
        near = (o for o in self._between(place.end, min(held.end, place.end + _VENUE)))
        return any(is_part_of_name(bare_body(self.in_full(o)), bare_body(body)) for o in near)

    def _as_told(self, name: str | None) -> str | None:
        """A body led by a committee under the committee's name where the text never speaks of the body itself."""
        if name is None:
            return None
        name = _CITY.sub("thành phố ", name).replace("ĐH ", "Đại học ")
        name = name.replace(*_OF_THE_CENTRE)
        if not self.says_committee or not name.startswith(BODY) or self._is_said(bare_body(name)):
            return name
        return f"{COMMITTEES[0]}{name.removeprefix(BODY)}"

    def _is_said(self, bare: str) -> bool:
        """Whether the text prints a body's name behind "Đảng bộ", be it in short."""
        return any(is_part_of_name(said, bare) for said in self._said)

    @cached_property
    def _said(self) -> frozenset[str]:
        """The bare names of all bodies that the text calls "Đảng bộ"."""
        return frozenset(bare_body(self._spelled_out(o.name)) for o in self.organizations if o.name.startswith(BODY))

    def _between(self, start: int, end: int) -> Sequence[OrganizationMention]:
        first = bisect.bisect_left(self.organizations, start, key=_START)
        return self.organizations[first : bisect.bisect_left(self.organizations, end, key=_START)]

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
        last = bisect.bisect_right(self.organizations, at, key=_START) - 1
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
        if not before or not _may_refer_back(sentence.text):
            return None
        said = sentence.text[: start - sentence.start]
        back = _BACK.search(said)
        if back is None:
            return None
        if _WHOLE.search(said):
            return self._topic_of(before[0])
        earlier = self._told_in(before, back.group())
        if earlier is None or (place is not None and place.start >= earlier.end):
            return None
        is_of_unit = back.group().startswith(PARTY_BODIES) and any(_UNIT_BODY.search(s.text) for s in before)
        return None if is_of_unit and not earlier.name.startswith(PARTY_BODIES) else self.in_full(earlier)

    def _topic_of(self, opening: Sentence) -> str | None:
        """The Party body that a paragraph turns to: "Ở Đảng bộ Quân sự tỉnh, bức tranh có nét khác"."""
        turn = _TURN.match(opening.text)
        at = opening.start + turn.end() if turn else opening.end
        named = self._between(at, at + 1) if turn else ()
        return self.in_full(named[0]) if named and named[0].name.startswith(PARTY_BODIES) else None

    def _told_in(self, before: Sequence[Sentence], back: str) -> OrganizationMention | None:
        """The body named last that words like "chi bộ này" may mean; the one over another is only told by the way."""
        named = ((o, s) for s in before for o in self._between(s.start, s.end))
        told = [o for o, s in named if not is_over_another(o, s) and not is_in_bracket(o, s)]
        cells = [o for o in told if o.name.startswith("Chi bộ")]
        if back.lower().startswith("chi bộ"):
            return _last(cells or told)
        is_body = back.startswith(PARTY_BODIES)
        return _last([o for o in told if not (is_body and o in cells)])

    def _of_kind(self, start: int, sentence: Sentence) -> str | None:
        """The body named last whose kind the sentence names ("Năm nay, Đảng bộ trường kết nạp …"), or None."""
        if not _may_tell_kind(sentence.text):
            return None
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
        longer = [n for n in longer if not n.startswith(_BRANCH, len(party) + 1) and n not in self.merged]
        if not longer and self.publisher is not None and self.publisher.startswith(f"{party} "):
            return self.publisher
        longer = longer or self._of_offices(party) or self._named_alone(party)
        if not longer or (mention.system and len(longer) > 1):
            return party
        own = min(longer, key=lambda name: self._distance(name, mention.start))
        return max((name for name in longer if name.startswith(own) or own.startswith(name)), key=len)

    def _spelled_out(self, name: str) -> str:
        """A name with its abbreviations written out: those of one meaning, others where the text does so elsewhere."""
        full = in_words(name)
        for short, meanings in load_body_words().abbreviations.items():
            if short in full and re.search(rf"(?<!\w){short}(?!\w)", full):
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

    def _of_offices(self, party: str) -> list[str]:
        """The names with "cơ quan" that a form without it stands for: "Đảng bộ Sở" for "Đảng bộ cơ quan Sở Y tế"."""
        offices = (name for name in self._starts_of if " cơ quan " in name and name not in self.merged)
        return [name for name in offices if name.replace(" cơ quan ", " ", 1).startswith(f"{party} ")]

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


@lru_cache(maxsize=_KNOWN)
def _may_refer_back(sentence: str) -> bool:
    """Whether words like "chi bộ này" stand anywhere in a sentence, whose every figure asks for those before it."""
    return _BACK.search(sentence) is not None


@lru_cache(maxsize=_KNOWN)
def _may_tell_kind(sentence: str) -> bool:
    """Whether a kind of body is named anywhere in a sentence, whose every figure asks for one before it."""
    return _KIND_TOLD.search(sentence) is not None or _GROUP_NAMED.search(sentence) is not None


def _last(mentions: Sequence[OrganizationMention]) -> OrganizationMention | None:
    return mentions[-1] if mentions else None
