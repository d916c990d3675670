"""Bodies and places that a document names -> the body that the whole document is about."""

from collections.abc import Iterator
from itertools import chain

from extractors.bodies import SystemScope
from extractors.body_names import PARTY_BODIES, bare_body, is_part_of_name
from extractors.full_names import NamedBodies

_TELLING = ("trường", "bệnh viện", "công ty", "tổng công ty", "học viện", "nhà máy", "trung tâm")
_TWICE = 2


def body_of_document(scope: SystemScope, units: Iterator[int]) -> str | None:
    """The body that the whole document is about, or None.

    Args:
        scope: The bodies that the document names.
        units: Where it names administrative units, in order.
    """
    if scope.main_organization is not None:
        return scope.main_organization
    if _tells_of_itself(scope):
        return scope.publisher
    if scope.lead is not None:
        first = next(units, None)
        if first is None or first >= scope.lead.start:
            return scope.named.in_full(scope.lead)
        units = chain([first], units)
    only = _only_body(scope.named)
    return only if only and all(scope.named.body_around(at) is not None for at in units) else None


def _tells_of_itself(scope: SystemScope) -> bool:
    """Whether a school, hospital or enterprise tells of itself on its site; a bloc's site tells of its members."""
    own = bare_body(scope.publisher or "")
    named = scope.named
    return own.startswith(_TELLING) and any(bare_body(named.in_full(o)) == own for o in named.mentions)


def _only_body(named: NamedBodies) -> str | None:
    """The only body that a text names, the associations left out, if it does so twice or more."""
    own = [o for o in named.mentions if o.system is None and o.name not in PARTY_BODIES]
    if len(own) < _TWICE:
        return None
    full = [named.in_full(o) for o in own]
    bare = [bare_body(name) for name in full]
    longest = max(dict.fromkeys(bare), key=len)
    return full[bare.index(longest)] if all(is_part_of_name(name, longest) for name in set(bare)) else None
