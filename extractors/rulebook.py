"""YAML rule files -> one loaded rulebook: validated rules and the spaCy matcher compiled from them.

Phrases are matched on folded syllables. Within one kind of rule the longest match wins; two rules may share the
very same span (then the subject decides which applies). A phrase of one syllable must be a word of its own.
"""

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any, Generic, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.folding import fold
from extractors.gazetteer.load import load_gazetteer
from extractors.light_records import light_record, lightened
from extractors.nonfacts import compile_nonfacts
from extractors.numerals import NumeralCatalogue
from extractors.periods.finding import PeriodCatalogue, compile_periods
from extractors.phrase_choice import Guard, Span, is_forbidden, longest, make_guard, without_barred
from extractors.phrase_text import NO_PHRASE, PhraseText, make_phrase_text
from extractors.tokens import TokenizedSentence, make_vocab, phrase_tokens
from schemas.errors import ConfigError
from schemas.rules import AspectRule, BoundRule, CueRule, GroupRule, HeadRule, NonFactRule, PeriodRule, PhraseRule

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, where it is there, takes a seventh of the time."""

R = TypeVar("R", bound=PhraseRule)


@light_record(frozen=True, slots=True)
class Match(Generic[R]):
    """One rule found at tokens start..end-1 of a sentence."""

    rule: R
    start: int
    end: int


class PhraseIndex:
    """All phrases of several catalogues of rules in one spaCy `PhraseMatcher`.

    `_kinds` are for each catalogue the numbers of the kinds of its rules, and whether a forbidden phrase of the kind
    bars shorter ones inside it; `_by_key` tells of each rule its kind, its place among all rules and its guard.
    """

    def __init__(self, catalogues: Sequence[Sequence[PhraseRule]], vocab: Vocab) -> None:
        in_order = [rule for rules in catalogues for rule in sorted(rules, key=attrgetter("id"))]
        self._rules = [lightened(rule) for rule in in_order]
        places = {id(rule): place for place, rule in enumerate(in_order)}
        self.known = frozenset(fold(token) for rule in in_order for p in rule.phrases for token in phrase_tokens(p))
        names = sorted({(number, rule_kind(rule)) for number, rules in enumerate(catalogues) for rule in rules})
        self._kinds = [
            [(at, bool(kind)) for at, (own, kind) in enumerate(names) if own == n] for n in range(len(catalogues))
        ]
        self._matcher = PhraseMatcher(vocab, attr="NORM")
        self._by_key: dict[int, tuple[int, int, Guard | None]] = {}
        for number, rules in enumerate(catalogues):
            for rule in rules:
                name, kind = f"{number} {rule.id}", names.index((number, rule_kind(rule)))
                self._by_key[vocab.strings.add(name)] = (kind, places[id(rule)], make_guard(rule))
                self._matcher.add(name, [Doc(vocab, words=phrase_tokens(p)) for p in rule.phrases])

    def find(self, text: PhraseText) -> list[list[list[Match[Any]]]]:
        """For each catalogue and each sentence the matches in order of their start; none lies inside a longer one."""
        norms, by_key = text.norms, self._by_key
        found: list[list[Span]] = [[] for kinds in self._kinds for _ in kinds]
        forbidden: list[list[Span]] = [[] for _ in found]
        for key, start, end in self._matcher(text.doc):
            kind, place, guard = by_key[key]
            is_near = guard and (norms[start - 1] in guard.last_before or norms[end] in guard.first_behind)
            if guard and is_near and is_forbidden(norms, start, end, guard):
                forbidden[kind].append((start, end, place))
            else:
                found[kind].append((start, end, place))
        told = [
            [(found[kind], forbidden[kind], bars) for kind, bars in kinds if found[kind] or forbidden[kind]]
            for kinds in self._kinds
        ]
        return [self._standing(text, kinds) if kinds else [[] for _ in text.sentences] for kinds in told]

    def _standing(
        self, text: PhraseText, kinds: Sequence[tuple[list[Span], list[Span], bool]]
    ) -> list[list[Match[Any]]]:
        """The matches of one catalogue in each sentence, out of the allowed and the forbidden of each kind of rule.

        Longer phrases go before, so that of a phrase of one syllable it is asked last whether it is a word.
        """
        spans: list[Span] = []
        for found, forbidden, bars in kinds:
            found.sort()
            spans += longest(without_barred(found, forbidden) if bars and forbidden else found)
        spans.sort()
        several = chain.from_iterable([(*found, *forbidden) for found, forbidden, _ in kinds])
        borders = {end for start, end, _ in several if end - start > 1}
        cuts = [bisect_left(spans, (first,)) for first in text.firsts]
        return [
            [
                Match(self._rules[place], start - first, end - first)
                for start, end, place in spans[one:two]
                if end - start > 1 or tokens.is_word(start - first, end - first, known_border=start in borders)
            ]
            for tokens, first, (one, two) in zip(text.sentences, text.firsts, pairwise(cuts), strict=False)
        ]


def rule_kind(rule: PhraseRule) -> str:
    """Rules of one kind compete for the longest match; cues compete only with cues of their own purpose."""
    return rule.cue if isinstance(rule, CueRule) else ""


@dataclass(frozen=True)
class Rulebook:
    """Everything the extractor knows as data."""

    vocab: Vocab
    numerals: NumeralCatalogue
    number_words: Mapping[str, Mapping[str, int]]
    heads: tuple[HeadRule, ...]
    aspects: tuple[AspectRule, ...]
    groups: tuple[GroupRule, ...]
    cues: tuple[CueRule, ...]
    periods: PeriodCatalogue
    phrases: PhraseIndex

    def make_phrase_text(self, sentences: Sequence[TokenizedSentence]) -> PhraseText:
        """Sentences as the four kinds of phrases are looked for in them."""
        return make_phrase_text(sentences, self.vocab, self._known)

    @cached_property
    def _known(self) -> Mapping[str, int]:
        """The numbers of words in the vocabulary; a `Doc` finds a number far sooner than a word."""
        return {word: self.vocab.strings.add(word) for word in (*self.phrases.known, NO_PHRASE)}


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
        nonfacts=compile_nonfacts(
            validate_rules("nonfacts", nonfacts["rules"], NonFactRule), nonfacts["macros"], load_gazetteer().numbered
        ),
        bounds=validate_rules("numerals", numerals["bounds"], BoundRule),
    )
    heads = validate_rules("heads", read_rules("heads")["rules"], HeadRule)
    aspects = validate_rules("aspects", read_rules("aspects")["rules"], AspectRule)
    groups = validate_rules("groups", read_rules("groups")["rules"], GroupRule)
    cues = validate_rules("cues", read_rules("cues")["rules"], CueRule)
    return Rulebook(
        vocab=vocab,
        numerals=catalogue,
        number_words=numerals["words"],
        heads=heads,
        aspects=aspects,
        groups=groups,
        cues=cues,
        periods=compile_periods(validate_rules("periods", periods["rules"], PeriodRule), periods["macros"]),
        phrases=PhraseIndex((heads, aspects, groups, cues), vocab),
    )
