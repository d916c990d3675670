"""Number words -> exact values, and the number words of a text that stand before something counted.

Source:
    Words and their roles in rules/numerals.yml; composition is grammar ("hai mươi ba", "một nghìn linh năm").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.alternatives import by_first_letter
from extractors.folding import fold_text
from extractors.searching import Searcher, compile_searcher
from schemas.errors import ParseError
from schemas.numerals import Numeral

Words = Mapping[str, Mapping[str, int] | Sequence[str]]
_NOT_A_COUNT = re.compile(
    r"(?:vài|mấy|dăm|một trong|một|từng|mỗi|cả|thứ|hằng|hàng|trong|các|nhiều|những|tháng|ngày|sang|mười|[0-9]"
    r"|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi) phần) \Z"
)
"""What stands before words that are no count: vague ones, an order, the upper part of a fraction ("hai phần ba")."""
_ONE_OR_TWO = re.compile(r"(?<!\w)(một|hai|ba|bốn|năm|sáu|bảy|tám), \Z")
_A_YEAR = re.compile(r"(?<!\w)(?:đầu|cuối|giữa|hết|từ|mấy|vài|qua|đến|tới|ra|cùng|quanh|suốt|nửa) \Z")
_PERCENT = " phần trăm"
_POINT, _ZERO = " phẩy ", "không"
_PEOPLE = "người|đồng chí|trường hợp|cụ|chị em|chị|anh em|thầy cô|thầy, cô|cô giáo|hộ|hộ dân|nhân khẩu|khẩu"
_BEHIND_VERBS = "được|mới|thêm|cho|với|tới|chừng|khoảng|hơn|gần"
_NO_AMOUNT = re.compile(
    r"(?<!\w)(?:thứ|tuổi|tuổi đảng|ngoài|ngoại|năm|những năm|thế kỷ|khóa|số|lớp|quận|mồng|mùng"
    r"|lúc|hồi|thuở|thủa|đường|bài|mục|điều|tổ|đội"
    r"|sư đoàn|trung đoàn|quân khu|vài|mấy|dăm) \Z"
)
_IS_LEFT = re.compile(r" (?:thôn|bản|ấp|buôn|làng|xóm|khóm|khu phố|tổ dân phố) (?:còn|chưa|phải|ghép|trắng)(?!\w)")
_PAPERS = "bản (?:báo cáo|nghị quyết|kế hoạch|hợp đồng|cam kết|tin|nhạc|án|kiểm điểm|tự|đồ|thảo|vẽ)(?!\\w)"
"""What "bản" counts copies of is no village."""
_REACH, _TOPIC, _GOES_ON = 60, 30, 90


@dataclass(slots=True)
class _Sum:
    """A number while its words are read: the finished part, the section below the next scale, the open digit."""

    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    unit: Decimal = Decimal(1)
    digit: Decimal | None = None
    linked: bool = False
    seen: bool = False

    def take_digit(self, value: Decimal, *, behind_ten: bool = False) -> None:
        if self.digit is not None and not behind_ten:
            raise ParseError("two digits in a row", text=str(value))
        if self.digit is not None:
            self.take_ten(Decimal(10))
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
            number.take_digit(Decimal(digits[word]), behind_ten=word in words["behind_tens"])
        elif word in tens:
            number.take_ten(Decimal(tens[word]))
        elif word in scales:
            number.take_scale(Decimal(scales[word]))
        else:
            raise ParseError(f"{word!r} is no number word", text=text)
    if not number.seen:
        raise ParseError("no number word", text=text)
    return number.finish()


def parse_decimal_words(text: str, words: Words) -> Decimal:
    """Exact value of a number in words that may have decimals: "hai phẩy năm", "không" only in front of "phẩy".

    Raises:
        ParseError: As `parse_number_words` does.
    """
    whole, point, decimals = fold_text(text).partition(_POINT)
    if not point:
        return parse_number_words(text, words)
    ones = Decimal(0) if whole == _ZERO else parse_number_words(whole, words)
    zeros = 0
    while decimals.startswith(f"{_ZERO} "):
        decimals, zeros = decimals[len(_ZERO) + 1 :], zeros + 1
    behind = parse_number_words(decimals, words)
    return ones + behind.scaleb(-zeros - len(str(behind)))


def _table(words: Words, role: str) -> Mapping[str, int]:
    table = words[role]
    if not isinstance(table, Mapping):
        raise ParseError(f"numerals.yml: {role} must be a mapping", text=role)
    return table


@dataclass(frozen=True)
class WordPattern:
    """What finds number words that may state a figure, and the words before them that such figures need."""

    numbers: Searcher
    verbs: re.Pattern[str]
    topics: re.Pattern[str]


def make_word_pattern(
    words: Words, nouns: Sequence[str], *, verbs: Sequence[str] = (), topics: Sequence[str] = ()
) -> WordPattern:
    """Patterns, on folded text, for number words that count one of `nouns`, people, or what stands before them.

    Args:
        words: The tables of rules/numerals.yml.
        nouns: What is counted by any number right before it.
        verbs: Behind them a number needs no noun ("kết nạp chín").
        topics: Words that a number of two words or more may go on with in one clause ("đảng viên hơn chín trăm").
    """
    vocabulary = [w for role in ("digits", "tens", "scales") for w in _table(words, role)]
    vocabulary += [*words["links"], *words["halves"]]
    word = _any_of(vocabulary)
    return WordPattern(
        compile_searcher(
            rf"(?m)(?<!\w)((?:(?:{word})(?: (?:{word})){{0,7}}|{_ZERO}(?={_POINT}))"
            rf"(?:{_POINT}(?:{_ZERO} ){{0,2}}(?:{word})(?: (?:{word})){{0,2}})?)"
            rf"(?:(?= (?:phần trăm|(?:đồng chí |lượt )?(?!{_PAPERS})(?:{_any_of(nouns)}))(?!\w))"
            rf"|(?P<people>(?= (?:{_PEOPLE})(?!\w)))"
            rf"|(?P<bare>(?=\s?(?:[,.;:)!?“”\"]|$)| (?:là|thì|và|tức|trong|nhưng) )))",
            is_folded=True,
        ),
        re.compile(rf"(?<!\w)(?:{_any_of(verbs)})(?: (?:{_BEHIND_VERBS})){{0,2}} \Z"),
        re.compile(rf"(?<!\w)(?:{_any_of([*verbs, *topics])})(?!\w)[^,.;:()\n0-9]{{0,{_TOPIC}}}\Z"),
    )


def _any_of(phrases: Sequence[str]) -> str:
    """The phrases as alternatives of a pattern, the longest first; one that nothing matches when there are none."""
    return by_first_letter(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) or "(?!)"


def find_word_numerals(
    text: str, *, pattern: WordPattern, words: Words, begins: Sequence[int] | None = None
) -> tuple[Numeral, ...]:
    """Numbers written in words that count something, in text order; may be empty.

    Any number above one counts right before a noun. Without a noun, or before people, what stands before must say what
    is counted: a verb, or for numbers of two words and more a noun, or another number shortly before.

    Args:
        text: The whole text.
        pattern: From `make_word_pattern`.
        words: The tables of rules/numerals.yml.
        begins: Where numbers may begin, when that is known.
    """
    folded = fold_text(text)
    found: list[Numeral] = []
    for match in pattern.numbers.find_all(folded, ((0, len(folded)),), begins):
        start, end = match.span(1)
        before = folded[max(0, start - 12) : start]
        if _NOT_A_COUNT.search(before) or (match.group(1) == "năm" and _A_YEAR.search(before)):
            continue
        if _ONE_OR_TWO.search(before) and _is_next(match.group(1), before, words):
            continue
        last = found[-1].end if found else -_GOES_ON
        if match.lastgroup and not _is_told(folded, match, pattern, goes_on=start - last < _GOES_ON):
            continue
        try:
            value = parse_decimal_words(match.group(1), words)
        except ParseError:
            continue
        is_last = value == 1 and start - last < _GOES_ON and _IS_LEFT.match(folded, end) is not None
        if value > 1 or is_last or _POINT in match.group(1):
            is_percent = folded.startswith(_PERCENT, end)
            reach = (start, end + len(_PERCENT) if is_percent else end)
            written = text[start:end]
            found.append(
                Numeral(
                    start=start, end=end, text=written, value=value, is_percent=is_percent, is_word=True, reach=reach
                )
            )
    return tuple(found)


def _is_next(word: str, before: str, words: Words) -> bool:
    """Whether a digit in words only follows the one below it, so that both are vague ("một, hai đảng viên")."""
    digits, told = _table(words, "digits"), _ONE_OR_TWO.search(before)
    below = digits.get(told.group(1)) if told else None
    return below is not None and digits.get(word) in (below + 1, below + 2)


def _is_told(folded: str, match: re.Match[str], pattern: WordPattern, *, goes_on: bool) -> bool:
    """Whether the words before a number that no noun follows say what it counts.

    `goes_on` says that another number in words stands shortly before.
    """
    start = match.start()
    before = folded[max(0, start - _REACH) : start]
    if " " not in match.group(1):
        return match.group(1) != "năm" and pattern.verbs.search(before) is not None
    if _NO_AMOUNT.search(before):
        return False
    if match.lastgroup == "people" or goes_on:
        return True
    return pattern.topics.search(before) is not None
