"""Head noun and aspect -> indicator of the catalogue.

Source:
    The annotation guide's list of indicators; the aspects each subject can have follow from it.
"""

from functools import lru_cache

from schemas.vocabulary import INDICATORS

_SUBJECT_NAMES = {"poor_household": "household", "body": "grassroots_org"}
_DEFAULT_ASPECT = {"candidate": "introduced", "class": "opened", "poor_household": "poor"}
_SPECIAL = {
    ("class", "total"): "class.opened",
    ("candidate", "total"): "candidate.introduced",
    ("poor_household", "total"): "household.poor",
}
_OF_MEMBERS = frozenset({"candidate", "person", "people", "committee_member"})
_KNOWN = frozenset(INDICATORS)


def default_aspect(subject: str) -> str:
    """The aspect of a subject when no word says what happened."""
    return _DEFAULT_ASPECT.get(subject, "total")


@lru_cache(maxsize=512)
def find_indicator(subject: str, aspect: str) -> str:
    """The catalogue's indicator for what is counted and what happened to it, "other" when there is none."""
    if (subject, aspect) in _SPECIAL:
        return _SPECIAL[subject, aspect]
    slug = f"{_SUBJECT_NAMES.get(subject, subject)}.{aspect}"
    if slug not in _KNOWN and subject in _OF_MEMBERS and aspect != "total":
        slug = f"member.{aspect}"
    return slug if slug in _KNOWN else "other"


def is_level(indicator: str, measure: str) -> bool:
    """Whether a figure is a level as of a day (else it is a flow over a stretch of time)."""
    if measure in ("change", "completion"):
        return False
    subject, _, aspect = indicator.partition(".")
    if subject in ("class", "trainee", "candidate"):
        return False
    return subject in ("village", "household") or aspect in ("total", "")
