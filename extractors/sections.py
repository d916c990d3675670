"""Sentences -> which of them stand in a part of the text that sets aims.

Plans and resolutions state an aim once, in a heading ("Các chỉ tiêu chủ yếu:"), and list the figures below it in
numbered or dashed lines that name no intent of their own. The heading of a part of a report ("II. Phương hướng năm
2023") sets aims over all that stands below it, up to the next one.
"""

import re
from collections.abc import Sequence

from extractors.folding import fold_text
from schemas.sentences import Sentence

_LIST_MARK = re.compile(r"(?:[-+•*–]|\(?\d{1,2}(?:\.\d{1,2})?[.)/]|\(?[a-zđ][.)])\s?")
_OF_INTENT = re.compile(
    r"chỉ tiêu|mục tiêu|nghị quyết [^.;]{0,60}xác định|phương hướng|phấn đấu|nhiệm vụ trọng tâm"
    r"|nhiệm vụ (?:năm|nhiệm kỳ|trong thời gian tới|thời gian tới|chủ yếu|\d{1,2} tháng cuối|những tháng|quý)"
    r"|kế hoạch (?:công tác )?(?:năm|\d{1,2} tháng cuối|quý)"
)
_OF_RESULT = re.compile(r"kết quả|đạt được|đánh giá|tình hình|thực hiện được|đã đạt|thành tựu|ưu điểm|hoàn thành|vượt")
_NO_SUBJECT = re.compile(r"(?:\d|trên \d|tỷ lệ |tỉ lệ |hằng năm|hàng năm|mỗi năm|có \d)")
_OF_A_LIST = re.compile(
    r"(?:kết nạp|thành lập|phát triển|xây dựng|giảm) (?!được)|về (?:kinh tế|xây dựng đảng|công tác)|"
    r"(?:mỗi|hằng|hàng) năm |đến năm \d{4}"
)
_COUNTS_AIMS = re.compile(
    r"(?:đề ra|đặt ra|nêu|xác định|thông qua) (?:\d{1,2}|hệ thống|các|nhiều|những) chỉ tiêu[^;:]{0,40}\Z"
)
_AIMS = re.compile(r"phấn đấu|nhiệm kỳ tới|nhiệm kỳ mới|thời gian tới|năm tới|mục tiêu|phương hướng|chỉ tiêu chủ yếu")
_RESULTS = re.compile(
    r"(?<!\w)(?:đã|đạt được|kết quả|hoàn thành các|vượt|(?:kết nạp|phát triển|thành lập) được"
    r"|đạt [\d.,]+\s?% (?:so với )?(?:chỉ tiêu|kế hoạch|nghị quyết|mục tiêu))(?!\w)"
)
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_AIMS_REACH = 3
_YEARS = re.compile(r"(?:19|20)\d\d|\b\d{1,2} tháng (?:đầu|cuối)\b|\bquý \d\b")
_SECTION = re.compile(r"(?:[ivx]{1,5}|phần (?:thứ )?(?:nhất|hai|ba|tư|i{1,3}|[1-4]))\s?[.):/–-]\s?(?=[^\W\d])")
_SECTION_MARK = re.compile(r"(?:[IVX]{1,5}|[A-Ea-hđ]|\d{1,2}(?:\.\d{1,2}){0,3})\s?[.):/–-]{1,2}\s?|[-+•*–]\s?")
_ASIDE = re.compile(r"[(][^()]{2,60}[)]")
_DIGIT = re.compile(r"\d")
_HEADING, _MARK = 160, 14


def find_target_sentences(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Indexes of the sentences that stand in a list under a heading of aims; may be empty."""
    found: set[int] = set()
    aims = of_section = False
    paragraph = -1
    for index, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            line = _line_of(sentences, index)
            may_head = line is not None and (line.endswith(":") or _may_be_heading(line))
            aims = (aims or may_head) and _goes_on(line or sentence.text, aims, is_alone=line is not None)
            if line is not None and may_head and (is_section_heading(line) or (paragraph and _is_in_capitals(line))):
                of_section = aims
        if aims or of_section:
            found.add(index)
    return frozenset(found)


def heading_of(sentences: Sequence[Sentence], index: int) -> str | None:
    """The words of the heading that a sentence is, its mark left out ("1.2. Kết nạp đảng viên:"); None for others."""
    line = _line_of(sentences, index)
    if line is None or not _may_be_heading(line) or _has_figure(_SECTION_MARK.sub("", line, count=1)):
        return None
    words = _SECTION_MARK.sub("", line, count=1)
    return words.rstrip(" :") if words != line or line.endswith(":") else None


def _line_of(sentences: Sequence[Sentence], index: int) -> str | None:
    """The line that begins with a sentence, when that is all of it besides its mark ("II. Phương hướng …"), or None."""
    first, *following = sentences[index : index + 3]
    if not following or following[0].paragraph != first.paragraph:
        return first.text
    is_longer = len(following) > 1 and following[1].paragraph == first.paragraph
    if is_longer or len(first.text) > _MARK:
        return None
    return f"{first.text} {following[0].text}"


def _may_be_heading(line: str) -> bool:
    """Whether a line is short and no sentence."""
    return len(line) < _HEADING and not line.endswith(".")


def is_section_heading(line: str) -> bool:
    """Whether a line heads a part of a report: "II. Phương hướng năm 2023", "Phần thứ hai: Mục tiêu"."""
    if line[:1] not in "IVXivxPp":
        return False
    text = fold_text(line[:_HEADING])
    is_short = len(line) < _HEADING and not line.rstrip().endswith((".", ";"))
    return is_short and bool(_SECTION.match(text)) and not _has_figure(text)


def _is_in_capitals(line: str) -> bool:
    """Whether a line is printed in capitals, as the headings of the parts of a drawing are ("MỤC TIÊU NĂM 2023")."""
    return line.isupper() and " " in line and not _has_figure(fold_text(line[:_HEADING]))


def goes_on_with_aims(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether a sentence without a subject goes on with aims that the one before states ("Phấn đấu … . 100% …")."""
    sentence = sentences[index]
    if index == 0 or sentences[index - 1].paragraph != sentence.paragraph:
        return False
    opening = fold_text(sentence.text[:40])
    if _OF_A_LIST.match(opening) and _COUNTS_AIMS.search(fold_text(sentences[index - 1].text)):
        return True
    if not _NO_SUBJECT.match(opening) or _DONE.search(fold_text(sentence.text)):
        return False
    for earlier in reversed(sentences[max(0, index - _AIMS_REACH) : index]):
        before = fold_text(earlier.text)
        if earlier.paragraph != sentence.paragraph or _RESULTS.search(before):
            return False
        if _AIMS.search(before):
            return True
    return False


def _goes_on(line: str, aims: bool, *, is_alone: bool) -> bool:
    """Whether aims are listed from this line on: a heading says so, a line that is no item ends the list.

    `is_alone` says that `line` is all of its line, not its first sentence.
    """
    text = _ASIDE.sub("", fold_text(line[:_HEADING]))
    listed = bool(_LIST_MARK.match(text))
    is_heading = _may_be_heading(line) and not _has_figure(text)
    if is_alone and (is_heading or line.endswith(":")):
        if _OF_RESULT.search(text):
            return False
        return aims if listed and not _OF_INTENT.search(text) else bool(_OF_INTENT.search(text))
    return aims and listed


def _has_figure(text: str) -> bool:
    """Whether a line holds a numeral besides its own mark and years."""
    return bool(_DIGIT.search(text) and _DIGIT.search(_YEARS.sub("", _LIST_MARK.sub("", text, count=1))))
