"""Number words -> exact values, and the number words of a text that stand before something counted.

Source:
    Words and their roles in rules/numerals.yml; composition is grammar ("hai mươi ba", "một nghìn linh năm").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.folding import fold_text
from schemas.errors import ParseError
from schemas.numerals import Numeral

Words = Mapping[str, Mapping[str, int] | Sequence[str]]
_NOT_A_COUNT = re.compile(
    r"(?:một trong|một|từng|mỗi|cả|thứ|hằng|hàng|trong|các|nhiều|những|tháng|ngày|sang|mười|[0-9]) \Z"
)
_A_YEAR = re.compile(r"(?<!\w)(?:đầu|cuối|giữa|hết|từ|mấy|vài|qua|đến|tới|ra|cùng|quanh|suốt|nửa) \Z")
_PERCENT = " phần trăm"


@dataclass(slots=True)
class _Sum:
    """A number while its words are read: the finished part, the section below the next scale, the open digit."""

    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    unit: Decimal = Decimal(1)
    digit: Decimal | None = None
    linked: bool = False
    seen: bool = False

    def take_digit(self, value: Decimal) -> None:
        if self.digit is not None:
            raise ParseError("two digits in a row", text=str(value))
        self.digit, self.seen = value, True

    def take_ten(self, factor: Decimal) -> None:
        self.section += factor * (self.digit if self.digit is not None and factor == 10 else 1)
        self.digit, self.unit, self.linked, self.seen = None, factor, False, True

    def take_scale(self, factor: Decimal) -> None:
        amount = self.digit if self.digit is not None else Decimal(0 if self.section else 1)
        if factor == 100:
            self.section += amount * factor
        else:
            self.total += max(self.section + amount, Decimal(1)) * factor
            self.section = Decimal(0)
        self.digit, self.unit, self.linked, self.seen = None, factor, False, True

    def finish(self) -> Decimal:
        """The value; a last digit counts ones behind a ten or a link, tenths of the scale otherwise ("trăm hai")."""
        if self.digit is None:
            return self.total + self.section
        ones = self.linked or self.unit in (1, 10, 20, 30)
        return self.total + self.section + (self.digit if ones else self.digit * self.unit / 10)


def parse_number_words(text: str, words: Words) -> Decimal:
    """Exact value of a number written in words.

    Args:
        text: Only number words, one space between: "hai trăm linh năm", "ba chục", "triệu rưỡi".
        words: The tables of rules/numerals.yml.

    Raises:
        ParseError: A word is no number word, or the words do not make a number.
    """
    digits, tens, scales = _table(words, "digits"), _table(words, "tens"), _table(words, "scales")
    number = _Sum()
    for word in fold_text(text).split():
        if word in words["halves"]:
            number.section += number.unit / 2
        elif word in words["links"]:
            number.linked = True
        elif word in digits:
            number.take_digit(Decimal(digits[word]))
        elif word in tens:
            number.take_ten(Decimal(tens[word]))
        elif word in scales:
            number.take_scale(Decimal(scales[word]))
        else:
            raise ParseError(f"{word!r} is no number word", text=text)
    if not number.seen:
        raise ParseError("no number word", text=text)
    return number.finish()


def _table(words: Words, role: str) -> Mapping[str, int]:
    table = words[role]
    if not isinstance(table, Mapping):
        raise ParseError(f"numerals.yml: {role} must be a mapping", text=role)
    return table


def make_word_pattern(words: Words, nouns: Sequence[str]) -> re.Pattern[str]:
    """A pattern for number words directly before one of `nouns` or "phần trăm", on folded text."""
    vocabulary = [w for role in ("digits", "tens", "scales") for w in _table(words, role)]
    vocabulary += [*words["links"], *words["halves"]]
    word = "|".join(sorted(vocabulary, key=len, reverse=True))
    noun = "|".join(re.escape(n) for n in sorted(nouns, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)((?:{word})(?: (?:{word})){{0,7}})(?= (?:phần trăm|(?:đồng chí |lượt )?(?:{noun}))(?!\w))"
    )


def find_word_numerals(text: str, *, pattern: re.Pattern[str], words: Words) -> tuple[Numeral, ...]:
    """Numbers above one written in words right before a counted noun, in text order; may be empty."""
    folded = fold_text(text)
    found = []
    for match in pattern.finditer(folded):
        start, end = match.span(1)
        if _NOT_A_COUNT.search(folded[max(0, start - 12) : start]):
            continue
        if match.group(1) == "năm" and _A_YEAR.search(folded[max(0, start - 12) : start]):
            continue
        try:
            value = parse_number_words(match.group(1), words)
        except ParseError:
            continue
        if value > 1:
            is_percent = folded.startswith(_PERCENT, end)
            reach = (start, end + len(_PERCENT) if is_percent else end)
            written = text[start:end]
            found.append(
                Numeral(
                    start=start, end=end, text=written, value=value, is_percent=is_percent, is_word=True, reach=reach
                )
            )
    return tuple(found)
