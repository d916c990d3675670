"""Lines of a text -> whether they were typed without the letters of Vietnamese: keys of Telex, VNI or VIQR, or bare.

Such text is marked, never turned into words: "vieen" may be viên with its keys left, and "dang" đảng, đang or dạng.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from corpus.encodings.catalogues import load_catalogue
from corpus.encodings.charsets import TONE_MARKS
from corpus.encodings.syllables import is_bare_syllable, is_syllable
from schemas.record import Record

StyleId = Literal["telex", "vni-keys", "viqr"]
TypingMark = Literal["telex", "vni-keys", "viqr", "unaccented"]
TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|[\^(+`'?~.](?=[^\W\d_`'?~.\^])|[\^(+`'?~])*")
"""A word with the keys of any style inside it; a full stop only before a letter, where it may be a tone."""
PLAIN_WORD = re.compile(r"(?<![^\s(\[\"'/])[A-Za-z]{2,}(?![^\s)\]\"',.:;!?/])(?![.:/]\S)")
"""A word by itself: the words of an address ("xay-dung-dang.html") have no accents in any text."""
ACCENTED = re.compile("[^\x00-\x7f“”‘’–—…•\xa0]")
"""What a line typed without accents does not have: letters and signs beyond ASCII, but for those of word processors."""
LONGEST = 12
"""Keys of the longest syllable, and some more."""
LEAST_WORDS = 2
"""Different words of one style that make a text one of it: one alone may be a name or a slip."""
BARE_WORDS = 6
"""Different words of a line that tell whether its accents were left out; fewer may be names or foreign."""
BARE_SHARE = 0.9
"""Share of words that could be syllables without their accents, above which a line is one of them."""


class StyleTable(Record):
    """One way of typing, as its file states it."""

    id: StyleId
    why: str
    source: str
    shapes: dict[str, str]
    tones: dict[str, str]
    sure: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class StyleTables(Record):
    """The whole file."""

    styles: tuple[StyleTable, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """One way of typing, its patterns compiled."""

    id: StyleId
    shape: re.Pattern[str]
    letters: dict[str, str]
    tones: dict[str, str]
    sure: re.Pattern[str]


def find_typing_marks(text: str) -> tuple[TypingMark, ...]:
    """What of `text` was typed without its letters; empty for Vietnamese with accents and for other languages."""
    lines = [line for line in text.split("\n") if line]
    words = _find_ascii_words(text) if load_shapes().search(text) else ()
    typed = {style for word in words for style in _styles_of(word)}
    marks: list[TypingMark] = [style.id for style in load_styles() if style in typed and _has_style(lines, style)]
    if _lacks_accents(lines):
        marks.append("unaccented")
    return tuple(marks)


def _find_ascii_words(text: str) -> set[str]:
    """The different words of `text` in ASCII: keys type nothing else, and most words of Vietnamese have an accent."""
    pieces = [piece for piece in set(text.split()) if piece.isascii() or not piece.isalpha()]
    return {word for word in TOKEN.findall(" ".join(pieces)) if word.isascii()}


@lru_cache(maxsize=20_000)
def _styles_of(word: str) -> tuple[Style, ...]:
    """The styles of which `word` surely is; texts have the same few words without accents again and again."""
    return tuple(style for style in load_styles() if is_typed(word, style))


def load_style_tables() -> StyleTables:
    """The catalogue as data.

    Raises:
        ConfigError: The file does not hold a catalogue.
    """
    return load_catalogue("typing.yml", StyleTables)


@cache
def load_styles() -> tuple[Style, ...]:
    """The catalogue with its patterns compiled, read once a process."""
    return tuple(_style(table) for table in load_style_tables().styles)


@cache
def load_shapes() -> re.Pattern[str]:
    """Any letter with its key, of any style, small or large: no word surely is of a style without one.

    Few texts have one: what may begin and what may end one is looked for first, then whether it is one.
    """
    shapes = {shape for table in load_style_tables().styles for shape in table.shapes}
    least = sorted(shape for shape in shapes if not any(other != shape and other in shape for other in shapes))
    ends = ("".join(sorted({shape[at] for shape in least})) for at in (0, -1))
    first, last = (re.escape(letters + letters.upper()) for letters in ends)
    return re.compile(rf"[{first}][{last}](?<=(?i:{'|'.join(map(re.escape, least))}))")


def is_typed(word: str, style: Style) -> bool:
    """Whether `word` in `style` spells a syllable that has an accent, and by its keys is nothing else."""
    if len(word) > LONGEST or not word.isascii():
        return False
    return style.sure.fullmatch(word.lower()) is not None and _may_be_typed(word, style)


def _may_be_typed(word: str, style: Style) -> bool:
    if len(word) > LONGEST or not word.isascii() or not (word.islower() or word.isupper() or word[1:].islower()):
        return False
    return any(map(is_syllable, _spelled(word.lower(), style)))


def _has_style(lines: Iterable[str], style: Style) -> bool:
    """Whether two different words are of `style`: both surely, or one and its neighbour in a line."""
    sure: set[str] = set()
    for line in lines:
        words = TOKEN.findall(line)
        found = {at for at, word in enumerate(words) if is_typed(word, style)}
        sure |= {words[at].lower() for at in found}
        beside = {at + step for at in found for step in (-1, 1) if 0 <= at + step < len(words)} - found
        if len(sure) >= LEAST_WORDS or any(_has_shape(words[at], style) for at in beside):
            return True
    return False


def _has_shape(word: str, style: Style) -> bool:
    """Whether `word` may be typed and has a key for a letter, not only one for a tone, which any word may end in."""
    return style.shape.search(word.lower()) is not None and _may_be_typed(word, style)


def _spelled(word: str, style: Style) -> Iterator[str]:
    """What `word` spells with its shapes set, and with any one of its keys for the tone."""
    shaped = style.shape.sub(lambda found: style.letters[found[0]], word)
    if shaped != word:
        yield shaped
    for at, key in enumerate(shaped):
        tone = style.tones.get(key)
        if tone is None or at == 0:
            continue
        rest = shaped[:at] + shaped[at + 1 :]
        vowel = max((place for place, letter in enumerate(rest) if letter in "aăâeêioôơuưy"), default=None)
        if vowel is not None:
            yield unicodedata.normalize("NFC", rest[: vowel + 1] + tone + rest[vowel + 1 :])


def _lacks_accents(lines: Iterable[str]) -> bool:
    """Whether a line of running text has no accents and yet hardly anything but syllables without theirs."""
    return any(map(_is_bare, lines))


def _is_bare(line: str) -> bool:
    if ACCENTED.search(line):
        return False
    words = set(map(str.lower, PLAIN_WORD.findall(line)))
    return len(words) >= BARE_WORDS and sum(map(is_bare_syllable, words)) >= BARE_SHARE * len(words)


def _style(table: StyleTable) -> Style:
    shapes = sorted(table.shapes, key=len, reverse=True)
    return Style(
        id=table.id,
        shape=re.compile("|".join(map(re.escape, shapes))),
        letters=dict(table.shapes),
        tones={key: TONE_MARKS[tone] for key, tone in table.tones.items()},
        sure=re.compile(table.sure),
    )
