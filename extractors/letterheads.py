"""Text -> the association whose report it is by its letterhead: a line of capitals above the report."""

import re
from functools import cache

from extractors.organizations import load_body_words
from schemas.vocabulary import System

_HEAD = 600
"""Characters of a text in which its letterhead stands."""
_COMMITTEE = r"(?:(?:BAN CHẤP HÀNH|BCH|BAN THƯỜNG VỤ|BTV)\s)?"


def letterhead_association(text: str) -> System | None:
    """The association that a line of capitals at the head of a text begins with, or None.

    "HỘI NÔNG DÂN HUYỆN THÁP MƯỜI" over "Số: 214-BC/HNDH" says whose report it is, whatever its title says.
    """
    pattern, systems = _names()
    for line in pattern.finditer(text[:_HEAD]):
        if line.group().isupper():
            return systems[line.group(1)]
    return None


@cache
def _names() -> tuple[re.Pattern[str], dict[str, System]]:
    systems = {name.upper(): system for name, system in load_body_words().associations.items()}
    names = "|".join(re.escape(name) for name in sorted(systems, key=len, reverse=True))
    return re.compile(rf"(?m)^[^\w\n]{{0,3}}{_COMMITTEE}({names})(?!\w)[^\n]{{0,80}}$"), systems
