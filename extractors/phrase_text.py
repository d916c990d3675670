"""Sentences -> one spaCy `Doc` of the tokens that rules know, on which the phrase matcher runs once a document.

A document's sentences go into one `Doc`, since each costs far more than the matching on it. A mark stands between two
sentences and for each token that is in no phrase. So the vocabulary holds the words of the rules and never grows,
however many documents are read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.tokens import TokenizedSentence

NO_PHRASE = "‹›"
"""Stands for tokens that are in no phrase; no token of a text is it."""


@dataclass(frozen=True, slots=True)
class PhraseText:
    """Several sentences under the phrase matcher.

    Attributes:
        sentences: The sentences.
        norms: Their folded tokens in a row, with a mark before each sentence and at the end.
        firsts: Where the first token of each sentence stands among `norms`, and where one behind the last would.
        doc: `norms` with the mark for what is in no phrase.
    """

    sentences: Sequence[TokenizedSentence]
    norms: tuple[str, ...]
    firsts: Sequence[int]
    doc: Doc


def make_phrase_text(sentences: Sequence[TokenizedSentence], vocab: Vocab, known: Mapping[str, int]) -> PhraseText:
    """The sentences as one `Doc`.

    Args:
        sentences: Any number, in order.
        vocab: That of the matcher.
        known: The numbers in the vocabulary of the mark and of all folded tokens of all phrases.
    """
    norms = [NO_PHRASE]
    firsts = [1]
    for sentence in sentences:
        norms += sentence.norms
        norms.append(NO_PHRASE)
        firsts.append(len(norms))
    unknown = known[NO_PHRASE]
    doc = Doc(vocab, words=[known.get(norm, unknown) for norm in norms])
    return PhraseText(sentences, tuple(norms), firsts, doc)
