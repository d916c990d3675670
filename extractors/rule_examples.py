"""Rulebook -> its rules by kind, what each finds in a text, and whether its examples and counterexamples hold.

Every rule is tried by the same way that articles are read: a rule that another one takes precedence of finds nothing.
What the program decides beside the rules is in `decisions`.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, compress
from typing import Literal, get_args

from extractors.folding import fold_text
from extractors.nonfacts import find_nonfacts
from extractors.numerals import find_numerals
from extractors.periods.finding import find_periods
from extractors.rulebook import Rulebook
from extractors.sentences import split_sentences
from extractors.tokens import Segmenter, TokenizedSentence, tokenize
from schemas.numerals import Numeral
from schemas.rules import (
    AspectRule,
    BoundRule,
    CueRule,
    DecisionRule,
    Example,
    GroupRule,
    HeadRule,
    NonFactRule,
    PeriodRule,
)

WordsKind = Literal["nonfact", "bound", "period", "head", "aspect", "group", "cue"]
"""The kinds of rules that find words."""
RuleKind = Literal[WordsKind, "decision"]
AnyRule = NonFactRule | BoundRule | PeriodRule | HeadRule | AspectRule | GroupRule | CueRule | DecisionRule

KINDS: tuple[WordsKind, ...] = get_args(WordsKind)
_PHRASE_KINDS: tuple[WordsKind, ...] = ("head", "aspect", "group", "cue")
EXAMPLE_DAY = "2023-07-15"
"""The day of publication on which examples are read."""


@dataclass(frozen=True, slots=True)
class CataloguedRule:
    """A rule and its kind."""

    kind: RuleKind
    rule: AnyRule


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: text[start:end] of the text that was read."""

    rule_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example or counterexample: what the rule should find in it, in order, and what it finds."""

    rule_id: str
    kind: RuleKind
    text: str
    is_counterexample: bool
    expected: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the rule finds what it should."""
        return self.expected == self.found


def list_rules(rulebook: Rulebook) -> tuple[CataloguedRule, ...]:
    """All rules that find words, kind by kind, in the order of their files."""
    return tuple(CataloguedRule(kind, rule) for kind, rules in _by_kind(rulebook) for rule in rules)


def _by_kind(rulebook: Rulebook) -> tuple[tuple[WordsKind, tuple[AnyRule, ...]], ...]:
    return (
        ("nonfact", rulebook.numerals.nonfacts.rules),
        ("bound", rulebook.numerals.bounds),
        ("period", tuple(rule for rule, _ in rulebook.periods.rules)),
        ("head", rulebook.heads),
        ("aspect", rulebook.aspects),
        ("group", rulebook.groups),
        ("cue", rulebook.cues),
    )


def run_examples(rulebook: Rulebook, segment: Segmenter) -> tuple[ExampleResult, ...]:
    """The result of every example and counterexample, in the order of `list_rules`."""
    return tuple(
        judge_example(
            CataloguedRule(kind, rule),
            example,
            find_in_text(example.text, (kind,), rulebook=rulebook, segment=segment, published=EXAMPLE_DAY),
        )
        for kind, rules in _by_kind(rulebook)
        for rule in rules
        for example in (*rule.examples, *rule.counterexamples)
    )


def judge_example(entry: CataloguedRule, example: Example, found: Iterable[Finding]) -> ExampleResult:
    """An example of a rule, and what all rules found in its text, as a result."""
    return ExampleResult(
        rule_id=entry.rule.id,
        kind=entry.kind,
        text=example.text,
        is_counterexample=example in entry.rule.counterexamples,
        expected=example.finds,
        found=tuple(finding.text for finding in found if finding.rule_id == entry.rule.id),
    )


def find_in_text(
    text: str,
    kinds: Collection[WordsKind] = KINDS,
    *,
    rulebook: Rulebook,
    segment: Segmenter,
    published: str | None,
) -> tuple[Finding, ...]:
    """All that the rules of some kinds find in `text`, in text order; rules of different kinds may share a span.

    Args:
        text: Any text, NFC.
        kinds: Which rules.
        rulebook: From `load_rulebook`.
        segment: From `load_segmenter`.
        published: The day on which the text was published, a partial ISO date, or None.
    """
    found: list[Finding] = []
    if "nonfact" in kinds:
        found += _nonfacts(text, rulebook)
    if "bound" in kinds:
        found += _bounds(text, rulebook)
    if "period" in kinds:
        found += _periods(text, rulebook, published)
    found += _phrases(text, kinds, rulebook, segment)
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule_id)))


def _nonfacts(text: str, rulebook: Rulebook) -> Iterator[Finding]:
    for run in find_nonfacts(text, rulebook.numerals.nonfacts):
        yield Finding(run.reason, run.start, run.end, run.text)


def _bounds(text: str, rulebook: Rulebook) -> Iterator[Finding]:
    folded = fold_text(text)
    for numeral in find_numerals(text, rulebook.numerals)[0]:
        for rule in rulebook.numerals.bounds:
            span = _bound_span(folded, numeral, rule)
            if span:
                yield Finding(rule.id, *span, text[slice(*span)])
                break


def _bound_span(folded: str, numeral: Numeral, rule: BoundRule) -> tuple[int, int] | None:
    """Where the words of a bound stand that set the qualifier of a numeral, or None."""
    if numeral.qualifier != rule.qualifier or (rule.side == "before") != (numeral.reach[0] < numeral.start):
        return None
    for phrase in sorted(rule.phrases, key=len, reverse=True):
        if rule.side == "before" and folded.startswith(phrase, numeral.reach[0]):
            return numeral.reach[0], numeral.reach[0] + len(phrase)
        at = folded.find(phrase, numeral.reach[1])
        if rule.side == "behind" and at >= 0:
            return at, at + len(phrase)
    return None


def _periods(text: str, rulebook: Rulebook, published: str | None) -> Iterator[Finding]:
    folded = fold_text(text)
    for mention in find_periods(text, rulebook.periods, published=published):
        for rule, pattern in rulebook.periods.rules:
            if pattern.pattern.match(folded, mention.start):
                yield Finding(rule.id, mention.start, mention.end, mention.text)
                break


def _phrases(text: str, kinds: Collection[WordsKind], rulebook: Rulebook, segment: Segmenter) -> Iterator[Finding]:
    wanted = [kind in kinds for kind in _PHRASE_KINDS]
    sentences = list(_tokenized(text, rulebook, segment)) if any(wanted) else []
    by_kind = rulebook.phrases.find(rulebook.make_phrase_text(sentences))
    for tokens, *found in zip(sentences, *compress(by_kind, wanted), strict=True):
        for match in chain.from_iterable(found):
            start, end = tokens.starts[match.start], tokens.ends[match.end - 1]
            yield Finding(match.rule.id, start, end, text[start:end])


def _tokenized(text: str, rulebook: Rulebook, segment: Segmenter) -> Iterator[TokenizedSentence]:
    """The sentences of a text as tokens, whether or not they hold a numeral."""
    numerals, rejections = find_numerals(text, rulebook.numerals)
    for sentence in split_sentences(text):
        yield tokenize(
            sentence,
            numerals=[n for n in numerals if sentence.start <= n.start < sentence.end],
            rejections=[r for r in rejections if sentence.start <= r.start < sentence.end],
            segment=segment,
        )
