"""Judged figures -> the numbers of an evaluation: scores, confusions, calibration, and how each rule fares."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

from outputs.evaluation.scoring import Evaluation, Judged, ScoredDocument
from schemas.record import Record

Test = Callable[[Judged], bool]

CONFIDENT = 0.9
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
_FIELDS: dict[str, Test] = {
    "detected": lambda item: True,
    "value": lambda item: "value" in item.right,
    "value_qualifier": lambda item: item.right.issuperset(("value", "qualifier", "denominator")),
    "indicator": lambda item: "indicator" in item.right,
    "value_indicator": lambda item: item.right.issuperset(("value", "indicator")),
    "measure": lambda item: "measure" in item.right,
    "status": lambda item: "status" in item.right,
    "qualifier": lambda item: "qualifier" in item.right,
    "denominator": lambda item: "denominator" in item.right,
    "system": lambda item: "system" in item.right,
    "groups": lambda item: "groups" in item.right,
    "locality": lambda item: "locality" in item.right,
    "period": lambda item: "period" in item.right,
    "relaxed": lambda item: item.is_relaxed,
    "strict": lambda item: item.is_strict,
    "all": lambda item: not item.wrong,
}
"""What is asked of a matched pair, by the name of the score."""


class Score(Record):
    """How many of `got` extracted and `gold` labelled figures are `right`."""

    name: str
    right: int
    got: int
    gold: int

    @property
    def precision(self) -> float:
        """Right among the extracted; 0 when there is none."""
        return self.right / self.got if self.got else 0.0

    @property
    def recall(self) -> float:
        """Right among the labelled; 0 when there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.got + self.gold) if self.right else 0.0


class Confusion(Record):
    """How often a labelled indicator was taken for something else; "-" stands for no label."""

    gold: str
    got: str
    count: int


class Bin(Record):
    """Extracted facts of one span of confidence, both ends printed, and how many are right."""

    low: float
    high: float
    facts: int
    relaxed: int
    strict: int


class RuleRecord(Record):
    """How often a rule had a say in scored facts, and in how many of them a field of the strict score is wrong."""

    rule_id: str
    facts: int
    wrong: int
    false: int


class Summary(Record):
    """The numbers of an evaluation."""

    documents: int
    fields: tuple[Score, ...]
    indicators: tuple[Score, ...]
    confusions: tuple[Confusion, ...]
    calibration: tuple[Bin, ...]
    confident: Bin
    rules: tuple[RuleRecord, ...]
    per_document: tuple[Score, ...]
    other: tuple[int, int]
    ledger: float

    def score(self, name: str) -> Score:
        """The score of that name ("strict", "relaxed", "period", …)."""
        return next(score for score in self.fields if score.name == name)


def summarize(evaluation: Evaluation) -> Summary:
    """The numbers of `evaluation`."""
    judged = evaluation.judged
    return Summary(
        documents=len(evaluation.documents),
        fields=tuple(_score(name, judged, test) for name, test in _FIELDS.items()),
        indicators=_by_indicator(judged),
        confusions=_confusions(evaluation.documents),
        calibration=tuple(_bin(judged, low, high) for low, high in pairwise(_BINS)),
        confident=_bin(judged, CONFIDENT, _BINS[-1], above=True),
        rules=_rule_records(judged),
        per_document=tuple(
            _score(document.gold.name, document.judged, _FIELDS["strict"]) for document in evaluation.documents
        ),
        other=(
            sum(document.other[0] for document in evaluation.documents),
            sum(document.other[1] for document in evaluation.documents),
        ),
        ledger=evaluation.ledger,
    )


def _score(name: str, judged: Iterable[Judged], test: Test) -> Score:
    items = tuple(judged)
    return Score(
        name=name,
        right=sum(1 for item in items if item.gold and item.got and test(item)),
        got=sum(1 for item in items if item.got),
        gold=sum(1 for item in items if item.gold),
    )


def _by_indicator(judged: Iterable[Judged]) -> tuple[Score, ...]:
    """Value and indicator by indicator; an accepted other indicator counts for the labelled one."""
    right, got, gold = Counter[str](), Counter[str](), Counter[str]()
    for item in judged:
        labelled = (item.gold.indicator if item.gold else None) or ""
        if item.gold:
            gold[labelled] += 1
        if item.got:
            got[labelled if "indicator" in item.right else item.got.indicator] += 1
        if item.right.issuperset(("value", "indicator")):
            right[labelled] += 1
    names = sorted(gold | got, key=lambda name: (-gold[name], name))
    return tuple(Score(name=name, right=right[name], got=got[name], gold=gold[name]) for name in names)


def _confusions(documents: Iterable[ScoredDocument]) -> tuple[Confusion, ...]:
    """Pairs of labelled and extracted indicator that disagree, most frequent first."""
    pairs: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for item in document.judged:
            if "indicator" not in item.right:
                labelled = (item.gold.indicator if item.gold else None) or describe_label(document, item)
                pairs[labelled, item.got.indicator if item.got else describe_ledger(document, item)] += 1
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Confusion(gold=gold, got=got, count=count) for (gold, got), count in ordered)


def describe_ledger(document: ScoredDocument, item: Judged) -> str:
    """What became of a missed figure: "other" or the label of its ledger row; "-" where it has none."""
    if document.extraction is None or item.gold is None:
        return "-"
    rows = [r for r in document.extraction.ledger if r.start < item.gold.end and item.gold.start < r.end]
    return "-" if not rows else "other" if rows[0].label == "fact" else f"[{rows[0].label}]"


def describe_label(document: ScoredDocument, item: Judged) -> str:
    """What a person says of the numeral of a false fact: "other" or its label; "-" where it has none."""
    near = [m for m in document.gold.mentions if m.start < _end(item) and item.start < m.end]
    return "-" if not near else (near[0].indicator or "fact") if near[0].label == "fact" else f"[{near[0].label}]"


def _end(item: Judged) -> int:
    return item.got.evidence.end if item.got else item.gold.end if item.gold else 0


def _bin(judged: Iterable[Judged], low: float, high: float, *, above: bool = False) -> Bin:
    """The extracted facts of low <= confidence < high, or low < confidence with `above`."""
    inside = [i for i in judged if i.got and (low < i.got.confidence if above else low <= i.got.confidence < high)]
    return Bin(
        low=low,
        high=min(high, 1.0),
        facts=len(inside),
        relaxed=sum(1 for item in inside if item.is_relaxed),
        strict=sum(1 for item in inside if item.is_strict),
    )


def _rule_records(judged: Iterable[Judged]) -> tuple[RuleRecord, ...]:
    """Every rule that had a say, those with most errors first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for item in judged:
        for rule_id in set(item.got.rules) if item.got else ():
            counts[rule_id][0] += 1
            counts[rule_id][1] += bool(item.gold and not item.is_strict)
            counts[rule_id][2] += item.gold is None
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1][1] - pair[1][2], pair[0]))
    return tuple(RuleRecord(rule_id=r, facts=c[0], wrong=c[1], false=c[2]) for r, c in ordered)
