"""Classes of characters -> the same written out for texts of the first plane of Unicode, as nearly all texts are.

`re` looks up in a table what a class of single characters holds; where the class names a sort of them, such as digits,
it asks of each character what sort it is, which takes twice as long.
"""

import re
from functools import cache

_FIRST_PLANE = 0x10000


def is_of_first_plane(text: str) -> bool:
    """Whether two bytes are enough for each character of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)


@cache
def written_out(one: str) -> str:
    """What to put between square brackets for all characters of the first plane that the pattern `one` matches."""
    runs = re.findall(f"{one}+", "".join(map(chr, range(_FIRST_PLANE))))
    return "".join([f"{run[0]}-{run[-1]}" for run in runs])
