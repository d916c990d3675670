"""A body's name as a text prints it -> its full name, in the spelling that the text prints most often."""

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.body_names import PARTY_BODIES, as_party_body, folded, in_words, is_national
from extractors.kept import kept_property
from extractors.organizations import OrganizationMention, load_body_words

_KINDS_ALONE = (
    "Bệnh viện", "Trường", "Công ty", "Tổng công ty", "Học viện", "Tập đoàn", "Ngân hàng", "Nhà máy", "Trung đoàn",
    "Sư đoàn", "Lữ đoàn", "Quân đoàn", "Binh đoàn", "Quân khu", "Xí nghiệp", "Trung tâm", "Nông trường", "Lâm trường",
    "Đồn Biên phòng", "Tổng Công ty",
)  # fmt: skip
_BRANCH = ("Chi nhánh", "chi nhánh")
"""What the name of a part of a body goes on with: "Đảng bộ Agribank Chi nhánh Sa Đéc" is not "Đảng bộ Agribank"."""


@dataclass(frozen=True)
class NamedBodies:
    """The bodies that a text names, in order, and what they are called in full.

    `publisher` is the body whose site printed the text, or None; `merged` are those that became one, which no short
    name means.
    """

    mentions: tuple[OrganizationMention, ...]
    publisher: str | None = None
    merged: frozenset[str] = frozenset()

    @kept_property
    def _starts(self) -> list[int]:
        """Where the bodies are named, in order."""
        return [mention.start for mention in self.mentions]

    def between(self, start: int, end: int) -> Sequence[OrganizationMention]:
        """The bodies named from `start` up to `end`, in order; it may be empty."""
        first = bisect.bisect_left(self._starts, start)
        return self.mentions[first : bisect.bisect_left(self._starts, end, first)]

    def body_around(self, at: int) -> OrganizationMention | None:
        """The body whose name holds an offset, or None."""
        last = bisect.bisect_right(self._starts, at) - 1
        named = self.mentions[last] if last >= 0 else None
        return named if named is not None and at < named.end else None

    def in_full(self, mention: OrganizationMention) -> str:
        """The full name that a short form ("Đảng ủy Khối") stands for: the last one before it, else the next one."""
        known = self._in_full.get((mention.start, mention.name))
        if known is None:
            known = self._in_full[mention.start, mention.name] = self._full_name(mention)
        return known

    @kept_property
    def _in_full(self) -> dict[tuple[int, str], str]:
        """The full names asked for so far, by start and name of the mentions: every figure behind asks again."""
        return {}

    def _full_name(self, mention: OrganizationMention) -> str:
        party = self._usual(self.spelled_out(as_party_body(mention.name)))
        longer = [name for name in self._starts_of if name.startswith(f"{party} ") and not is_national(name)]
        longer = [n for n in longer if not n.startswith(_BRANCH, len(party) + 1) and n not in self.merged]
        if not longer and self.publisher is not None and self.publisher.startswith(f"{party} "):
            return self.publisher
        longer = longer or self._of_offices(party) or self._named_alone(party)
        if not longer or (mention.system and len(longer) > 1):
            return party
        own = min(longer, key=lambda name: self._distance(name, mention.start))
        return max((name for name in longer if name.startswith(own) or own.startswith(name)), key=len)

    def spelled_out(self, name: str) -> str:
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

    @kept_property
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

    @kept_property
    def _starts_of(self) -> dict[str, list[int]]:
        """Every name as a Party body, with the offsets where it stands."""
        starts: dict[str, list[int]] = {}
        for organization in self.mentions:
            starts.setdefault(as_party_body(organization.name), []).append(organization.start)
        return starts

    def _distance(self, name: str, at: int) -> tuple[bool, int]:
        """How far a name stands from an offset, names before it first."""
        starts = self._starts_of.get(name) or [at]
        before = bisect.bisect_left(starts, at)
        return (False, at - starts[before - 1]) if before else (True, starts[0] - at)
