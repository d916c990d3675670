"""One declared folding for all matching: lower case, one place for tone marks, one letter for each look-alike.

Syllables that papers write with i or y have y: "nhiệm kì" is "nhiệm kỳ".

Every function keeps the length of its text, so offsets stay valid; the text itself is never rewritten.
"""

import re
from functools import lru_cache
from itertools import product

from extractors.alternatives import by_first_letter
from extractors.remembered import Remembered

_WORD = re.compile(r"\w+")
_TONE_PAIRS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_WITH_Y = {"kì": "kỳ", "kỉ": "kỷ", "kĩ": "kỹ", "lí": "lý", "mĩ": "mỹ", "quí": "quý"}
_MORE = re.compile(
    by_first_letter(
        [
            *(rf"{open_form}(?![a-z]{{1,2}}(?!\w))" for open_form in _TONE_PAIRS),
            *(rf"{closed_form}(?=\w)" for closed_form in _TONE_PAIRS.values()),
            *(rf"{with_i}(?!\w)" for with_i in _WITH_Y),
        ]
    )
)
"""What words hold that folding changes: not "toàn", which goes on with plain letters, nor "khóa", which ends so."""
_LONG = 300
LOOK_ALIKES = {"Ð": "đ", "ð": "đ", "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00a0": " "}
_BY_CODE = str.maketrans(LOOK_ALIKES)
_SWAPPED = {**_TONE_PAIRS, **{closed_form: open_form for open_form, closed_form in _TONE_PAIRS.items()}}
_PAIRS = re.compile(f"({'|'.join(_SWAPPED)})")


def fold(word: str) -> str:
    """`word` in the form that rules are matched on: same length, "Uỷ" -> "ủy", "HOÀ" -> "hòa", "tòan" -> "toàn"."""
    return FOLDED[word]


def _fold(word: str) -> str:
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in word).translate(_BY_CODE)
    if len(lowered) > 1 and not lowered.startswith("qu"):
        for open_form, closed_form in _TONE_PAIRS.items():
            if open_form in lowered or closed_form in lowered:
                last = lowered.endswith((open_form, closed_form))
                found, wanted = (open_form, closed_form) if last else (closed_form, open_form)
                lowered = lowered.replace(found, wanted)
    return _WITH_Y.get(lowered, lowered)


FOLDED = Remembered(_fold, most=65_536)
"""Words folded, by how they are printed."""


def fold_text(text: str) -> str:
    """`text` folded word by word, whatever stands between them; offsets into the result are offsets into `text`."""
    return _fold_document(text) if len(text) > _LONG else _fold_short(text)


@lru_cache(maxsize=2)
def _fold_document(text: str) -> str:
    """A long text folded once, though several steps ask for it."""
    return _fold_words(text)


@lru_cache(maxsize=2048)
def _fold_short(text: str) -> str:
    """A short text folded once, such as the wording of a time, for which every figure around it asks."""
    return _fold_words(text)


def small_letters(text: str) -> str:
    """`text` in small letters, one for each look-alike; longer where a capital has two small letters ("İ")."""
    return _small_document(text) if len(text) > _LONG else _small(text)


@lru_cache(maxsize=2)
def _small_document(text: str) -> str:
    """A long text in small letters once: it is folded and outlined."""
    return _small(text)


def _small(text: str) -> str:
    for letter, usual in LOOK_ALIKES.items():
        text = text.replace(letter, usual)
    return text.lower()


def _fold_words(text: str) -> str:
    """The text in small letters, with the words folded that have more to fold than their case."""
    small = small_letters(text)
    if len(small) != len(text) or "Σ" in text:
        return _WORD.sub(lambda word: fold(word.group()), text.translate(_BY_CODE))
    pieces: list[str] = []
    done = 0
    for found in _MORE.finditer(small):
        start = found.start()
        if start < done:
            continue
        while start > done and (small[start - 1].isalnum() or small[start - 1] == "_"):
            start -= 1
        word = _WORD.match(small, start)
        end = word.end() if word else found.end()
        pieces += (small[done:start], fold(small[start:end]))
        done = end
    return "".join((*pieces, small[done:])) if pieces else small


def spellings(piece: str) -> set[str]:
    """Every text in small letters, look-alikes made one, that may stand where folded text has `piece`."""
    parts = ((part, _SWAPPED[part]) if part in _SWAPPED else (part,) for part in _PAIRS.split(piece))
    printed = {"".join(chosen) for chosen in product(*parts)}
    last = len(piece) - 1
    letters = ([_printed(c, is_first=at == 0, is_last=at == last) for at, c in enumerate(one)] for one in printed)
    return {"".join(chosen) for each in letters for chosen in product(*each)}


@lru_cache(maxsize=256)
def _printed(letter: str, *, is_first: bool, is_last: bool) -> frozenset[str]:
    """The letters that folding makes one of; at an edge the other letter of a tone pair may stand outside the piece."""
    found = {letter, *(before[-1] for before, behind in _WITH_Y.items() if behind[-1] == letter)}
    for at in (*(1,) * is_first, *(0,) * is_last):
        found |= {two[at] for one, two in _SWAPPED.items() if one[at] == letter}
    return frozenset(found)
