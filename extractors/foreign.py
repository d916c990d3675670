"""Text -> where it tells of parties and people of other countries, whose figures are none of the catalogue."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractors.heads import ORGANIZATIONS, PEOPLE
from schemas.errors import ConfigError
from schemas.sentences import Sentence

FOREIGN = "scope.foreign"
_OF_PARTIES = PEOPLE | ORGANIZATIONS
_FEW = 2


@dataclass(frozen=True)
class ForeignScope:
    """The spans of foreign parties' names in one document, in order; `is_whole` where all of it tells of abroad."""

    parties: tuple[tuple[int, int], ...] = ()
    is_whole: bool = False

    def owns(self, subject: str, sentence: Sentence, before: Sequence[Sentence]) -> bool:
        """Whether a figure of a sentence counts members, bodies or people of another country.

        Args:
            subject: What is counted.
            sentence: The figure's sentence; it names the party, or goes on with the one before that does.
            before: The sentences before it in its paragraph, nearest last.
        """
        if self.is_whole:
            return True
        if not self.parties or subject not in _OF_PARTIES:
            return False
        own = [sentence, *(before[-1:] if _GOES_ON.match(sentence.text) else ())]
        return any(s.start <= start < s.end for s in own for start, _ in self.parties)


_GOES_ON = re.compile(r"(?:Đảng|Nước|Chính đảng|Tổ chức|Con số|Số|Tỷ lệ|Tỉ lệ) (?:này|đó)\b|Trong (?:số )?(?:này|đó)\b")


def find_foreign(text: str, *, names_units: bool) -> ForeignScope:
    """Where `text` tells of other countries: as a whole if it names no unit of Vietnam and speaks of them more.

    Args:
        text: The whole text.
        names_units: Whether the document names a unit of Vietnam or is published as being about one.
    """
    party, country, own, abroad = _patterns()
    parties = tuple(match.span() for match in party.finditer(text))
    is_whole = False
    if not names_units and not abroad.search(text):
        told = len(parties) + len(country.findall(text))
        is_whole = told >= _FEW and told > len(own.findall(text))
    return ForeignScope(parties, is_whole)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The names of parties, of countries, of Vietnam's own, and of its Party bodies abroad.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        data = tomllib.loads(files("extractors.gazetteer").joinpath("foreign.toml").read_text(encoding="utf-8"))
        names = ("parties", "countries", "own", "abroad")
        parties, countries, own, abroad = (_any(data[name]) for name in names)
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"the names of other countries cannot be read: {error}") from error
    return (
        re.compile(rf"(?<!\w)(?:[Đđ]ảng(?: viên)?(?: đảng| Đảng)?|phe) {parties}(?!\w)(?! Việt Nam)"),
        re.compile(rf"(?<!\w){countries}(?!\w)"),
        re.compile(rf"(?<!\w){own}(?!\w)"),
        re.compile(rf"(?<!\w){abroad}(?!\w)"),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))})"
