"""Sentences -> one spaCy `Doc` of the tokens that rules know, on which all phrase matchers run once a document.

A document's sentences go into one `Doc`, since each costs far more than the matching on it. Of a row of tokens that
stand in no phrase only one mark is left, which parts sentences too. So the vocabulary holds the words of the rules and
never grows, however many documents are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.tokens import TokenizedSentence

NO_PHRASE = "‹›"
"""Stands for tokens that are in no phrase; no token of a text is it."""


@dataclass(frozen=True, slots=True)
class PhraseText:
    """Several sentences under the phrase matchers; `doc[i]` is token `places[i]` of sentence `owners[i]`."""

    sentences: Sequence[TokenizedSentence]
    doc: Doc
    owners: Sequence[int]
    places: Sequence[int]


def make_phrase_text(sentences: Sequence[TokenizedSentence], vocab: Vocab, known: frozenset[str]) -> PhraseText:
    """The sentences as one `Doc`.

    Args:
        sentences: Any number, in order.
        vocab: That of the matchers.
        known: All folded tokens of all phrases.
    """
    words: list[str] = []
    owners: list[int] = []
    places: list[int] = []
    for owner, sentence in enumerate(sentences):
        norms, behind, before = sentence.norms, 0, len(places)
        for place in [at for at, norm in enumerate(norms) if norm in known]:
            if place != behind or not behind:
                words.append(NO_PHRASE)
                places.append(place)
            words.append(norms[place])
            places.append(place)
            behind = place + 1
        owners += [owner] * (len(places) - before)
    return PhraseText(sentences, Doc(vocab, words=words), owners, places)
