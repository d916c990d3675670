"""Figures -> checks of a count against the names that its sentence then lists: "còn 3 bản, đó là: A, B và C"."""

import re
from collections.abc import Iterator

from extractors.checks.figures import Figure, Figures, make_check
from schemas.checks import Check, Outcome

_NOUN = r"(?:thôn|bản|làng|buôn|xã|phường|thị trấn|huyện|chi bộ|đảng bộ|các|ở|tại)\s+"
_LEAD = r"^[^,;:.(]{0,60}[,(]?\s*(?:đó là|bao gồm|gồm|cụ thể là)\s*(?:các\s+)?[^,;:.\d]{0,24}:\s*"
_LIST = re.compile(rf"{_LEAD}(?P<names>[^:()]+?)\)?\.?\s*$")
_PARTED = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+")
_NAME = re.compile(rf"^(?:{_NOUN})*[A-ZĐÀ-ỸƯƠÂÊÔĂ]")
_ABOVE = re.compile(r"(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh)\s")
_OPEN = re.compile(r"…|\.\.\.|v\.v")
_FEWEST, _MOST = 2, 60


def find_name_checks(figures: Figures) -> Iterator[Check]:
    """One check for each exact count that the rest of its sentence lists by name, and nothing but names."""
    for index, figure in enumerate(figures):
        is_last = index + 1 == len(figures) or figures[index + 1].sentence != figure.sentence
        if is_last and figure.is_count and figure.fact.qualifier == "exact" and figure.fact.value_max is None:
            names = _names_behind(figure)
            if names:
                yield _check(figure, names)


def _names_behind(figure: Figure) -> list[str]:
    """The names that follow, or none where the list is open or holds anything else."""
    evidence = figure.fact.evidence
    behind = evidence.quote[evidence.end - evidence.quote_start :]
    listed = _LIST.match(behind) if ":" in behind else None
    if listed is None or _OPEN.search(listed["names"]):
        return []
    names = [name.strip() for name in _PARTED.split(listed["names"]) if name.strip()]
    is_plain = all(_NAME.match(name) for name in names) and _FEWEST <= len(names) <= _MOST
    return names if is_plain else []


def _check(figure: Figure, names: list[str]) -> Check:
    """Whether there are as many names as the text says."""
    first = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    is_same = figure.fact.value == len(names)
    words = f"kể {len(names)} tên ({first}) {'=' if is_same else '≠'} {figure.fact.value:f}"
    outcome: Outcome = "holds" if is_same else "fails"
    if not is_same and _may_hold_asides(figure, names):
        outcome = "cannot_tell"
    return make_check("parts_total", outcome, (figure,), words)


def _may_hold_asides(figure: Figure, names: list[str]) -> bool:
    """Whether some of the names may say of others what they are or where: persons' posts, the communes of hamlets."""
    kinds = {match.group().strip() if (match := _ABOVE.match(name)) else "" for name in names}
    return figure.fact.unit == "person" or len(kinds) > 1
