"""Underthesea's model files -> how much each stretch of tokens speaks for one word, as its own tagger weighs it.

The stock tagger writes 43 strings for every token and looks them up; the scores of tokens, pairs and triples are kept
here instead, because texts repeat them.

Source:
    underthesea 9.5.0: the feature templates of its `features.bin` and what its featurizer makes of them; the file
    format is CRFsuite's. `tests/extractors/test_words.py` compares the words with those of the stock tagger.
"""

import pickle
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

_HEADER, _CHUNK, _FEATURE, _DATABASE, _RECORD = map(struct.Struct, ("<4sI4s9I", "<4sII", "<IIId", "<4s5I", "<II"))
_TRANSITION = 1
_LABELS = ["B-W", "I-W"]
BEGIN, END = "\0BOS", "\0EOS"
"""What stands before the first and behind the last token; no token of a text is either."""
_SINGLES = ("T[-2]", "T[-1]", "T[0]", "T[1]", "T[2]")
_PAIRS = ("T[-2,-1]", "T[-1,0]", "T[0,1]", "T[1,2]")
_TRIPLES = ("T[-2,0]", "T[-1,1]", "T[0,2]")
_FUNCTIONS = ("", ".lower", ".isdigit", ".istitle", ".is_in_dict")
_INTEGER = re.compile(r"([+-]?)0*([0-9]{1,10})")
_INTEGERS = range(-(2**31), 2**31)
_KEPT = 30_000


@dataclass(frozen=True, slots=True)
class CrfModel:
    """A CRF of two labels, the first and the further tokens of a word.

    `weights` holds for every attribute how much more it speaks for a further token than for a first one;
    `transitions[a][b]` is the score of label b behind label a; `templates` are the attributes that the tagger makes,
    `dictionary` its words in small letters.
    """

    weights: Mapping[str, float]
    transitions: tuple[tuple[float, float], tuple[float, float]]
    templates: Sequence[str]
    dictionary: frozenset[str]


def load_crf_model(folder: Path) -> CrfModel:
    """The model that underthesea keeps in `folder`.

    Raises:
        OSError: A file is missing.
        ValueError: The files are not of the known form.
    """
    content = (folder / "models.bin").read_bytes()
    try:
        templates = tuple(pickle.loads((folder / "features.bin").read_bytes()))
        dictionary = frozenset(pickle.loads((folder / "dictionary.bin").read_bytes()))
        weights, transitions = _parse(content)
    except (pickle.UnpicklingError, EOFError, struct.error, IndexError, TypeError) as error:
        raise ValueError(f"{folder} holds no CRFsuite model: {error}") from error
    known = {place + function for place in (*_SINGLES, *_PAIRS, *_TRIPLES) for function in _FUNCTIONS}
    if not known.issuperset(templates):
        raise ValueError(f"unknown features: {sorted(set(templates) - known)}")
    return CrfModel(weights, transitions, templates, dictionary)


def _parse(content: bytes) -> tuple[dict[str, float], tuple[tuple[float, float], tuple[float, float]]]:
    magic, _, kind, *_, features, labels, attributes, _, _ = _HEADER.unpack_from(content)
    if (magic, kind) != (b"lCRF", b"FOMC") or _strings(content, labels) != _LABELS:
        raise ValueError("no CRF of first and further tokens")
    names = _strings(content, attributes)
    count = _CHUNK.unpack_from(content, features)[2]
    first = features + _CHUNK.size
    weights: dict[str, float] = {}
    between = {}
    for sort, source, label, weight in _FEATURE.iter_unpack(content[first : first + count * _FEATURE.size]):
        if sort == _TRANSITION:
            between[source, label] = weight
        else:
            weights[names[source]] = weights.get(names[source], 0.0) + (weight if label else -weight)
    from_first, from_further = ((between.get((label, 0), 0.0), between.get((label, 1), 0.0)) for label in (0, 1))
    return weights, (from_first, from_further)


def _strings(content: bytes, start: int) -> list[str]:
    """The strings of one of CRFsuite's constant databases, by their number."""
    *_, count, backward = _DATABASE.unpack_from(content, start)
    found = []
    for offset in struct.unpack_from(f"<{count}I", content, start + backward):
        first = start + offset + _RECORD.size
        size = _RECORD.unpack_from(content, start + offset)[1]
        found.append(content[first : first + size - 1].decode("utf-8"))
    return found


class WordScores:
    """How much more tokens in a row speak for a further token than for a first one, by where they stand.

    `triple` gives three numbers for three tokens in a row: as the two before the token that is judged and itself, as
    the one before, itself and the one behind, and as itself and the two behind. Their sum for the three rows around a
    token is all that the model says of it. No neighbour can make a token with a sum of at most `surely_first` go on
    with a word, or one with a sum above `surely_further` begin one. What is asked for is remembered for a while.
    """

    def __init__(self, model: CrfModel) -> None:
        self.transitions = model.transitions
        (first_first, first_further), (further_first, further_further) = model.transitions
        needed = (0.0, first_first - further_first, first_further - further_further)
        behind = (0.0, first_further - first_first, further_further - further_first)
        self.surely_first, self.surely_further = min(needed) - max(behind), max(needed) - min(behind)
        self._weights, self._dictionary = model.weights, model.dictionary
        self._names = {
            place: [(f"{place}{function}=", function) for function in _FUNCTIONS if place + function in model.templates]
            for place in (*_SINGLES, *_PAIRS, *_TRIPLES)
        }
        self._single = lru_cache(maxsize=_KEPT)(partial(self._scores, _SINGLES))
        self._pair = lru_cache(maxsize=_KEPT)(partial(self._scores, _PAIRS))
        self.triple = lru_cache(maxsize=_KEPT)(self._triple)

    def _triple(self, first: str, second: str, third: str) -> tuple[float, float, float]:
        before, around, behind = self._scores(_TRIPLES, first, second, third)
        one, two, three = self._single(first), self._single(second), self._single(third)
        left, right = self._pair(first, second), self._pair(second, third)
        before += left[0] + right[1] + one[0] + two[1]
        behind += left[2] + right[3] + one[2] + two[3] + three[4]
        return before, around, behind

    def _scores(self, places: Sequence[str], *tokens: str) -> tuple[float, ...]:
        values = self._values(tokens)
        weights = self._weights
        return tuple(
            sum([weights.get(name + values[function], 0.0) for name, function in self._names[place]])
            for place in places
        )

    def _values(self, tokens: Sequence[str]) -> dict[str, str]:
        """What each function of the templates gives for tokens in a row."""
        if BEGIN in tokens or END in tokens:
            return dict.fromkeys(_FUNCTIONS, "BOS" if BEGIN in tokens else "EOS")
        text = " ".join(tokens)
        lowered = text.lower()
        return {
            "": text,
            ".lower": lowered,
            ".isdigit": str(_is_integer(text)),
            ".istitle": str(all(token[0] == token[0].upper() for token in tokens)),
            ".is_in_dict": str(lowered in self._dictionary),
        }


def _is_integer(text: str) -> bool:
    """Whether a text is a whole number of 32 bits."""
    digits = _INTEGER.fullmatch(text)
    return digits is not None and int(digits.group(1) + digits.group(2)) in _INTEGERS
