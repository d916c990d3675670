"""Items of a list parted by semicolons -> the verb of a figure that only the first item states.

"Xã Hà Hiệu thành lập 21 tổ chức đảng, kết nạp 305 đảng viên; xã Bành Trạch 15 tổ chức, 232 đảng viên".
"""

from collections.abc import Sequence

from extractors.aspects import Aspect
from extractors.heads import Head
from extractors.quantity import Quantity
from extractors.shared_verbs import same_kind
from extractors.slots import Reading, Slot

RULE = "scope.parallel_item"
_FLOWS = frozenset({"admitted", "established", "official", "removed", "introduced", "trained", "dissolved"})


def told_in_parallel(reading: Reading, slot: Slot, head: Head, done: Sequence[Quantity]) -> tuple[str, Aspect] | None:
    """The subject and aspect of the figure that stands at the same place of the item before; None for others.

    Both items count the same kinds of things in the same order, and this one states no verb.

    Args:
        reading: The sentence.
        slot: The numeral.
        head: Its noun.
        done: The quantities before it in the sentence.
    """
    if len(done) < 3 or head.side != "right" or reading.norms[slot.at - 1] not in (",", "và"):
        return None
    start = _start_of_item(reading, slot.at)
    own = [q for q in done if q.slot.at > start and q.measure == "count"]
    if not own or start <= done[0].slot.at or any(start < m.start < slot.at for m in reading.aspects):
        return None
    first = _start_of_item(reading, start - 1)
    before = [q for q in done if first < q.slot.at < start and q.measure == "count"]
    if len(before) <= len(own) or not all(same_kind(o.subject, b.subject) for o, b in zip(own, before, strict=False)):
        return None
    twin = before[len(own)]
    if twin.aspect not in _FLOWS or not same_kind(twin.subject, head.subject):
        return None
    return twin.subject, Aspect(twin.aspect, (RULE,))


def _start_of_item(reading: Reading, at: int) -> int:
    """The semicolon before a token, or -1."""
    return next((i for i in range(at - 1, -1, -1) if reading.norms[i] == ";"), -1)
