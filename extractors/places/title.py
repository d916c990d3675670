"""Sentences of a document -> where its headline ends: behind the lines that pages print above it."""

import re
from collections.abc import Sequence

from schemas.sentences import Sentence

LONGEST = 200
_MOST_LINES, _FEWEST_WORDS = 6, 4
_STAMP = re.compile(
    r"(?:(?:cập nhật|đăng ngày|ngày đăng|ngày|date)\s?:?\s)?"
    r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|chủ nhật\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d|\d{1,2}:\d\d)"
    r".{0,60}",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:(?:TỈNH|HUYỆN|THÀNH|THỊ|QUẬN|ĐẢNG)\s(?:ỦY|UỶ)|ĐẢNG BỘ|UBND|(?:ỦY|UỶ) BAN NHÂN DÂN|LIÊN ĐOÀN LAO ĐỘNG)"
    r"\s[^a-z]+\Z"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")


def find_title_end(sentences: Sequence[Sentence], title: str | None = None) -> int:
    """The end of the headline, 0 for a text without sentences.

    It is the title known from the page where one of the first lines begins with it, else the first line that is no
    date, no name of a section and no sign.

    Args:
        sentences: All sentences of the document, in order.
        title: The title as the page states it, or None.
    """
    above = [s for s in sentences[: _MOST_LINES * 3] if s.paragraph < _MOST_LINES]
    texts = [s.text for s in above]
    following = [*texts[1:], ""]
    lines = [
        s for s, below in zip(above, following, strict=False) if not (below.isupper() and is_superior(s.text, below))
    ]
    if title:
        same = next((s for s in lines if s.text.startswith(title[:LONGEST].strip())), None)
        if same is not None:
            return same.end
    first = next((s for s in lines if not _is_above(s.text)), None)
    if first is None or len(first.text) > LONGEST:
        return sentences[0].end if sentences else 0
    return first.end


def is_superior(line: str, below: str) -> bool:
    """Whether a line of a letterhead names the body above the one that writes, which stands below it in capitals."""
    return below.isupper() and line.isupper() and bool(_BODY.match(line) and _BODY.match(below))


def _is_above(line: str) -> bool:
    """Whether a line is one of those above a headline: the day, a section's name, a sign alone."""
    if len(_WORDS.findall(line)) < _FEWEST_WORDS:
        return not any(sign.isdecimal() for sign in line) or bool(_STAMP.match(line))
    return bool(_STAMP.fullmatch(line))
