"""YAML rule files -> one loaded rulebook: validated rules and the spaCy matchers compiled from them.

Phrases are matched on folded syllables. Within one kind of rule the longest match wins; two rules may share the
very same span (then the subject decides which applies). A phrase of one syllable must be a word of its own.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, Generic, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.folding import fold
from extractors.nonfacts import compile_nonfacts
from extractors.numerals import NumeralCatalogue
from extractors.periods.finding import PeriodCatalogue, compile_periods
from extractors.tokens import _QUOTES, _TOKEN, TokenizedSentence, make_vocab
from schemas.errors import ConfigError
from schemas.rules import AspectRule, BoundRule, CueRule, GroupRule, HeadRule, NonFactRule, PeriodRule, PhraseRule

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, where it is there, takes a seventh of the time."""

R = TypeVar("R", bound=PhraseRule)


@dataclass(frozen=True, slots=True)
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
        self._matcher = PhraseMatcher(vocab, attr="NORM")
        for rule in rules:
            self._matcher.add(rule.id, [Doc(vocab, words=phrase_tokens(p)) for p in rule.phrases])
        self._by_key = {
            vocab.strings.add(rule.id): (rule, _folded(rule.not_before), _folded(rule.not_after)) for rule in rules
        }

    def find(self, tokens: TokenizedSentence) -> list[Match[R]]:
        """Matches in order of their start; none lies inside a longer one."""
        found: list[Match[R]] = []
        barred: list[tuple[str, int, int]] = []
        norms = tokens.norms
        matches = self._matcher(tokens.doc)
        borders = {end for _, start, end in matches if end - start > 1}
        for key, start, end in matches:
            if end - start == 1 and not tokens.is_word(start, end, known_border=start in borders):
                continue
            rule, not_before, not_after = self._by_key[key]
            if (not_before and _stands(norms, start, not_before, before=True)) or (
                not_after and _stands(norms, end, not_after, before=False)
            ):
                if isinstance(rule, CueRule):
                    barred.append((rule.cue, start, end))
                continue
            found.append(Match(rule, start, end))
        if barred:
            found = [m for m in found if not _is_barred(m, barred)]
        if len(found) < 2:
            return found
        by_kind: dict[str, list[Match[R]]] = {}
        for match in sorted(found, key=_in_text):
            by_kind.setdefault(rule_kind(match.rule), []).append(match)
        kept = [match for matches in by_kind.values() for match in _longest(matches)]
        return sorted(kept, key=_in_text) if len(kept) < len(found) or len(by_kind) > 1 else kept


def _is_barred(match: Match[R], barred: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a cue lies inside a longer one that its surroundings forbid ("so với nghị quyết đề ra")."""
    return any(
        kind == rule_kind(match.rule)
        and start <= match.start
        and match.end <= end
        and match.end - match.start < end - start
        for kind, start, end in barred
    )


def rule_kind(rule: PhraseRule) -> str:
    """Rules of one kind compete for the longest match; cues compete only with cues of their own purpose."""
    return rule.cue if isinstance(rule, CueRule) else ""


def _folded(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(t) for t in phrase_tokens(p)) for p in phrases)


def _stands(norms: Sequence[str], at: int, phrases: Iterable[tuple[str, ...]], *, before: bool) -> bool:
    """Whether one of `phrases` stands directly before (or behind) token position `at`."""
    for phrase in phrases:
        piece = norms[at - len(phrase) : at] if before and at >= len(phrase) else norms[at : at + len(phrase)]
        if (not before or at >= len(phrase)) and tuple(piece) == phrase:
            return True
    return False


def _longest(matches: list[Match[R]]) -> list[Match[R]]:
    """Matches, sorted by their start, without those that lie inside a longer one or overlap an earlier longer one."""
    if len(matches) < 2 or all(one.end <= two.start for one, two in pairwise(matches)):
        return matches
    kept: list[Match[R]] = []
    owners: dict[int, tuple[int, int]] = {}
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start, m.rule.id)):
        span = (match.start, match.end)
        if all(owners.get(at, span) == span for at in range(*span)):
            owners.update(dict.fromkeys(range(*span), span))
            kept.append(match)
    return kept


def _in_text(match: Match[Any]) -> tuple[int, int, str]:
    return match.start, match.end, match.rule.id


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
