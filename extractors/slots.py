"""Tokens and rule matches of one sentence -> one slot a numeral: what stands before it and behind it.

A slot is the stretch between the numeral before and the numeral behind; every later decision (head, aspect, measure,
groups) looks at slots only, so the time of a sentence grows with its length.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from extractors.light_records import light_record
from extractors.rulebook import Match, Rulebook
from extractors.tokens import NUMERAL, TokenizedSentence
from schemas.numerals import Numeral
from schemas.rules import AspectRule, CueRule, GroupRule, HeadRule

PHRASE_ENDS = frozenset({",", ";", ".", ":", "(", NUMERAL})
HARD_STOPS = frozenset({";", ".", "?", "!", "|", "•", "…"})
SOFT_STOPS = frozenset({",", ":", "(", ")", "-", "–", "+"})
_ABBREVIATED = frozenset({"Q", "P", "H", "TP", "TX", "TT", "X"})
_KINDS = frozenset({"people", "village", "commune"})
_LISTED = frozenset({"village", "commune", "district"})
_BRACKETS = {"(": 1, ")": -1}
_LIST_GLUE = frozenset({",", "(", ")", "và", "-", "–", "/"})


@dataclass(frozen=True)
class Reading:
    """A sentence with everything the rules found in it; lists are in token order."""

    tokens: TokenizedSentence
    norms: tuple[str, ...]
    heads: Sequence[Match[HeadRule]]
    aspects: Sequence[Match[AspectRule]]
    groups: Sequence[Match[GroupRule]]
    cues: Sequence[Match[CueRule]]

    def depth(self, position: int) -> int:
        """How many brackets are open before a token."""
        return max(0, self._balance[position])

    def in_word_list(self, position: int) -> bool:
        """Whether a sign lies inside a noun or breakdown ("thôn, bản"), where it ends nothing."""
        return bool(self._inner[position])

    def in_breakdown(self, position: int) -> bool:
        """Whether a token belongs to a breakdown or to a noun for a kind of place or people ("thôn, làng", "nữ")."""
        return bool(self._kinds[position])

    def known(self, position: int) -> bool:
        """Whether a rule of any kind matched at a token."""
        return self.says_something(position) or bool(self._grouped[position])

    def says_something(self, position: int) -> bool:
        """Whether a noun, an aspect or a cue covers a token."""
        return bool(self._said[position])

    def names_part(self, start: int, end: int) -> bool:
        """Whether words that begin parts of a whole ("trong đó") begin between two tokens."""
        parts = self.cues_of("part")
        return bool(parts) and any(start <= m.start < end for m in parts)

    def cues_of(self, purpose: str) -> Sequence[Match[CueRule]]:
        """The cues of one purpose, in order."""
        return self._cues_by_purpose.get(purpose, ())

    @cached_property
    def _cues_by_purpose(self) -> dict[str, list[Match[CueRule]]]:
        found: dict[str, list[Match[CueRule]]] = {}
        for match in self.cues:
            found.setdefault(match.rule.cue, []).append(match)
        return found

    @cached_property
    def _balance(self) -> tuple[int, ...]:
        """How many more brackets are opened than closed before each token, and at the end."""
        if "(" not in self.norms and ")" not in self.norms:
            return (0,) * (len(self.norms) + 1)
        return tuple(accumulate((_BRACKETS.get(norm, 0) for norm in self.norms), initial=0))

    @cached_property
    def _inner(self) -> bytearray:
        """The tokens inside nouns, aspects and breakdowns, without the first of each."""
        return _covered(len(self.norms), (*self.heads, *self.aspects, *self.groups), skip=1)

    @cached_property
    def _kinds(self) -> bytearray:
        tags = [m for m in self.groups if not m.rule.group.startswith("rating:")]
        kinds = [m for m in self.heads if m.rule.subject in _KINDS]
        return _covered(len(self.norms), (*tags, *kinds))

    @cached_property
    def _grouped(self) -> bytearray:
        return _covered(len(self.norms), self.groups)

    @cached_property
    def _said(self) -> bytearray:
        return _covered(len(self.norms), (*self.heads, *self.aspects, *self.cues))


def _covered(size: int, matches: Iterable[Match[Any]], *, skip: int = 0) -> bytearray:
    """For each of `size` tokens whether a match covers it, other than with its first `skip` tokens."""
    covered = bytearray(size)
    for match in matches:
        covered[match.start + skip : match.end] = b"\1" * (match.end - match.start - skip)
    return covered


@light_record(frozen=True, slots=True)
class Slot:
    """One numeral in its sentence.

    `at` is its token; `left` the first token behind the numeral before (or the bracket that holds it); `stop` the
    token of the next numeral (or the sentence's end); `break_` the first stop behind that ends what the numeral
    counts; `depth` the number of brackets it stands in.
    """

    numeral: Numeral
    at: int
    left: int
    stop: int
    break_: int
    depth: int = 0


def read_sentences(sentences: Sequence[TokenizedSentence], rulebook: Rulebook) -> list[Reading]:
    """All matches of the rulebook in each of several sentences."""
    text = rulebook.make_phrase_text(sentences)
    kinds = (rulebook.heads.find(text), rulebook.aspects.find(text), rulebook.groups.find(text))
    return [
        Reading(
            tokens=tokens,
            norms=tokens.norms,
            heads=_merge_lists(heads, tokens.norms),
            aspects=aspects,
            groups=groups,
            cues=cues,
        )
        for tokens, heads, aspects, groups, cues in zip(sentences, *kinds, rulebook.cues.find(text), strict=True)
    ]


def _merge_lists(heads: Sequence[Match[HeadRule]], norms: Sequence[str]) -> list[Match[HeadRule]]:
    """Kinds of places in a row make one noun: "thôn (làng), tổ dân phố", "xã, phường và thị trấn"."""
    merged: list[Match[HeadRule]] = []
    for head in heads:
        last = merged[-1] if merged else None
        if (
            last
            and last.rule.subject == head.rule.subject
            and head.rule.subject in _LISTED
            and 0 < head.start - last.end <= 2
            and all(n in _LIST_GLUE for n in norms[last.end : head.start])
        ):
            end = head.end + (1 if head.end < len(norms) and norms[head.end] == ")" else 0)
            merged[-1] = last._replace(end=end)
        else:
            merged.append(head)
    return merged


def make_slots(reading: Reading, numerals: Sequence[Numeral]) -> list[Slot]:
    """Slots of the sentence's numerals, in order."""
    at = [reading.tokens.numerals[n.start] for n in numerals]
    slots = []
    for index, (numeral, token) in enumerate(zip(numerals, at, strict=True)):
        left = _behind_bracket(reading.norms, at[index - 1] + 1 if index else 0, token)
        stop = at[index + 1] if index + 1 < len(at) else len(reading.norms)
        slots.append(Slot(numeral, token, left, stop, _break(reading, token + 1, stop), reading.depth(token)))
    return slots


def _behind_bracket(norms: Sequence[str], left: int, at: int) -> int:
    """`left`, or the token behind a bracket that closes between `left` and `at`: what it held is told apart."""
    depth = 0
    if ")" not in norms[left:at]:
        return left
    for i in range(left, at):
        if norms[i] == "(":
            depth += 1
        elif norms[i] == ")":
            if depth == 0 and i + 1 < at:
                left = i + 1
            depth = max(0, depth - 1)
    return left


def _break(reading: Reading, start: int, stop: int) -> int:
    """First token from `start` that ends a noun phrase: a stop sign outside any match, or `stop`."""
    for i in range(start, stop):
        norm = reading.norms[i]
        if norm == "." and i > start and reading.tokens.words[i - 1] in _ABBREVIATED:
            continue
        if norm == NUMERAL and _is_in_a_name(reading, i):
            continue
        if norm in HARD_STOPS or norm == NUMERAL:
            return i
        if norm in SOFT_STOPS and not reading.in_word_list(i):
            return i
    return stop


def _is_in_a_name(reading: Reading, position: int) -> bool:
    """Whether a number is part of a name ("quận 9"), where it ends nothing; the years of a badge do."""
    rejected = reading.tokens.rejected.get(position)
    return rejected is not None and rejected.label == "name" and rejected.reason != "name.badge"


def is_text(norm: str) -> bool:
    """Whether a folded token is a syllable."""
    return norm[0].isalpha()
