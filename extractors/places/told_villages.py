"""Villages spoken of without their name: "Bản có 125 hộ" is about the village that the paragraph named last."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.places.choice import ResolvedPlace

_TOLD = re.compile(
    r"(?:(?:^|[.;:,“\"]\s?|\s)(?:[Tt]oàn|[Cc]ả|[Tt]rong)\s"
    r"|(?:^|[.;:,“\"]\s?)(?:(?:[Hh]iện nay|[Hh]iện|[Nn]ay|[Đđ]ến nay),?\s)?(?:[Cc]hi bộ\s)?)"
    r"(?P<kind>[Tt]hôn|[Bb]ản|[Ấấ]p|[Bb]uôn|[Bb]on|[Ll]àng|[Xx]óm|[Kk]hóm)"
    r"(?=\s(?:này\s|ta\s|mình\s)?(?:có|hiện|chỉ|còn|đã|gồm|là)\b|[,.;)])"
)


@dataclass(frozen=True, slots=True)
class VillageTold:
    """The village meant by a word for villages at offset `at`."""

    place: ResolvedPlace
    at: int


def village_told(text: str, villages: Sequence[ResolvedPlace], span: tuple[int, int, int]) -> VillageTold | None:
    """The village that the words before a figure mean without naming it, or None.

    Args:
        text: The whole text.
        villages: All villages that the text names, in order.
        span: Start of the paragraph, start of the figure's sentence, offset of the figure.
    """
    paragraph, sentence, figure = span
    last = bisect.bisect_left(villages, figure, key=lambda place: place.mention.start) - 1
    if last < 0 or villages[last].mention.start < paragraph:
        return None
    for told in reversed(list(_TOLD.finditer(text[sentence:figure]))):
        at, kind = sentence + told.start("kind"), told["kind"].lower()
        village = villages[last]
        if village.mention.end <= at and village.mention.unit_type == kind:
            return VillageTold(village, at)
    return None
