"""Sentence -> its syllables with exact offsets, and the words that underthesea sees in them.

Tokens are syllables, numerals (one token each, whatever their form) and signs; quotation marks, the numbers of
footnotes and initials told in brackets behind their words are left out, so that 'bản "trắng" đảng viên' and "đảng viên
(ĐV) nữ" read as the phrases they are. Words decide only where a phrase of
one syllable may match: "bản" inside "văn bản" is no village (docs/decisions/0004).
"""

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate, compress
from pathlib import Path
from typing import Protocol

from spacy.attrs import NORM
from spacy.vocab import Vocab

from extractors.first_plane import is_of_first_plane, written_out
from extractors.folding import FOLDED, fold
from extractors.light_records import light_record
from extractors.word_model import WordScores, load_crf_model
from extractors.words import WordBounds
from schemas.numerals import Numeral, Rejection
from schemas.sentences import Sentence

NUMERAL = "‹số›"
_QUOTES = "“”\"‘’'«»`´"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTER, _DIGIT = r"[^\W\d_]", r"\d"


def _compile_token(letter: str, digit: str) -> re.Pattern[str]:
    return re.compile(rf"(?!\s)({letter}++(?:['’]{letter}++)*+|{digit}++(?:[.,]{digit}++)*+|[^\w\s{_QUOTES}]|_)")


_TOKEN = _compile_token(_LETTER, _DIGIT)
_HAS_NOTE = re.compile(f"[{_RAISED}]")
_HAS_INITIALS = re.compile(r"\([A-ZĐ]{2,9}\)")
_HOLE, _NO_HOLE = "\ud800", "\ud801"
"""Stands for a numeral while a sentence is cut: half a sign; another half stands for it where a broken text has it."""
_SQUARED = frozenset({"m", "dm", "cm", "km", "hm"})
MAX_SEGMENTED = 1500
_log = logging.getLogger(__name__)


class Segmenter(Protocol):
    """Says for each token whether it goes on with the word of the token before."""

    def __call__(self, tokens: Sequence[str]) -> Sequence[bool]:
        """One truth value a token, in order."""
        ...


@light_record(frozen=True, slots=True)
class TokenizedSentence:
    """One sentence as tokens.

    Attributes:
        sentence: The sentence.
        words: The tokens; token i covers text[starts[i]:ends[i]] of the document.
        norms: Each token folded, as rules are matched.
        starts: Offset of the first code point of each token.
        ends: Offset behind the last code point of each token.
        inside: For each token, whether it goes on with the word of the token before.
        numerals: Index of the token of each numeral of the sentence, by the numeral's start offset.
        rejected: The numerals that state no figure, by the index of their token.
    """

    sentence: Sentence
    words: tuple[str, ...]
    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    inside: Sequence[bool]
    numerals: dict[int, int]
    rejected: dict[int, Rejection]

    def has_figure(self, first: int, last: int) -> bool:
        """Whether a numeral that may state a figure stands among tokens first..last-1."""
        return any(first <= at < last for at in self.numerals.values())

    def is_word(self, first: int, last: int, *, known_border: bool = False) -> bool:
        """Whether tokens first..last-1 neither begin nor end inside a longer word.

        `known_border` says that a known phrase ends before `first`, so that no word goes on across it.
        """
        word = self.words[first]
        if last == first + 1 and len(word) > 1 and word.isupper():
            return True
        begins = known_border or not self.inside[first]
        return begins and not (last < len(self.words) and self.inside[last])


def behind_last(norms: Sequence[str], start: int, end: int, signs: frozenset[str]) -> int:
    """The token behind the last of some signs that stand from token `start` to before `end`, or `start`."""
    if start >= end or signs.isdisjoint(norms[start:end]):
        return start
    return next(i + 1 for i in range(end - 1, start - 1, -1) if norms[i] in signs)


def make_vocab() -> Vocab:
    """A vocabulary whose NORM is our folding, so that phrases match whatever the case or place of tone marks."""
    return Vocab(lex_attr_getters={NORM: fold})


def load_segmenter() -> Segmenter:
    """Underthesea's own word model on our tokens; loads at the first call (about a tenth of a second)."""
    model: list[Segmenter] = []

    def segment(tokens: Sequence[str]) -> Sequence[bool]:
        if not model:
            model.append(_load_model())
        if not tokens or len(tokens) > MAX_SEGMENTED:
            return [False] * len(tokens)
        return model[0](tokens)

    return segment


def _load_model() -> Segmenter:
    """The fast reading of underthesea's model, or its own tagger where the files are not as they were."""
    from underthesea.pipeline import word_tokenize

    folder = Path(word_tokenize.__path__[0]) / "models" / "ws_crf_vlsp2013_20230727"
    try:
        scores = WordScores(load_crf_model(folder))
    except (OSError, ValueError) as error:
        _log.warning("slower words: %s", error)
        return load_stock_segmenter(folder)
    return lambda tokens: WordBounds(tokens, scores)


def load_stock_segmenter(folder: Path) -> Segmenter:
    """Underthesea's own tagger with the model in `folder`."""
    from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

    tagger = FastCRFSequenceTagger()
    tagger.load(str(folder))
    return lambda tokens: [tag == "I-W" for tag in tagger.predict([[token] for token in tokens])]


def tokenize(
    sentence: Sentence,
    *,
    numerals: Sequence[Numeral],
    rejections: Sequence[Rejection],
    segment: Callable[[Sequence[str]], Sequence[bool]],
) -> TokenizedSentence:
    """`sentence` as tokens.

    Args:
        sentence: The sentence; offsets are the document's.
        numerals: The numerals that lie in it, in order; each becomes one token over all its runs and its percent sign.
        rejections: The rejected numerals that lie in it, in order; each becomes one token.
        segment: From `load_segmenter`.
    """
    no_figures = {r.start: r for r in rejections}
    spans = sorted([*((n.start, _numeral_end(n)) for n in numerals), *((r.start, r.end) for r in rejections)])
    words, starts, ends = _cut(sentence, spans)
    said = words.copy()
    figures = {n.start for n in numerals}
    at: dict[int, int] = {}
    rejected: dict[int, Rejection] = {}
    index = -1
    for first, last in spans:
        index = words.index(_HOLE, index + 1)
        words[index], said[index], starts[index], ends[index] = NUMERAL, "1", first, last
        if first in figures:
            at[first] = index
        else:
            rejected[index] = no_figures[first]
    norms = tuple(map(FOLDED.__getitem__, words))
    return TokenizedSentence(sentence, tuple(words), norms, tuple(starts), tuple(ends), segment(said), at, rejected)


def _cut(sentence: Sentence, spans: Iterable[tuple[int, int]]) -> tuple[list[str], list[int], list[int]]:
    """The tokens of a sentence, a hole for each span, with their starts and ends, which of holes are not yet right.

    A pattern that splits gives tokens and what stands between them in turn, so that their lengths tell the offsets.
    """
    text, offset, behind = sentence.text.replace(_HOLE, _NO_HOLE), sentence.start, sentence.start
    stretches: list[str] = []
    widths: list[int] = []
    for first, last in spans:
        stretches.append(text[behind - offset : max(behind, first) - offset])
        begin, behind = max(behind, first), max(behind, last)
        widths.append(behind - begin)
    cut = _HOLE.join([*stretches, text[behind - offset :]])
    pieces = (_token_of_first_plane() if is_of_first_plane(cut) else _TOKEN).split(cut)
    lengths = list(map(len, pieces))
    index = -1
    for width in widths:
        index = pieces.index(_HOLE, index + 1)
        lengths[index] = width
    offsets = list(accumulate(lengths, initial=offset))
    words, starts, ends = pieces[1::2], offsets[1:-1:2], offsets[2::2]
    if _HAS_NOTE.search(text):
        words, starts, ends = _without_notes(words, starts)
    return _without_initials(words, starts, ends) if _HAS_INITIALS.search(text) else (words, starts, ends)


@cache
def _token_of_first_plane() -> re.Pattern[str]:
    """What matches the same tokens where all characters are of the first plane."""
    return _compile_token(f"[{written_out(_LETTER)}]", f"[{written_out(_DIGIT)}]")


def _without_notes(words: Sequence[str], starts: Sequence[int]) -> tuple[list[str], list[int], list[int]]:
    """Tokens without the raised numbers of footnotes, and without those that are nothing else."""
    found = [(_without_note(word), start) for word, start in zip(words, starts, strict=True)]
    kept = [(word, start) for word, start in found if word]
    return [word for word, _ in kept], [start for _, start in kept], [start + len(word) for word, start in kept]


def _without_initials(words: list[str], starts: list[int], ends: list[int]) -> tuple[list[str], list[int], list[int]]:
    """Tokens without the initials of the words before them that brackets tell ("đảng viên (ĐV)"), and the brackets."""
    kept = [True] * len(words)
    for i in range(1, len(words) - 1):
        if words[i - 1] == "(" and words[i + 1] == ")" and _are_initials(words[i], words[: i - 1]):
            kept[i - 1 : i + 2] = [False] * 3
    return list(compress(words, kept)), list(compress(starts, kept)), list(compress(ends, kept))


def _are_initials(short: str, before: Sequence[str]) -> bool:
    """Whether a word in capitals has the first letters of the words right before it."""
    spelt = before[-len(short) :]
    return len(short) > 1 and short.isupper() and [word[0].upper() for word in spelt] == list(short)


def phrase_tokens(phrase: str) -> list[str]:
    """The tokens of a phrase, as sentences are cut."""
    return _TOKEN.findall(phrase)


def _without_note(word: str) -> str:
    """A word without the raised number of a footnote at its end; that of a unit stays ("km²")."""
    return word if word[:-1].lower() in _SQUARED else word.rstrip(_RAISED)


def _numeral_end(numeral: Numeral) -> int:
    """Where the numeral's token ends: behind its last run, scale word and percent sign."""
    end = max(numeral.end, numeral.reach[1])
    for other in (numeral.value_max_span, numeral.denominator_span):
        end = max(end, other[1]) if other else end
    return end
