"""A mention of time -> the period of a figure of some sort."""

import re
from functools import lru_cache

from extractors.periods.figures import FigureKind
from extractors.periods.finding import PeriodMention
from schemas.facts import Period

UNTIL = re.compile(r"(?:tính |cho )?(?:đến|tới) ", re.IGNORECASE)
"""How a time word begins that tells until when something was counted ("tính đến 31-12-2022")."""
_KNOWN = 256


def make_period(mention: PeriodMention | None, published: str | None, *, kind: FigureKind, base: str | None) -> Period:
    """The period of a figure that goes by `mention`; a level keeps its day only, or a term of office.

    A level aimed at for a year is one as of its end; one aimed at for a term keeps that.

    Args:
        mention: The time word, or None where the text gives none.
        published: The day of publication, or None when unknown.
        kind: What sort of figure it is.
        base: Where the period begins when the time word does not tell it.
    """
    if mention is None or mention.kind == "recurring":
        return _period(base, None, mention.text if mention else None, end_is_published=False, inferred=False)
    last = published if mention.to_published else mention.last
    keeps = (
        not kind.is_level
        or (kind.is_target and _is_long(mention))
        or (kind.is_elected and mention.kind in ("office", "term", "congress"))
    )
    if base and last and base[:4] > last[:4]:
        base = f"{last[:4]}{base[4:]}"  # "so với đầu năm", told of a year that is over
    start = base or (mention.first if keeps else None)
    return _period(start, last, mention.text, end_is_published=mention.to_published, inferred=mention.inferred)


@lru_cache(maxsize=_KNOWN)
def _period(start: str | None, end: str | None, text: str | None, *, end_is_published: bool, inferred: bool) -> Period:
    """The record of a period; most figures of a text share a few."""
    return Period(start=start, end=end, end_is_published=end_is_published, text=text, inferred=inferred)


def _is_long(mention: PeriodMention) -> bool:
    """Whether a mention is of more than one year."""
    return mention.first is None or mention.last is None or mention.first[:4] != mention.last[:4]
