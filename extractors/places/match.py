"""Names in a row of syllables: which units they may name, how far a capitalised run goes, what forbids a reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from extractors.gazetteer.lookup import Gazetteer, NameIndex
from extractors.gazetteer.units import Unit, UnitLevel
from extractors.places.tokens import BLANK, OTHER, Syllables, is_unaccented, split_syllables
from extractors.places.words import Cue, Phrases, PlaceWords, load_place_words
from extractors.remembered import Remembered

_FAR, _NAME = 7, 6
_HIGHLANDER = "h'"
_UNKNOWN_NAME = range(2, 5)
_KNOWN, _GAZETTEERS = 20_000, 4
_NO_LISTS: Mapping[str, Phrases] = {}
ALL_LEVELS: frozenset[UnitLevel] = frozenset(("province", "district", "commune"))
_COMMUNE: frozenset[UnitLevel] = frozenset(("commune",))


class Name(NamedTuple):
    """A name at syllables `[first, last)` and the units that bear it (none for a name outside the gazetteer)."""

    first: int
    last: int
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """One text under the matcher: its syllables, the names to look for and the words around them.

    `announcing` are the syllables, in order, that begin with a capital letter or begin a cue; `openings` tells of those
    the keys of what may follow where a cue or a capitalised name begins, None for anything.
    """

    syllables: Syllables
    names: NameIndex
    words: PlaceWords
    announcing: list[int]
    openings: Mapping[str, frozenset[str] | None]

    def beginnings(self) -> list[int]:
        """The syllables, in order, at which a cue or a capitalised name may begin, as far as two syllables tell."""
        words, behind, openings = self.syllables.words, [*self.syllables.keys[1:], ""], self.openings
        return [at for at in self.announcing if (seconds := openings[words[at]]) is None or behind[at] in seconds]

    def cue_at(self, index: int) -> tuple[Cue, int] | None:
        """The cue that begins at a syllable and the syllable after it, the longest one; None if there is none."""
        keys = self.syllables.keys
        begun = self.words.cues.get(keys[index]) if index < len(keys) else None
        if begun is None:
            return None
        behind = keys[index + 1] if begun.longer and index + 1 < len(keys) else ""
        for key, cue in begun.longer.get(behind, ()) if behind else ():
            end = index + len(key)
            is_joined = OTHER not in self.syllables.gaps[index : end - 1]
            is_told = tuple(keys[index:end]) == key and (is_joined or self._is_dotted(cue, index))
            if is_told and not self._begins_name(end - 1):
                return cue, end
        alone = begun.alone
        if alone is None or (keys[index - 1] in self.words.compound_tails and self.ends_before(index, "compounds")):
            return None
        if keys[index] in self.words.numbered and not self._is_numbered(index):
            return None
        return alone, index + 1

    def _begins_name(self, index: int) -> bool:
        """Whether the last syllable of a cue begins the name of a commune: "xã Đoàn Tùng" is not its Youth Union."""
        if not (self.syllables.is_capital(index) and self.syllables.is_capital(index + 1)):
            return False
        name = self.name_at(index, _COMMUNE)
        return name is not None and name.last > index + 1

    def _is_numbered(self, index: int) -> bool:
        """Whether a word that means a village only before its number stands there: "khu 4", not "Quân khu 5"."""
        if not self.syllables.is_number(index + 1) or self.syllables.separator(index):
            return False
        return not self.ends_before(index, "not_numbered_after")

    def _is_dotted(self, cue: Cue, index: int) -> bool:
        """Whether two capitals with a dot between them ("T.P") begin at a syllable whose abbreviation is `cue`."""
        first, text = self.syllables.start(index), self.syllables.text
        return cue.kind == "abbreviation" and text[first + 1 : first + 2] == "." and text[first : first + 3].isupper()

    def name_at(self, first: int, levels: frozenset[UnitLevel]) -> Name | None:
        """The longest name of a unit of these levels that begins, capitalised, at a syllable and does not go on."""
        syllables = self.syllables
        keys = syllables.keys
        begun = self.names.lengths.get(keys[first]) if first < len(keys) else None
        if begun is None:
            return None
        behind = keys[first + 1] if first + 1 < len(keys) else ""
        for size in begun.longer.get(behind, begun.alone):
            last = first + size
            units = self.names.units.get(tuple(keys[first:last]))
            if units is None or last > len(keys) or OTHER in syllables.gaps[first : last - 1]:
                continue
            fitting = units if levels is ALL_LEVELS else tuple([unit for unit in units if unit.level in levels])
            if fitting and (syllables.words[last - 1][0].isupper() or syllables.is_number(last - 1)):
                return Name(first, last, fitting)
        return None

    def runs_on(self, last: int) -> bool:
        """Whether a capitalised run goes on at syllable `last`, other than with a person's surname or in capitals."""
        syllables = self.syllables
        if last >= len(syllables.keys) or syllables.gaps[last - 1] != BLANK or not syllables.is_capital(last):
            return False
        return not (syllables.is_shouted(last) or self.cue_at(last))

    def begins_person(self, index: int) -> bool:
        """Whether a person's name may begin here: "Bí thư Huyện ủy Ba Bể Nguyễn Văn A"."""
        keys = self.syllables.keys
        is_highlander = index < len(keys) and keys[index].startswith(_HIGHLANDER)
        return is_highlander or self.words.lists["surnames"].starts_at(keys, index) > 0

    def names_official(self, kind: int, name: int) -> bool:
        """Whether a kind word ends an office and a person's name follows it: "Bí thư Đảng ủy xã Mùa A Dếnh"."""
        if name >= len(self.syllables.keys) or not self.begins_person(name):
            return False
        is_told = self.words.lists["middle_names"].starts_at(self.syllables.keys, name + 1) > 0
        return self._ends_office(kind) or (is_told and self.syllables.is_capital(name + 1))

    def tells_forces(self, kind: int) -> bool:
        """Whether a kind word tells people of the forces from others: "trong đó công an xã 96 người"."""
        if not self.ends_before(kind, "forces"):
            return False
        begin = kind - self.words.lists["forces"].ends_at(self.syllables.keys, kind)
        is_small = not any(self.syllables.is_capital(at) for at in range(begin, kind))
        return is_small and not self.ends_before(begin, "organizations", "force_bodies")

    def _ends_office(self, end: int) -> bool:
        """Whether the words right before a syllable are an office: "Chủ tịch Hội Nông dân"."""
        for index in range(end, max(end - _FAR, 0), -1):
            if self.syllables.gaps[index - 1] != BLANK or self.ends_before(index, "separators"):
                return False
            if self.ends_before(index, "heads"):
                return True
        return False

    def unknown_name_at(self, first: int) -> Name | None:
        """A capitalised run of two to four syllables that no gazetteer name covers."""
        syllables, last = self.syllables, first
        while last < len(syllables.keys) and last - first < _UNKNOWN_NAME.stop:
            if not syllables.is_capital(last):
                break
            if last > first and (syllables.gaps[last - 1] != BLANK or self.cue_at(last)):
                break
            last += 1
        if last - first not in _UNKNOWN_NAME or syllables.is_shouted(first):
            return None
        begins_body = any(self.words.lists[name].starts_at(syllables.keys, first) for name in ("starters", "bodies"))
        return None if begins_body else Name(first, last, ())

    def ends_before(self, index: int, *lists: str) -> bool:
        """Whether a phrase of one of these lists stands right before a syllable."""
        if index == 0 or self.syllables.gaps[index - 1] != BLANK:
            return False
        keys = self.syllables.keys
        near = self.words.lists_by_tail.get(keys[index - 1])
        if near is not None:
            for name in lists:
                if name in near and near[name].ends_at(keys, index):
                    return True
        return False

    def lists_before(self, index: int) -> Mapping[str, Phrases]:
        """The lists one of whose phrases may end right before a syllable, by the syllable there."""
        if index == 0 or self.syllables.gaps[index - 1] != BLANK:
            return _NO_LISTS
        return self.words.lists_by_tail.get(self.syllables.keys[index - 1], _NO_LISTS)

    def is_inside_other_name(self, index: int) -> bool:
        """Whether a bare name here belongs to a person, a street, a school, a company or a longer capitalised run."""
        syllables = self.syllables
        if index == 0:
            return False
        before = index - 1
        if syllables.gaps[before] == OTHER:
            return syllables.separator(before) == ":" and self.ends_after_colon(before) and not self._is_counted(index)
        if self.ends_before(index, "bare_organizations"):
            return False
        if self.ends_before(index, "persons", "things"):
            return True
        if syllables.gaps[before] == BLANK and syllables.is_capital(before) and not self._may_precede(before, index):
            return True
        return self._is_thing_far_before(index)

    def _may_precede(self, before: int, index: int) -> bool:
        syllables = self.syllables
        if syllables.is_shouted(index):
            return not self.words.lists["surnames"].ends_at(syllables.keys, index)
        starters = self.words.lists["starters"]
        return syllables.begins_sentence(before) and starters.ends_at(syllables.keys, index) > 0

    def ends_after_colon(self, before: int) -> bool:
        """Whether a word for a person stands before a colon: "Bài và ảnh: Minh Phúc"."""
        return self.words.lists["persons"].ends_at(self.syllables.keys, before + 1) > 0

    def _is_counted(self, index: int) -> bool:
        """Whether a figure stands right behind a name of a few syllables: "kết nạp đảng viên: Hoài Đức 210"."""
        syllables = self.syllables
        for at in range(index + 1, min(index + _NAME, len(syllables.words))):
            if syllables.gaps[at - 1] != BLANK:
                return False
            if syllables.is_number(at):
                return True
        return False

    def _is_thing_far_before(self, index: int) -> bool:
        syllables, words = self.syllables, self.words
        for end in range(index, max(index - _FAR, 0), -1):
            if syllables.gaps[end - 1] == OTHER or words.lists["separators"].ends_at(syllables.keys, end):
                return False
            if words.lists["things_at_a_distance"].ends_at(syllables.keys, end):
                return True
        return False


def make_scan(text: str, gazetteer: Gazetteer) -> Scan:
    """A text under the matcher, without accents where it prints none."""
    is_plain = is_unaccented(text)
    words = load_place_words(is_plain=is_plain)
    syllables = split_syllables(text, words.keys)
    announcing = list(compress(count(), map(words.may_announce.__getitem__, syllables.words)))
    names = gazetteer.plain_names if is_plain else gazetteer.names
    return Scan(syllables, names, words, announcing, _openings(gazetteer, is_plain))


@lru_cache(maxsize=_GAZETTEERS)
def _openings(gazetteer: Gazetteer, is_plain: bool) -> Remembered[frozenset[str] | None]:
    """What may follow a printed syllable, by keys, where it begins a cue or a name; None for anything."""
    names, words = (gazetteer.plain_names if is_plain else gazetteer.names), load_place_words(is_plain=is_plain)

    def find(word: str) -> frozenset[str] | None:
        key = words.keys[word]
        cue, name = words.cues.get(key), names.lengths.get(key) if word[0].isupper() else None
        if (cue and cue.alone) or (name and name.alone) or key in words.names_apart:
            return None
        return frozenset((*(cue.longer if cue else ()), *(name.longer if name else ())))

    return Remembered(find, most=_KNOWN)
