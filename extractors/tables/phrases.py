"""Words of a cell -> what a figure beside them counts: they are read as the phrase before it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.quantities import read_quantities
from extractors.quantity import Carried, Quantity
from extractors.rulebook import Rulebook
from extractors.slots import make_slots, read_sentences
from extractors.tokens import Segmenter, tokenize
from schemas.numerals import Numeral
from schemas.sentences import Sentence

_ASIDE = re.compile(r"[(][^()]*[)]|[0-9/.%]+")
_TIME = re.compile(
    r"(?:\b(?:trong|của|tính đến|đến|từ đầu|hết|tới|cuối|đầu)\s)*(?:\b(?:ngày|tháng)\s)?"
    r"(?:[0-9]{1,2} tháng(?: (?:đầu|cuối) năm)?(?: (?:năm )?(?:19|20)[0-9]{2}\b)?"
    r"|\bquý (?:[IV]{1,3}|[1-4])\b(?:(?: năm |/| )(?:19|20)[0-9]{2}\b)?|\bnăm (?:19|20)[0-9]{2}\b)",
    re.IGNORECASE,
)
_GRADE = re.compile(r"hoạt động(?=\s(?:xuất sắc|vững mạnh|tốt|khá|trung bình|yếu|kém)\b)", re.IGNORECASE)
_NUMBER_OF = re.compile(r"(?:tổng\s)?số(?:\slượng)?\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """The rules and the word model that read phrases."""

    rulebook: Rulebook
    segment: Segmenter

    def read(self, words: str, *, percent: bool = False, carried: Carried | None = None) -> Quantity:
        """What a figure beside `words` counts; what brackets hold, figures and list marks are left out.

        `percent` says that the figure is a percentage, `carried` what the row above leaves to this one.
        """
        plain = _ASIDE.sub(" ", _TIME.sub(" ", words))
        phrase = _GRADE.sub("xếp loại", " ".join(plain.split()).strip(" :;,.+*•–-"))
        figure = "1%" if percent else "1"
        quantity = self._read(f"{phrase}: {figure}", len(phrase) + 2, percent, carried or Carried())
        counted = _NUMBER_OF.match(phrase)
        if quantity.indicator == "other" and counted and not percent:
            behind = self._read(f"1 {phrase[counted.end() :]}", 0, percent, Carried())
            return behind if behind.indicator != "other" else quantity
        return quantity

    def read_behind(self, words: str) -> Quantity:
        """What a figure counts that `words` stand behind ("lượt cán bộ được bồi dưỡng")."""
        plain = " ".join(_ASIDE.sub(" ", _TIME.sub(" ", words)).split()).strip(" :;,.+*•–-")
        return self._read(f"1 {plain}", 0, False, Carried())

    def _read(self, text: str, at: int, percent: bool, carried: Carried) -> Quantity:
        """What the figure at `at` of a made-up sentence counts."""
        sentence = Sentence(start=0, end=len(text), text=text, paragraph=0, role="row")
        end = at + (2 if percent else 1)
        numeral = Numeral(start=at, end=at + 1, text="1", value=Decimal(1), is_percent=percent, reach=(at, end))
        tokens = tokenize(sentence, numerals=[numeral], rejections=[], segment=self.segment)
        (reading,) = read_sentences([tokens], self.rulebook)
        return read_quantities(reading, make_slots(reading, [numeral]), carried)[0]
