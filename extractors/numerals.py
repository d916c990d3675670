"""Text -> its numerals: values, ranges, ratios, percents and bounds, read before anyone knows what they count.

Source:
    Words and bounds in rules/numerals.yml; separators in printed_digits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractors.alternatives import by_first_letter
from extractors.folding import fold_text
from extractors.nonfacts import NonFactCatalogue, find_nonfacts, find_runs
from extractors.printed_digits import as_thousands, read_groups
from extractors.searching import Begins
from schemas.errors import ParseError
from schemas.numerals import Numeral, RejectedReading, Rejection
from schemas.rules import BoundRule
from schemas.vocabulary import Qualifier

_SCALE = re.compile(r"[^\S\n]?(trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|chục)(?![^\W\d_])", re.IGNORECASE)
_PERCENT = re.compile(r"(?:,|[^\S\n]{0,2})(?:điểm[^\S\n]{1,2})?(?:%|phần trăm(?![^\W\d_]))", re.IGNORECASE)
_PER_YEAR = re.compile(r"[^\S\n]?/[^\S\n]?(?:năm|tháng)(?![^\W\d_])", re.IGNORECASE)
_RATIO_GAP = re.compile(r"[^\S\n]?/[^\S\n]?\Z|[^\S\n](?:trong|trên)[^\S\n](?:tổng[^\S\n])?số[^\S\n]\Z")
_RANGE_GAP = re.compile(
    r"[^\S\n]{0,2}%?[^\S\n]{0,2}(?:-|–|—|đến|tới|đến gần|đến trên)[^\S\n]{1,2}\Z|[^\S\n]?%?[^\S\n]?[-–—][^\S\n]?\Z",
    re.IGNORECASE,
)
_GLUED_WORD = re.compile(
    r"(?<![^\W_])(?:chiếm|đạt|đạt được|trên|gần|hơn|nạp|được|giảm|tăng|còn|gồm|lệ|quản lý)\Z", re.IGNORECASE
)
"""A word that the blank before a numeral was lost behind ("chiếm51%"); other letters make a name with it ("Hin2")."""
_BEHIND = re.compile(
    r"[^\S\n]{0,2}(?:[,/%]|(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|chục|điểm|phần)(?![^\W\d_]))", re.IGNORECASE
)
"""What a scale, a percent sign or "/năm" behind a numeral begins with."""
_GAP_LIMIT = 16
_GRADE = re.compile(r"(?:nhiệm vụ|khá|tốt|mạnh|trung bình|hoàn thành|tiến|xuất sắc)\s*\Z")
_BEHIND_LIMIT = 70
_BEFORE_LINKS = ("là", "có", "từ", "tới", "con số")
_ONE, _MILLION = Decimal(1), 10**6
_MONEY = re.compile(r"[^\S\n]?(?:đồng|đ\b|VNĐ|VND|USD|đô la|tấn|kWh|lít)", re.IGNORECASE)
_SCALES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "chục": 10}


@dataclass(frozen=True)
class NumeralCatalogue:
    """The rules of numerals: non-facts, bounds and number words."""

    nonfacts: NonFactCatalogue
    bounds: tuple[BoundRule, ...]

    @cached_property
    def before(self) -> tuple[re.Pattern[str], dict[str, Qualifier]]:
        """A pattern for a bound that ends where the numeral starts, and the qualifier of each phrase."""
        table = {phrase: rule.qualifier for rule in self.bounds if rule.side == "before" for phrase in rule.phrases}
        words = by_first_letter(re.escape(p) for p in sorted(table, key=len, reverse=True))
        links = "|".join(rf"{link}\s+" for link in _BEFORE_LINKS)
        return re.compile(rf"(?:^|[^\w])({words})\s+(?:{links})?\Z"), table

    @cached_property
    def last_words(self) -> tuple[str, ...]:
        """What the text before a numeral ends with, blanks aside, where `before` can match."""
        phrases = [phrase for rule in self.bounds if rule.side == "before" for phrase in rule.phrases]
        return tuple({phrase.split()[-1] for phrase in (*phrases, *_BEFORE_LINKS)})

    @cached_property
    def behind(self) -> tuple[re.Pattern[str], dict[str, Qualifier]]:
        """A pattern for a bound behind the noun, and the qualifier of each phrase."""
        table = {phrase: rule.qualifier for rule in self.bounds if rule.side == "behind" for phrase in rule.phrases}
        words = by_first_letter(re.escape(p) for p in sorted(table, key=len, reverse=True))
        return re.compile(rf"[^\d.;:,\n()]{{0,{_BEHIND_LIMIT}}}?(?<!\w)({words})(?!\w)"), table


def _counts_millions(text: str, end: int, scale: Decimal) -> bool:
    """Whether millions are counted that are no money: thousands of them ("1,234 triệu hội viên") there are none."""
    return scale >= _MILLION and not _MONEY.match(text, end)


def _scaled(rejected: RejectedReading, scale: Decimal) -> RejectedReading:
    if scale == 1 or rejected.value is None:
        return rejected
    return rejected.model_copy(update={"value": rejected.value * scale})


def find_numerals(
    text: str, catalogue: NumeralCatalogue, begins: Begins | None = None
) -> tuple[tuple[Numeral, ...], tuple[Rejection, ...]]:
    """All digit numerals of `text`: those that may state a figure, and those that state none, both in text order.

    Every run of digits is in exactly one of both; the upper end of a range and the b of a/b belong to the
    numeral of their lower end or a.

    Args:
        text: The whole text.
        catalogue: The rules of numerals.
        begins: Where the patterns of non-facts may begin, when that is known.
    """
    runs = find_runs(text)
    if not runs:
        return (), ()
    rejections = list(find_nonfacts(text, catalogue.nonfacts, begins, runs))
    taken = {r.start for r in rejections}
    runs = [run for run in runs if run[0] not in taken]
    numerals: list[Numeral] = []
    folded, index = fold_text(text), 0
    while index < len(runs):
        read = _read(text, folded, runs, index, catalogue)
        if isinstance(read, Rejection):
            rejections.append(read)
            index += 1
        else:
            numeral, used = read
            numerals.append(numeral)
            index += used
    return tuple(numerals), tuple(sorted(rejections, key=lambda r: r.start))


def _read(
    text: str, folded: str, runs: Sequence[tuple[int, int]], index: int, catalogue: NumeralCatalogue
) -> tuple[Numeral, int] | Rejection:
    """The numeral that starts with run `index` and how many runs it uses, or why it is none."""
    start, end = runs[index]
    printed = text[start:end]
    if start and text[start - 1].isalpha() and not _GLUED_WORD.search(text, max(0, start - 12), start):
        return Rejection(start=start, end=end, text=printed, label="other_nonfact", reason="form.glued_to_letters")
    try:
        groups, value, rejected = read_groups(text, runs, index)
    except ParseError:
        return Rejection(start=start, end=end, text=printed, label="other_nonfact", reason="form.unreadable")
    end = runs[index + groups - 1][1]
    printed = text[start:end]
    second = _second(text, runs, index + groups - 1, value)
    last = second[1] if second else end
    scale, percent, reach_end = _read_behind(text, last)
    is_percent = percent or (last != end and _PERCENT.match(text, end) is not None)
    if rejected and rejected.read_as == "decimal" and "," in printed:
        if is_percent:
            value, rejected = Decimal(printed.replace(",", ".")), as_thousands(printed, "separator.percent")
        elif _counts_millions(text, reach_end, scale):
            value, rejected = Decimal(printed.replace(",", ".")), as_thousands(printed, "separator.scale")
    qualifier, reach_start = _bound(folded, start, reach_end, catalogue)
    upper = second if second and second[2] == "range" else None
    whole = None if upper else second
    numeral = Numeral(
        start=start,
        end=end,
        text=printed,
        value=value * scale,
        value_max=upper[3] * scale if upper else None,
        value_max_span=upper[:2] if upper else None,
        denominator=whole[3] if whole else None,
        denominator_span=whole[:2] if whole else None,
        qualifier=qualifier,
        is_percent=is_percent,
        reach=(reach_start, reach_end),
        rejected=_scaled(rejected, scale) if rejected else None,
    )
    return numeral, groups + second[4] if second else groups


def _second(
    text: str, runs: Sequence[tuple[int, int]], index: int, value: Decimal
) -> tuple[int, int, str, Decimal, int] | None:
    """What makes a range or a ratio with run `index`: its span, "range" or "ratio", its value, its count of runs."""
    if index + 1 >= len(runs):
        return None
    end, start2 = runs[index][1], runs[index + 1][0]
    if start2 - end > _GAP_LIMIT:
        return None
    gap = text[end:start2]
    kind = "ratio" if _RATIO_GAP.match(gap) else "range" if _RANGE_GAP.match(gap) else None
    if kind is None:
        return None
    try:
        groups, value2, _ = read_groups(text, runs, index + 1)
    except ParseError:
        return None
    end2 = runs[index + groups][1]
    if kind == "ratio" and "/" not in gap and value2 < value:
        return None
    if value2 == 0 or (kind == "range" and value2 <= value and not _SCALE.match(text, end2)):
        return None
    return start2, end2, kind, value2, groups


def _read_behind(text: str, end: int) -> tuple[Decimal, bool, int]:
    """Scale, percent sign and "/năm" behind a numeral that ends at `end`: factor, whether percent, end of it all."""
    if not _BEHIND.match(text, end):
        return _ONE, False, end
    factor = _ONE
    for _ in range(2):
        scale = _SCALE.match(text, end)
        if not scale:
            break
        factor, end = factor * _SCALES[scale.group(1).lower()], scale.end()
    percent = _PERCENT.match(text, end)
    end = percent.end() if percent else end
    per_year = _PER_YEAR.match(text, end)
    return factor, percent is not None, per_year.end() if per_year else end


def _bound(folded: str, start: int, end: int, catalogue: NumeralCatalogue) -> tuple[Qualifier, int]:
    """The qualifier that words before or behind set in folded text, and where the first bound word before starts."""
    pattern, table = catalogue.before
    window_start = max(0, start - 32)
    window = folded[window_start:start]
    found = pattern.search(window) if window.rstrip().endswith(catalogue.last_words) else None
    if found:
        return table[found.group(1)], window_start + found.start(1)
    pattern_behind, table_behind = catalogue.behind
    ahead = folded[end : end + _BEHIND_LIMIT + 12]
    behind = pattern_behind.match(ahead) if any([phrase in ahead for phrase in table_behind]) else None
    if behind and not _GRADE.search(ahead[: behind.start(1)]):
        return table_behind[behind.group(1)], start
    return "exact", start


def number_words(words: dict[str, dict[str, int]]) -> Iterator[str]:
    """All words that may stand in a numeral written in words."""
    for role in ("digits", "tens", "scales"):
        yield from words[role]
