"""Lines of a list whose heading says what they count: grades, years and badges."""

from collections.abc import Sequence

from extractors.badge_lines import BadgeLines
from extractors.dated_lines import DatedLines
from extractors.graded_lines import GradedLines
from extractors.kept import kept_property
from extractors.light_records import light_record
from extractors.quantity import Quantity
from extractors.tables.phrases import Reader
from schemas.sentences import Sentence

_LONGEST = 120
"""More characters than any grade, year or badge has that such a line begins with."""


@light_record(frozen=True, slots=False)
class ListedLines:
    """The sentences of a document and what reads the headings among them."""

    sentences: Sequence[Sentence]
    reader: Reader

    def read(self, index: int, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities of a line, by the heading above its list where the line only tells which of them it counts."""
        first = quantities[0].slot.numeral.start - self.sentences[index].start if quantities else _LONGEST
        if first >= _LONGEST:
            return list(quantities)
        quantities = self._graded.with_grades(index, quantities)
        return self._badges.with_badges(index, self._dated.with_deeds(index, quantities))

    @kept_property
    def _graded(self) -> GradedLines:
        return GradedLines(self.sentences, self.reader)

    @kept_property
    def _dated(self) -> DatedLines:
        return DatedLines(self.sentences, self.reader)

    @kept_property
    def _badges(self) -> BadgeLines:
        return BadgeLines(self.sentences, self.reader)
