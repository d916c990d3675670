"""The noun that a numeral counts, as the parts that look for it hand it on."""

from typing import Literal

from extractors.light_records import light_record
from schemas.rules import HeadRule

PEOPLE = frozenset({"member", "candidate", "committee_member", "trainee", "person", "people"})
HOUSEHOLDS = frozenset({"household", "poor_household"})
ORGANIZATIONS = frozenset({"grassroots_org", "committee", "cell", "body"})
OF_UNIONS = frozenset({"head.member.union", "head.member.youth"})


@light_record(frozen=True, slots=True)
class Head:
    """The noun that a numeral counts and where it was found.

    `start` is its token (-1 without a noun), `end` the token behind it. `inherited` says that the noun is the one of
    the numeral before.
    """

    rule: HeadRule | None
    subject: str
    side: Literal["right", "left", "none", "group"]
    end: int
    inherited: bool = False
    start: int = -1
