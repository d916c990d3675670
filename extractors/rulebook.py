"""YAML rule files -> one loaded rulebook: validated rules and the spaCy matchers compiled from them.

Phrases are matched on folded syllables. Within one kind of rule the longest match wins; two rules may share the
very same span (then the subject decides which applies). A phrase of one syllable must be a word of its own.
"""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from operator import attrgetter
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
from extractors.phrase_choice import Span, is_forbidden, longest, make_guard, without_barred
from extractors.phrase_text import PhraseText, make_phrase_text
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


class PhraseIndex(Generic[R]):
    """All phrase rules of one kind in one spaCy `PhraseMatcher`."""

    def __init__(self, rules: Sequence[R], vocab: Vocab) -> None:
        self.rules = tuple(rules)
        self.known = frozenset(fold(token) for rule in rules for p in rule.phrases for token in phrase_tokens(p))
        self._matcher = PhraseMatcher(vocab, attr="NORM")
        for rule in rules:
            self._matcher.add(rule.id, [Doc(vocab, words=phrase_tokens(p)) for p in rule.phrases])
        self._by_id = sorted(rules, key=attrgetter("id"))
        self._by_key = {
            vocab.strings.add(rule.id): (place, rule_kind(rule), make_guard(rule))
            for place, rule in enumerate(self._by_id)
        }

    def find(self, text: PhraseText) -> list[list[Match[R]]]:
        """For each sentence the matches in order of their start; none lies inside a longer one.

        Longer phrases go before, so that of a phrase of one syllable it is asked last whether it is a word.
        """
        found = self._matcher(text.doc)
        spans = sorted([span for several in self._allowed(found, text.norms) for span in longest(several)])
        borders = {end for _, start, end in found if end - start > 1}
        cuts = [bisect_left(spans, (first,)) for first in text.firsts]
        return [
            [
                Match(self._by_id[place], start - first, end - first)
                for start, end, place in spans[one:two]
                if end - start > 1 or tokens.is_word(start - first, end - first, known_border=start in borders)
            ]
            for tokens, first, (one, two) in zip(text.sentences, text.firsts, pairwise(cuts), strict=False)
        ]

    def _allowed(self, found: Iterable[tuple[int, int, int]], norms: tuple[str, ...]) -> Iterator[list[Span]]:
        """The matches that their surroundings allow, in order, those of one kind of rule together."""
        kinds: dict[str, list[Span]] = defaultdict(list)
        barred: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for key, start, end in found:
            place, kind, guard = self._by_key[key]
            if guard and is_forbidden(norms, start, end, guard):
                barred[kind].append((start, end))
            else:
                kinds[kind].append((start, end, place))
        for kind, several in kinds.items():
            several.sort()
            yield without_barred(several, barred[kind]) if kind and kind in barred else several


def rule_kind(rule: PhraseRule) -> str:
    """Rules of one kind compete for the longest match; cues compete only with cues of their own purpose."""
    return rule.cue if isinstance(rule, CueRule) else ""


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
    def _known(self) -> Mapping[str, str]:
        known = frozenset().union(*(index.known for index in (self.heads, self.aspects, self.groups, self.cues)))
        return {word: word for word in known}


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
