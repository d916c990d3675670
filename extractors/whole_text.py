"""A whole text -> where all that is looked for all over it may begin, found in one pass before any of it is read."""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.foreign import party_names
from extractors.number_words import WordPattern, make_word_pattern
from extractors.organizations import load_body_words
from extractors.rulebook import Rulebook
from extractors.searching import Begins, JointBeginnings, join_beginnings
from extractors.spoken_associations import SPOKEN

_COUNTED_IN_WORDS = frozenset({"member", "cell", "committee", "grassroots_org", "village", "candidate"})


class Begun(NamedTuple):
    """Where each of several things may begin in one text; None for one of them where that is unknown."""

    nonfacts: Begins
    times: Begins
    bodies: Begins
    number_words: Sequence[int] | None
    associations: Sequence[int] | None
    foreign_parties: Sequence[int] | None


class WholeTextSearch(NamedTuple):
    """The patterns that are looked for in whole texts, and the numbers in words among them."""

    beginnings: JointBeginnings
    words: WordPattern

    def find(self, text: str) -> Begun:
        """Where all that is looked for may begin in `text`."""
        nonfacts, times, bodies, (words, associations, parties) = self.beginnings.find(text)
        return Begun(nonfacts, times, bodies, words, associations, parties)


def make_whole_text_search(rulebook: Rulebook) -> WholeTextSearch:
    """The search for all that `rulebook` and the names of bodies and parties tell to look for in a whole text."""
    words = _numbers_in_words(rulebook)
    beginnings = join_beginnings(
        rulebook.numerals.nonfacts.patterns,
        rulebook.periods.searchers,
        load_body_words().searchers,
        [words.numbers, SPOKEN, party_names()],
    )
    return WholeTextSearch(beginnings, words)


def _numbers_in_words(rulebook: Rulebook) -> WordPattern:
    """What finds numbers in words that count one of the nouns of the rulebook."""
    nouns = [p for r in rulebook.heads if r.subject in _COUNTED_IN_WORDS for p in r.phrases]
    nouns += [p for r in rulebook.heads if r.subject == "class" and r.aspect for p in r.phrases]
    verbs = [p for r in rulebook.aspects if r.implies for p in r.phrases]
    topics = [*nouns, *(p for r in rulebook.cues if r.cue == "target" for p in r.phrases)]
    return make_word_pattern(rulebook.number_words, nouns, verbs=verbs, topics=topics)
