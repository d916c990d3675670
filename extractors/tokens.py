"""Sentence -> spaCy `Doc` of syllables with exact offsets, and the words that underthesea sees in them.

Tokens are syllables, numerals (one token each, whatever their form) and signs; quotation marks are left out, so that
'bản "trắng" đảng viên' reads as the phrase it is. Words decide only where a phrase of one syllable may match:
"bản" inside "văn bản" is no village (docs/decisions/0004).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from spacy.attrs import NORM
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.folding import fold
from schemas.numerals import Numeral, Rejection
from schemas.sentences import Sentence

NUMERAL = "‹số›"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")
_QUOTES = frozenset("“”\"‘’'«»`´")
MAX_SEGMENTED = 1500


class Segmenter(Protocol):
    """Says for each token whether it goes on with the word of the token before."""

    def __call__(self, tokens: Sequence[str]) -> Sequence[bool]:
        """One truth value a token, in order."""
        ...


@dataclass(frozen=True, slots=True)
class TokenizedSentence:
    """One sentence as tokens.

    Attributes:
        sentence: The sentence.
        doc: spaCy `Doc`; token i covers text[starts[i]:ends[i]] of the document.
        starts: Offset of the first code point of each token.
        ends: Offset behind the last code point of each token.
        inside: For each token, whether it goes on with the word of the token before.
        numerals: Index of the token of each numeral of the sentence, by the numeral's start offset.
        rejected: The numerals that state no figure, by the index of their token.
    """

    sentence: Sentence
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    inside: tuple[bool, ...]
    numerals: dict[int, int]
    rejected: dict[int, Rejection]

    def is_word(self, first: int, last: int, *, known_border: bool = False) -> bool:
        """Whether tokens first..last-1 neither begin nor end inside a longer word.

        `known_border` says that a known phrase ends before `first`, so that no word goes on across it.
        """
        if last == first + 1 and len(self.doc[first].text) > 1 and self.doc[first].text.isupper():
            return True
        begins = known_border or not self.inside[first]
        return begins and not (last < len(self.inside) and self.inside[last])


def make_vocab() -> Vocab:
    """A vocabulary whose NORM is our folding, so that phrases match whatever the case or place of tone marks."""
    return Vocab(lex_attr_getters={NORM: fold})


def load_segmenter() -> Segmenter:
    """Underthesea's own word model on our tokens; loads at the first call (about a second, 30 MB)."""
    model: list[Any] = []

    def segment(tokens: Sequence[str]) -> Sequence[bool]:
        if not model:
            from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger
            from underthesea.pipeline import word_tokenize

            tagger = FastCRFSequenceTagger()
            tagger.load(str(Path(word_tokenize.__path__[0]) / "models" / "ws_crf_vlsp2013_20230727"))
            model.append(tagger)
        if not tokens or len(tokens) > MAX_SEGMENTED:
            return [False] * len(tokens)
        return [tag == "I-W" for tag in model[0].predict([[token] for token in tokens])]

    return segment


def tokenize(
    sentence: Sentence,
    *,
    numerals: Sequence[Numeral],
    rejections: Sequence[Rejection],
    vocab: Vocab,
    segment: Callable[[Sequence[str]], Sequence[bool]],
) -> TokenizedSentence:
    """`sentence` as tokens.

    Args:
        sentence: The sentence; offsets are the document's.
        numerals: The numerals that lie in it, in order; each becomes one token over all its runs and its percent sign.
        rejections: The rejected numerals that lie in it, in order; each becomes one token.
        vocab: From `make_vocab`.
        segment: From `load_segmenter`.
    """
    spans = sorted([(n.start, _numeral_end(n)) for n in numerals] + [(r.start, r.end) for r in rejections])
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at: dict[int, int] = {}
    position = sentence.start
    numeral_starts = {n.start for n in numerals}
    no_figures = {r.start: r for r in rejections}
    rejected: dict[int, Rejection] = {}
    for first, last in [*spans, (sentence.end, sentence.end)]:
        offset = sentence.start
        for match in _TOKEN.finditer(sentence.text, max(0, position - offset), max(0, first - offset)):
            if match.group() not in _QUOTES:
                words.append(match.group())
                starts.append(offset + match.start())
                ends.append(offset + match.end())
        if last > first:
            if first in numeral_starts:
                at[first] = len(words)
            else:
                rejected[len(words)] = no_figures[first]
            words.append(NUMERAL)
            starts.append(first)
            ends.append(last)
        position = max(position, last)
    doc = Doc(vocab, words=words)
    inside = tuple(segment(["1" if word == NUMERAL else word for word in words]))
    return TokenizedSentence(sentence, doc, tuple(starts), tuple(ends), inside, at, rejected)


def _numeral_end(numeral: Numeral) -> int:
    """Where the numeral's token ends: behind its last run, scale word and percent sign."""
    spans = [numeral.end, numeral.reach[1]]
    for other in (numeral.value_max_span, numeral.denominator_span):
        if other:
            spans.append(other[1])
    return max(spans)
