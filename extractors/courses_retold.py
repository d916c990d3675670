"""Pupils of the course on the Party that a sentence before told of -> those taught for the Party.

"Đảng ủy mở lớp bồi dưỡng nhận thức về Đảng. Lớp có 72 học viên": they are no trainees of another course.
"""

from collections.abc import Sequence

from extractors.courses import COURSE_OF_CANDIDATES, OTHER_COURSES
from extractors.folding import fold_text
from extractors.indicators import find_indicator
from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.sentences import sentences_before
from schemas.sentences import Sentence

_RULE, _PUPILS = "scope.course", "head.trainee"
_NEAR = 3


def with_course_before(sentences: Sequence[Sentence], index: int, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities of a sentence, its pupils taught for the Party where the course before in the paragraph was.

    Args:
        sentences: All of the text.
        index: The number of the sentence.
        quantities: What its numerals count, in order.
    """
    if not any([_are_pupils(quantity) for quantity in quantities]) or _names_course(sentences[index]):
        return quantities
    before = sentences_before(sentences, index)[-_NEAR:]
    course = next((sentence for sentence in reversed(before) if _names_course(sentence)), None)
    if course is None or not _is_for_party(fold_text(course.text)):
        return quantities
    return [_taught(quantity) if _are_pupils(quantity) else quantity for quantity in quantities]


def _are_pupils(quantity: Quantity) -> bool:
    return quantity.noun == _PUPILS and quantity.indicator == "trainee.total"


def _names_course(sentence: Sentence) -> bool:
    """Whether a sentence says of what sort a course is."""
    text = fold_text(sentence.text)
    return any(course in text for course in (*COURSE_OF_CANDIDATES, *OTHER_COURSES))


def _is_for_party(text: str) -> bool:
    """Whether the only courses of a sentence are those on the Party."""
    return any(course in text for course in COURSE_OF_CANDIDATES) and text.count("lớp ") == 1


def _taught(quantity: Quantity) -> Quantity:
    """Pupils as those taught for the Party."""
    indicator = find_indicator("candidate", "trained")
    rules = (*quantity.rules, _RULE)
    return replace(quantity, subject="candidate", aspect="trained", indicator=indicator, rules=rules)
