"""Facts and text -> the figures of a document in order, each with the words that stand before it."""

import re
from collections.abc import Iterable, Sequence

from extractors.checks.numbers import Bounds, bounds_of, is_computable, print_figure
from extractors.folding import fold_text
from extractors.kept import kept_property
from extractors.light_records import light_record
from schemas.checks import Check, CheckKind, Outcome
from schemas.facts import Fact

_SECOND = re.compile(r"\s*(?:/|-|đến|tới)\s*\d[\d.,]*(?<=\d)")
_PERCENT_SIGN = re.compile(r"\s*%")
_LONGEST_GAP = 600
_LONGEST_SUM = 10


@light_record(frozen=True, slots=False)
class Figure:
    """One fact where it stands.

    Attributes:
        fact: The fact.
        gap: The folded words between the figure before (or the start of the line) and this one.
        tail: The folded words behind it up to the next figure or the end of its sentence.
        sentence: Number of its sentence; figures of one sentence share it.
        line: Number of its line.
        is_percent: A percentage, of whatever.
        is_count: A number of things, no percentage and no change.
        subject: What is counted: the subject of its indicator, or for figures outside the catalogue their unit.
        text: The text of the document.
    """

    fact: Fact
    gap: str
    tail: str
    sentence: int
    line: int
    is_percent: bool
    is_count: bool
    subject: str
    text: str

    @kept_property
    def bounds(self) -> Bounds:
        """The values it allows; few figures are held against others, so that few are asked."""
        return bounds_of(self.fact, self.text)


Figures = Sequence[Figure]


def line_up(facts: Iterable[Fact], text: str) -> tuple[Figure, ...]:
    """The figures of a document in the order of the text, whatever the order of `facts`; none twice."""
    ordered = sorted({f.fact_id: f for f in facts if is_computable(f)}.values(), key=_place)
    folded = fold_text(text)
    begins = [fact.evidence.start for fact in ordered]
    ends = [_end(fact, folded) for fact in ordered]
    figures: list[Figure] = []
    sentence = line = quote = -1
    last_begin = last_end = 0
    for fact, begin, end, following in zip(ordered, begins, ends, [*begins[1:], len(text)], strict=False):
        here, last = fact.evidence, quote
        quote, is_percent = here.quote_start, fact.unit == "percent"
        is_new_line = not figures or text.find("\n", last_begin, begin) >= 0
        sentence, line = sentence + (quote != last), line + is_new_line
        start = max(last_end, begin - _LONGEST_GAP)
        stop = min(max(here.quote_end, end), end + _LONGEST_GAP, following)
        last_begin, last_end = begin, end
        figures.append(
            Figure(
                fact=fact,
                gap=folded[start:begin],
                tail=folded[end : max(stop, end)],
                sentence=sentence,
                line=line,
                is_percent=is_percent,
                is_count=not is_percent and fact.measure == "count",
                subject=_subject(fact),
                text=text,
            )
        )
    return tuple(figures)


def _subject(fact: Fact) -> str:
    head = fact.indicator.partition(".")[0]
    return f"other:{fact.unit}" if head == "other" else head


def _place(fact: Fact) -> tuple[int, int, str]:
    evidence = fact.evidence
    return evidence.start, evidence.end, fact.fact_id


def _end(fact: Fact, folded: str) -> int:
    """Offset behind the numeral with its denominator or range end and its percent sign."""
    end = fact.evidence.end
    if fact.denominator is not None or fact.value_max is not None:
        sign = _PERCENT_SIGN.match(folded, end)
        second = _SECOND.match(folded, sign.end() if sign else end)
        end = second.end() if second else end
    return end


def print_sum(parts: Sequence[Figure], sign: str, whole: str) -> str:
    """A sum as a reader would write it: "19 + 26 = 45"; of a long list only the first parts and the last."""
    numbers = [print_figure(part.fact) for part in parts]
    if len(numbers) > _LONGEST_SUM:
        numbers = [*numbers[:3], "…", numbers[-1]]
        return f"{' + '.join(numbers)} ({len(parts)} số) {sign} {whole}"
    return f"{' + '.join(numbers)} {sign} {whole}"


def make_check(kind: CheckKind, outcome: Outcome, figures: Iterable[Figure], statement: str) -> Check:
    """A check about `figures`, named in the order of the text and none twice."""
    facts = sorted({f.fact.fact_id: f.fact for f in figures}.values(), key=_place)
    return Check(kind=kind, outcome=outcome, fact_ids=tuple(f.fact_id for f in facts), statement=statement)
