"""Text -> the places it mentions, with exact offsets: named and bare units, villages, implicit references, the nation."""

from typing import Literal

from extractors.gazetteer import Gazetteer
from schemas.record import Record
from schemas.vocabulary import Level

MentionKind = Literal["named", "bare", "village", "implicit", "nation"]


class PlaceMention(Record):
    """One place as the text prints it; `text` is the span `[start, end)` in code points of the whole text.

    `kind`: "named" has a kind word, its own or one carried over an enumeration ("huyện Ba Bể", "Huyện ủy Pác Nặm");
    "bare" is a capitalised name alone; "village" has no code; "implicit" names only a level ("toàn huyện", "Đảng bộ
    xã"); "nation" is the whole country. `unit_type` is the kind word, lower-case and spelled out ("thành phố" for
    "TP."), or None for a bare name. `name` is the bare name as printed, or None. `candidates` are unit codes, sorted,
    maybe empty. `is_org` marks a place inside the name of an organisation ("Đảng bộ huyện Ba Bể").
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


def find_places(text: str, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The places mentioned in `text`, sorted by start, never overlapping."""
    return ()
