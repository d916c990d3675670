"""Words whose capitals were lost ("ĐảNG Bộ HUYệN") -> capitals, where the letters around leave no doubt.

An encoding without capitals that bear a tone writes the small letter, and a second font draws it large. Without the
font, a word is a capital one when its other letters are, and so is the first letter of a sentence. What cannot be known
stays small: words typed in small letters throughout and drawn large, and names whose first letter bears a tone
("ấn Độ", "huyện ý Yên").
"""

import re
from typing import Literal

from corpus.encodings.syllables import is_syllable

WORD = re.compile(r"[^\W\d_]+")
SENTENCE = re.compile(
    r"(?<=[^\W_][.!?…])[\"”’)]*\s+[\"“‘(]*(?=[^\W\d_])|(?<=[.:;!?…])[ \t\r]*\n\s*(?=[^\W\d_])"
    r"|\n[ \t\r]*\n\s*(?=[^\W\d_])"
)
"""What stands between a sentence and the next one; between two paragraphs, the first closed or a blank line apart."""
ABBREVIATED = re.compile(r"(?:^|[^\w])(?:[A-ZĐ][\w]{0,3}|[^\W\d_])\.$")
Size = Literal["capital", "small", "unsure", "apart"]


def restore_capitals(text: str, *, unsure: frozenset[str], by_neighbours: bool = True) -> str:
    """`text` of the same length, with capitals restored.

    Args:
        text: Converted text, NFC.
        unsure: Small letters that may stand for capitals.
        by_neighbours: Also words that tell nothing by themselves ("Bộ", "ý"), between words of capitals, and the
            first letters of sentences.
    """
    text = "\n".join(_restored(line, unsure, by_neighbours=by_neighbours) for line in text.split("\n"))
    return _with_sentences(text, unsure) if by_neighbours else text


def _with_sentences(text: str, unsure: frozenset[str]) -> str:
    """`text` with a capital where a sentence begins with a letter that may be one; "TP. ở" is no such place."""
    letters = list(text)
    for end in SENTENCE.finditer(text):
        if text[end.end()] in unsure and not ABBREVIATED.search(text[max(0, end.start() - 6) : end.start()]):
            letters[end.end()] = text[end.end()].upper()
    return "".join(letters)


def _restored(line: str, unsure: frozenset[str], *, by_neighbours: bool) -> str:
    words = list(WORD.finditer(line))
    sizes = [_size(word[0], unsure) for word in words]
    if "capital" not in sizes:
        return line
    by_neighbours = by_neighbours and sizes.count("capital") > 1
    letters = list(line)
    for at, word in enumerate(words):
        if sizes[at] == "capital" or (by_neighbours and sizes[at] == "unsure" and _stands_among_capitals(sizes, at)):
            letters[word.start() : word.end()] = word[0].upper()
    return "".join(letters)


def _size(word: str, unsure: frozenset[str]) -> Size:
    sure = [letter for letter in word if letter not in unsure]
    if any(letter.islower() for letter in sure):
        return "small"
    if len(sure) < len(word) and len(sure) > 1:
        return "capital"
    if not is_syllable(word):
        return "apart"
    return "capital" if len(sure) > 1 else "unsure"


def _stands_among_capitals(sizes: list[Size], at: int) -> bool:
    """Whether the nearest words that tell, on each side where there is one, are of capitals; at least one is."""
    before = next((size for size in reversed(sizes[:at]) if size in ("capital", "small")), None)
    after = next((size for size in sizes[at + 1 :] if size in ("capital", "small")), None)
    return "capital" in (before, after) and "small" not in (before, after)
