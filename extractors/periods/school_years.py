"""Wordings of school years -> dates; a school year begins in September."""

from extractors.periods.anchors import Anchor, Groups
from extractors.periods.stretches import PeriodReading, flow

_SCHOOL_BEGINS = 8
"""The month behind which a school year begins."""


def read_school_year(groups: Groups, anchor: Anchor) -> PeriodReading:
    """A school year, printed or the running one: from September to May; "e" stands for "until its end"."""
    if "e" in groups and "y" in groups:
        return PeriodReading("as_of", last=groups["y2"])
    if "y" in groups:
        return flow(groups["y"], groups["y2"])
    if anchor.school_year:
        return flow(*anchor.school_year, inferred=True)
    year = anchor.published_year
    first = int(year) - (0 if (anchor.published_month or 1) > _SCHOOL_BEGINS else 1) if year else None
    return flow(str(first), str(first + 1), inferred=True) if first else flow(None, None, inferred=True)


def read_next_school_year(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The school year that begins after publication."""
    year, month = anchor.published_year, anchor.published_month or 1
    first = int(year) + (1 if month > _SCHOOL_BEGINS else 0) if year else None
    return flow(str(first), str(first + 1), inferred=True) if first else flow(None, None, inferred=True)
