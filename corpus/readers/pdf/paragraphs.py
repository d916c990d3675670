"""Lines of one column -> paragraphs: wrapped lines joined, words that were parted at a line's end made whole.

A line goes on below when the first word of the next line would not have fitted behind it. That tells wrapped lines
from those that an author ended, whatever the alignment; indents, spacing, type and list marks decide the rest.
"""

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf.blocks import Paragraph, Part, TextLine
from corpus.readers.pdf.geometry import Box, union
from corpus.readers.pdf.pieces import MARKER, Piece

ITEM = re.compile(rf"(?:{MARKER.pattern})\s+\S|(?:Điều|Phần|Chương|Mục)\s+[\dIVX]+\b")
NUMBERED = re.compile(r"\d{1,3}\.\s")
ENDS_SENTENCE = re.compile(r"[.!?…:;][\"”’)]?$")
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad‐]$")
SOFT = "\u00ad"
BROKEN = re.compile(r"(?<=[^\W_])[-/–]$")
"""A line broken behind a hyphen or stroke that stands in a word or number: "2016-" / "2020"."""
UNIT_LINE = re.compile(r"\(?\s*(?:đơn vị(?:\s+tính)?|đvt|đv\s?tính)\s*[:(]", re.IGNORECASE)
CAPTION = re.compile(
    r"(?:bảng|biểu(?:\s+(?:đồ|số|mẫu))?|phụ\s+(?:lục|biểu)|hình|ảnh|sơ\s+đồ)\s*(?:số\s*)?[\dIVX]+", re.IGNORECASE
)
SIGNATURE = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.")
LOOSE = 1.25
"""Times the usual step from line to line: a wider one parts paragraphs."""
INDENT = 0.8
SHORT = 0.8
"""Share of the page's text: a column less wide that has no neighbour is one of short lines."""
FLUSH = 1.5
"""Points from the right side of a column within which a line ends at it."""


def join_pieces(pieces: Sequence[Piece]) -> list[TextLine]:
    """Pieces of one column that stand on one base as lines, from top to bottom; a unit line stays by itself."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.box.left)):
        if rows and abs(piece.base - rows[-1][0].base) <= 0.3 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines: list[TextLine] = []
    for row in rows:
        row.sort(key=lambda piece: piece.box.left)
        group: list[Piece] = []
        for piece in row:
            if group and UNIT_LINE.match(piece.text):
                lines.append(_line(group))
                group = []
            group.append(piece)
        lines.append(_line(group))
    return lines


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines stand: how far those of the column reach, and those of the page's text.

    `step` is the usual way from line to line, in sizes of the type.
    """

    box: Box
    measure: Box
    step: float
    is_centred: bool
    is_justified: bool


def build_paragraphs(lines: Sequence[TextLine], *, page: int, measure: Box, is_alone: bool = False) -> list[Paragraph]:
    """The paragraphs of one column.

    Args:
        lines: From top to bottom.
        page: Number of their page, from 1.
        measure: How far the lines of the page's text reach, against which a centred line counts as full.
        is_alone: Whether nothing stands beside the column, so that its lines could reach as far.
    """
    if not lines:
        return []
    box = union([line.box for line in lines])
    if is_alone and box.width < SHORT * measure.width:
        box = box._replace(right=max(box.right, measure.right))
    column = Column(box, measure, _usual_step(lines), _is_centred_throughout(lines), _is_justified(lines, box))
    paragraphs: list[Paragraph] = []
    group: list[TextLine] = []
    for line in lines:
        if group and not _goes_on(group, line, column):
            paragraphs.append(_paragraph(group, page=page, column=column))
            group = []
        group.append(line)
    return [*paragraphs, _paragraph(group, page=page, column=column)]


def join_texts(texts: Sequence[str]) -> str:
    """Lines as one text; a hyphen that only parts a word at a line's end is taken out."""
    result = ""
    for text in texts:
        if not result:
            result = text
        elif result.endswith(SOFT) or (HYPHEN.search(result) and _parts_word(result, text)):
            result = result[:-1] + text
        elif BROKEN.search(result) and text[:1].isalnum():
            result += text
        else:
            result += " " + text
    return result.replace(SOFT, "")


def _parts_word(before: str, after: str) -> bool:
    """Whether a hyphen at a line's end parts a word: both parts small letters and no pair of words as in "kinh tế-".

    Vietnamese is not hyphenated inside syllables; foreign words are. A part that is itself a syllable with a mark
    keeps its hyphen ("Cao-su").
    """
    head = re.split(r"[\s-]", before[:-1])[-1]
    return (
        bool(head)
        and head.isascii()
        and head.islower()
        and after[:1].islower()
        and after[:1].isascii()
        and len(head) > 1
    )


def _goes_on(group: list[TextLine], line: TextLine, column: Column) -> bool:
    last = group[-1]
    distance = line.box.bottom - last.box.bottom
    if distance > min(LOOSE * column.step, 2.6) * last.size or abs(line.size - last.size) > 0.12 * last.size:
        return False
    if UNIT_LINE.match(line.text) or UNIT_LINE.match(last.text) or SIGNATURE.match(line.text) or line.starts_raised:
        return False
    if ITEM.match(line.text) and not _is_inside_item(group, line):
        return False
    if _are_centred(last, line, column):
        return _centred_goes_on(last, line, measure=column.measure)
    if _is_indented(line, group, column):
        return False
    return not _is_hard(last, line, column)


def _is_inside_item(group: list[TextLine], line: TextLine) -> bool:
    """Whether a list mark at the head of `line` only happens to stand there: "nhiệm kỳ 2015" / "- 2020"."""
    last = group[-1].text
    if last.endswith(":") and NUMBERED.match(line.text):
        return not line.text.startswith("1.") and not ITEM.match(group[0].text)
    if ENDS_SENTENCE.search(last) or last.endswith(",") or len(last) < 25:
        return False
    rest = line.text.lstrip("-–— ")
    if rest == line.text:
        return NUMBERED.match(line.text) is not None and not ITEM.match(group[0].text)
    return rest[:1].islower() or rest[:1].isdigit()


def _is_hard(last: TextLine, line: TextLine, column: Column) -> bool:
    """Whether the author ended `last`: it is not stretched as others are, or the next word would have fitted behind."""
    room = column.box.right - last.box.right
    if room > line.first_width + 0.3 * last.size:
        return True
    is_short = room > max(FLUSH, 0.15 * last.size) and not last.text.endswith("-")
    return column.is_justified and is_short and not line.text[:1].islower()


def _is_justified(lines: Sequence[TextLine], box: Box) -> bool:
    flush = sum(box.right - line.box.right < FLUSH for line in lines)
    return len(lines) > 3 and flush >= 0.5 * len(lines)


def _centred_goes_on(last: TextLine, line: TextLine, *, measure: Box) -> bool:
    if last.is_bold != line.is_bold or last.text.isupper() != line.text.isupper():
        return False
    is_full = last.box.width + line.first_width + 0.3 * last.size > 0.93 * measure.width
    if is_full:
        return not ENDS_SENTENCE.search(last.text)
    return line.text[:1].islower() or line.text[:1].isdigit()


def _are_centred(last: TextLine, line: TextLine, column: Column) -> bool:
    """Whether two lines stand on one axis, and not because both are full."""
    if _is_centred(last, column) and _is_centred(line, column):
        return True
    off = abs(last.box.left + last.box.right - line.box.left - line.box.right) / 2
    return off < 0.4 * line.size and line.box.left - last.box.left > INDENT * line.size


def _is_centred(line: TextLine, column: Column) -> bool:
    left, right = line.box.left - column.box.left, column.box.right - line.box.right
    is_between = abs(left - right) < 0.12 * column.box.width and min(left, right) > 0.6 * line.size
    return column.is_centred or is_between


def _is_centred_throughout(lines: Sequence[TextLine]) -> bool:
    middles = [(line.box.left + line.box.right) / 2 for line in lines]
    lefts = [line.box.left for line in lines]
    return len(lines) > 1 and max(middles) - min(middles) < 8 and max(lefts) - min(lefts) > lines[0].size


def _is_indented(line: TextLine, group: list[TextLine], column: Column) -> bool:
    """Whether `line` begins further right than the lines above it do: the first line of another paragraph."""
    first = group[0]
    off = line.box.left - first.box.left
    if len(group) == 1 and (abs(off) <= 0.3 * line.size or (off > 0 and ITEM.match(first.text))):
        return False  # a hanging item, or lines set in as a whole
    lefts = [above.box.left for above in group[1:]] or [column.box.left]
    return line.box.left - min(lefts) > INDENT * line.size and line.box.left - group[-1].box.left > -0.3 * line.size


def _usual_step(lines: Sequence[TextLine]) -> float:
    steps = [
        (below.box.bottom - above.box.bottom) / above.size
        for above, below in itertools.pairwise(lines)
        if 0 < below.box.bottom - above.box.bottom < 2.4 * above.size and abs(below.size - above.size) < 0.5
    ]
    return statistics.median_low(steps) if steps else 1.5


def _line(pieces: list[Piece]) -> TextLine:
    main = max(pieces, key=lambda piece: piece.box.width)
    return TextLine(
        text=" ".join(piece.text for piece in pieces),
        box=union([piece.box for piece in pieces]),
        size=main.size,
        is_bold=main.is_bold,
        first_width=pieces[0].first_width,
        starts_raised=pieces[0].starts_raised,
    )


def _paragraph(lines: list[TextLine], *, page: int, column: Column) -> Paragraph:
    last = lines[-1]
    text = join_texts([line.text for line in lines])
    is_full = column.box.right - last.box.right < 2.5 * last.size
    part = Part(text, page, union([line.box for line in lines]))
    return Paragraph(
        parts=[part],
        size=statistics.median(line.size for line in lines),
        is_bold=all(line.is_bold for line in lines),
        is_full=is_full,
        is_open=is_full and not ENDS_SENTENCE.search(text),
        is_centred=all(_is_centred(line, column) for line in lines),
        is_indented=lines[0].box.left - column.box.left > INDENT * last.size,
    )
