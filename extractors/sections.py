"""Sentences -> which of them stand in a part of the text that sets aims.

Plans and resolutions state an aim once, in a heading ("Các chỉ tiêu chủ yếu:"), and list the figures below it in
numbered or dashed lines that name no intent of their own.
"""

import re
from collections.abc import Sequence

from extractors.folding import fold_text
from schemas.sentences import Sentence

_LIST_MARK = re.compile(r"(?:[-+•*–]|\(?\d{1,2}(?:\.\d{1,2})?[.)/]|\(?[a-zđ][.)])\s?")
_OF_INTENT = re.compile(
    r"chỉ tiêu|mục tiêu|nghị quyết [^.;]{0,60}xác định|phương hướng|phấn đấu|nhiệm vụ trọng tâm"
    r"|nhiệm vụ (?:năm|nhiệm kỳ|trong thời gian tới)|kế hoạch năm"
)
_OF_RESULT = re.compile(r"kết quả|đạt được|đánh giá|tình hình|thực hiện được|đã đạt|thành tựu|ưu điểm|hoàn thành|vượt")
_NO_SUBJECT = re.compile(r"(?:\d|trên \d|tỷ lệ |tỉ lệ |hằng năm|hàng năm|mỗi năm|có \d)")
_AIMS = re.compile(r"phấn đấu|nhiệm kỳ tới|nhiệm kỳ mới|thời gian tới|năm tới|mục tiêu|phương hướng|chỉ tiêu chủ yếu")
_RESULTS = re.compile(r"(?<!\w)(?:đã|đạt được|kết quả|hoàn thành các|vượt)(?!\w)")
_AIMS_REACH = 3
_YEARS = re.compile(r"(?:19|20)\d\d")
_HEADING = 160


def find_target_sentences(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Indexes of the sentences that stand in a list under a heading of aims; may be empty."""
    found: set[int] = set()
    aims = False
    paragraph = -1
    for index, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            is_alone = index + 1 == len(sentences) or sentences[index + 1].paragraph != paragraph
            aims = _goes_on(sentence, aims, is_alone=is_alone)
        if aims:
            found.add(index)
    return frozenset(found)


def goes_on_with_aims(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether a sentence without a subject goes on with aims that the one before states ("Phấn đấu … . 100% …")."""
    sentence = sentences[index]
    if index == 0 or sentences[index - 1].paragraph != sentence.paragraph:
        return False
    if not _NO_SUBJECT.match(fold_text(sentence.text[:40])):
        return False
    for earlier in reversed(sentences[max(0, index - _AIMS_REACH) : index]):
        before = fold_text(earlier.text)
        if earlier.paragraph != sentence.paragraph or _RESULTS.search(before):
            return False
        if _AIMS.search(before):
            return True
    return False


def _goes_on(sentence: Sentence, aims: bool, *, is_alone: bool) -> bool:
    """Whether aims are listed from this line on: a heading says so, a line that is no item ends the list.

    `is_alone` says that the sentence is all of its line.
    """
    text = fold_text(sentence.text[:_HEADING])
    listed = bool(_LIST_MARK.match(text))
    is_heading = len(sentence.text) < _HEADING and not _has_figure(text) and not sentence.text.endswith(".")
    if is_alone and (is_heading or sentence.text.endswith(":")):
        if _OF_RESULT.search(text):
            return False
        return aims if listed and not _OF_INTENT.search(text) else bool(_OF_INTENT.search(text))
    return aims and listed


def _has_figure(text: str) -> bool:
    """Whether a line holds a numeral besides its own mark and years."""
    return bool(re.search(r"\d", _YEARS.sub("", _LIST_MARK.sub("", text, count=1))))
