"""Bodies told without a kind -> whether they are of that of those counted before ("…, thành lập mới 4 tổ chức")."""

from extractors.heads import ORGANIZATIONS
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot, is_text

ENTERPRISES = frozenset({"enterprise", "private_enterprise"})
_OF_UNIONS = frozenset({"trade_union", "association", "youth", "women", "veterans", "farmers"})


def are_such_bodies(reading: Reading, slot: Slot, previous: Quantity, *, generic: bool) -> bool:
    """Whether bodies without a kind are of that of those told before ("…, trong năm thành lập mới 4 tổ chức")."""
    if ENTERPRISES.isdisjoint(previous.groups) or previous.subject not in ORGANIZATIONS:
        return False
    if previous.system not in (None, "party") or previous.noun.rpartition(".")[2] in _OF_UNIONS:
        return False
    if previous.slot.numeral.start >= reading.tokens.sentence.start and reading.names_part(
        previous.slot.left, previous.slot.at
    ):
        return False
    behind = reading.norms[slot.at + 1 : slot.at + 4]
    short = behind[:2] in (("tổ", "chức"), ("đơn", "vị")) and behind[2:] not in (("đảng",), ("cơ",))
    return short or (generic and not (behind and is_text(behind[0])))
