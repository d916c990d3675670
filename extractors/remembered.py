"""A function of one word -> a table of its answers, which loops of C read: texts say the same few thousand words."""

from collections.abc import Callable
from typing import TypeVar

_LONGEST = 36
Answer = TypeVar("Answer")


class Remembered(dict[str, Answer]):
    """What a function says of each word, asked once: `map(table.__getitem__, words)` makes no call for a known word.

    It is emptied when full, so that no corpus fills the memory; words longer than any of the language are not kept.
    """

    def __init__(self, find: Callable[[str], Answer], *, most: int) -> None:
        """A table for `find`, a function without side effects, that holds `most` words."""
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, word: str) -> Answer:
        answer = self._find(word)
        if len(word) <= _LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[word] = answer
        return answer
