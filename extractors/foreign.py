"""Text -> where it tells of parties and people of other countries, whose figures are none of the catalogue."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractors.heads import ORGANIZATIONS, PEOPLE
from extractors.kept import kept_property
from extractors.searching import Searcher, compile_searcher
from schemas.errors import ConfigError
from schemas.sentences import Sentence

FOREIGN = "scope.foreign"
_OF_PARTIES = PEOPLE | ORGANIZATIONS
_FEW = 2


@dataclass(frozen=True)
class ForeignScope:
    """A text that may tell of other countries, and what it tells of them, looked for when a figure asks.

    `names_units` says that it names a unit of Vietnam or is published as being about one; `begins` are the offsets at
    which names of parties may begin, or None where these are unknown.
    """

    text: str = ""
    names_units: bool = True
    begins: Sequence[int] | None = None

    @kept_property
    def parties(self) -> tuple[int, ...]:
        """Where foreign parties' names begin, in order."""
        found = party_names().find_all(self.text, ((0, len(self.text)),), self.begins)
        return tuple(match.start() for match in found)

    @kept_property
    def is_whole(self) -> bool:
        """Whether all of the text tells of abroad: it names no unit of Vietnam and speaks of other countries more."""
        country, own, abroad = _patterns()[1:]
        if self.names_units or abroad.search(self.text):
            return False
        told = len(self.parties) + len(country.findall(self.text))
        return told >= _FEW and told > len(own.findall(self.text))

    def owns(self, subject: str, sentence: Sentence, before: Sequence[Sentence]) -> bool:
        """Whether a figure of a sentence counts members, bodies or people of another country.

        Args:
            subject: What is counted.
            sentence: The figure's sentence; it names the party, or goes on with the one before that does.
            before: The sentences before it in its paragraph, nearest last.
        """
        if self.is_whole:
            return True
        if subject not in _OF_PARTIES or not self.parties:
            return False
        own = [sentence, *(before[-1:] if _GOES_ON.match(sentence.text) else ())]
        return any(s.start <= start < s.end for s in own for start in self.parties)


_GOES_ON = re.compile(r"(?:Đảng|Nước|Chính đảng|Tổ chức|Con số|Số|Tỷ lệ|Tỉ lệ) (?:này|đó)\b|Trong (?:số )?(?:này|đó)\b")


def party_names() -> Searcher:
    """What names of other countries' parties are found by."""
    return _patterns()[0]


@cache
def _patterns() -> tuple[Searcher, re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
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
        compile_searcher(rf"(?<!\w)(?:[Đđ]ảng(?: viên)?(?: đảng| Đảng)?|phe) {parties}(?!\w)(?! Việt Nam)"),
        re.compile(rf"(?<!\w){countries}(?!\w)"),
        re.compile(rf"(?<!\w){own}(?!\w)"),
        re.compile(rf"(?<!\w){abroad}(?!\w)"),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))})"
