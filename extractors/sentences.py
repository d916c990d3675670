"""Document text -> sentences with exact offsets.

Newlines end sentences first: headlines, captions and bylines stand on lines of their own. Within a line underthesea
splits; its false ends (behind "TX.", inside addresses, before a small letter) are joined again.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from underthesea import sent_tokenize

from extractors.figure_lines import is_figure_line, lines_above_labels
from extractors.nonfacts import RUN
from schemas.sentences import Sentence

_LEAST_WRAPPED, _MOST_WRAPPED = 45, 200
_LONG_RUN = re.compile(r"\S{60,}")
_FALSE_END = re.compile(
    r"(?:^|[\s(])(?:TX|TP|Tp|tp|TT|Đ/c|đ/c|ĐC|GS|PGS|TS|ThS|BS|KS|Q|P|H|T|X|Th|S|St|NXB|Nxb|Tr|tr|No|Mr|Ô|B|v|vv)\.\Z"
)
MAX_CHARACTERS = 4000
MAX_NUMERALS = 200
_DIGIT = re.compile(r"\d")
_ENDS = ".?!"
_MAY_END = re.compile(r"[?!]|(?<!\d)\.|\.(?!\d)")
"""What a sentence may end with before the end of its line: underthesea parts no digits at the point between them."""
_OF_PLAN = re.compile(r"[ \t]*(?:so với |của )?(?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu)\b")
"""What stands below a percent that tells how far the figure above it met a plan."""
_SOFT_END = re.compile(r"[.…]\Z")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; empty for blank text.

    Each lies within one line, or within lines that were one before the text was wrapped, and has no blank space at its
    ends. The first non-empty line is the title.
    """
    sentences: list[Sentence] = []
    start, paragraph = 0, 0
    for line in _joined(text.split("\n")):
        if line.strip():
            role = "title" if paragraph == 0 else "row" if " | " in line else "body"
            for first, last in _pieces(line):
                sentences.append(
                    Sentence.model_validate(
                        {
                            "start": start + first,
                            "end": start + last,
                            "text": line[first:last],
                            "paragraph": paragraph,
                            "role": role,
                        }
                    )
                )
            paragraph += 1
        start += len(line) + 1
    return tuple(sentences)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those that break off in the middle of a sentence joined to the next one with their newline.

    A long line with no sign at its end before one that begins with a small letter was one line until somebody wrapped
    the text. A figure on a line of its own goes with the small letters below it ("1.436", "đảng viên mới"), or with
    its label in capitals where that is certain, and so does the percent of a plan below those.
    """
    held = lines[0]
    labelled = lines_above_labels(lines)
    for at, (line, following) in enumerate(pairwise([*lines[1:], ""])):
        is_held = at in labelled or (line.lstrip()[:1].islower() and _goes_on_below(held[held.rfind("\n") + 1 :]))
        if is_held or (_OF_PLAN.match(following) and is_figure_line(line) and is_figure_line(_first_of(held))):
            held = f"{held}\n{line}"
        else:
            yield held
            held = line
    yield held


def _first_of(held: str) -> str:
    """The first line of those held, when there are others."""
    return held.partition("\n")[0] if "\n" in held else ""


def _goes_on_below(line: str) -> bool:
    """Whether a line goes on with the next one, which begins with a small letter."""
    return _breaks_off(line) or is_figure_line(line)


def _breaks_off(line: str) -> bool:
    """Whether a line is as long as wrapped ones are and ends in a word or a comma."""
    words = line.rstrip()
    return _LEAST_WRAPPED < len(words) <= _MOST_WRAPPED and (words[-1].isalnum() or words[-1] == ",")


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one line."""
    masked = _LONG_RUN.sub(lambda m: "x" * len(m.group()), line.replace("\n", " "))
    spans: list[tuple[int, int]] = []
    position = 0
    for piece in _split(masked):
        begin = masked.index(piece, position)
        position = begin + len(piece)
        if spans and _continues(line[spans[-1][0] : spans[-1][1]], line[begin:position]):
            spans[-1] = (spans[-1][0], position)
        else:
            spans.append((begin, position))
    for first, last in spans:
        yield from _short(line, first, last)


def _split(line: str) -> list[str]:
    """What underthesea splits a line into; it is not asked where the line holds no end but its own."""
    text = line.strip()
    return sent_tokenize(line) if _MAY_END.search(text.rstrip(_ENDS)) or not text else [text]


def _short(line: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The span itself, or pieces of it: no sentence is longer than people write, so that reading stays linear."""
    is_short = last - first <= 2 * MAX_NUMERALS
    if is_short or (last - first <= MAX_CHARACTERS and len(_DIGIT.findall(line, first, last)) < MAX_NUMERALS):
        yield first, last
        return
    start, runs = first, 0
    for word in re.finditer(r"\S{1,200}", line[first:last]):
        at = first + word.start()
        runs += len(RUN.findall(word.group()))
        if runs > MAX_NUMERALS or first + word.end() - start > MAX_CHARACTERS:
            if at > start:
                yield start, at - (at - start - len(line[start:at].rstrip()))
            start, runs = at, 1
    yield start, last


def _continues(previous: str, piece: str) -> bool:
    """Whether `piece` goes on with the sentence `previous`."""
    if not any(c.isalnum() for c in piece):
        return True
    first = piece[0]
    return bool(_FALSE_END.search(previous[-8:])) or (first.islower() and bool(_SOFT_END.search(previous)))


def sentences_before(sentences: Sequence[Sentence], index: int) -> tuple[Sentence, ...]:
    """The sentences before `index` in the same paragraph."""
    first = index
    while first > 0 and sentences[first - 1].paragraph == sentences[index].paragraph:
        first -= 1
    return tuple(sentences[first:index])
