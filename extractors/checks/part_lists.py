"""Figures of a document -> what its text counts up behind a whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.checks.figures import Figure, Figures
from extractors.checks.kinds import can_be_among, can_be_part, is_exhaustive
from extractors.checks.numbers import compare, total
from schemas.checks import Outcome

_INTRODUCED = re.compile(r"trong đó|trong số đó|trong số này|(?:số )?này gồm|bao gồm|gồm(?! cả)|cụ thể|chi tiết|\(|:")
_STRONG = re.compile(r"trong đó|trong số đó|trong số này|gồm")
_AMONG = re.compile(r"trong (?:số )?(?:đó|này)|cụ thể")
_PARTIAL = re.compile(r"như|riêng|nhất là|đặc biệt|chủ yếu|ví dụ|điển hình")
_NO_PART = re.compile(
    r"\bvới\s*(?:gần|hơn|trên|khoảng)?\s*$|tổng số|so với|nâng|\bđưa\b|chỉ tiêu|kế hoạch|mục tiêu|nghị quyết|"
    r"tăng|giảm|vượt|thiếu|\bmiễn"
)
_RAISED = re.compile(r"(?:nâng|đưa)\s[^;.]*(?:lên|là|đạt|thành)\b|tổng số")
_NESTED = re.compile(r"\bvới\s*(?:gần|hơn|trên|khoảng)?\s*$")
_DIGIT = re.compile(r"\d")
_ITEM = re.compile(r"\n\s*(?:[-+*•]|[a-zđ0-9]{1,2}[).])\s")
_FIRST_ITEM = re.compile(r"(?::|gồm|trong đó|cụ thể)[^\n.;]{0,40}\n\s*(?:[-+*•]|[a-zđ0-9]{1,2}[).])\s[^\n]*$")
_ASIDE = re.compile(r"^[^,;:()\n.]*\([^(),;]{0,16}$")
_OF_ANOTHER_TIME = re.compile(r"\((?:năm|cùng kỳ)\b[^)]{0,24}$|(?:của|với|so) năm \d{4} \($|số được [^(]{0,20}\($")
"""A bracket with the number of another year, or with the base of a share."""
_PUNISHED = {"member.disciplined", "member.removed"}
_LABEL = re.compile(r":\s*$")
_NOT_GRADED = re.compile(r"chưa (?:được )?(?:xếp loại|đánh giá)[^,;.]{0,12}$")
"""Leads to those not graded, who are no whole of the grades that follow."""
_MOST_PARTS = 400
_ROW = 2
_BEFORE = 6
FARTHEST = 8
"""Figures before a list among which its whole is looked for."""
_LONGEST = 60
_LONGEST_INTRODUCTION = len("trong số này")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text counts up behind a whole.

    Attributes:
        whole: The count that the list is about.
        parts: The counts of the list; one at least.
        is_complete: The introduction promises all parts ("gồm", brackets).
        is_loose: The list holds numbers that are no part, or its whole is not the nearest count that it could be;
            then a sum proves nothing against the text.
        is_each: Each part by itself is said to be part of the whole.
    """

    whole: Figure
    parts: tuple[Figure, ...]
    is_complete: bool
    is_loose: bool
    is_each: bool


def read_parts(figures: Figures, index: int) -> Parts | None:
    """The list that begins with the figure at `index`, or None when no list begins there."""
    first = figures[index]
    introductions = list(_INTRODUCED.finditer(first.gap)) if first.is_count and may_introduce(first.gap) else []
    if not introductions:
        return None
    words = introductions[-1]
    lead = first.gap[words.end() :]
    if len(lead) > _LONGEST or ";" in lead or (words.group() == "(" and ")" in lead) or _NO_PART.search(lead):
        return None
    said = first.gap[introductions[0].start() :]
    opening = first.gap[max(0, introductions[0].start() - _BEFORE) :]
    whole, is_near = _find_whole(figures, index)
    if whole is None or whole.fact.status != first.fact.status or (words.group() == ":" and _LABEL.search(whole.gap)):
        return None
    parts, is_loose = _collect(figures, index, whole, in_brackets=said.count("(") > said.count(")"))
    return Parts(
        whole=whole,
        parts=parts,
        is_complete=not _AMONG.search(said) and (words.group() != ":" or "gồm" in said),
        is_loose=is_loose or not is_near or bool(_PARTIAL.search(opening)) or _is_far(first, whole, said),
        is_each=is_near
        and not _is_of_a_row(figures, index, whole)
        and (bool(_STRONG.search(said)) or _is_aside(first)),
    )


def may_introduce(gap: str) -> bool:
    """Whether the end of a gap, before which no list is introduced, holds what every introduction holds."""
    end = gap[-_LONGEST - _LONGEST_INTRODUCTION :]
    return "(" in end or ":" in end or "gồm" in end or "trong " in end or "cụ thể" in end or "chi tiết" in end


def _is_of_a_row(figures: Figures, index: int, whole: Figure) -> bool:
    """Whether a whole is one of a row of counts, of which the list of the next sentence is about all."""
    near = [f for f in figures[max(0, index - FARTHEST) : index] if f.sentence == whole.sentence and f.is_count]
    alike = _PUNISHED if whole.fact.indicator in _PUNISHED else {whole.fact.indicator}
    row = [f for f in near if f.fact.indicator in alike | {"other"}]
    return figures[index].sentence != whole.sentence and len(row) > _ROW


def _is_far(first: Figure, whole: Figure, said: str) -> bool:
    """Whether the whole stands a sentence before a list that only a colon introduces."""
    return first.sentence != whole.sentence and not _STRONG.search(said)


def _is_aside(first: Figure) -> bool:
    """Whether a figure in brackets says how many of the things just counted are of a kind: "57 đảng viên (nữ 22)"."""
    is_ratio = first.fact.denominator is not None or first.tail.lstrip().startswith("/")
    is_told_apart = bool(_NO_PART.search(first.gap) or _OF_ANOTHER_TIME.search(first.gap))
    return not is_ratio and bool(_ASIDE.search(first.gap)) and not is_told_apart


def _find_whole(figures: Figures, index: int) -> tuple[Figure | None, bool]:
    """The nearest count before the list that its first part can be a part of; whether no other is nearer."""
    first = figures[index]
    depth, is_near = 0, True
    for at in range(index - 1, max(-1, index - 1 - FARTHEST), -1):
        gap = figures[at + 1].gap
        depth = max(0, depth + gap.count(")") - gap.count("("))
        whole = figures[at]
        if first.sentence - whole.sentence > 1 or (first.line != whole.line and not _FIRST_ITEM.search(first.gap)):
            break
        if depth or not whole.is_count or _NOT_GRADED.search(whole.gap):
            continue
        if can_be_part(first, whole) or (is_near and can_be_among(first, whole)):
            return whole, is_near
        is_near = is_near and whole.fact.unit != first.fact.unit
    return None, False


def _collect(figures: Figures, index: int, whole: Figure, *, in_brackets: bool) -> tuple[tuple[Figure, ...], bool]:
    """The parts from `index` on, and whether the list holds other numbers."""
    parts, between = [figures[index]], ""
    depth, is_loose = 0, False
    for at in range(index + 1, min(len(figures), index + _MOST_PARTS)):
        figure = figures[at]
        gap = figure.gap
        if depth == 0 and _ends(gap, parts[-1], figure, between=between, in_brackets=in_brackets):
            break
        depth += gap.count("(") - gap.count(")")
        if depth < 0 or (depth == 0 and _STRONG.search(gap)) or _RAISED.search(gap):
            break
        if depth == 0 and _tells_another_deed(gap, parts[0], figure):
            break
        if depth > 0 or figure.is_percent or figure.fact.measure == "change" or _NESTED.search(gap):
            continue
        if _is_below(figure, parts, whole):
            break
        if not figure.is_count or not can_be_part(figure, whole) or figure.fact.status != whole.fact.status:
            is_loose = is_loose or in_brackets or not _STRONG.search(figures[index].gap)
            break
        is_loose = is_loose or bool(_DIGIT.search(gap))
        between += gap
        parts.append(figure)
    return tuple(parts), is_loose


def _is_below(figure: Figure, parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether cells below committees follow the parts of grassroots bodies, and do not make up the whole with them."""
    is_told = "subordinate" in figure.fact.groups and is_exhaustive(parts, whole)
    return is_told and outcome_of_sum([*parts, figure], whole) != "holds"


def _ends(gap: str, last: Figure, figure: Figure, *, between: str, in_brackets: bool) -> bool:
    """Whether the list is over before `figure`: its bracket closes, a semicolon follows commas, a sentence ends."""
    if ";" in gap and between and ";" not in between:
        return True
    closing, opening = gap.find(")"), gap.find("(")
    if in_brackets and closing >= 0 and (opening < 0 or closing < opening):
        return True
    return figure.sentence != last.sentence and not _ITEM.search(gap)


def _tells_another_deed(gap: str, first: Figure, figure: Figure) -> bool:
    """Whether people to whom something else was done follow a list ("17 dự bị; 3 năm qua chuyển sinh hoạt 63")."""
    done = {first.fact.indicator, figure.fact.indicator}
    is_other = figure.subject == first.subject == "member" and len(done) > 1 and done != _PUNISHED
    return is_other and (";" in gap or "\n" in gap)


def outcome_of_sum(parts: Sequence[Figure], whole: Figure) -> Outcome:
    """Whether parts make up a whole, each within the bounds of what is printed."""
    return compare(total([p.bounds for p in parts]), whole.bounds)
