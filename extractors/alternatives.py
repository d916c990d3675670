"""Many words -> the alternatives of one pattern, parted by their first letters.

`re` tries one alternative after the other, so that a text that goes on with none of a hundred words costs a hundred
looks; parted by first letters it costs as many looks as there are letters, and some.
"""

from collections.abc import Iterable


def by_first_letter(alternatives: Iterable[str]) -> str:
    """A pattern for the first of several that matches; a letter that one begins with stands for itself there.

    The order counts among those of one letter. The pattern may not ignore case.
    """
    rests: dict[str, list[str]] = {}
    for one in alternatives:
        letter = one[0] if one[0].isalpha() else one
        rests.setdefault(letter, []).append(one[len(letter) :])
    return "|".join(
        f"{letter}{several[0]}" if len(several) == 1 else f"{letter}(?:{'|'.join(several)})"
        for letter, several in rests.items()
    )
