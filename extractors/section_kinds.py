"""The heading above a sentence -> the kind of bodies that its figures count where they name only "chi bộ".

"2. Chi bộ trực thuộc đảng ủy cơ sở" and below it "Có 210/214 chi bộ được xếp loại, trong đó 38 chi bộ …".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.sections import heading_of
from extractors.tables.phrases import Reader
from schemas.sentences import Sentence

_KINDS = frozenset(
    {"subordinate", "grassroots", "village", "neighbourhood", "school", "agency", "enterprise", "private_enterprise"}
)
_BODIES = frozenset({"cell", "committee"})
_REACH = 8
_RULE = "scope.kind_of_heading"
_JOINED = (" và ", ",", ";")


@dataclass(frozen=True)
class SectionKinds:
    """The sentences of a document and what reads the headings among them, each once."""

    sentences: Sequence[Sentence]
    reader: Reader
    _read: dict[int, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def narrowed(self, index: int, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities of a sentence, those of bare cells or committees of the kind that the heading above names."""
        if not any([q.subject in _BODIES and _is_bare(q) for q in quantities]):
            return list(quantities)
        subject, kinds = self._kind_above(index)
        return [
            replace(q, groups=q.groups | kinds, rules=(*q.rules, _RULE)) if _is_bare(q) and q.subject == subject else q
            for q in quantities
        ]

    def _kind_above(self, index: int) -> tuple[str, frozenset[str]]:
        """What the nearest heading counts, and its kinds; nothing where it joins several or is too far."""
        for at in range(index - 1, max(-1, index - _REACH), -1):
            words = heading_of(self.sentences, at)
            if words is None:
                continue
            if at not in self._read:
                told = None if any(sign in words for sign in _JOINED) else self.reader.read(words)
                self._read[at] = (told.subject, told.groups & _KINDS) if told else ("", frozenset())
            return self._read[at]
        return "", frozenset()


def _is_bare(quantity: Quantity) -> bool:
    """Whether cells or committees are counted of no kind."""
    return quantity.subject in _BODIES and quantity.indicator != "other" and not quantity.groups & _KINDS
