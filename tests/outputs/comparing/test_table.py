"""A store and a request -> rows: which figure, of which sources, comparable or not, in which rank."""

from decimal import Decimal

import pytest

from outputs.comparing.request import Request
from outputs.comparing.table import build_table
from schemas.crawling import Twin
from schemas.errors import ConfigError
from schemas.facts import Locality, Period
from schemas.twins import DocumentSignature

END_2023 = Period(start=None, end="2023-12-31", end_is_published=False, text="cuối năm 2023")
NO_TIME = Period(start=None, end=None, end_is_published=False, text=None)
YEAR_2023 = Period(start="2023-01-01", end="2023-12-31", end_is_published=False, text="năm 2023")


def place(name, number=1, *, level="district", era="2025a"):
    return Locality(name=name, level=level, code=f"{era}:{level[0].upper()}:{number:03}", province="Bắc Kạn")


BA_BE, CHO_DON, NA_RI = place("huyện Ba Bể", 1), place("huyện Chợ Đồn", 2), place("huyện Na Rì", 3)


@pytest.fixture
def save(store, build_extraction):
    """Saves documents, each with one figure or more: (numeral, place, fields)."""

    def run(*documents, **head):
        made = []
        for number, figures in enumerate(documents):
            figures = [figures] if isinstance(figures, tuple) else figures
            text = f"Bài {'x' * number}: " + "; ".join(f"{where.name} có {n} người" for n, where, _ in figures)
            stated = [
                (n, {"locality": where, "period": END_2023, "value": Decimal(n.replace(".", "")), **fields})
                for n, where, fields in figures
            ]
            name = f"{head.get('name', 'bai')}-{number}.txt"
            made.append(build_extraction(text, stated, **{**head, "name": name}))
        store.save(made)
        return made

    return run


def rows(store, **stated):
    return build_table(store, Request(**{"indicator": "member.total", **stated})).rows


def said(found):
    return {row.place.name: int(row.value) for row in found}


def test_one_row_a_locality_with_its_source(store, save):
    (made,) = save([("100", BA_BE, {}), ("200", CHO_DON, {})])
    found = rows(store)
    assert said(found) == {"huyện Ba Bể": 100, "huyện Chợ Đồn": 200}
    figure = found[0].cells[0].figure
    assert (figure.source.url, figure.fact.evidence.quote) == (made.document.url, made.facts[0].evidence.quote)
    assert {row.verdict.level for row in found} == {"comparable"}


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "target"}, {"same_as": "x"}, {"groups": ("female",)}, {"system": "youth_union"},
        {"measure": "share", "unit": "percent"}, {"indicator": "member.official"},
        {"organization": "Đảng bộ Khối các cơ quan tỉnh"},
    ],
)  # fmt: skip
def test_another_kind_of_figure_stays_out(store, save, fields):
    save(("100", BA_BE, {}), ("999", CHO_DON, fields))
    assert said(rows(store)) == {"huyện Ba Bể": 100}


def test_the_filters(store, save):
    save(("100", BA_BE, {}), ("5", place("xã Kẻn", 9, level="commune"), {}), ("200", CHO_DON, {}))
    assert said(rows(store, level="commune")) == {"xã Kẻn": 5}
    assert said(rows(store, locality="Ba Bể")) == {"huyện Ba Bể": 100}
    assert said(rows(store, locality="huyện Chợ Đồn")) == {"huyện Chợ Đồn": 200}
    assert rows(store, locality="%") == ()
    assert rows(store, province="Hà Giang") == ()
    assert len(rows(store, province="Bắc Kạn")) == 3


def test_the_latest_wins_and_a_period_asks_for_another(store, save):
    older = END_2023.model_copy(update={"end": "2020-12-31"})
    save(("100", BA_BE, {"period": older}), ("300", BA_BE, {}))
    assert said(rows(store)) == {"huyện Ba Bể": 300}
    assert said(rows(store, period="2020")) == {"huyện Ba Bể": 100}
    assert rows(store, period="2021") == ()


def test_a_flow_of_the_very_period_goes_before_one_that_ends_later(store, save):
    half = YEAR_2023.model_copy(update={"start": "2023-07-01"})
    term = YEAR_2023.model_copy(update={"start": "2020-01-01"})
    kind = {"indicator": "member.admitted"}
    save(("10", BA_BE, kind | {"period": YEAR_2023}), ("99", BA_BE, kind | {"period": term}),
         ("4", CHO_DON, kind | {"period": half}))  # fmt: skip
    found = {row.place.name: row for row in rows(store, indicator="member.admitted", period="2023")}
    assert int(found["huyện Ba Bể"].value) == 10
    assert found["huyện Ba Bể"].verdict.level == "comparable"
    assert found["huyện Chợ Đồn"].verdict.reasons == ("length_other",)
    assert found["huyện Chợ Đồn"].verdict.level == "not_comparable"


@pytest.mark.parametrize(
    ("fields", "reason", "level"),
    [
        ({"qualifier": "over"}, "bound", "caution"),
        ({"confidence": 0.4}, "doubtful", "caution"),
        ({"checks": ("✗ 1 + 1 = 3",)}, "contradicted", "caution"),
        ({"period": END_2023.model_copy(update={"inferred": True})}, "inferred", "caution"),
        ({"period": END_2023.model_copy(update={"end": "2023-06-30"})}, "day_other", "caution"),
        ({"period": END_2023.model_copy(update={"end": "2021-12-31"})}, "period_other", "not_comparable"),
        ({"period": END_2023.model_copy(update={"end": None})}, "time_unknown", "caution"),
        ({"unit": "dossier"}, "unit_other", "not_comparable"),
    ],
)
def test_a_row_says_why_it_is_not_like_the_others(store, save, fields, reason, level):
    save(("100", BA_BE, {}), ("200", CHO_DON, {}), ("300", NA_RI, fields))
    row = next(row for row in rows(store) if row.place.name == "huyện Na Rì")
    assert reason in row.verdict.reasons
    assert row.verdict.level == level


def test_a_unit_of_today_is_not_set_beside_former_ones(store, save):
    new = place("xã Ba Bể", 7, level="commune", era="2025b")
    save(("100", place("xã A", 1, level="commune"), {}), ("200", place("xã B", 2, level="commune"), {}),
         ("300", new, {}))  # fmt: skip
    found = {row.place.name: row.verdict for row in rows(store, level="commune")}
    assert found["xã Ba Bể"].reasons == ("boundary_other",)
    assert "xã Ba Bể" not in said(rows(store, level="commune", boundary="then"))


def test_sources_that_agree_are_counted_and_those_that_do_not_are_shown(store, save):
    save(("5.300", BA_BE, {"qualifier": "over"}), ("5.314", BA_BE, {}), ("5.100", BA_BE, {}), published="2024-01-05")
    (row,) = rows(store)
    values = {int(row.value), *(int(other.fact.value) for other in row.cells[0].others)}
    assert row.sources == 3
    assert values == {5300, 5314, 5100}
    assert "conflict" in row.verdict.reasons
    assert row.cells[0].conflicting


def test_an_article_that_tells_two_numbers_for_one_thing_is_taken_with_care(store, save):
    """As a report does with the sum of a table of some units under the figure of the whole province."""
    guessed = {"period": END_2023.model_copy(update={"inferred": True}), "confidence": 1.0}
    save(
        [
            ("5.314", BA_BE, {}),
            ("441", BA_BE, guessed),
            ("5.300", CHO_DON, {"qualifier": "over"}),
            ("5.310", CHO_DON, {}),
        ]
    )
    ba_be, cho_don = rows(store)
    assert (int(ba_be.value), ba_be.verdict.level, ba_be.verdict.reasons) == (5314, "caution", ("conflict_within",))
    assert cho_don.verdict.reasons == ()


def test_a_bound_and_a_figure_within_it_are_no_conflict(store, save):
    save(("5.300", BA_BE, {"qualifier": "over"}), ("5.314", BA_BE, {}))
    (row,) = rows(store)
    assert (row.sources, row.cells[0].conflicting) == (2, ())


def test_a_retelling_is_no_second_source(store, save):
    documents = save(("100", BA_BE, {}), ("100", BA_BE, {}))
    first, second = (one.document.document_id for one in documents)
    signatures = [
        DocumentSignature(document_id=one, published="2023-01-01", exact="0" * 64, bands=("a",), content=b"")
        for one in (first, second)
    ]
    store.twins.add_all(signatures)
    assert rows(store)[0].sources == 2
    store.twins.link(Twin(document_id=second, twin_of=first, kind="near", similarity=0.9))
    (row,) = rows(store)
    assert row.sources == 1


def test_only_the_newest_extraction_of_a_document_counts(store, build_extraction):
    text = "huyện có 100 rồi 200 đảng viên"
    store.save([build_extraction(text, [("100", {"period": END_2023})], extractor="1")])
    store.save([build_extraction(text, [("200", {"period": END_2023})], extractor="2")])
    assert said(rows(store)) == {"huyện Ba Bể": 200}


def test_rates_are_of_the_same_unit_and_keep_bounds(store, save):
    kind = {"indicator": "member.admitted", "period": YEAR_2023}
    save([("30", BA_BE, kind), ("1.000", BA_BE, {"qualifier": "over"})], [("10", CHO_DON, kind)])
    found = {row.place.name: row for row in rows(store, indicator="member.admitted", per="member.total")}
    rate = found["huyện Ba Bể"].rate
    assert (rate.value, rate.allowed.low, rate.allowed.high) == (Decimal("3.00"), 0, Decimal(3))
    assert found["huyện Chợ Đồn"].rate is None
    assert "base_missing" in found["huyện Chợ Đồn"].verdict.reasons


def test_a_base_of_another_time_is_said_and_one_too_old_is_none(store, save):
    kind = {"indicator": "member.admitted", "period": YEAR_2023}
    before = END_2023.model_copy(update={"end": "2022-12-31"})
    long_ago = END_2023.model_copy(update={"end": "2019-12-31"})
    save([("30", BA_BE, kind), ("1.000", BA_BE, {"period": before})],
         [("10", CHO_DON, kind), ("500", CHO_DON, {"period": long_ago})])  # fmt: skip
    found = {row.place.name: row for row in rows(store, indicator="member.admitted", per="member.total")}
    assert "base_day" in found["huyện Ba Bể"].verdict.reasons
    assert found["huyện Chợ Đồn"].rate is None


def test_a_series_has_a_row_for_each_time(store, save):
    times = [END_2023.model_copy(update={"end": f"{year}-12-31"}) for year in (2021, 2022)]
    save(("100", BA_BE, {"period": times[0]}), ("110", BA_BE, {"period": times[1]}), ("120", BA_BE, {}))
    found = rows(store, by="period", locality="Ba Bể")
    assert [(row.as_of, int(row.value)) for row in found] == [
        ("2021-12-31", 100), ("2022-12-31", 110), ("2023-12-31", 120)
    ]  # fmt: skip
    assert {row.verdict.level for row in found} == {"comparable"}


def test_organisations_side_by_side(store, save):
    offices, police = "Đảng bộ Khối các cơ quan", "Đảng bộ Công an"
    save(("100", BA_BE, {"organization": offices}), ("40", BA_BE, {"organization": police}), ("999", BA_BE, {}))
    found = rows(store, by="organization")
    assert {row.body: int(row.value) for row in found} == {offices: 100, police: 40}


def test_ranks_are_as_wide_as_bounds_allow(store, save):
    save(("5.300", BA_BE, {"qualifier": "over"}), ("5.314", CHO_DON, {}), ("5.200", NA_RI, {}))
    table = build_table(store, Request(indicator="member.total"), sort="value")
    assert {row.place.name: row.rank for row in table.rows} == {
        "huyện Ba Bể": (1, 2), "huyện Chợ Đồn": (1, 2), "huyện Na Rì": (3, 3)
    }  # fmt: skip
    assert [int(row.value) for row in table.rows] == [5314, 5300, 5200]


def test_the_share_of_checked_figures(store, save):
    save(("100", BA_BE, {"checks": ("✓ 40 + 60 = 100",)}), ("200", CHO_DON, {}))
    table = build_table(store, Request(indicator="member.total"))
    assert table.checked == Decimal("0.5")
    assert table.documents == 2


def test_a_wrong_period_stops_before_any_work(store):
    with pytest.raises(ConfigError):
        rows(store, period="hôm qua")


def test_one_document_may_tell_one_figure_with_a_time_and_one_without(store, save):
    save([("100", BA_BE, {}), ("200", CHO_DON, {"period": NO_TIME}), ("300", NA_RI, {})], published="2023-12-31")
    found = {row.place.name: row.as_of for row in rows(store)}
    assert found == {"huyện Ba Bể": "2023-12-31", "huyện Chợ Đồn": "2023-12-31", "huyện Na Rì": "2023-12-31"}


def test_an_empty_store_gives_no_rows(store):
    assert rows(store, per="population.total") == ()
