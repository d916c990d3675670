"""Document text -> sentences with exact offsets.

Newlines end sentences first: headlines, captions and bylines stand on lines of their own. Within a line sentences end
where underthesea ends them, which is asked once of each word before a full stop whether it is an abbreviation; its
false ends (behind "TX.", inside addresses, before a small letter) are joined again.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from underthesea import sent_tokenize

from extractors.figure_lines import is_figure_line, lines_above_labels
from extractors.nonfacts import RUN
from schemas.sentences import Role, Sentence

_LEAST_WRAPPED, _MOST_WRAPPED = 45, 200
_SHORTEST_ADDRESS, _SHORT = 60, 30
_ADDRESS = re.compile(rf"\S{{{_SHORTEST_ADDRESS}}}")
_FALSE_END = re.compile(
    r"(?:^|[\s(])(?:TX|TP|Tp|tp|TT|Đ/c|đ/c|ĐC|GS|PGS|TS|ThS|BS|KS|Q|P|H|T|X|Th|S|St|NXB|Nxb|Tr|tr|No|Mr|Ô|B|v|vv)\.\Z"
)
MAX_CHARACTERS = 4000
MAX_NUMERALS = 200
_SURELY_SHORT = 2 * MAX_NUMERALS
"""Characters that hold no more numerals than a sentence may."""
_DIGIT = re.compile(r"\d")
_UP_TO_END = re.compile(r"[^.?!]*+([.?!]*+)")
"""What stands before signs that may end a sentence, and these; sets that give nothing back are passed over quickly."""
_ELLIPSIS = 3
_LAST_WORD = re.compile(r"(?:[^\W_]|\.)*\Z")
_KNOWN_WORDS = 4096
_OF_PLAN = re.compile(r"[ \t]*(?:so với |của )?(?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu)\b")
"""What stands below a percent that tells how far the figure above it met a plan."""
_SOFT_ENDS = (".", "…")
_PARAGRAPH = attrgetter("paragraph")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; empty for blank text.

    Each lies within one line, or within lines that were one before the text was wrapped, and has no blank space at its
    ends. The first non-empty line is the title.
    """
    sentences: list[Sentence] = []
    start, paragraph = 0, 0
    for line in _joined(text.split("\n")):
        if line.strip():
            role: Role = "title" if paragraph == 0 else "row" if " | " in line else "body"
            for first, last in _pieces(line):
                sentences.append(Sentence(start + first, start + last, line[first:last], paragraph, role))
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


def _pieces(line: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one line."""
    spans: list[tuple[int, int]] = []
    for begin, end in _split(line):
        if spans and _continues(line[spans[-1][0] : spans[-1][1]], line[begin:end]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    if len(line) <= _SURELY_SHORT:
        return spans
    return [part for span in spans for part in ((span,) if span[1] - span[0] <= _SURELY_SHORT else _short(line, *span))]


def _split(line: str) -> list[tuple[int, int]]:
    """Spans of what underthesea splits a line into, addresses left whole; none has blank space at its ends."""
    spans, start, last = [], 0, len(line.rstrip().rstrip(".?!"))
    ends = [signs.end() for signs in _UP_TO_END.finditer(line, 0, last) if signs[1] and _is_end(line, *signs.span(1))]
    for end in (*ends, len(line)):
        piece = line[start:end].lstrip()
        if piece:
            spans.append((end - len(piece), end - len(piece) + len(piece.rstrip())))
        start = end
    return spans


def _is_end(line: str, first: int, last: int) -> bool:
    """Whether a sentence ends behind the signs line[first:last], which are nothing but full stops, "?" and "!"."""
    if _is_in_address(line, first):
        return False
    if line.count(".", first, last) < last - first:
        return True
    if last - first < _ELLIPSIS:
        return _is_full_stop(line, first) or (last - first > 1 and _is_full_stop(line, first + 1))
    following = line[last:].lstrip(" \t\n")
    return following[:1].isupper() and not _ADDRESS.match(following)


def _is_in_address(line: str, at: int) -> bool:
    """Whether an offset lies in an address: so many signs without a blank between them."""
    if line.find(" ", at, at + _SHORT) > 0 <= line.rfind(" ", max(0, at - _SHORT), at):
        return False
    return _ADDRESS.search(line, max(0, at - _SHORTEST_ADDRESS + 1), at + _SHORTEST_ADDRESS) is not None


def _is_full_stop(line: str, at: int) -> bool:
    """Whether the point at an offset parts no digits and stands behind no abbreviation."""
    if line[at - 1 : at].isdigit() and line[at + 1 : at + 2].isdigit():
        return False
    before = line[max(line.rfind(" ", 0, at) + 1, at - _SHORTEST_ADDRESS, 0) : at]
    word = before if before.isalnum() else _LAST_WORD.findall(before)[0]
    return not word or not _is_abbreviation(word)


@lru_cache(maxsize=_KNOWN_WORDS)
def _is_abbreviation(word: str) -> bool:
    """Whether underthesea ends no sentence at a point behind a word."""
    return bool(sent_tokenize(f"{word}. A")[-1] != "A")


def _short(line: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The span itself, or pieces of it: no sentence is longer than people write, so that reading stays linear."""
    if last - first <= MAX_CHARACTERS and len(_DIGIT.findall(line, first, last)) < MAX_NUMERALS:
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
    first = piece[0]
    if not first.isalnum() and not any([c.isalnum() for c in piece]):
        return True
    if not previous.endswith(_SOFT_ENDS):
        return False
    return first.islower() or _FALSE_END.search(previous[-8:]) is not None


def sentences_before(sentences: Sequence[Sentence], index: int) -> tuple[Sentence, ...]:
    """The sentences before `index` in the same paragraph."""
    first = bisect_left(sentences, sentences[index].paragraph, hi=index, key=_PARAGRAPH)
    return tuple(sentences[first:index])
