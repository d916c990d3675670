"""A regular expression -> the pieces of outline that each of its matches begins with, read from the parsed pattern.

Pieces grow letter by letter, those first that a text of ours would hold most often, until all are rare or there are
many of them: a pattern is tried where one of its pieces stands, so few should.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from heapq import heappop, heappush
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from extractors.folding import LOOK_ALIKES

_MOST, _LONGEST, _WIDEST, _VAGUE = 200, 24, 40, 3
_RARE, _GOES_ON = 0.001, 1 / 6
"""How often in a thousand letters a piece may stand that need not grow; how likely a letter follows another, about."""
_ORDINARY = """
tính đến nay, toàn đảng bộ tỉnh có 10 đảng bộ, chi bộ trực thuộc tỉnh ủy, 100 tổ chức cơ sở đảng, 1.000 chi bộ với \
10.100 đảng viên. từ đầu năm 1000 đến ngày 10/10/1000, các cấp ủy, tổ chức đảng trong huyện đã kết nạp được 100 đảng \
viên mới, đạt 100,1% kế hoạch; trong đó có 10 đảng viên nữ (10,1%), 10 đoàn viên thanh niên, 1 đồng chí là người dân \
tộc thiểu số. thực hiện nghị quyết số 10-nq/tu của ban thường vụ tỉnh ủy về công tác phát triển đảng viên, xây dựng \
chi bộ ở thôn, bản, ban chấp hành đảng bộ xã và chi bộ trường tiểu học đã quan tâm tạo nguồn, bồi dưỡng quần chúng \
ưu tú. hiện nay, bí thư chi bộ cho biết, nhiệm kỳ 1000 - 1000, công ty, doanh nghiệp, hợp tác xã trên địa bàn có \
chính sách tốt; những năm qua, hội nông dân, hội phụ nữ xã cũng tích cực tuyên truyền, vận động, không để sinh hoạt \
chi bộ hình thức; chương trình """
"""What our texts tell most, in outline."""
_BEHIND, _AHEAD = -1, 1
_ZERO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_ENDS = (_constants.AT_END, _constants.AT_END_LINE, _constants.AT_END_STRING)
_WITH_DIGITS = (
    (_constants.RANGE, (ord("0"), ord("9"))),
    (_constants.CATEGORY, _constants.CATEGORY_DIGIT),
    (_constants.CATEGORY, _constants.CATEGORY_WORD),
)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_DIGITS, _BLANK = re.compile("[0-9]+"), re.compile(r"[^\S ]")
_NO_ITEM: tuple[Any, Any] = (None, None)
Place = tuple[Sequence[Any], int, Any] | None
"""Where a match may have come to: some items, the next one's index, and where to go on behind them; None at the end."""


def find_starts(source: str) -> tuple[str, ...]:
    """The pieces that matches of a pattern begin with, none of which begins with another; empty where unknown."""
    growing: list[tuple[float, str, list[Place]]] = [(-1000.0, "", [(_parser.parse(source), 0, None)])]
    grown: list[str] = []
    while growing and -growing[0][0] > _RARE:
        _, piece, places = heappop(growing)
        letters = _letters_behind(piece, places) if len(piece) < _LONGEST else None
        if letters is None or len(grown) + len(growing) + len(letters) > _MOST:
            grown.append(piece)
            continue
        for letter, further in letters.items():
            heappush(growing, (-_expected(piece + letter), piece + letter, further))
    pieces = sorted([*grown, *(piece for _, piece, _ in growing)])
    if "" in pieces or " " in pieces or sum(len(piece) == 1 for piece in pieces) > _VAGUE:
        return ()
    return tuple(pieces)


def _letters_behind(piece: str, places: Sequence[Place]) -> dict[str, list[Place]] | None:
    """The letters that may follow a piece, each with where a match then is; None where anything may, or nothing."""
    found: dict[str, dict[Place, None]] = {}
    for letter, further in (step for place in places for step in _steps(place, piece[-1:])):
        if letter is None:
            return None
        found.setdefault(letter, {})[further] = None
    return {letter: list(several) for letter, several in found.items()}


def _steps(place: Place, last: str) -> Iterator[tuple[str | None, Place]]:
    """Each letter that may come next behind the letter `last`, with where it leads; None for any letter or none."""
    left = [(place, False)]
    while left:
        place, begins_run = left.pop()
        if place is None:
            yield None, None
            return
        items, at, rest = place
        kind, value = items[at] if at < len(items) else _NO_ITEM
        further = (items, at + 1, rest)
        if kind in (_constants.LITERAL, _constants.IN):
            for letter in _letters(value if kind is _constants.IN else [(kind, value)]):
                yield from ((printed, further) for printed in _printed(letter, last, begins_run=begins_run))
        elif kind is _constants.AT and value in _ENDS:
            yield " ", None
        else:
            begins_run |= kind in _ZERO_WIDTH and _forbids_digit_before(kind, value)
            left += [(way, begins_run) for way in _ways(kind, value, rest if kind is None else further)]


def _ways(kind: Any, value: Any, further: Place) -> list[Place]:
    """Where a match may go on from an item that takes no letter itself; the end for one that is not understood."""
    if kind is None:
        return [further]
    if kind is _constants.ASSERT and value[0] == _AHEAD and _is_last(further):
        return [(value[1], 0, None)]
    if kind in _ZERO_WIDTH:
        return [further]
    if kind in (_constants.SUBPATTERN, _constants.ATOMIC_GROUP):
        return [(value[-1] if kind is _constants.SUBPATTERN else value, 0, further)]
    if kind is _constants.BRANCH:
        return [(branch, 0, further) for branch in value[1]]
    if kind in _REPEATS and value[2].getwidth()[0]:
        least, most, items = value
        again = ((kind, (max(least - 1, 0), most if most is _constants.MAXREPEAT else most - 1, items)),)
        ways: list[Place] = [] if least else [further]
        return [*ways, (items, 0, (again, 0, further))] if most else ways
    return [None]


def _is_last(place: Place) -> bool:
    """Whether a match takes no more letters from a place on."""
    while place is not None:
        items, at, place = place
        if any(items[index][0] not in _ZERO_WIDTH for index in range(at, len(items))):
            return False
    return True


def _forbids_digit_before(kind: Any, value: Any) -> bool:
    """Whether a digit behind an item without width can only begin a run of digits."""
    if kind is not _constants.ASSERT_NOT:
        return bool(kind is _constants.AT and value is _constants.AT_BOUNDARY)
    direction, items = value
    return direction == _BEHIND and len(items) == 1 and items[0][0] is _constants.IN and items[0][1][0] in _WITH_DIGITS


def _letters(items: Sequence[tuple[Any, Any]]) -> list[str | None]:
    """The letters of a set in outline; None for one with other classes or many letters."""
    letters: dict[str | None, None] = {}
    for kind, value in items:
        if kind is _constants.CATEGORY and value is _constants.CATEGORY_SPACE:
            letters[" "] = None
        elif kind is _constants.LITERAL or (kind is _constants.RANGE and value[1] - value[0] < _WIDEST):
            first, last = value if kind is _constants.RANGE else (value, value)
            letters |= dict.fromkeys([outlined(chr(code)) for code in range(first, last + 1)])
        else:
            return [None]
    return list(letters)


def _printed(letter: str | None, last: str, *, begins_run: bool) -> list[str | None]:
    """A letter as the outline prints it behind another: a digit begins a run of digits or goes on with one."""
    if letter != "0":
        return [letter]
    if last.isdigit():
        return [] if begins_run else ["0"]
    return ["1"] if last or begins_run else ["1", "0"]


def outlined(letter: str) -> str:
    """A letter, a sign or a digit as the outline prints it behind a digit."""
    small = letter.lower()
    return _BLANK.sub(" ", _DIGITS.sub("0", LOOK_ALIKES.get(small, small)))


@cache
def _frequencies() -> Counter[str]:
    """How often each letter stands in what our texts tell most."""
    return Counter(_ORDINARY)


def _expected(piece: str) -> float:
    """About how often a piece stands in a thousand letters of our texts."""
    by_chance = max(_frequencies()[piece[0]], 0.1) * _GOES_ON ** (len(piece) - 1)
    return 1000 * (_ORDINARY.count(piece) + by_chance) / len(_ORDINARY)
