"""The closed lists of values that a fact and a ledger row may carry.

Source:
    The annotation guide of the project's gold labels; `docs/terms.md` gives the Vietnamese term beside each.
"""

from typing import Literal, get_args

Indicator = Literal[
    "grassroots_org.total", "grassroots_org.established", "grassroots_org.dissolved", "grassroots_org.upgraded",
    "grassroots_org.rated", "grassroots_org.congress_held",
    "committee.total", "committee.established", "committee.dissolved", "committee.upgraded", "committee.rated",
    "committee.congress_held",
    "cell.total", "cell.established", "cell.dissolved", "cell.upgraded", "cell.rated", "cell.congress_held",
    "member.total", "member.admitted", "member.official", "member.disciplined", "member.removed", "member.awarded",
    "member.rated", "member.transferred", "member.exempted",
    "candidate.trained", "candidate.introduced",
    "committee_member.total",
    "village.total", "village.without_member", "village.without_cell", "village.with_cell", "village.with_member",
    "village.joint_cell", "village.with_committee",
    "class.opened", "trainee.total",
    "population.total", "household.total", "household.poor", "ethnic_group.total", "commune.total", "district.total",
    "other",
]  # fmt: skip
System = Literal[
    "party", "youth_union", "women_union", "farmers_union", "veterans_union", "trade_union", "front", "other"
]
Measure = Literal["count", "share", "completion", "change"]
Status = Literal["actual", "target"]
Qualifier = Literal["exact", "over", "under", "nearly", "about", "at_least", "at_most"]
DenominatorRole = Literal["target", "whole"]
Direction = Literal["up", "down"]
ReadAs = Literal["decimal", "thousands", "date", "name", "ordinal"]
Level = Literal["nation", "province", "district", "commune", "village"]
ReviewMark = Literal["accepted", "corrected", "rejected", "added", "reopened"]
LedgerLabel = Literal[
    "fact", "denominator", "range_end", "date", "document_number", "ordinal", "name", "age", "clock", "web",
    "other_nonfact",
]  # fmt: skip
NonFactLabel = Literal["date", "document_number", "ordinal", "name", "age", "clock", "web", "other_nonfact"]

GROUPS = frozenset(
    """female ethnic_minority youth religious farmer worker student teacher civil_servant enterprise village
    neighbourhood school police military health agency probationary retired elderly joint independent grassroots
    subordinate non_member private_enterprise level:district level:commune level:province rating:excellent
    rating:good rating:completed rating:not_completed rating:strong rating:weak""".split()
) | {f"badge:{years}" for years in range(30, 95, 5)}
"""Breakdown tags with a fixed meaning; besides them `other:<Vietnamese words>` is allowed."""

INDICATORS: tuple[str, ...] = get_args(Indicator)
SYSTEMS: tuple[str, ...] = get_args(System)
LEDGER_LABELS: tuple[str, ...] = get_args(LedgerLabel)


def is_group(tag: str) -> bool:
    """Whether `tag` is an allowed breakdown tag."""
    return tag in GROUPS or (tag.startswith("other:") and len(tag) > len("other:"))
