"""The record of one place mention, and how it is built from syllables."""

from dataclasses import dataclass, replace
from typing import Literal

from extractors.places.match import Name, Scan
from schemas.vocabulary import Level

MentionKind = Literal["named", "bare", "village", "implicit", "region", "nation"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place as the text prints it; `text` is the span `[start, end)` in code points of the whole text.

    `kind`: "named" has a kind word, its own or one carried over an enumeration ("huyện Ba Bể", "Huyện ủy Pác Nặm");
    "bare" is a capitalised name alone; "village" has no code; "implicit" names only a level ("toàn huyện", "Đảng bộ
    xã"); "region" is a part of the country that is no unit ("Tây Nguyên"), "nation" the whole. `unit_type` is the
    kind word, lower-case and spelled out ("thành phố" for "TP."), or None for a bare name. `name` is the bare name as
    printed, or None. `candidates` are unit codes, sorted, maybe empty. `is_org` marks a place inside the name of an
    organisation ("Đảng bộ huyện Ba Bể"). `level` is the level of the kind word or of the highest candidate.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    level: Level | None
    unit_type: str | None
    name: str | None
    candidates: tuple[str, ...] = ()
    in_parenthesis: bool = False
    is_org: bool = False


def build_mention(
    scan: Scan, kind: MentionKind, span: tuple[int, int], *, level: Level | None, unit_type: str | None = None
) -> PlaceMention:
    """A mention without a name of its own, over the syllables of the half-open `span`."""
    syllables = scan.syllables
    start, end = syllables.starts[span[0]], syllables.ends[span[1] - 1]
    return PlaceMention(
        start=start, end=end, text=syllables.text[start:end], kind=kind, level=level, unit_type=unit_type, name=None
    )


def with_name(mention: PlaceMention, scan: Scan, name: Name, *, is_org: bool = False) -> PlaceMention:
    """The mention with the name printed at the syllables of `name` and the units that bear it."""
    syllables = scan.syllables
    printed = syllables.text[syllables.starts[name.first] : syllables.ends[name.last - 1]]
    codes = tuple(unit.code for unit in name.units)
    return replace(mention, name=printed, candidates=codes, is_org=is_org)
