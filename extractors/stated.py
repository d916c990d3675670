"""Sentences of a document -> what they state, and the drafts of its facts, one step after the other."""

from collections.abc import Sequence

from extractors.carrying import LeftOver, carried_to, is_aside, left_over
from extractors.congress_ratios import CongressRatios
from extractors.context import DocumentContext, SentenceContext
from extractors.courses_retold import with_course_before
from extractors.drafts import Draft
from extractors.facts import draft_fact
from extractors.labelled import LabelledLines, by_label
from extractors.light_records import replace
from extractors.limits import reject_limit
from extractors.listed_lines import ListedLines
from extractors.quantities import read_quantities
from extractors.quantity import Quantity
from extractors.rates_retold import RatesRetold
from extractors.section_kinds import SectionKinds
from extractors.sections import find_target_sentences, goes_on_with_aims
from extractors.sentences import sentences_before
from extractors.slots import Reading, make_slots
from extractors.tables.phrases import Reader
from schemas.numerals import Numeral, Rejection
from schemas.sentences import Sentence

Read = tuple[int, Reading, list[Numeral]]
"""The index of a sentence, its reading, and its numerals that may state a figure."""
Stated = tuple[int, Reading, list[Quantity]]
"""The index of a sentence, its reading, and what its numerals count."""


def read_all(sentences: Sequence[Sentence], read: Sequence[Read], reader: Reader) -> list[Stated]:
    """What all sentences state, in their order; what one leaves to the next is carried over."""
    stated: list[Stated] = []
    last: LeftOver | None = None
    members: LeftOver | None = None
    aims = find_target_sentences(sentences) if read else frozenset()
    labelled, listed = LabelledLines(sentences, reader), ListedLines(sentences, reader)
    kinds, congresses, rates = SectionKinds(sentences, reader), CongressRatios(), RatesRetold()
    for index, reading, own in read:
        sentence = sentences[index]
        carried = carried_to(reading, sentence, members if members and is_aside(last, members) else last, index)
        carried = labelled.carried_to(index, carried, last.index if last else -1)
        if index in aims or goes_on_with_aims(sentences, index):
            carried = replace(carried, status="target")
        quantities = by_label(sentence, carried, read_quantities(reading, make_slots(reading, own), carried))
        quantities = congresses.told(index, kinds.narrowed(index, listed.read(index, quantities)))
        quantities = rates.told(index, reading, quantities)
        if "trainee" in reading.subjects:
            quantities = with_course_before(sentences, index, quantities)
        last = left_over(index, reading, quantities) or last
        members = last if last and last.main.subject == "member" else members
        stated.append((index, reading, quantities))
    return stated


def draft_facts(
    stated: Sequence[Stated], sentences: Sequence[Sentence], context: DocumentContext
) -> tuple[list[Draft], list[Rejection]]:
    """The facts that sentences state, as drafts, and the limits among them, which state none."""
    text = context.document.text
    drafts: list[Draft] = []
    limits: list[Rejection] = []
    by_start: dict[int, Draft] = {}
    for index, reading, quantities in stated:
        sentence, ends = sentences[index], reading.tokens.ends
        where = SentenceContext(context, sentence, sentences_before(sentences, index))
        previous: Draft | None = None
        for quantity in quantities:
            slot = quantity.slot
            if quantity.threshold:
                limits.extend(reject_limit(slot.numeral, text))
                continue
            left = ends[slot.left - 1] if slot.left else sentence.start
            end = ends[max(slot.break_ - 1, slot.at)]
            base = by_start.get(quantity.base_start) if quantity.base_start is not None else None
            draft = draft_fact(quantity, where, left=left, end=end, base=base, previous=previous)
            if draft.indicator != "other" and draft.quantity.status == "actual":
                previous = draft
            by_start[slot.numeral.start] = draft
            drafts.append(draft)
    return drafts, limits
