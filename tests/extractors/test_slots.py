"""What a sentence tells at once of its words and rules is what is in it, and keeps back no question about a figure."""

import importlib
import pkgutil
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from types import CodeType, FunctionType

import pytest

import extractors
from extractors.numerals import find_numerals
from extractors.quantities import read_quantities
from extractors.quantity import Carried, Quantity
from extractors.rulebook import Rulebook
from extractors.sentences import split_sentences
from extractors.slots import Reading, make_slots, read_sentences
from extractors.tokens import NUMERAL, Segmenter, tokenize
from schemas.numerals import Numeral

NUMERALS = ("5", "12", "1.045", "60%", "3,5%", "12/40", "20", "2020", "(08)", "35 tuổi", "trên 30", "từ 3")
SIGNS = (",", ";", ":", "(", ")", "/", "-", "?")


def words_of(value: object) -> Iterable[str]:
    """All words in a constant of a module, or in the code of its functions."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, (tuple, frozenset)):
        for one in value:
            yield from words_of(one)
    elif isinstance(value, dict):
        yield from words_of((*value.keys(), *value.values()))
    elif isinstance(value, (FunctionType, CodeType)):
        code = value if isinstance(value, CodeType) else value.__code__
        yield from words_of(code.co_consts[isinstance(value, FunctionType) :])


def words_asked_for(known: frozenset[str]) -> list[str]:
    """The words that the steps look for, in order; names of ours are plain ASCII and in no rule."""
    names = sorted(module.name for module in pkgutil.iter_modules(extractors.__path__) if not module.ispkg)
    modules = [importlib.import_module(f"extractors.{name}") for name in names]
    constants = (value for module in modules for name, value in vars(module).items() if not name.startswith("__"))
    said = {word for value in constants for word in words_of(value) if word.isalpha() and word == word.lower()}
    return sorted(word for word in said if not word.isascii() or word in known)


@pytest.fixture(scope="module")
def phrases(rulebook: Rulebook) -> Sequence[Sequence[str]]:
    """Numerals, signs, words that steps look for, and the phrases of each kind of rule."""
    indexes = (rulebook.heads, rulebook.heads, rulebook.aspects, rulebook.groups, rulebook.cues)
    by_kind = [[phrase for rule in index for phrase in rule.phrases] for index in indexes]
    known = rulebook.phrases.known
    return [NUMERALS, NUMERALS, SIGNS, words_asked_for(known), *by_kind]


def read(text: str, rulebook: Rulebook, segment: Segmenter) -> list[tuple[Reading, list[Numeral]]]:
    """The sentences of a text that hold figures."""
    numerals, rejections = find_numerals(text, rulebook.numerals)
    held = []
    for sentence in split_sentences(text):
        own = [n for n in numerals if sentence.start <= n.start < sentence.end]
        others = [r for r in rejections if sentence.start <= r.start < sentence.end]
        if own:
            held.append((tokenize(sentence, numerals=own, rejections=others, segment=segment), own))
    readings = read_sentences([tokens for tokens, _ in held], rulebook)
    return [(reading, own) for reading, (_, own) in zip(readings, held, strict=True)]


def texts(phrases: Sequence[Sequence[str]], block: int) -> Iterable[str]:
    source = random.Random(f"slots {block}")
    for _ in range(150):
        yield " ".join(source.choice(source.choice(phrases)) for _ in range(source.randint(4, 40)))


def quoted_examples() -> list[str]:
    """The texts that the docstrings of the steps quote, each a case that a question is there for."""
    names = sorted(module.name for module in pkgutil.iter_modules(extractors.__path__) if not module.ispkg)
    modules = [importlib.import_module(f"extractors.{name}") for name in names]
    papers = {value.__doc__ or "" for module in modules for value in vars(module).values() if callable(value)}
    return sorted({f"{text} ." for paper in papers for text in re.findall(r'"([^"]*\d[^"]*)"', paper)})


@pytest.mark.parametrize("block", range(4))
def test_no_question_is_kept_back_that_would_be_answered(
    rulebook: Rulebook, segment: Segmenter, phrases: Sequence[Sequence[str]], block: int
) -> None:
    every_word = frozenset(word for kind in phrases for phrase in kind for word in phrase.lower().split()) | {NUMERAL}
    every_deed = frozenset(rule.aspect for rule in rulebook.aspects)
    every_subject = frozenset(rule.subject for rule in rulebook.heads)
    carried = Carried()
    for text in (*texts(phrases, block), *quoted_examples()[block::4]):
        for reading, own in read(text, rulebook, segment):
            asked: list[Quantity] = read_quantities(reading, make_slots(reading, own), carried)
            same = Reading(*(getattr(reading, field.name) for field in fields(Reading) if field.init))
            same.__dict__.update(words=every_word | reading.words, deeds=every_deed, subjects=every_subject)
            assert read_quantities(same, make_slots(same, own), carried) == asked, text
            known = tuple(q for q in asked if q.indicator != "other")
            if known:
                carried = Carried(known[-1], goes_on=len(asked) % 2 == 0, named=known, same_paragraph=True)


def test_a_sentence_is_looked_up_as_it_is_searched(
    rulebook: Rulebook, segment: Segmenter, phrases: Sequence[Sequence[str]]
) -> None:
    for text in texts(phrases, 9):
        for reading, _ in read(text, rulebook, segment):
            assert reading.words == set(reading.norms)
            assert reading.deeds == {m.rule.aspect for m in reading.aspects}
            assert reading.subjects == {m.rule.subject for m in reading.heads}
            assert [m for start in sorted(reading.nouns) for m in reading.nouns[start]] == list(reading.heads)
            assert all(m.start == start for start, nouns in reading.nouns.items() for m in nouns)
            starts = [m.start for m in reading.cues_of("part")]
            assert list(reading.part_starts[: len(starts)]) == starts
            for end in range(len(reading.norms)):
                assert reading.names_part(0, end) == any(0 <= at < end for at in reading.part_starts)
