"""`charsets.yml` -> for each old encoding, the letters of its codes.

A text in an old encoding is handled as its codes: one character below U+0100 a byte, as Latin-1 reads it.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol, get_args

from corpus.encodings.catalogues import load_catalogue
from schemas.errors import ConfigError
from schemas.record import Record

CharsetId = Literal["tcvn3", "vni", "viscii", "vps", "vietware-x", "windows-1258"]
EncodingId = Literal[CharsetId, "utf-8-twice"]
CASE_STEP = 0x20
"""Codes of small letters and marks stand so far above those of capitals, as in ASCII."""


class CharsetTable(Record):
    """One encoding as its file states it; `letters` maps a vowel to its codes in the order of the tones."""

    id: CharsetId
    title: str
    names: tuple[str, ...]
    why: str
    source: str
    letters: dict[str, str]


class CharsetTables(Record):
    """The whole file."""

    tones: tuple[Literal["none", "grave", "acute", "hook", "tilde", "dot"], ...]
    charsets: tuple[CharsetTable, ...]


TONE_MARKS = {"none": "", "grave": "\u0300", "acute": "\u0301", "hook": "\u0309", "tilde": "\u0303", "dot": "\u0323"}


class Encoding(Hashable, Protocol):
    """A way to read codes: a table, or a rule.

    The codes of `small_for_capitals` also stand for the capitals, as the encoding has none, or only a control
    character. `has_letters_for_signs`: some of its letters are quotation marks or dashes in windows-1252.
    """

    @property
    def id(self) -> EncodingId:
        """Its name in records."""

    @property
    def title(self) -> str:
        """Its name for people."""

    @property
    def small_for_capitals(self) -> frozenset[str]:
        """Small letters that may be capitals."""

    @property
    def has_letters_for_signs(self) -> bool:
        """Whether its letters may be taken for signs."""

    def decode(self, codes: str) -> str:
        """`codes` in Unicode, NFC; what it does not know stays."""

    def knows(self, codes: str) -> bool:
        """Whether `codes` can be of this encoding."""


@dataclass(frozen=True, slots=True, eq=False)
class Charset:
    """One old encoding.

    `letters` maps codes (one or two characters) to letters, `known` are all characters of codes.
    """

    id: CharsetId
    title: str
    names: tuple[str, ...]
    letters: Mapping[str, str]
    known: frozenset[str]
    small_for_capitals: frozenset[str]
    has_letters_for_signs: bool
    pattern: re.Pattern[str]

    def decode(self, codes: str) -> str:
        """`codes` in Unicode, NFC; characters that are no code of a letter stay as they are."""
        return unicodedata.normalize("NFC", self.pattern.sub(lambda found: self.letters[found[0]], codes))

    def knows(self, codes: str) -> bool:
        """Whether all letters of `codes` beyond ASCII are codes of this encoding."""
        return all(code in self.known or not code.isalpha() for code in codes if code >= "\x80")


@cache
def load_charsets() -> Mapping[CharsetId, Charset]:
    """All old encodings by id, in the order in which their files came to be met less often.

    Raises:
        ConfigError: The file is no catalogue, or gives one code two letters.
    """
    tables = load_catalogue("charsets.yml", CharsetTables)
    charsets = {table.id: _charset(table, tables.tones) for table in tables.charsets}
    charsets["windows-1258"] = _windows_1258()
    if set(charsets) != set(get_args(CharsetId)):
        raise ConfigError(f"charsets.yml: {sorted(set(get_args(CharsetId)) ^ set(charsets))}")
    return charsets


def find_charset(name: str) -> Charset | None:
    """The old encoding that pages call `name` (case aside), or None."""
    folded = name.strip().lower()
    return next((charset for charset in load_charsets().values() if folded in charset.names), None)


def _charset(table: CharsetTable, tones: tuple[str, ...]) -> Charset:
    codes: dict[str, str] = {}
    for code, letter in _pairs(table, tones):
        if codes.setdefault(code, letter) != letter:
            raise ConfigError(f"charsets.yml: {table.id}: {code.encode('latin-1').hex()} là {codes[code]} hay {letter}")
    printable = {letter for code, letter in codes.items() if code >= " "}
    small = (letter for letter in codes.values() if letter.islower())
    unsure = frozenset(letter for letter in small if letter.upper() not in printable)
    return _build(table.id, title=table.title, names=table.names, letters=_with_free_case(codes), unsure=unsure)


def _pairs(table: CharsetTable, tones: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Code and letter, for all letters that ASCII does not have."""
    for vowel, row in table.letters.items():
        for tone, code in zip(tones, row.split(), strict=False):
            letter = unicodedata.normalize("NFC", vowel + TONE_MARKS[tone])
            if code != "-" and not letter.isascii():
                yield bytes.fromhex(code).decode("latin-1"), letter


def _with_free_case(codes: dict[str, str]) -> dict[str, str]:
    """`codes`, and marks of the other case than their base, as hurried typing leaves them: the base decides."""
    free = dict(codes)
    for surface, letter in codes.items():
        if len(surface) == 2:
            step = CASE_STEP if letter.isupper() else -CASE_STEP
            free.setdefault(surface[0] + chr(ord(surface[1]) + step), letter)
    return free


def _windows_1258() -> Charset:
    high = {chr(code): bytes([code]).decode("cp1258", "ignore") for code in range(0x80, 0x100)}
    letters = {code: letter for code, letter in high.items() if letter}
    names = ("windows-1258", "cp1258", "x-cp1258", "ibm-5354")
    return _build("windows-1258", title="windows-1258", names=names, letters=letters, unsure=frozenset())


def _build(
    id_: CharsetId, *, title: str, names: tuple[str, ...], letters: Mapping[str, str], unsure: frozenset[str]
) -> Charset:
    longest_first = sorted(letters, key=lambda code: (-len(code), code))
    return Charset(
        id=id_,
        title=title,
        names=names,
        letters=letters,
        known=frozenset("".join(letters)),
        small_for_capitals=unsure,
        has_letters_for_signs=any("\x80" <= code < "\xa0" and letters[code].isalpha() for code in letters),
        pattern=re.compile("|".join(map(re.escape, longest_first))),
    )
