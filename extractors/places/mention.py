"""The record of one place mention, and how it is built from syllables."""

from typing import Literal

from extractors.light_records import light_record
from extractors.places.match import Name, Scan
from schemas.vocabulary import Level

MentionKind = Literal["named", "bare", "village", "implicit", "region", "nation"]


@light_record(frozen=True, slots=True)
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
    scan: Scan,
    kind: MentionKind,
    span: tuple[int, int],
    *,
    level: Level | None,
    unit_type: str | None = None,
    name: Name | None = None,
    is_org: bool = False,
) -> PlaceMention:
    """A mention over the syllables of the half-open `span`, with the name printed there and the units that bear it."""
    text, offsets = scan.syllables.text, scan.syllables.offsets
    start, end = offsets[2 * span[0]], offsets[2 * span[1] - 1]
    return PlaceMention(
        start,
        end,
        text[start:end],
        kind,
        level,
        unit_type,
        text[offsets[2 * name.first] : offsets[2 * name.last - 1]] if name else None,
        tuple([unit.code for unit in name.units]) if name else (),
        is_org=is_org,
    )
