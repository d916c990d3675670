"""Tokens and rule matches of one sentence -> one slot a numeral: what stands before it and behind it.

A slot is the stretch between the numeral before and the numeral behind; every later decision (head, aspect, measure,
groups) looks at slots only, so the time of a sentence grows with its length.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.folding import fold
from extractors.rulebook import Match, Rulebook
from extractors.tokens import NUMERAL, TokenizedSentence
from schemas.numerals import Numeral
from schemas.rules import AspectRule, CueRule, GroupRule, HeadRule

HARD_STOPS = frozenset({";", ".", "?", "!", "|", "•", "…"})
SOFT_STOPS = frozenset({",", ":", "(", ")", "-", "–", "+"})
_ABBREVIATED = frozenset({"Q", "P", "H", "TP", "TX", "TT", "X"})
_KINDS = frozenset({"people", "village", "commune"})
_LISTED = frozenset({"village", "commune", "district"})
_LIST_GLUE = frozenset({",", "(", ")", "và", "-", "–", "/"})


@dataclass(frozen=True, slots=True)
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
        return max(0, self.norms[:position].count("(") - self.norms[:position].count(")"))

    def in_word_list(self, position: int) -> bool:
        """Whether a sign lies inside a noun or breakdown ("thôn, bản"), where it ends nothing."""
        heads = any(m.start < position < m.end for m in self.heads)
        heads = heads or any(m.start < position < m.end for m in self.aspects)
        return heads or any(m.start < position < m.end for m in self.groups)

    def in_breakdown(self, position: int) -> bool:
        """Whether a token belongs to a breakdown or to a noun for a kind of place or people ("thôn, làng", "nữ")."""
        if any(m.start <= position < m.end and not m.rule.group.startswith("rating:") for m in self.groups):
            return True
        return any(m.start <= position < m.end and m.rule.subject in _KINDS for m in self.heads)

    def known(self, position: int) -> bool:
        """Whether a rule of any kind matched at a token."""
        return self.says_something(position) or any(m.start <= position < m.end for m in self.groups)

    def says_something(self, position: int) -> bool:
        """Whether a noun, an aspect or a cue covers a token."""
        if any(m.start <= position < m.end for m in self.heads):
            return True
        return any(m.start <= position < m.end for m in self.aspects) or any(
            m.start <= position < m.end for m in self.cues
        )


@dataclass(frozen=True, slots=True)
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


def read_sentence(tokens: TokenizedSentence, rulebook: Rulebook) -> Reading:
    """All matches of the rulebook in one sentence."""
    norms = tuple(fold(token.text) for token in tokens.doc)
    return Reading(
        tokens=tokens,
        norms=norms,
        heads=_merge_lists(rulebook.heads.find(tokens), norms),
        aspects=rulebook.aspects.find(tokens),
        groups=rulebook.groups.find(tokens),
        cues=rulebook.cues.find(tokens),
    )


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
            merged[-1] = replace(last, end=end)
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
        if norm == "." and i > start and reading.tokens.doc[i - 1].text in _ABBREVIATED:
            continue
        if norm in HARD_STOPS or norm == NUMERAL:
            return i
        if norm in SOFT_STOPS and not reading.in_word_list(i):
            return i
    return stop


def is_text(norm: str) -> bool:
    """Whether a folded token is a syllable."""
    return norm[0].isalpha()
