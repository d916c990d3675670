"""Words of a table in running text -> the heads of its columns and the labels of its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.cells import LETTER, MAX_CELL, is_number_head
from extractors.tables.heads import LABEL_HEAD, PART_HEAD, part_heads
from extractors.tables.records import Cell, Head
from extractors.tables.words import Word

_STOP = re.compile(r"[^\W\d_]{2,}[)”\"]?[.;!?]\Z")
_COLON = re.compile(r"(?<!đó):\Z")
_UNIT_HEAD = re.compile(r"(?:đơn vị(?: tính)?|đvt|đv tính|đơn vị \(.*\))\Z", re.IGNORECASE)
_REMARK_HEAD = re.compile(r"(?:ghi chú|dân tộc|tôn giáo|bí thư|trưởng thôn|xếp loại)\Z", re.IGNORECASE)
_UNIT = (
    r"(?:%|người|hộ|khẩu|tổ chức|chi bộ|đảng bộ|đảng viên|đoàn viên|hội viên|đồng chí|đ/c|cơ sở|xã|thôn|bản|ấp|lớp|lượt"
    r"|lượt người|quần chúng|chi đoàn|chi hội|tccsđ|tcđ|đơn vị|công đoàn|công đoàn cơ sở|tổ|tổ chức đảng|cái|cuộc)"
)
_TOLD_UNIT = re.compile(rf"(\S.*?)\s\(?({_UNIT})\)?\Z", re.IGNORECASE)
_CAPITAL_UNIT = re.compile(r"(\S.*[a-zà-ỹđ%)])\s(%|Người|Đồng chí|Đ/c|Hộ|Lớp|Đảng viên|Chi bộ|Tổ chức|Cơ sở)\Z")
_LETTER_MARK = re.compile(r"(?:[a-hđ]|[A-D]|[IVX]{1,5})\Z")
_HELD_AGAINST = re.compile(r"(?:TH|KH|CT|HT)(?:/(?:TH|KH|CT))?\Z")
_BADGE = re.compile(r"[3-9][05] năm\Z", re.IGNORECASE)
_OF_BADGES = frozenset("hiệu đảng loại hạng hh hhđ".split())
_VERB = frozenset("đã sẽ đang là nhưng vì nên nhằm tuy vẫn chúng".split())
_LINKS = frozenset("số lượng nạp của triển vào tổng tên hiệu".split())
_REGION = 80


@dataclass(frozen=True, slots=True)
class TextHead:
    """The head of a table in running text.

    `heads` are those of the columns; `label` that of the labels or None; `has_unit` says that a column of units stands
    behind the labels; `caption` is what stands before the head or None; `rest` are the words behind it, which
    begin the first row.
    """

    heads: tuple[Head, ...]
    label: Cell | None
    has_unit: bool
    caption: Cell | None
    rest: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    cell: Cell
    words: tuple[Word, ...]


def read_head(words: Sequence[Word], width: int, *, years: Sequence[Cell], more: Sequence[Word]) -> TextHead | None:
    """The heads of `width` columns, or None when the words do not come to that many.

    Args:
        words: What stands before the first row or the years.
        width: How many values a row has.
        years: The years of the head, if it has any.
        more: What stands between the years and the first row, or the head's last columns and the first label.
    """
    before, own = _last_sentences(words)
    pieces = _pieces(own)
    for at in _anchors(pieces):
        names = [p.cell for p in pieces[at + 1 :]]
        has_unit = bool(names) and bool(_UNIT_HEAD.match(names[0].text))
        names = names[1:] if has_unit else names
        plain = [name for name in names if not PART_HEAD.match(name.text)]
        heads = _columns(names, width, years=years, more=more) or _columns(plain, width, years=years, more=more)
        if heads:
            return TextHead(tuple(heads), pieces[at].cell, has_unit, _caption(pieces[:at], before))
    if years and len(years) == width:
        return TextHead(tuple(Head(y) for y in years), None, False, _caption(pieces, before))
    return None


def part_head(words: Sequence[Word], width: int, others: Sequence[Cell]) -> TextHead | None:
    """The heads of `width` columns and the words of the first label, which follow them without a sign between.

    The label must begin as one of `others`, the labels of other rows, or be one piece.
    """
    before, own = _last_sentences(words)
    pieces = _pieces(own)
    begins = {cell.text.split()[0] for cell in others}
    for at in _anchors(pieces):
        inside = pieces[at + 1 :]
        has_unit = bool(inside) and bool(_UNIT_HEAD.match(inside[0].cell.text))
        inside = [p for p in inside[has_unit:] if not PART_HEAD.match(p.cell.text)]
        names, rest = [p.cell for p in inside[:width]], inside[width:]
        if len(names) < width or not rest:
            continue
        if len(rest) == 1 or rest[0].words[0].text in begins:
            label = tuple(w for p in rest for w in p.words)
            return TextHead(
                tuple(Head(c) for c in names), pieces[at].cell, has_unit, _caption(pieces[:at], before), label
            )
    return None


def cut_pieces(words: Sequence[Word], count: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of the first `count` pieces, and the others; none are the first when no others are left."""
    pieces = _pieces(words)
    if len(pieces) <= count:
        return (), tuple(words)
    return tuple(w for p in pieces[:count] for w in p.words), tuple(w for p in pieces[count:] for w in p.words)


def _columns(names: Sequence[Cell], width: int, *, years: Sequence[Cell], more: Sequence[Word]) -> list[Head]:
    """The heads of the columns by the names before the years, the years, and what stands behind them."""
    if not years:
        shorter = names[:-1] if names and _REMARK_HEAD.match(names[-1].text) else []
        return part_heads(names, width) or part_heads(shorter, width) or part_heads(_linked(names), width)
    behind = [p.cell for p in _pieces(more)]
    for before, after in (((), ()), (names, ()), ((), behind), (names, behind)):
        if len(before) + len(years) + len(after) == width:
            return [Head(c) for c in (*before, *years, *after)]
    return []


def _linked(names: Sequence[Cell]) -> list[Cell]:
    """Names where one that begins with a capital letter only by custom joins the one before ("Số lượng Đảng viên")."""
    joined: list[Cell] = []
    for name in names:
        if joined and joined[-1].text.split()[-1].lower() in _LINKS:
            joined[-1] = Cell(joined[-1].start, name.end, f"{joined[-1].text} {name.text}")
        else:
            joined.append(name)
    return joined


def _last_sentences(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """The last whole sentence of some words, and the words behind it."""
    near = words[-_REGION:]
    ends = [i + 1 for i, w in enumerate(near) if _ends(w) and not is_number_head(w.cell)]
    first, second = [0, 0, *ends][-2:]
    return near[first:second], near[second:]


def _ends(word: Word) -> bool:
    return bool(_STOP.search(word.text) or _COLON.search(word.text))


def _pieces(words: Sequence[Word]) -> list[_Piece]:
    """Words parted where one begins with a capital letter or a new line; what brackets hold stays in one piece."""
    parted: list[list[Word]] = []
    depth = 0
    for index, word in enumerate(words):
        following = words[index + 1].text.lower() if index + 1 < len(words) else ""
        if parted and (
            depth > 0 or not (_begins_piece(word, parted[-1][-1], following) or _is_badge(word, parted[-1]))
        ):
            parted[-1].append(word)
        else:
            parted.append([word])
        depth = max(0, depth + word.text.count("(") - word.text.count(")"))
    named = [p for p in parted if p[0].kind != "mark" and (LETTER.search(_cell(p).text) or p[0].text == "%")]
    return [_Piece(_cell(p), tuple(p)) for p in named]


def _is_badge(word: Word, before: Sequence[Word]) -> bool:
    """Whether a word names the badge of a column of its own ("Tổng số 30 năm 40 năm"), not of the piece before."""
    told = [w.text.lower() for w in before]
    return bool(_BADGE.match(word.text)) and (told[-1] not in _OF_BADGES or "tuổi" in told)


def _begins_piece(word: Word, before: Word, following: str) -> bool:
    if word.kind == "mark" or before.kind == "mark":
        return True
    if word.text.startswith("("):
        return False
    if word.text == "Đảng" and before.text[0].islower() and following.rstrip(",") not in ("viên", "bộ", "ủy", "uỷ"):
        return False
    if (word.text == "TT" and before.text == "Số") or (before.text == "%" and _HELD_AGAINST.match(word.text)):
        return False
    return word.text[0].isupper() or word.line != before.line or (word.text == "%" and before.text != "lệ")


def _cell(words: Sequence[Word]) -> Cell:
    return Cell(words[0].cell.start, words[-1].cell.end, " ".join(w.text for w in words))


def _anchors(pieces: Sequence[_Piece]) -> list[int]:
    """The pieces that can be the head of the labels: those behind the head of the running numbers come first."""
    numbered = [i + 1 for i, p in enumerate(pieces[:-1]) if is_number_head(p.cell)]
    return [*numbered, *(i for i, p in enumerate(pieces) if LABEL_HEAD.match(p.cell.text))]


def _caption(pieces: Sequence[_Piece], before: Sequence[Word]) -> Cell | None:
    """What stands before the head in its sentence when it is more than a word, else the sentence before."""
    words = [w for p in pieces if not is_number_head(p.cell) for w in p.words]
    if len(words) >= 3:
        return _cell(words)
    return _cell(before) if len(before) >= 3 else None


def read_label(words: Sequence[Word], *, has_unit: bool) -> Cell | None:
    """The label of a row: what follows the last list mark, its unit in brackets; None when it is no short name."""
    marks = [i for i, w in enumerate(words) if w.kind == "mark"]
    own = words[marks[-1] + 1 :] if marks else words
    while len(own) > 1 and (own[0].kind == "empty" or _is_letter_mark(own)):
        own = own[1:]
    if not own or any(_ends(w) for w in own[:-1]) or not _VERB.isdisjoint(w.text.lower() for w in own):
        return None
    cell = _cell(own)
    if len(cell.text) > MAX_CELL or not LETTER.search(cell.text) or cell.text.endswith((".", ";", "!", "?")):
        return None
    unit = (_TOLD_UNIT if has_unit else _CAPITAL_UNIT).match(cell.text)
    return Cell(cell.start, cell.end, f"{unit.group(1)} ({unit.group(2)})") if unit else cell


def _is_letter_mark(words: Sequence[Word]) -> bool:
    return bool(_LETTER_MARK.match(words[0].text)) and words[1].text[0].isupper()
