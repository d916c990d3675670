"""Tokens of a sentence -> which of them go on with the word of the token before, as underthesea's tagger decides.

Few tokens are ever asked for, so only the stretch around each is decoded. With two labels the Viterbi search needs no
more than the lead of one over the other, and a lead beyond what the transitions can turn cuts the sentence in two.
"""

from collections.abc import Sequence
from typing import overload

from extractors.word_model import BEGIN, END, WordScores

_LONGEST = 60


class WordBounds(Sequence[bool]):
    """For each token of a sentence, whether it goes on with the word of the token before; decoded where asked."""

    def __init__(self, tokens: Sequence[str], scores: WordScores) -> None:
        is_short = max(map(len, tokens), default=0) <= _LONGEST
        self._tokens = [BEGIN, BEGIN, *(tokens if is_short else map(_shortened, tokens)), END, END]
        self._scores = scores
        self._leads: list[float | None] = [None] * len(tokens)
        self._known: list[bool | None] = [None] * len(tokens)

    def __len__(self) -> int:
        return len(self._known)

    @overload
    def __getitem__(self, index: int) -> bool: ...

    @overload
    def __getitem__(self, index: slice) -> list[bool]: ...

    def __getitem__(self, index: int | slice) -> bool | list[bool]:
        if isinstance(index, slice):
            return [self[at] for at in range(len(self))[index]]
        known = self._known[index]
        return self._decode(index % len(self._known)) if known is None else known

    def _decode(self, at: int) -> bool:
        """The label of one token; those of the stretch around it that must be decoded together are noted."""
        lead, scores = self._lead(at), self._scores
        if lead <= scores.surely_first or lead > scores.surely_further:
            self._known[at] = is_further = lead > scores.surely_further
            return is_further
        first, last = at, at
        while first > 0 and self._sure(first - 1) is None:
            first -= 1
        while last + 1 < len(self) and self._sure(last) is None:
            last += 1
        self._note(self._forward(first, last), first)
        return bool(self._known[at])

    def _forward(self, first: int, last: int) -> list[float]:
        """The lead of a further token over a first one at the end of the best ways up to each token."""
        (first_first, first_further), (further_first, further_further) = self._scores.transitions
        lead = self._lead(first)
        if first > 0:
            lead += further_further - further_first if self._sure(first - 1) else first_further - first_first
        leads = [lead]
        for at in range(first + 1, last + 1):
            to_first = max(first_first, lead + further_first)
            lead = self._lead(at) + max(first_further, lead + further_further) - to_first
            leads.append(lead)
        return leads

    def _note(self, leads: Sequence[float], first: int) -> None:
        """The labels of tokens from `first` on by their leads, from the last one back; it is sure or ends all."""
        (first_first, first_further), (further_first, further_further) = self._scores.transitions
        needed = 0.0
        for at in range(first + len(leads) - 1, first - 1, -1):
            is_further = leads[at - first] > needed
            self._known[at] = is_further
            needed = first_further - further_further if is_further else first_first - further_first

    def _sure(self, at: int) -> bool | None:
        """The label of a token where no neighbour can change it, else None."""
        lead = self._lead(at)
        return False if lead <= self._scores.surely_first else True if lead > self._scores.surely_further else None

    def _lead(self, at: int) -> float:
        """How much more a token itself and those around it speak for a further token than for a first one."""
        known = self._leads[at]
        if known is not None:
            return known
        triple = self._scores.triple
        a, b, c, d, e = self._tokens[at : at + 5]
        self._leads[at] = lead = triple(a, b, c)[0] + triple(b, c, d)[1] + triple(c, d, e)[2]
        return lead


def _shortened(token: str) -> str:
    """The token, or for one longer than any word a short one that no word list holds either."""
    return token if len(token) <= _LONGEST else f"{token[0]}…"
