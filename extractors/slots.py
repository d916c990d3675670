"""Tokens and rule matches of one sentence -> one slot a numeral: what stands before it and behind it.

A slot is the stretch between the numeral before and the numeral behind; every later decision (head, aspect, measure,
groups) looks at slots only, so the time of a sentence grows with its length.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import field
from itertools import accumulate, pairwise
from typing import Any

from extractors.kept import kept_property
from extractors.light_records import light_record
from extractors.rulebook import Match, Rulebook
from extractors.tokens import NUMERAL, TokenizedSentence
from schemas.numerals import Numeral
from schemas.rules import AspectRule, CueRule, GroupRule, HeadRule

PHRASE_ENDS = frozenset({",", ";", ".", ":", "(", NUMERAL})
HARD_STOPS = frozenset({";", ".", "?", "!", "|", "•", "…"})
SOFT_STOPS = frozenset({",", ":", "(", ")", "-", "–", "+"})
_STOPS = HARD_STOPS | SOFT_STOPS | {NUMERAL}
_ABBREVIATED = frozenset({"Q", "P", "H", "TP", "TX", "TT", "X"})
_KINDS, _LISTED = frozenset({"people", "village", "commune"}), frozenset({"village", "commune", "district"})
_PART_REACH, _BRACKETS = 8, {"(": 1, ")": -1}
_LIST_GLUE = frozenset({",", "(", ")", "và", "-", "–", "/"})


@light_record(frozen=True, slots=False)
class Reading:
    """A sentence with everything the rules found in it; lists are in token order.

    What most questions about a numeral need is looked up once: `words` are all folded tokens, `nouns` the nouns that
    begin at a token, `subjects` what all nouns count, `purposes` the cues of each purpose, `deeds` the names of all
    aspects, `part_starts` the tokens where words begin that open parts of a whole ("trong đó").
    """

    tokens: TokenizedSentence
    norms: tuple[str, ...]
    heads: Sequence[Match[HeadRule]]
    aspects: Sequence[Match[AspectRule]]
    groups: Sequence[Match[GroupRule]]
    cues: Sequence[Match[CueRule]]
    words: frozenset[str] = field(init=False, repr=False, compare=False)
    nouns: Mapping[int, Sequence[Match[HeadRule]]] = field(init=False, repr=False, compare=False)
    purposes: Mapping[str, Sequence[Match[CueRule]]] = field(init=False, repr=False, compare=False)
    subjects: frozenset[str] = field(init=False, repr=False, compare=False)
    deeds: frozenset[str] = field(init=False, repr=False, compare=False)
    part_starts: Sequence[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        nouns: dict[int, list[Match[HeadRule]]] = {}
        for noun in self.heads:
            nouns.setdefault(noun.start, []).append(noun)
        purposes: dict[str, list[Match[CueRule]]] = {}
        for cue in self.cues:
            purposes.setdefault(cue.rule.cue, []).append(cue)
        parts = [cue.start for cue in purposes.get("part", ())]
        if self.norms[:1] == ("trong",):
            parts.append(self._opened_part())
        found = {
            "words": frozenset(self.norms),
            "nouns": nouns,
            "purposes": purposes,
            "subjects": frozenset([match.rule.subject for match in self.heads]),
            "deeds": frozenset([match.rule.aspect for match in self.aspects]),
            "part_starts": parts,
        }
        self.__dict__.update(found)

    def depth(self, position: int) -> int:
        """How many brackets are open before a token."""
        balance = self._balance
        return max(0, balance[position]) if balance else 0

    def in_word_list(self, position: int) -> bool:
        """Whether a sign lies inside a noun or breakdown ("thôn, bản"), where it ends nothing."""
        return position in self._inner

    def in_breakdown(self, position: int) -> bool:
        """Whether a token belongs to a breakdown or to a noun for a kind of place or people ("thôn, làng", "nữ")."""
        return position in self._kinds

    def known(self, position: int) -> bool:
        """Whether a rule of any kind matched at a token."""
        return position in self._said or position in self._grouped

    def says_something(self, position: int) -> bool:
        """Whether a noun, an aspect or a cue covers a token."""
        return position in self._said

    def names_part(self, start: int, end: int) -> bool:
        """Whether words that begin parts of a whole ("trong đó") begin between two tokens."""
        return bool(self.part_starts) and any([start <= part < end for part in self.part_starts])

    def _opened_part(self) -> int:
        """The "có" behind the whole that "trong" opens ("Trong 22 đảng viên mới có 15 …"); -1 without one."""
        at = next((i for i in range(1, min(4, len(self.norms))) if self.norms[i] == NUMERAL), 0)
        if at == 0 or any(norm not in ("tổng", "số") for norm in self.norms[1:at]):
            return -1
        counted = next((m.end for m in self.heads if m.start == at + 1 and m.rule.subject == "member"), 0)
        reach = range(counted, min(counted + _PART_REACH, len(self.norms))) if counted else ()
        return next((i for i in reach if self.norms[i] in ("có", "thì")), -1)

    def cues_of(self, purpose: str) -> Sequence[Match[CueRule]]:
        """The cues of one purpose, in order."""
        return self.purposes.get(purpose, ())

    @kept_property
    def group_starts(self) -> Sequence[int]:
        """Where its breakdown words begin, in order."""
        return [match.start for match in self.groups]

    @kept_property
    def _balance(self) -> tuple[int, ...]:
        """How many more brackets are opened than closed before each token, and at the end; empty without brackets."""
        if "(" not in self.words and ")" not in self.words:
            return ()
        return tuple(accumulate((_BRACKETS.get(norm, 0) for norm in self.norms), initial=0))

    @kept_property
    def _inner(self) -> Set[int]:
        """The tokens inside nouns, aspects and breakdowns, without the first of each."""
        return _covered((*self.heads, *self.aspects, *self.groups), skip=1)

    @kept_property
    def _kinds(self) -> Set[int]:
        tags = [m for m in self.groups if not m.rule.group.startswith("rating:")]
        kinds = [m for m in self.heads if m.rule.subject in _KINDS]
        return _covered((*tags, *kinds))

    @kept_property
    def _grouped(self) -> Set[int]:
        return _covered(self.groups)

    @kept_property
    def _said(self) -> Set[int]:
        return _covered((*self.heads, *self.aspects, *self.cues))


def _covered(matches: Iterable[Match[Any]], *, skip: int = 0) -> Set[int]:
    """The tokens that a match covers, other than with its first `skip` tokens."""
    return set().union(*[range(match.start + skip, match.end) for match in matches])


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
    if not sentences:
        return []
    text = rulebook.make_phrase_text(sentences)
    return [
        Reading(tokens, tokens.norms, _merge_lists(heads, tokens.norms), aspects, groups, cues)
        for tokens, heads, aspects, groups, cues in zip(sentences, *rulebook.phrases.find(text), strict=True)
    ]


def _merge_lists(heads: Sequence[Match[HeadRule]], norms: Sequence[str]) -> list[Match[HeadRule]]:
    """Kinds of places in a row make one noun: "thôn (làng), tổ dân phố", "xã, phường và thị trấn"."""
    if not any([two.start - one.end <= 2 and one.rule.subject == two.rule.subject for one, two in pairwise(heads)]):
        return list(heads)
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
            merged[-1] = Match(last.rule, last.start, end)
        else:
            merged.append(head)
    return merged


def make_slots(reading: Reading, numerals: Sequence[Numeral]) -> list[Slot]:
    """Slots of the sentence's numerals, in order."""
    at = [reading.tokens.numerals[n.start] for n in numerals]
    has_brackets = "(" in reading.words or ")" in reading.words
    slots = []
    left = 0
    for numeral, token, stop in zip(numerals, at, [*at[1:], len(reading.norms)], strict=False):
        depth = 0
        if has_brackets:
            left, depth = _behind_bracket(reading.norms, left, token), reading.depth(token)
        slots.append(Slot(numeral, token, left, stop, _break(reading, token + 1, stop), depth))
        left = token + 1
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
        if norm not in _STOPS:
            continue
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
