"""The name of a body as it was found -> the name without the person who stands behind it."""

import re

_SHORTEST_PERSON, _DASHES = 3, ("- ", "– ")


def without_person(tail: str, persons: re.Pattern[str]) -> str:
    """What follows the word for a unit, without a person's name at its end; two syllables alone name the unit."""
    person = persons.search(tail)
    is_unit = person is None or (not tail[: person.start()].strip() and len(tail.split()) < _SHORTEST_PERSON)
    return tail if is_unit or person is None else tail[: person.start()]


def without_speaker(name: str, persons: re.Pattern[str], after_persons: re.Pattern[str]) -> str:
    """The body of an office without the person who holds it: "Công ty Hưng Thái - Trương Văn Bảy".

    Args:
        name: The name as found, the person perhaps at its end.
        persons: Finds a person's name at an end.
        after_persons: Finds the kinds of bodies that are named after persons, whom a dash tells apart.
    """
    person = persons.search(name)
    if person is None:
        return name
    is_apart = name.endswith(_DASHES, 0, person.start())
    if after_persons.search(name) and not is_apart:
        return name
    return name[: person.start()].rstrip(" –-")
