"""A mention of time -> the period of a figure of some sort."""

from extractors.periods.figures import FigureKind
from extractors.periods.finding import PeriodMention
from schemas.facts import Period


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
        text = mention.text if mention else None
        return Period(start=base, end=None, end_is_published=False, text=text)
    last = published if mention.to_published else mention.last
    keeps = (
        not kind.is_level
        or (kind.is_target and _is_long(mention))
        or (kind.is_elected and mention.kind in ("office", "term", "congress"))
    )
    return Period(
        start=base or (mention.first if keeps else None),
        end=last,
        end_is_published=mention.to_published,
        text=mention.text,
        inferred=mention.inferred,
    )


def _is_long(mention: PeriodMention) -> bool:
    """Whether a mention is of more than one year."""
    return mention.first is None or mention.last is None or mention.first[:4] != mention.last[:4]
