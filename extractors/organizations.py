"""Text -> names of organisations that are no administrative unit ("Đảng bộ Khối các cơ quan tỉnh", "Công ty …")."""

import bisect
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain

from pydantic import TypeAdapter

from extractors.alternatives import by_first_letter
from extractors.names_of_persons import without_person, without_speaker
from extractors.searching import Beginnings, Begins, Searcher, compile_searcher, find_beginnings, outline_of
from schemas.errors import ConfigError
from schemas.vocabulary import System

_CAP = "[A-ZĐÐÀ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
_WORD = rf"(?!(?:Lần|Khóa|Khoá|Nhiệm)\s(?:thứ|kỳ|[IVX\d])){_CAP}(?:[\w’'&]|\.(?=\w)){{0,20}}"
_ACRONYM = r"(?!TPHCM|[IVX]{3})[A-ZĐ]{3,12}\d{0,2}(?!\w)"
_NOT_COUNTED = r"(?!(?:(?<=\s\d\s)|(?<=\s\d\d\s))(?:Đảng|Chi) bộ\s[a-zđ])"
_ALONE, _OFFICE_LENGTH = frozenset({"Công đoàn", "Đoàn"}), 50
_NO_COMPANY = re.compile(
    rf"(?:Tổng [Cc]ông ty|Công ty|Cty|Tập đoàn)(?:\s(?!{_CAP})[^\W\d]+)+"
    rf"|Trường(?:\s(?!{_CAP}|tỉnh|thành|huyện|chính trị)[^\W\d]+)+"
)
_SHORT_FORM = re.compile(r"\s?\(([A-ZĐ]{2,10})\)")
_EXPLAINED = re.compile(r"\s?\((?:gọi tắt là |viết tắt là )?([A-ZĐ]{3,10})[^()]{0,10}\)")
_INSIDE = re.compile(r"\s\([A-ZĐ]{2,8}\)(?=\s)")
"""A short form that a name explains before it ends: "Bộ đội Biên phòng (BĐBP) tỉnh"."""
_TAIL = re.compile(r"(?:\s(?:và|&|ngành|cơ sở)|\s[–-]|\sxây dựng\sĐảng)+\Z")
_UNIT = re.compile(r"\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|TP|TX|H|Q)(?=[\s.])")
_OFFICE = re.compile(r"(?:[Bb]í thư|[Cc]hủ tịch|[Tt]rưởng|[Gg]iám đốc|viên|[Tt]hường trực)\s(?:[^\W\d]{1,8}\s){0,4}\Z")


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """The name of an organisation at text[start:end].

    `system` is the association it belongs to, None for others; `is_kind` is set where an association is named without
    the place or body it belongs to ("Hội Nông dân").
    """

    start: int
    end: int
    name: str
    system: System | None = None
    is_kind: bool = False


@dataclass(frozen=True)
class BodyWords:
    """The patterns made of bodies.toml.

    `name` is any name, `small` that of a Party body in small letters, `village_cell` the Party cell of a village,
    `listed` the short name before a figure in a list, `row` the one in a table's row, `heading` the one that a line
    begins with before a colon. `kind_alone` is what names no particular body, `numbered` what its number names,
    `person` a person's name at an end, `after_persons` the kinds of bodies that are named after persons.
    `abbreviations` gives the names that a short one may stand for, `plain_abbreviations` finds those that no name but
    one is shortened to, `hosting` finds the kinds of bodies that an association may be inside of.
    """

    name: Searcher
    small: Searcher
    village_cell: Searcher
    listed: Searcher
    row: Searcher
    heading: Searcher
    kind_alone: re.Pattern[str]
    numbered: re.Pattern[str]
    person: re.Pattern[str]
    after_persons: re.Pattern[str]
    associations: Mapping[str, System]
    abbreviations: Mapping[str, tuple[str, ...]]
    plain_abbreviations: re.Pattern[str]
    hosting: re.Pattern[str]

    @property
    def searchers(self) -> tuple[Searcher, ...]:
        """What names are found by: first the whole ones, then those of lists, rows and headings."""
        return self.name, self.small, self.village_cell, self.listed, self.row, self.heading

    @cached_property
    def beginnings(self) -> Beginnings:
        """Where the patterns may begin."""
        return find_beginnings(self.searchers)

    @cached_property
    def beginnings_of_associations(self) -> tuple[str, ...]:
        """What the name of an association begins with, all case aside."""
        return tuple(word.casefold() for word in self.associations)


def find_organizations(text: str, begins: Begins | None = None) -> tuple[OrganizationMention, ...]:
    """Organisations named in `text`, in order, never overlapping; may be empty.

    An item of a list ("Công an tỉnh 88") and a row's label ("Khối các cơ quan tỉnh 135") are named as the Party body
    they stand for. A kind of body alone ("trường THPT", "Công an") is no name. `begins` tells where the patterns of
    bodies may begin, when that is known.
    """
    words, text, whole = load_body_words(), text.replace("Ð", "Đ"), ((0, len(text)),)
    begins = begins or words.beginnings.find(outline_of(text))
    names, smalls, cells, *lists = (
        list(searcher.find_all(text, whole, at)) for searcher, at in zip(words.searchers, begins, strict=True)
    )
    found = [_mention(match, words) for match in (*names, *smalls, *cells)]
    for item in chain.from_iterable(lists):
        name = _TAIL.sub("", item.group(1))
        full = f"Bộ đội {name}" if name.startswith("Biên phòng") else name
        found.append(OrganizationMention(item.start(1), item.start(1) + len(name), f"Đảng bộ {full}"))
    kept: list[OrganizationMention] = []
    for mention in sorted(found, key=lambda o: (o.start, -len(o.name))):
        is_kind = words.kind_alone.fullmatch(mention.name) or _NO_COMPANY.fullmatch(mention.name)
        if not is_kind and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return _with_short_forms(_spelled_out(kept, text), text)


def _spelled_out(mentions: Sequence[OrganizationMention], text: str) -> tuple[OrganizationMention, ...]:
    """The mentions with the short forms in full that the text explains: "Phân hiệu Đại học Huế (ĐHH)"."""
    meant: dict[str, str] = {}
    for mention in mentions:
        short = _SHORT_FORM.match(text, mention.end)
        last = mention.name.split()[-len(short[1]) :] if short else []
        if short and "".join(word[0] for word in last).upper() == short[1]:
            meant[short[1]] = " ".join(last)
    if not meant:
        return tuple(mentions)
    return tuple(replace(m, name=" ".join(meant.get(word, word) for word in m.name.split(" "))) for m in mentions)


def _with_short_forms(mentions: Sequence[OrganizationMention], text: str) -> tuple[OrganizationMention, ...]:
    """The mentions with those of the short forms that the text explains: "Đảng ủy khối doanh nghiệp (ĐUK DN)"."""
    meant: dict[str, OrganizationMention] = {}
    explained: set[int] = set()
    for mention in mentions:
        told = _EXPLAINED.match(text, mention.end) if mention.system is None else None
        if told and _initials(mention.name)[: len(told[1])] == told[1]:
            meant.setdefault(told[1], mention)
            explained.add(told.start(1))
    if not meant:
        return tuple(mentions)
    short = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, meant))})(?!\w)")
    starts = [mention.start for mention in mentions]
    found = list(mentions)
    for match in short.finditer(text):
        last = bisect.bisect_right(starts, match.start()) - 1
        if match.start() not in explained and (last < 0 or mentions[last].end <= match.start()):
            found.append(replace(meant[match.group()], start=match.start(), end=match.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _initials(name: str) -> str:
    """The first letters of a name's words as capitals without signs: "Đảng ủy khối" gives "ĐUK"."""
    return "".join(unicodedata.normalize("NFD", word[0])[0] for word in re.findall(r"[^\W\d_]+", name)).upper()


def _mention(match: re.Match[str], words: BodyWords) -> OrganizationMention:
    """The organisation that a match names, without the person who speaks for it."""
    name = _TAIL.sub("", match.group())
    unit = _UNIT.search(name)
    if unit:
        name = name[: unit.end()] + without_person(name[unit.end() :], words.person)
    elif _OFFICE.search(match.string[max(0, match.start() - _OFFICE_LENGTH) : match.start()]):
        name = without_speaker(name, words.person, words.after_persons)
    name = name.rstrip()
    end, name = match.start() + len(name), _INSIDE.sub("", name)
    may_be_one = name.casefold().startswith(words.beginnings_of_associations)
    known = words.associations if may_be_one and not words.numbered.fullmatch(name) else ()
    kind = next((word for word in known if name[: len(word)].casefold() == word.casefold()), None)
    return OrganizationMention(
        match.start(),
        end,
        f"{name[:1].upper()}{name[1:]}",
        system=words.associations[kind] if kind else None,
        is_kind=kind is not None and len(kind) == len(name),
    )


@cache
def load_body_words() -> BodyWords:
    """The patterns of the catalogue that ships with the package.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        data = tomllib.loads(files("extractors.gazetteer").joinpath("bodies.toml").read_text(encoding="utf-8"))
        return _patterns(data)
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"the words of names of organisations cannot be read: {error}") from error


def _patterns(data: Mapping[str, list[str]]) -> BodyWords:
    associations = TypeAdapter(dict[str, System]).validate_python(data["associations"])
    alone = _any(data["institutions"], data["forces"], [word for word in associations if word not in _ALONE])
    hosted = _any(data["forces"], data["institutions"], data["hosts"])
    numbered = rf"{_any(data['numbered'])}\s[A-ZĐ]?\d{{1,4}}(?!\w|[.,/]\d|\s{_any(data['counted'])})"
    part = (
        rf"(?:(?:[ \u00a0]|[ \u00a0]?[-–][ \u00a0]?(?!Ảnh|Bài|Tin))"
        rf"(?:{numbered}|{_any(data['compounds'], data['links'])}(?!\w)"
        rf"|\([A-ZĐ]{{2,8}}\)(?=\s(?:tỉnh|thành phố|huyện|quận|thị xã)(?!\w))"
        rf"|và(?!\s{_any(data['others'])})(?!\w)|số\s\d{{1,2}}(?!\w|[.,/]\d)|(?:TP|TX|TT|H|Q|P)\.\s?{_CAP}[\w’']{{0,12}}|{_WORD}(?!\w)))"
    )
    villages, number = _any(data["villages"]), rf"(?:số )?\d{{1,3}}(?!\w| {_any(data['counted'])})"
    abroad = rf"(?:Việt Nam\s)?(?:(?:tại|ở)\s)?(?:nước\s)?{_any(data['abroad'])}(?!\w|\sCai|\s{_CAP})"
    return BodyWords(
        name=compile_searcher(
            rf"(?<!\w){_NOT_COUNTED}(?:{_any(data['party'])}\s(?:cơ sở\s)?(?:{numbered}|{hosted}(?!\w)|{_ACRONYM})"
            rf"|(?:Đảng (?:bộ|ủy|uỷ)|Chi bộ)\s(?:cơ sở\s)?{abroad}|{numbered}|{alone}(?!\w)){part}{{0,12}}"
        ),
        small=compile_searcher(
            rf"(?<!\d\s)(?<!các\s)(?<!\w)(?:chi bộ|đảng bộ|đảng ủy)\s(?:cơ sở\s)?"
            rf"(?={_CAP}){_any(data['institutions'], data['hosts'])}(?!\w){part}{{1,12}}"
        ),
        village_cell=compile_searcher(
            rf"(?<!\w)Chi bộ {villages} (?:{number}|(?:số )?{_WORD}(?: {_WORD}){{0,3}}(?: \d{{1,2}}(?!\w))?)"
            rf"|(?<!\w)Chi bộ {_any(data['numbered_villages'])} {number}"
        ),
        listed=compile_searcher(rf"(?<=[;:,.]\s)({_any(data['listed'])}(?!\w){part}{{0,9}})(?=:?\s\(?\d)"),
        row=compile_searcher(rf"(?m)^(?:\d{{1,3}}\s)?(Khối(?!\w){part}{{1,9}})(?=\s(?:\| )?\d)"),
        heading=compile_searcher(rf"(?m)^({_any(data['listed'])}(?!\w){part}{{1,9}})(?=:\s)"),
        kind_alone=re.compile(
            rf"(?:{_any(data['institutions'])}|Công an|Công đoàn ngành|Chi bộ {villages}"
            rf"|(?:{_any(data['party'])}\s)?(?:{_any(data['kinds'])}"
            rf"|(?:{_any(data['forces'], data['kinds'])})\s(?:cấp\s)?(?:xã|phường|thị trấn)))"
        ),
        numbered=re.compile(numbered),
        after_persons=re.compile(rf"(?<!\w){_any(data['after_persons'])}(?!\w)"),
        person=re.compile(rf"(?:^|(?<=\s)){_any(data['surnames'])}(?:\s{_CAP}\w{{1,8}}){{1,3}}\Z"),
        associations=associations,
        abbreviations=TypeAdapter(dict[str, tuple[str, ...]]).validate_python(data["abbreviations"]),
        plain_abbreviations=re.compile(rf"(?<!\w)(?:{'|'.join(data['plain_abbreviations'])})(?!\w)"),
        hosting=re.compile(rf"(?<!\w){_any(data['hosting'])}\s"),
    )


def _any(*lists: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; papers differ in the capitals of all words but the first."""
    words = sorted({word for words in lists for word in words}, key=lambda word: (-len(word), word))
    return f"(?:{by_first_letter(map(_either_case, words))})"


def _either_case(word: str) -> str:
    first, *later = word.split(" ")
    either = [f"[{w[0].lower()}{w[0].upper()}]{re.escape(w[1:])}" if w[0].isalpha() else re.escape(w) for w in later]
    return r"\ ".join([re.escape(first), *either])
