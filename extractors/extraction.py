"""Document -> Extraction: the one way in. Loads the rule catalogues once, then reads any number of documents."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from extractors.body_names import is_of_place
from extractors.checks.relations import apply_checks, check_facts
from extractors.checks.repeats import link_repeats
from extractors.context import DocumentContext
from extractors.facts import make_facts, validated_facts
from extractors.foreign import ForeignScope
from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.ledger import ledger_rows
from extractors.number_words import find_word_numerals
from extractors.numerals import find_numerals
from extractors.organizations import find_organizations
from extractors.periods.finding import Times, find_times
from extractors.periods.scope import TimeScope
from extractors.periods.timing import make_time_scope
from extractors.places.choice import ResolvedPlace
from extractors.places.finding import find_places
from extractors.places.own_village import with_own_village
from extractors.places.resolution import Origin, document_place, home_province, resolve_places
from extractors.places.title import LONGEST, find_title_end
from extractors.places.topics import make_scope
from extractors.rulebook import Rulebook, load_rulebook
from extractors.sentences import split_sentences
from extractors.slots import Reading, read_sentences
from extractors.standing import locate_facts
from extractors.stated import Read, draft_facts, read_all
from extractors.system_scope import make_system_scope
from extractors.table_facts import draft_table_fact
from extractors.tables.cell_numerals import as_order, part_at_cells
from extractors.tables.figures import order_marks, read_tables
from extractors.tables.finding import find_tables
from extractors.tables.phrases import Reader
from extractors.tokens import Segmenter, load_segmenter, tokenize
from extractors.version import extractor_version
from extractors.whole_text import Begun, WholeTextSearch, make_whole_text_search
from schemas.collector import without_collector
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.numerals import Numeral, Rejection
from schemas.sentences import Sentence

_START = attrgetter("start")
N = TypeVar("N", Numeral, Rejection)


@dataclass(frozen=True)
class Extractor:
    """The loaded catalogues and models; safe to use for any number of documents in one process.

    `version` changes with every rule and stands in all extractions.
    """

    rulebook: Rulebook
    gazetteer: Gazetteer
    segment: Segmenter
    version: str

    @cached_property
    def _search(self) -> WholeTextSearch:
        return make_whole_text_search(self.rulebook)

    @without_collector()
    def extract(self, document: Document) -> Extraction:
        """All facts of `document`, the ledger of all its numerals, and the checks between the facts.

        Each step goes over the whole document before the next begins, so that its rules and tables stay in the
        processor's caches; in turns of a sentence or a figure the same work takes longer. None of its records is in a
        cycle, so that nothing looks for any meanwhile.
        """
        text, rulebook = document.text, self.rulebook
        begun = self._search.find(text)
        numerals, rejections = find_numerals(text, rulebook.numerals, begun.nonfacts)
        words = find_word_numerals(
            text, pattern=self._search.words, words=rulebook.number_words, begins=begun.number_words
        )
        numerals = tuple(sorted([*numerals, *words], key=_START))
        sentences = split_sentences(text)
        title_end = find_title_end(sentences, document.title)
        tables = find_tables(text)
        numerals = part_at_cells(tables, numerals)
        reader = Reader(rulebook, self.segment)
        in_tables = read_tables(tables, numerals, rejections, reader)
        order = order_marks(tables, in_tables)
        kept = [r for r in rejections if r.start not in in_tables]
        rejections = tuple(sorted([*kept, *as_order(numerals, order)], key=_START))
        numerals = tuple(n for n in numerals if n.start not in in_tables and n.start not in order)
        read = self._read(sentences, numerals, rejections)
        context = self._context(document, sentences, [reading for _, reading, _ in read], title_end, begun)
        drafts, limits = draft_facts(read_all(sentences, read, reader), sentences, context)
        for start, figure in in_tables.items():
            sentence = sentences[bisect.bisect_right(sentences, start, key=_START) - 1]
            drafts.append(draft_table_fact(figure, sentence, context))
        drafts.sort(key=lambda draft: draft.quantity.slot.numeral.start)
        facts = make_facts(drafts, context)
        linked = link_repeats(facts, text)
        checks = check_facts(linked, text, tables)
        return Extraction(
            document=document,
            extractor=self.version,
            province=context.places.document.province,
            locality=context.places.document.locality,
            facts=validated_facts(locate_facts(apply_checks(linked, checks), document)),
            ledger=ledger_rows(facts, drafts, [*rejections, *limits], text),
            checks=checks,
        )

    def _read(
        self, sentences: Sequence[Sentence], numerals: Sequence[Numeral], rejections: Sequence[Rejection]
    ) -> list[Read]:
        """The sentences that hold numerals which may state a figure."""
        held, rejected = _by_sentence(numerals, sentences), _by_sentence(rejections, sentences)
        tokenized = [
            tokenize(sentences[index], numerals=own, rejections=rejected.get(index, ()), segment=self.segment)
            for index, own in held.items()
        ]
        readings = read_sentences(tokenized, self.rulebook)
        return [(index, reading, own) for (index, own), reading in zip(held.items(), readings, strict=True)]

    def _context(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        readings: Sequence[Reading],
        title_end: int,
        begun: Begun,
    ) -> DocumentContext:
        """What the whole document says about place, time and body."""
        text = document.text
        province = document.province or home_province(document.publisher, document.url, text, self.gazetteer)
        times = find_times(text, self.rulebook.periods, published=document.published, begins=begun.times)
        places = resolve_places(
            find_places(text, self.gazetteer),
            gazetteer=self.gazetteer,
            published=times.now,
            publisher_province=province,
            title_end=title_end,
        )
        unprinted = _unprinted_title(document)
        main = document_place(
            self._places_of(unprinted, times.now, province) or places,
            gazetteer=self.gazetteer,
            published=times.now,
            publisher_province=province,
            title_end=len(unprinted) or title_end,
            text=unprinted or text,
            origin=Origin(publisher=document.publisher, url=document.url),
        )
        main = with_own_village(main, text, places, publisher=document.publisher, title_end=title_end)
        named = {p.mention.start for p in places if p.code is not None and p.mention.kind in ("named", "bare")}
        bodies = tuple(o for o in find_organizations(text, begun.bodies) if not is_of_place(o, named))
        spans = [(o.start, o.end) for o in bodies if o.system is None]
        unions = [(o.start, o.end) for o in bodies if o.system is not None]
        return DocumentContext(
            document=document,
            places=make_scope(text, places, main, sentences, spans, unions),
            times=make_time_scope(times, text),
            systems=make_system_scope(
                readings,
                title_end,
                bodies,
                text,
                publisher=document.publisher,
                named=named,
                spoken_begins=begun.associations,
            ),
            titled=self._times_of(unprinted, times) if unprinted else None,
            foreign=ForeignScope(text, main.province is not None or bool(named), begun.foreign_parties),
        )

    def _places_of(self, words: str, now: str | None, province: str | None) -> tuple[ResolvedPlace, ...]:
        """The places that some words name, such as a title; empty without words."""
        if not words:
            return ()
        return resolve_places(
            find_places(words, self.gazetteer),
            gazetteer=self.gazetteer,
            published=now,
            publisher_province=province,
            title_end=len(words),
        )

    def _times_of(self, words: str, times: Times) -> TimeScope:
        found = find_times(words, self.rulebook.periods, published=times.published, now=times.now)
        return make_time_scope(found, words)


def _unprinted_title(document: Document) -> str:
    """The title of a text that begins with its table and does not print it, else ""."""
    title = (document.title or "")[:LONGEST]
    is_table = " | " in document.text.lstrip().partition("\n")[0]
    return title if is_table and title not in document.text else ""


def _by_sentence(numerals: Sequence[N], sentences: Sequence[Sentence]) -> dict[int, list[N]]:
    """The numerals that start inside each sentence that holds any, by its index; both in order."""
    held: dict[int, list[N]] = {}
    starts = [sentence.start for sentence in sentences]
    for numeral in numerals:
        start = numeral.start
        index = bisect.bisect_right(starts, start) - 1
        if index >= 0 and start < sentences[index].end:
            held.setdefault(index, []).append(numeral)
    return held


@without_collector()
def load_extractor() -> Extractor:
    """An extractor with its catalogues loaded (about a second; the segmentation model loads at first need)."""
    return Extractor(load_rulebook(), load_gazetteer(), load_segmenter(), extractor_version())
