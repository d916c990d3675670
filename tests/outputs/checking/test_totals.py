"""Units beside the unit that they lie in."""

from outputs.checking.totals import find_unit_totals
from outputs.labels import load_labels

LABELS = load_labels()
PEOPLE = {"indicator": "population.total", "system": "party"}


def figures(told, whole, parts, **fields):
    above = told(whole, place_code="P", place_name="tỉnh A", level="province", **fields)
    below = [told(v, place_code=f"D{at}", place_name=f"huyện {at}", **fields) for at, v in enumerate(parts, start=1)]
    return [above, *below]


def said(found, units):
    return [(one.outcome, one.statement.split("; ")[-1]) for one in find_unit_totals(found, units, LABELS)]


def test_all_units_make_up_the_whole(told, listed_units):
    units = listed_units(below={"P": ("D1", "D2")})
    (check,) = find_unit_totals(figures(told, 100, [40, 60], **PEOPLE), units, LABELS)
    assert (check.kind, check.outcome, len(check.figures), check.locality) == ("units_total", "holds", 3, "tỉnh A")
    assert check.statement.startswith("huyện 1 40 + huyện 2 60 (2 đơn vị) = 100 = Dân số, tỉnh A, cuối 2023: 100 (")
    assert said(figures(told, 120, [40, 60], **PEOPLE), units)[0][0] == "fails"


def test_bounds_make_a_sum_of_bounds(told, listed_units):
    units = listed_units(below={"P": ("D1", "D2")})
    above, *below = figures(told, 110, [40], **PEOPLE)
    over = told(60, place_code="D2", place_name="huyện 2", qualifier="over", **PEOPLE)
    assert said([above, *below, over], units)[0][0] == "holds"
    assert said([told(90, place_code="P", level="province", **PEOPLE), *below, over], units)[0][0] == "fails"


def test_some_units_are_a_bound(told, listed_units):
    units = listed_units(below={"P": ("D1", "D2", "D3")})
    assert said(figures(told, 120, [40, 60], **PEOPLE), units) == [("cannot_tell", "mới có 2/3 đơn vị")]
    assert said(figures(told, 90, [40, 60], **PEOPLE), units)[0][0] == "fails"
    assert said(figures(told, 90, [40], **PEOPLE), units) == []
    assert said(figures(told, 90, [400], **PEOPLE), units)[0][0] == "fails"


def test_a_party_has_members_outside_its_districts(told, listed_units):
    units = listed_units(below={"P": ("D1", "D2")})
    assert said(figures(told, 120, [40, 60]), units)[0][0] == "holds"
    assert said(figures(told, 90, [40, 60]), units)[0][0] == "fails"


def test_what_is_counted_twice_is_not_added(told, listed_units):
    units = listed_units(below={"P": ("D1", "D2")})
    assert said(figures(told, 9, [40, 60], indicator="committee_member.total"), units) == []


def test_one_document_and_unsure_readings_contradict_nothing(told, listed_units):
    units = listed_units(below={"P": ("D1", "D2")})
    assert said(figures(told, 120, [40, 60], document_id="x", **PEOPLE), units)[0][0] == "cannot_tell"
    assert said(figures(told, 120, [40, 60], confidence=0.4, **PEOPLE), units)[0][0] == "cannot_tell"


def test_groups_bodies_and_other_times_stay_out(told, listed_units):
    units = listed_units(below={"P": ("D1", "D2")})
    above, one, _ = figures(told, 100, [40, 60], **PEOPLE)
    women = told(60, place_code="D2", groups='["female"]', **PEOPLE)
    other = told(60, place_code="D2", period_end="2022-12-31", **PEOPLE)
    assert said([above, one, women], units) == []
    assert said([above, one, other], units) == []
