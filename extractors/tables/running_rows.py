"""Words and values in turn -> the rows of a table in running text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.tables.runs import Shape, can_end_in_number
from extractors.tables.wordings import read_label
from extractors.tables.words import Stretch, Word, number_in

_LONGEST_LABEL = 30
_SUB_NUMBER = ("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.")


@dataclass(frozen=True, slots=True)
class RunningRow:
    """One row: the words before its values, its values, its running number or None."""

    words: tuple[Word, ...]
    values: tuple[Word, ...]
    index: Word | None = None


@dataclass(slots=True)
class RunningRows:
    """The rows read, and what else was met.

    `ordinals` are the running numbers; `lead` the words that stand before the first running number; `asides` counts
    the words between a row and the next running number, as a last column of words has; `skipped` the rows of another
    width; `used` the stretches read.
    """

    rows: list[RunningRow] = field(default_factory=list)
    ordinals: list[Word] = field(default_factory=list)
    lead: tuple[Word, ...] = ()
    asides: int = 0
    skipped: int = 0
    used: int = 0


@dataclass(slots=True)
class _Turn:
    """What the stretches read so far leave to the next one."""

    pending: Word | None
    carried: tuple[Word, ...] = ()
    last: int = 0

    def expects(self, word: Word) -> bool:
        """Whether a value can be the running number of the next row."""
        number = number_in(word)
        return number is not None and number in (1, self.last + 1)


def read_rows(stretches: Sequence[Stretch], shape: Shape, *, pending: Word | None, is_shared: bool) -> RunningRows:
    """The rows that begin with the first stretch, up to words that are no label.

    Args:
        stretches: Words and values in turn.
        shape: How wide the rows are.
        pending: The running number before the first row, or None.
        is_shared: The words of the first stretch hold the head too.
    """
    read = RunningRows(ordinals=[pending] if pending else [])
    turn = _Turn(pending, last=(number_in(pending) or 0) if pending else 0)
    for number, stretch in enumerate(stretches):
        words = (*turn.carried, *stretch.words)
        if not stretch.values or not words or len(words) > _LONGEST_LABEL * (1 + is_shared * (number == 0) * 3):
            break
        if len(stretch.values) == 1 < shape.width:
            _read_single(stretch, words, read, turn)
        elif not (is_shared and number == 0) and read_label(words, has_unit=False) is None:
            break
        else:
            _read_row(stretch, words, read, turn, shape)
        read.used = number + 1
    return read


def _read_single(stretch: Stretch, words: tuple[Word, ...], read: RunningRows, turn: _Turn) -> None:
    """A value alone: the running number of the next row, else a part of its label."""
    (value,) = stretch.values
    if turn.pending is None and turn.expects(value):
        if read.rows:
            read.asides += 1
        else:
            read.lead = words
        _set_pending(value, read, turn)
        turn.carried = ()
    else:
        turn.carried = (*words, value)


def _set_pending(value: Word | None, read: RunningRows, turn: _Turn) -> None:
    turn.pending = value
    if value:
        read.ordinals.append(value)
        turn.last = number_in(value) or turn.last


def _read_row(stretch: Stretch, words: tuple[Word, ...], read: RunningRows, turn: _Turn, shape: Shape) -> None:
    """A row, when it has as many values as the others, besides a number of its name and the next running number."""
    values, following = stretch.values, None
    turn.carried = ()
    if len(values) > shape.width and _begins_next(values[-1], turn):
        values, following = values[:-1], values[-1]
    if len(values) == shape.width + 1 and (shape.of_villages or can_end_in_number(words)):
        words, values = (*words, values[0]), values[1:]
    if len(values) == shape.width:
        read.rows.append(RunningRow(words, values, turn.pending))
    else:
        read.skipped += 1
    _set_pending(following if following and following.kind == "figure" else None, read, turn)


def _begins_next(value: Word, turn: _Turn) -> bool:
    """Whether the last value of too many is the running number or the list mark of the next row."""
    if value.kind == "empty" or turn.expects(value):
        return True
    return value.text.startswith(_SUB_NUMBER) and len(value.text) <= 4 and value.text.count(".") >= 1
