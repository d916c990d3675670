"""Number words -> exact values, and the number words of a text that stand before something counted.

Source:
    Words and their roles in rules/numerals.yml; composition is grammar ("hai mươi ba", "trăm rưỡi", "một nghìn linh năm").
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractors.folding import fold_text
from schemas.errors import ParseError
from schemas.numerals import Numeral

Words = Mapping[str, Mapping[str, int] | Sequence[str]]
_NOT_A_COUNT = re.compile(
    r"(?:một trong|một|từng|mỗi|cả|thứ|hằng|hàng|trong|các|nhiều|những|tháng|ngày|sang|mười|[0-9]) \Z"
)


def parse_number_words(text: str, words: Words) -> Decimal:
    """Exact value of a number written in words.

    Args:
        text: Only number words, one space between: "hai trăm linh năm", "ba chục", "triệu rưỡi".
        words: The tables of rules/numerals.yml.

    Raises:
        ParseError: A word is no number word, or the words do not make a number.
    """
    digits, tens, scales = _table(words, "digits"), _table(words, "tens"), _table(words, "scales")
    total, section, last_scale, pending = Decimal(0), Decimal(0), Decimal(1), None
    seen = False
    for word in fold_text(text).split():
        if word in words["halves"]:
            section += last_scale / 2
        elif word in words["links"]:
            last_scale = Decimal(10)
        elif word in digits:
            if pending is not None:
                raise ParseError("two digits in a row", text=text)
            pending, seen = Decimal(digits[word]), True
        elif word in tens:
            factor = Decimal(tens[word])
            section += factor * (pending if pending is not None and factor == 10 else 1)
            pending, last_scale, seen = None, factor, True
        elif word in scales:
            factor = Decimal(scales[word])
            amount = pending if pending is not None else (Decimal(0) if seen and section else Decimal(1))
            if factor == 100:
                section += amount * factor
            else:
                total += max(section + amount, Decimal(1)) * factor
                section = Decimal(0)
            pending, last_scale, seen = None, factor, True
        else:
            raise ParseError(f"{word!r} is no number word", text=text)
    if not seen:
        raise ParseError("no number word", text=text)
    if pending is not None:
        section += (
            pending if last_scale in (1, 10, 20, 30) or "linh" in text or "lẻ" in text else pending * last_scale / 10
        )
    return total + section


def _table(words: Words, role: str) -> Mapping[str, int]:
    table = words[role]
    if not isinstance(table, Mapping):
        raise ParseError(f"numerals.yml: {role} must be a mapping", text=role)
    return table


def make_word_pattern(words: Words, nouns: Sequence[str]) -> re.Pattern[str]:
    """A pattern for number words directly before one of `nouns`, on folded text."""
    vocabulary = [w for role in ("digits", "tens", "scales") for w in _table(words, role)]
    vocabulary += [*words["links"], *words["halves"]]
    word = "|".join(sorted(vocabulary, key=len, reverse=True))
    noun = "|".join(re.escape(n) for n in sorted(nouns, key=len, reverse=True))
    return re.compile(rf"(?<!\w)((?:{word})(?: (?:{word})){{0,7}})(?= (?:đồng chí |lượt )?(?:{noun})(?!\w))")


def find_word_numerals(text: str, *, pattern: re.Pattern[str], words: Words) -> tuple[Numeral, ...]:
    """Numbers above one written in words right before a counted noun, in text order; may be empty."""
    folded = fold_text(text)
    found = []
    for match in pattern.finditer(folded):
        start, end = match.span(1)
        if _NOT_A_COUNT.search(folded[max(0, start - 12) : start]):
            continue
        try:
            value = parse_number_words(match.group(1), words)
        except ParseError:
            continue
        if value > 1:
            found.append(
                Numeral(start=start, end=end, text=text[start:end], value=value, is_word=True, reach=(start, end))
            )
    return tuple(found)
