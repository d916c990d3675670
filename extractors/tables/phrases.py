"""Words of a cell -> what a figure beside them counts: they are read as the phrase before it."""

import re
from dataclasses import dataclass

from extractors.quantities import read_quantities
from extractors.quantity import Carried, Quantity
from extractors.rulebook import Rulebook
from extractors.slots import make_slots, read_sentence
from extractors.tokens import Segmenter, tokenize
from schemas.numerals import Numeral
from schemas.sentences import Sentence

_ASIDE = re.compile(r"[(][^()]*[)]|[0-9/.%]+")
_MARK = re.compile(r"[\s.+*•–-]+")


@dataclass(frozen=True, slots=True)
class Reader:
    """The rules and the word model that read phrases."""

    rulebook: Rulebook
    segment: Segmenter

    def read(self, words: str, *, percent: bool = False, carried: Carried | None = None) -> Quantity:
        """What a figure behind `words` counts; what brackets hold, figures and list marks are left out.

        `percent` says that the figure is a percentage, `carried` what the row above leaves to this one.
        """
        phrase = _MARK.sub("", _ASIDE.sub(" ", words), count=1) if _MARK.match(words) else _ASIDE.sub(" ", words)
        text = f"{' '.join(phrase.split())} {'1%' if percent else '1'}"
        sentence = Sentence(start=0, end=len(text), text=text, paragraph=0, role="row")
        at = len(text) - (2 if percent else 1)
        numeral = Numeral.model_validate(
            {
                "start": at,
                "end": at + 1,
                "text": "1",
                "value": 1,
                "is_percent": percent,
                "reach": (at, len(text)),
            },
            strict=False,
        )
        tokens = tokenize(sentence, numerals=[numeral], rejections=[], vocab=self.rulebook.vocab, segment=self.segment)
        reading = read_sentence(tokens, self.rulebook)
        return read_quantities(reading, make_slots(reading, [numeral]), carried or Carried())[0]
