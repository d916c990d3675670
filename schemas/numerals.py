"""What a numeral in a text can be read as, before anyone knows what it counts."""

from decimal import Decimal
from typing import Literal, NamedTuple

from schemas.light_record import light_record
from schemas.record import Number, Record
from schemas.vocabulary import NonFactLabel, Qualifier, ReadAs


class RejectedReading(Record):
    """The reading that a numeral would also allow, and that was decided against.

    Attributes:
        text: The numeral as printed: "1.234".
        read_as: What it would be: its separator "decimal" or between "thousands", or the whole a "date", part of a
            "name" or an "ordinal".
        value: The value under that reading, scale words included, comparable to the fact's own; None for a date, a
            name or an ordinal.
        reason: The rule that decided: "separator.groups" (three digits behind the point or comma),
            "separator.no_group" (not three digits behind it), "separator.percent" (a comma in a percentage),
            "separator.scale" (a comma before "triệu" or "tỷ" that counts no money),
            "table.counted" (a plain number like a year, or behind a name, in a column of counts).
    """

    text: str
    read_as: ReadAs
    value: Number | None
    reason: Literal["separator.groups", "separator.no_group", "separator.percent", "separator.scale", "table.counted"]


@light_record(frozen=True, slots=True)
class Numeral:
    """One numeral that may state a figure.

    It never leaves the extraction, and each of its figures asks it for dozens of things: it is a plain record.

    Attributes:
        start: Offset of the first code point of the numeral in the document's text.
        end: Offset behind the last one; bounds ("hơn", "trở lên") and scale words stay outside except in `text`.
        text: The characters between them.
        value: The exact value; the lower end of a range.
        reach: Offsets from the first bound word before to the last word of the quantity behind (scale, percent
            sign, "trở lên"); what is counted stands right behind or before it.
        value_max: The upper end of a range, else None.
        value_max_span: Where the upper end stands, else None.
        denominator: The b of a/b, else None.
        denominator_span: Where b stands, else None.
        qualifier: The bound that words around the numeral set.
        is_percent: The printed unit is the percent sign or "phần trăm".
        is_word: Written in words.
        rejected: The other reading that the printed form allows, or None.
    """

    start: int
    end: int
    text: str
    value: Decimal
    reach: tuple[int, int]
    value_max: Decimal | None = None
    value_max_span: tuple[int, int] | None = None
    denominator: Decimal | None = None
    denominator_span: tuple[int, int] | None = None
    qualifier: Qualifier = "exact"
    is_percent: bool = False
    is_word: bool = False
    rejected: RejectedReading | None = None


class Rejection(NamedTuple):
    """One numeral that states no figure, with the rule that decided.

    It never leaves the extraction either; the ledger's row is made of it.
    """

    start: int
    end: int
    text: str
    label: NonFactLabel
    reason: str
