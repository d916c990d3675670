"""Tags of a figure and the body that speaks -> its tags: what all of a body's members are tells none of them apart."""

from extractors.drafts import Draft
from extractors.heads import Head
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot
from schemas.vocabulary import System

_ALL_ARE: dict[object, frozenset[str]] = {
    "women_union": frozenset({"female"}),
    "youth_union": frozenset({"youth"}),
    "farmers_union": frozenset({"farmer"}),
    "trade_union": frozenset({"youth"}),
    "other": frozenset({"elderly"}),
}
_OF_PROPOSER = {
    "youth_union": "youth",
    "women_union": "female",
    "farmers_union": "farmer",
    "trade_union": "worker",
}
_PROPOSED_ARE = {"women_union": frozenset({"female"}), "farmers_union": frozenset({"farmer"})}
_OF_YOUNG = ("head.member.union", "head.member.youth")
_NO_KIND = ("head.person", "head.none", "")


def groups_in_body(
    quantity: Quantity, *, system: object, body: System | None, previous: Draft | None
) -> frozenset[str]:
    """The tags of a figure, seen from the body it belongs to.

    Args:
        quantity: What the figure counts, with the tags of its own words.
        system: The body it belongs to.
        body: The association that speaks, or None for the Party.
        previous: The figure before it in the sentence, or None.
    """
    groups = quantity.groups
    if quantity.indicator.startswith("member.") and system != "party":
        return groups - _ALL_ARE.get(system, frozenset())
    if quantity.noun in _OF_YOUNG and quantity.indicator == "member.admitted" and body != "trade_union":
        return groups | {"youth"}
    if body is None or quantity.subject not in ("candidate", "member"):
        return groups
    if quantity.noun == "head.candidate.association":
        return groups | _PROPOSED_ARE.get(body, frozenset())
    of_no_kind = quantity.noun in (*_NO_KIND, "head.member.association") and quantity.indicator == "member.admitted"
    if body == "trade_union" and (of_no_kind or quantity.noun == "head.candidate.union"):
        return groups - {"youth"}
    if of_no_kind and previous is not None and previous.indicator == "candidate.introduced":
        return groups | (previous.quantity.groups & _PROPOSED_ARE.get(body, frozenset()))
    return groups


def tags_of_proposer(reading: Reading, slot: Slot, head: Head) -> set[str]:
    """The tag of the people whom the association right before a bare figure proposes ("Hội Phụ nữ 16")."""
    if not head.inherited or head.side != "none":
        return set()
    bodies = [m for m in reading.cues if m.rule.cue == "system" and slot.left <= m.start and m.end == slot.at]
    return {_OF_PROPOSER[m.rule.system] for m in bodies if m.rule.system in _OF_PROPOSER}
