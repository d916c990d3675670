"""Two extractions of a document -> which facts appeared, vanished or changed, matched by their numerals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from outputs.judged_fields import changed_fields, say
from schemas.differences import Change, FactChange, FieldChange
from schemas.extraction import Extraction
from schemas.facts import Fact

_Pair = tuple[Fact | None, Fact | None]


def _places(extraction: Extraction) -> dict[tuple[str, int, int], list[Fact]]:
    """Facts by sentence, which of the equal ones it is, and the place in it: a text that moved changes none."""
    starts: dict[str, set[int]] = defaultdict(set)
    for fact in extraction.facts:
        starts[fact.evidence.quote].add(fact.evidence.quote_start)
    order = {quote: {start: n for n, start in enumerate(sorted(own))} for quote, own in starts.items()}
    found = defaultdict(list)
    for fact in extraction.facts:
        evidence = fact.evidence
        nth = order[evidence.quote][evidence.quote_start]
        found[evidence.quote, nth, evidence.start - evidence.quote_start].append(fact)
    return found


def _spans(extraction: Extraction) -> dict[tuple[int, int], list[Fact]]:
    found = defaultdict(list)
    for fact in extraction.facts:
        found[fact.evidence.start, fact.evidence.end].append(fact)
    return found


def _pair_up(old: Sequence[Fact], new: Sequence[Fact]) -> Iterator[_Pair]:
    """Facts of one numeral: those that say the same first, then those that differ least."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    left, right = list(old), list(new)
    while left and right:
        one, other = min(((a, b) for a in left for b in right), key=lambda pair: len(changed_fields(*pair)))
        left.remove(one)
        right.remove(other)
        yield one, other
    yield from ((one, None) for one in left)
    yield from ((None, other) for other in right)


def _pairs(old: Extraction, new: Extraction) -> Iterator[_Pair]:
    # The same text: the numeral is enough, however sentences are cut. Another one: its sentence has to be found.
    by = _spans if old.document.text == new.document.text else _places
    before: dict[object, list[Fact]] = dict(by(old).items())
    after: dict[object, list[Fact]] = dict(by(new).items())
    for place in before | after:
        yield from _pair_up(before.get(place, ()), after.get(place, ()))


def _change(old: Fact | None, new: Fact | None) -> tuple[Change, tuple[FieldChange, ...]] | None:
    if old is None or new is None:
        return ("appeared" if old is None else "vanished"), ()
    names = changed_fields(old, new)
    if not names:
        return None
    before, after = say(old), say(new)
    return "changed", tuple(FieldChange(field=name, old=before[name], new=after[name]) for name in names)


def find_changes(old: Extraction, new: Extraction) -> tuple[FactChange, ...]:
    """The facts that are not the same in two extractions of one document, in the order of the text."""
    found = []
    for before, after in _pairs(old, new):
        change = _change(before, after)
        fact = after or before
        if change is None or fact is None:
            continue
        extraction, evidence = (new if after else old), fact.evidence
        found.append(
            FactChange(
                change=change[0],
                document_id=extraction.document.document_id,
                document_name=extraction.document.name,
                old_fact_id=before.fact_id if before else None,
                new_fact_id=after.fact_id if after else None,
                indicator=fact.indicator,
                value=say(fact)["value"],
                start=evidence.start,
                end=evidence.end,
                numeral=extraction.document.text[evidence.start : evidence.end],
                quote=evidence.quote,
                fields=change[1],
            )
        )
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.change)))


def mark_reviewed(changes: Iterable[FactChange], numerals: frozenset[tuple[int, int]]) -> tuple[FactChange, ...]:
    """The changes, those at one of `numerals` marked as reviewed."""
    return tuple(
        one.model_copy(update={"is_reviewed": True}) if (one.start, one.end) in numerals else one for one in changes
    )
