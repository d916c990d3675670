"""YAML rule files -> one loaded rulebook: validated rules and the spaCy matchers compiled from them.

Phrases are matched on folded syllables. Within one kind of rule the longest match wins; two rules may share the
very same span (then the subject decides which applies). A phrase of one syllable must be a word of its own.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from operator import itemgetter
from typing import Any, Generic, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.folding import fold
from extractors.light_records import light_record
from extractors.nonfacts import compile_nonfacts
from extractors.numerals import NumeralCatalogue
from extractors.periods.finding import PeriodCatalogue, compile_periods
from extractors.phrase_text import PhraseText, make_phrase_text
from extractors.tokens import _QUOTES, _TOKEN, TokenizedSentence, make_vocab
from schemas.errors import ConfigError
from schemas.rules import AspectRule, BoundRule, CueRule, GroupRule, HeadRule, NonFactRule, PeriodRule, PhraseRule

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, where it is there, takes a seventh of the time."""

R = TypeVar("R", bound=PhraseRule)
_Candidate = tuple[int, int, str, str, R]
"""A match that may stand: its first token, the one behind its last, its rule's id and kind, and the rule."""
_in_text = itemgetter(0, 1, 2)
_Phrases = tuple[tuple[int, frozenset[tuple[str, ...]]], ...]
"""Folded phrases by how many tokens they have, so that those of one length are looked up at once."""


@light_record(frozen=True, slots=True)
class Match(Generic[R]):
    """One rule found at tokens start..end-1 of a sentence."""

    rule: R
    start: int
    end: int


def phrase_tokens(phrase: str) -> list[str]:
    """The tokens of a phrase, as sentences are cut."""
    return [m.group() for m in _TOKEN.finditer(phrase) if m.group() not in _QUOTES]


class PhraseIndex(Generic[R]):
    """All phrase rules of one kind in one spaCy `PhraseMatcher`."""

    def __init__(self, rules: Sequence[R], vocab: Vocab) -> None:
        self.rules = tuple(rules)
        self.known = frozenset(fold(token) for rule in rules for p in rule.phrases for token in phrase_tokens(p))
        self._matcher = PhraseMatcher(vocab, attr="NORM")
        for rule in rules:
            self._matcher.add(rule.id, [Doc(vocab, words=phrase_tokens(p)) for p in rule.phrases])
        self._by_key = {
            vocab.strings.add(rule.id): (
                rule,
                rule_kind(rule),
                (before := _folded(rule.not_before)),
                (behind := _folded(rule.not_after)),
                frozenset(phrase[-1] for _, several in before for phrase in several),
                frozenset(phrase[0] for _, several in behind for phrase in several),
            )
            for rule in rules
        }
        self._has_kinds = any(rule_kind(rule) for rule in rules)

    def find(self, text: PhraseText) -> list[list[Match[R]]]:
        """For each sentence the matches in order of their start; none lies inside a longer one."""
        spans: list[list[tuple[int, int, int]]] = [[] for _ in text.sentences]
        owners, places = text.owners, text.places
        for key, start, end in self._matcher(text.doc):
            spans[owners[start]].append((key, places[start], places[end - 1] + 1))
        return [self._chosen(tokens, own) if own else [] for tokens, own in zip(text.sentences, spans, strict=True)]

    def _chosen(self, tokens: TokenizedSentence, matches: Sequence[tuple[int, int, int]]) -> list[Match[R]]:
        """The matches of one sentence that may stand, out of all by their key, start and end."""
        found: list[_Candidate[R]] = []
        barred: list[tuple[str, int, int]] = []
        norms = tokens.norms
        borders = {end for _, start, end in matches if end - start > 1}
        for key, start, end in matches:
            if end - start == 1 and not tokens.is_word(start, end, known_border=start in borders):
                continue
            rule, kind, not_before, not_after, last_before, first_behind = self._by_key[key]
            if (start and norms[start - 1] in last_before and _stands_before(norms, start, not_before)) or (
                end < len(norms) and norms[end] in first_behind and _stands_behind(norms, end, not_after)
            ):
                if kind:
                    barred.append((kind, start, end))
                continue
            found.append((start, end, rule.id, kind, rule))
        if barred:
            found = [candidate for candidate in found if not _is_barred(candidate, barred)]
        found.sort(key=_in_text)
        if self._has_kinds:
            kinds = dict.fromkeys(kind for _, _, _, kind, _ in found)
            found = [one for kind in kinds for one in _longest([each for each in found if each[3] == kind])]
            found.sort(key=_in_text)
        else:
            found = _longest(found)
        return [Match(rule, start, end) for start, end, _, _, rule in found]


def _is_barred(candidate: _Candidate[R], barred: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a cue lies inside a longer one that its surroundings forbid ("so với nghị quyết đề ra")."""
    first, last, _, kind, _ = candidate
    return any(
        kind == other and start <= first and last <= end and last - first < end - start for other, start, end in barred
    )


def rule_kind(rule: PhraseRule) -> str:
    """Rules of one kind compete for the longest match; cues compete only with cues of their own purpose."""
    return rule.cue if isinstance(rule, CueRule) else ""


def _folded(phrases: Iterable[str]) -> _Phrases:
    folded = [tuple(fold(t) for t in phrase_tokens(p)) for p in phrases]
    return tuple(
        (length, frozenset(phrase for phrase in folded if len(phrase) == length))
        for length in sorted({len(phrase) for phrase in folded})
    )


def _stands_before(norms: tuple[str, ...], at: int, phrases: _Phrases) -> bool:
    """Whether one of `phrases` stands directly before token position `at`."""
    return any([at >= length and norms[at - length : at] in several for length, several in phrases])


def _stands_behind(norms: tuple[str, ...], at: int, phrases: _Phrases) -> bool:
    """Whether one of `phrases` stands directly behind, from token position `at` on."""
    return any([norms[at : at + length] in several for length, several in phrases])


def _longest(found: list[_Candidate[R]]) -> list[_Candidate[R]]:
    """Candidates, in the order of the text, without those inside a longer one or over an earlier longer one."""
    if len(found) < 2 or all([one[1] <= two[0] for one, two in pairwise(found)]):
        return found
    kept: list[_Candidate[R]] = []
    owners: dict[int, tuple[int, int]] = {}
    for candidate in sorted(found, key=lambda one: (one[0] - one[1], one[0], one[2])):
        span = candidate[:2]
        if all([owners.get(at, span) == span for at in range(*span)]):
            owners.update(dict.fromkeys(range(*span), span))
            kept.append(candidate)
    return sorted(kept, key=_in_text)


@dataclass(frozen=True)
class Rulebook:
    """Everything the extractor knows as data."""

    vocab: Vocab
    numerals: NumeralCatalogue
    number_words: Mapping[str, Mapping[str, int]]
    heads: PhraseIndex[HeadRule]
    aspects: PhraseIndex[AspectRule]
    groups: PhraseIndex[GroupRule]
    cues: PhraseIndex[CueRule]
    periods: PeriodCatalogue

    def make_phrase_text(self, sentences: Sequence[TokenizedSentence]) -> PhraseText:
        """Sentences as the four kinds of phrases are looked for in them."""
        return make_phrase_text(sentences, self.vocab, self._known)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset().union(*(index.known for index in (self.heads, self.aspects, self.groups, self.cues)))


def read_rules(name: str) -> dict[str, Any]:
    """The content of `rules/NAME.yml` as plain data.

    Raises:
        ConfigError: The file is not YAML.
    """
    try:
        text = (resources.files("extractors") / "rules" / f"{name}.yml").read_text(encoding="utf-8")
        content = yaml.load(text, LOADER)
    except yaml.YAMLError as error:
        raise ConfigError(f"rules/{name}.yml is not valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise ConfigError(f"rules/{name}.yml must be a mapping with the key 'rules'")
    return content


M = TypeVar("M")


def validate_rules(name: str, rules: object, model: type[M]) -> tuple[M, ...]:
    """Plain data as rules; pydantic's JSON mode, so that a list may fill a tuple.

    Raises:
        ConfigError: A rule lacks its reason or examples, has an unknown key, or shares its id with another.
    """
    try:
        checked = TypeAdapter(tuple[model, ...]).validate_json(json.dumps(rules))  # type: ignore[valid-type]
    except ValidationError as error:
        raise ConfigError(f"rules/{name}.yml: {error}") from error
    ids = [rule.id for rule in checked]  # type: ignore[attr-defined]
    if len(ids) != len(set(ids)):
        raise ConfigError(f"rules/{name}.yml: two rules share an id: {sorted(i for i in ids if ids.count(i) > 1)}")
    return checked


@lru_cache(maxsize=1)
def load_rulebook() -> Rulebook:
    """The rulebook, loaded once a process (about half a second)."""
    vocab = make_vocab()
    nonfacts, numerals, periods = read_rules("nonfacts"), read_rules("numerals"), read_rules("periods")
    catalogue = NumeralCatalogue(
        nonfacts=compile_nonfacts(validate_rules("nonfacts", nonfacts["rules"], NonFactRule), nonfacts["macros"]),
        bounds=validate_rules("numerals", numerals["bounds"], BoundRule),
    )
    return Rulebook(
        vocab=vocab,
        numerals=catalogue,
        number_words=numerals["words"],
        heads=PhraseIndex(validate_rules("heads", read_rules("heads")["rules"], HeadRule), vocab),
        aspects=PhraseIndex(validate_rules("aspects", read_rules("aspects")["rules"], AspectRule), vocab),
        groups=PhraseIndex(validate_rules("groups", read_rules("groups")["rules"], GroupRule), vocab),
        cues=PhraseIndex(validate_rules("cues", read_rules("cues")["rules"], CueRule), vocab),
        periods=compile_periods(validate_rules("periods", periods["rules"], PeriodRule), periods["macros"]),
    )
