"""Cues, names and phrases looked up by their first or last syllables are those that looking at each would find."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.gazetteer import load_gazetteer
from extractors.gazetteer.keys import SYLLABLE, SYLLABLE_KEYS
from extractors.gazetteer.units import UnitLevel
from extractors.places.match import make_scan
from extractors.places.tokens import split_syllables
from extractors.places.words import Key, load_place_words

GAZETTEER = load_gazetteer()
WORDS = load_place_words(is_plain=False)
ANY: frozenset[UnitLevel] = frozenset(("province", "district", "commune"))
PIECES = (
    "Tỉnh |tỉnh |ủy |Huyện |huyện |đoàn |xã |Xã |thị |trấn |thành |phố |TP. |T.P |T|Đảng |đảng |ta |"
    "có |bộ |toàn |quốc |cả |nước |khu |dân |cư |tổ |Ba |Bể |Bắc |Kạn |Hà |Giang |Giang, |Nội |"
    "Tân |An |An\n|Lập |Hạ |Đắk |Lắk |3 |các |những |công |an |ban |chỉ |huy |quân |sự |"
    "vùng |biên |giới |là |một |, |; |: |- |("
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join)
CUES = {key: cue for of in WORDS.cues.values() for cues in of.longer.values() for key, cue in cues} | {
    (head,): of.alone for head, of in WORDS.cues.items() if of.alone
}


@given(TEXTS)
def test_a_cue_is_the_longest_whose_syllables_stand_together(text: str) -> None:
    scan = make_scan(text, GAZETTEER)
    keys, gaps = scan.syllables.keys, scan.syllables.gaps
    for at in range(len(keys)):
        ends = [end for end in (at + 3, at + 2, at + 1) if end <= len(keys) and tuple(keys[at:end]) in CUES]
        joined = [
            end for end in ends if "." not in gaps[at : end - 1] or scan._is_dotted(CUES[tuple(keys[at:end])], at)
        ]
        if joined == [at + 1] and keys[at] in WORDS.numbered and not scan._is_numbered(at):
            joined = []
        expected = (CUES[tuple(keys[at : joined[0]])], joined[0]) if joined else None
        assert scan.words.is_plain or scan.cue_at(at) == expected


@given(TEXTS)
def test_a_name_is_the_longest_of_the_gazetteer(text: str) -> None:
    scan = make_scan(text, GAZETTEER)
    keys, gaps = scan.syllables.keys, scan.syllables.gaps
    for at in range(len(keys)):
        ends = [
            end
            for end in range(len(keys), at, -1)
            if tuple(keys[at:end]) in scan.names.units
            and "." not in gaps[at : end - 1]
            and (scan.syllables.is_capital(end - 1) or scan.syllables.is_number(end - 1))
        ]
        name = scan.name_at(at, ANY)
        assert (name.last if name else None) == (ends[0] if ends else None)


@given(TEXTS)
def test_phrases_begin_and_end_where_one_of_them_does(text: str) -> None:
    keys = make_scan(text, GAZETTEER).syllables.keys

    def longest(phrases: frozenset[Key], *, end: int | None = None, start: int = 0) -> int:
        lengths = range(len(keys), 0, -1)
        spans = ((start, start + n) if end is None else (end - n, end) for n in lengths)
        return next(
            (last - at for at, last in spans if at >= 0 and tuple(keys[at:last]) in phrases and last <= len(keys)), 0
        )

    for name in ("forces", "force_bodies", "organizations", "modifiers", "is_a", "nation_not_before"):
        phrases = WORDS.lists[name]
        for at in range(len(keys) + 1):
            assert phrases.starts_at(keys, at) == longest(phrases.keys, start=at)
            assert phrases.ends_at(keys, at) == longest(phrases.keys, end=at)


@given(TEXTS)
def test_only_capitals_and_beginnings_of_cues_announce_a_place(text: str) -> None:
    scan = make_scan(text, GAZETTEER)
    heads = {key[0] for key in CUES}
    expected = [
        at
        for at, word in enumerate(scan.syllables.words)
        if word[0].isupper() or (scan.syllables.keys[at] in heads and not scan.words.is_plain)
    ]
    assert scan.words.is_plain or scan.announcing == expected


@given(st.text(st.sampled_from("aẢảđĐ7½٣一ㄅ_ .,-\n\u0303'’𝐀𝟎😀\ud800\uffff") | st.characters()))
def test_syllables_are_what_the_pattern_finds_in_any_letters(text: str) -> None:
    syllables = split_syllables(text, SYLLABLE_KEYS)
    found = list(SYLLABLE.finditer(text))
    assert syllables.words == [word.group() for word in found]
    assert [syllables.span(at, at + 1) for at in range(len(found))] == [word.span() for word in found]
