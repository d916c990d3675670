"""What is asked first about a place never says no where the full question would say yes, on texts of its words."""

import re
from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from extractors.gazetteer import load_gazetteer
from extractors.places import home, implied, points, reach, title, topics, units, venues, villages
from extractors.places.document_place import document_place
from extractors.places.finding import _is_in_bracket, _read_cue, _read_name, find_places
from extractors.places.match import make_scan
from extractors.places.resolution import resolve_places
from extractors.places.tokens import BLANK
from extractors.sentences import split_sentences

PIECES = (
    "huyện Ba Bể|Huyện Na Rì|tỉnh Bắc Kạn|xã |Xã |bản |thôn |Phya Mạ|Yến Dương|ba bể |Tây Nguyên|TPHCM|Đảng bộ |"
    "Đảng ta có |đảng viên |toàn huyện |toàn quốc |khu dân cư |Bí thư |Chủ tịch |Trưởng ban |cán bộ |ngoài |"
    "ngoài địa bàn |trên cơ sở |sáp nhập |TỈNH ỦY BẮC KẠN|HUYỆN ỦY BA BỂ|CHI BỘ THÔN |BBK - |(BHN) – |có 12 |là 5% |"
    "năm 2019 |vùng cao |gồm |3 chi bộ trạm y tế |, |. |; |: |(|)|\n|\n|  | |–|Ngày 3/2 |x|12|T|TP. |Q.|và |"
    "các |Khi còn là huyện, |văn bản |bản số |các bản như |Gò Cát là |ấp |làng |hợp tác xã |xã hội |tại |ở |Ở |thủ đô |"
    "thành phố |khai mạc tại |, tại |\u00a0"
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map("".join)
DATELINE = re.compile(rf"^{home._DATELINE.pattern}", re.MULTILINE)


@given(TEXTS)
def test_a_mention_begins_where_two_syllables_say_so(text: str) -> None:
    scan = make_scan(text, load_gazetteer())
    for at in set(scan.announcing) - set(scan.beginnings()):
        assert _read_cue(scan, at) == ([], at + 1)
        assert not scan.syllables.is_capital(at) or _read_name(scan, at) == ([], at + 1)


@given(TEXTS)
def test_a_village_word_left_at_once_tells_of_no_place(text: str) -> None:
    scan = make_scan(text, load_gazetteer())
    for at, key in enumerate(scan.syllables.keys):
        if key in scan.words.lone_villages and not villages.may_be_village(scan, at):
            assert _read_cue(scan, at) == ([], at + 1)
            assert not scan.syllables.is_capital(at)


@given(TEXTS)
def test_what_stands_before_a_venue_ends_as_it_may(text: str) -> None:
    for at in range(len(text) + 1):
        if venues._VENUE.search(text[:at]):
            assert text[:at][-2:].rstrip()[-1:] in venues._VENUE_ENDS


def test_a_place_may_stand_behind_the_end_of_a_title_that_is_not_printed() -> None:
    assert not venues.is_dateline("Kết nạp đảng viên", 40, 46)
    assert not venues.is_venue("Kết nạp đảng viên tại ", 40, 46)


@given(TEXTS)
def test_what_begins_behind_a_kind_word_says_whether_a_name_does(text: str) -> None:
    scan = make_scan(text, load_gazetteer())
    for at in scan.announcing:
        found = scan.cue_at(at)
        if found and not units._may_be_named(scan, found[1]):
            assert units._name_behind(scan, *found, is_plural=False) is None
            assert units._name_behind(scan, *found, is_plural=True) is None


@given(TEXTS)
def test_counted_bodies_have_their_number_near_by(text: str) -> None:
    scan = make_scan(text, load_gazetteer())
    syllables, counted = scan.syllables, scan.words.lists["counted_bodies"]
    for first in range(len(syllables.keys)):
        begins = range(first - 1, max(first - implied._LONGEST_BODY, 0), -1)
        inner = [at for at in begins if syllables.gaps[at] != BLANK or syllables.is_capital(at)]
        near = [at for at in begins if not inner or at > inner[0]]
        begin = next((at for at in near if counted.starts_at(syllables.keys, at)), 0)
        is_counted = begin > 0 and syllables.is_number(begin - 1) and syllables.gaps[begin - 1] == BLANK
        assert implied._is_of_counted(scan, first) == is_counted


@given(TEXTS)
def test_a_bracket_is_open_where_its_line_opened_more_than_it_closed(text: str) -> None:
    depth = 0
    for at, sign in enumerate(f"{text} "):
        assert _is_in_bracket(text, at) == (depth > 0)
        depth = 0 if sign == "\n" else depth + (sign == "(") - (sign == ")" and depth > 0)


@given(TEXTS)
def test_offices_bases_and_outsides_hold_their_words(text: str) -> None:
    for at in range(len(text) + 1):
        assert reach._is_of_office(text[:at]) == bool(reach._OFFICE.search(text[:at]))
        assert reach.is_founded_on(text, 0, at) == bool(reach._FOUNDED.search(text[:at].rpartition(". ")[2]))
        assert topics._is_outside(text, at) == bool(topics._OUTSIDE.search(text, max(0, at - topics._NEAR), at))


@given(TEXTS)
def test_a_body_above_the_sender_is_in_capitals(text: str) -> None:
    for mention in find_places(text, load_gazetteer()):
        begin = text.rfind("\n", 0, mention.start) + 1
        line, _, below = text[begin : mention.end + points._LONGEST_CAPTION].partition("\n")
        is_above = title.is_superior(line.strip(), below.partition("\n")[0].strip())
        assert points._is_above_another(text, mention, begin) == is_above


@given(TEXTS)
def test_a_dateline_begins_a_line(text: str) -> None:
    found = [home._DATELINE.match(line) for line in text.split("\n")]
    whole = DATELINE.search(text)
    assert next((match.group() for match in found if match), None) == (whole.group() if whole else None)


@given(TEXTS)
def test_topics_before_are_those_of_all_sentences(text: str) -> None:
    units = load_gazetteer()
    places = resolve_places(find_places(text, units), gazetteer=units)
    sentences = split_sentences(text)
    scope = topics.make_scope(text, places, document_place(places, gazetteer=units, text=text), sentences)
    own = [(sentence, topics._topic(scope, sentence)) for sentence in sentences]
    told = [(sentence, topic) for sentence, topic in own if topic]
    starts = [sentence.start for sentence, _ in told]
    for begin in range(0, len(text), 7):
        for end in range(0, len(text) + 1, 5):
            first = bisect_right(starts, begin - 1)
            last = bisect_right(starts, end - 1)
            assert list(topics.topics_before(scope, begin, end)) == told[first:last][::-1]
