"""A fact -> what it says, field by field as text: what a review judges, and what a comparison of versions names.

How a fact was found (rules, confidence, checks, wording of the period) and where it stands are no part of it.
"""

import json
from collections.abc import Mapping
from decimal import Decimal

from schemas.facts import Fact

Said = Mapping[str, str | None]

_PLAIN = (
    "indicator", "system", "measure", "status", "value", "value_max", "denominator", "denominator_role", "qualifier",
    "unit", "direction", "organization",
)  # fmt: skip
_LOCALITY = ("name", "level", "code", "province")
_PERIOD = ("start", "end", "end_is_published", "inferred")

JUDGED_FIELDS = (
    *_PLAIN,
    "groups",
    *(f"locality.{name}" for name in _LOCALITY),
    *(f"period.{name}" for name in _PERIOD),
)


def _as_text(value: object) -> str | None:
    match value:
        case None:
            return None
        case Decimal():
            # 54.20 says no more than 54.2, and JSON does not keep it.
            return format(value.normalize(), "f")
        case bool() | tuple():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def say(fact: Fact) -> Said:
    """The judged fields of `fact`, in the order of `JUDGED_FIELDS`; numbers as digits, lists as JSON."""
    said = {name: _as_text(getattr(fact, name)) for name in (*_PLAIN, "groups")}
    said |= {f"locality.{name}": _as_text(getattr(fact.locality, name, None)) for name in _LOCALITY}
    return said | {f"period.{name}": _as_text(getattr(fact.period, name)) for name in _PERIOD}


def _is_alike(old: Fact, new: Fact) -> bool:
    """Whether two facts say the same beyond doubt, at a fraction of what it costs to name what differs."""
    return (
        all(getattr(old, name) == getattr(new, name) for name in (*_PLAIN, "groups"))
        and old.locality == new.locality
        and old.period == new.period
    )


def changed_fields(old: Fact, new: Fact) -> tuple[str, ...]:
    """Names of the judged fields in which two facts differ; none for facts that say the same."""
    if _is_alike(old, new):
        return ()
    before, after = say(old), say(new)
    return tuple(name for name in JUDGED_FIELDS if before[name] != after[name])
