"""Rows some at a time: every row of the newest extractions once, whatever the size of a portion."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from outputs.store import open_store
from outputs.store.fact_places import Place
from outputs.store.portion_filters import CheckFilter, DocumentFilter, FactFilter
from schemas.checks import Check
from schemas.reviews import Review


def _all(store, kind, wanted=None, most=3):
    empty = {"documents": DocumentFilter, "facts": FactFilter, "checks": CheckFilter}[kind]
    items, after = [], None
    while True:
        with store.portions() as portions:
            portion = getattr(portions, kind)(wanted or empty(), after, most)
        assert len(portion.items) <= most
        items += portion.items
        if portion.last is None:
            return items
        assert len(portion.items) == most
        after = portion.last


@pytest.mark.parametrize("most", [1, 3, 8, 500])
def test_every_row_comes_once_and_in_order(store, many, most):
    store.save(many)
    lines = _all(store, "facts", most=most)
    assert [line.fact for line in lines] == [fact for one in many for fact in one.facts]
    assert [line.head.document_id for line in _all(store, "documents", most=most)] == [
        one.document.document_id for one in many
    ]
    assert [line.check for line in _all(store, "checks", most=most)] == list(many[0].checks)


def test_a_line_knows_its_document(store, extraction):
    store.save([extraction])
    line = _all(store, "facts")[0]
    assert line.document.head == extraction.to_contract().document
    assert (line.document.extractor, line.document.version) == (extraction.extractor, 1)


def test_only_the_newest_extraction_counts(store, extraction):
    store.save([extraction])
    newer = extraction.model_copy(update={"extractor": "2.0", "facts": extraction.facts[:2], "checks": ()})
    store.save([newer])
    assert [line.fact for line in _all(store, "facts")] == list(newer.facts)
    assert _all(store, "checks") == []
    assert [line.extractor for line in _all(store, "documents")] == ["2.0"]


def test_what_was_stored_later_comes_behind_the_last_place(store, many):
    store.save(many[:2])
    with store.portions() as portions:
        first = portions.facts(FactFilter(), None, 8)
    store.save(many[2:4])
    with store.portions() as portions:
        rest = portions.facts(FactFilter(), first.last, 8)
    assert [line.fact for line in first.items + rest.items] == [fact for one in many[:4] for fact in one.facts]


@pytest.mark.parametrize(
    ("wanted", "numerals"),
    [
        ({"indicator": "member.admitted"}, ["325", "54,2", "120"]),
        ({"indicator": "member.admitted", "measure": "completion"}, ["54,2"]),
        ({"status": "target"}, ["120"]),
        ({"system": "party", "indicator": "cell.total"}, ["26"]),
        ({"province": "Hà Giang"}, []),
        ({"locality": "2025a:D:061", "indicator": "cell.total"}, ["26"]),
        ({"months": ("2024-12", "2024-12")}, ["120"]),
        ({"months": ("2024-01", "2024-11")}, []),
        ({"months": ("2020-01", "2020-12")}, ["325"]),
        ({"outcome": "fails"}, ["325", "54,2"]),
        ({"outcome": "cannot_tell"}, []),
        ({"source": "Báo Hà Giang"}, []),
        ({"document_id": "none"}, []),
        ({"since_version": 1}, []),
        ({"since_version": 0, "indicator": "cell.total"}, ["26"]),
        ({"since": datetime(2999, 1, 1, tzinfo=UTC)}, []),
        ({"since": datetime(2020, 1, 1, tzinfo=UTC), "indicator": "cell.total", "source": "Báo Bắc Kạn"}, ["26"]),
    ],
)
def test_filters(store, extraction, wanted, numerals):
    store.save([extraction])
    text = extraction.document.text
    found = [line.fact.evidence for line in _all(store, "facts", FactFilter(**wanted))]
    assert [text[one.start : one.end] for one in found] == numerals


def test_a_period_that_ends_with_the_publication_ends_in_its_month(store, build_extraction, extraction):
    period = extraction.facts[4].period.model_copy(update={"start": None, "end": None, "end_is_published": True})
    store.save([build_extraction("Có 7 chi bộ.\n", [("7", {"period": period})], published="2023-07")])
    for months, found in (("2023-07", "2023-07"), 1), (("2023-08", "2023-12"), 0):
        assert len(_all(store, "facts", FactFilter(months=months))) == found


def test_filters_of_checks_and_documents(store, extraction):
    store.save([extraction])
    assert [line.check.outcome for line in _all(store, "checks", CheckFilter(outcome="fails"))] == ["fails"]
    assert [line.check.kind for line in _all(store, "checks", CheckFilter(kind="parts_total"))] == ["parts_total"]
    assert _all(store, "checks", CheckFilter(province="Hà Giang")) == []
    assert len(_all(store, "documents", DocumentFilter(province="Bắc Kạn"))) == 1
    assert _all(store, "documents", DocumentFilter(source="Báo khác")) == []


def test_a_fact_is_found_by_its_id(store, extraction):
    store.save([extraction])
    with store.portions() as portions:
        assert portions.fact(extraction.facts[3].fact_id).fact == extraction.facts[3]
        assert portions.fact("none") is None
    store.save([extraction.model_copy(update={"extractor": "2.0", "facts": extraction.facts[:2]})])
    with store.portions() as portions:
        assert portions.fact(extraction.facts[3].fact_id) is None


def test_a_fact_id_with_signs_of_patterns_is_no_other(store, extraction):
    names = zip(extraction.facts[:2], ("a_b", "axb"), strict=True)
    facts = [fact.model_copy(update={"fact_id": name}) for fact, name in names]
    check = Check(kind="same_figure", outcome="fails", fact_ids=("axb",), statement="45 = 19")
    store.save([extraction.model_copy(update={"facts": tuple(facts), "checks": (check,), "ledger": ()})])
    assert [line.fact.fact_id for line in _all(store, "facts", FactFilter(outcome="fails"))] == ["axb"]


@pytest.mark.parametrize("most", [1, 3, 500])
def test_facts_as_reviewed_take_the_place_of_those_extracted(store, many, most):
    store.save(many[:2])
    first, second = many[0], many[1]
    corrected = first.facts[1].model_copy(update={"indicator": "cell.dissolved"})
    for one, fact, after in ((first, first.facts[1], corrected), (second, second.facts[0], None)):
        verdict = "corrected" if after else "rejected"
        store.reviews.add(
            Review(
                document_id=one.document.document_id, start=fact.evidence.start, end=fact.evidence.end,
                extractor=one.extractor, verdict=verdict, reviewer="An", reviewed_at=datetime(2025, 11, 3, tzinfo=UTC),
                reason=None, before=fact.model_dump_json(), after=after.model_dump_json() if after else None,
            )
        )  # fmt: skip
    ids = [fact.fact_id for one in many[:2] for fact in one.facts]
    applied = [line.fact for line in _all(store, "facts", FactFilter(reviews="applied"), most)]
    assert [fact.fact_id for fact in applied] == [one for one in ids if one != second.facts[0].fact_id]
    assert (applied[1].indicator, applied[1].review) == ("cell.dissolved", "corrected")
    marked = [line.fact for line in _all(store, "facts", FactFilter(reviews="marked"), most)]
    assert [fact.fact_id for fact in marked] == ids
    assert [fact.review for fact in marked if fact.review] == ["corrected", "rejected"]
    moved = FactFilter(reviews="applied", indicator="cell.dissolved")
    assert [line.fact.fact_id for line in _all(store, "facts", moved, most)] == [corrected.fact_id]


@pytest.mark.parametrize("reviews", ["ignored", "applied"])
def test_a_page_of_one_indicator_needs_no_sorting_of_all(sqlite_url, many, reviews):
    """What a page costs must not grow with the store; the plan of SQLite tells."""
    with open_store(sqlite_url) as store, store._engine.connect() as connection:
        store.save(many[:3])
        asked = []
        event.listen(store._engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
        with store.portions() as portions:
            portions.facts(FactFilter(indicator="member.total", reviews=reviews), Place(1, 0), 10)
        (query,) = [one for one in asked if "FROM facts" in one[0] and "ORDER BY" in one[0]]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query[0]}", query[1]).all()
    lines = [row[3] for row in plan]
    assert not [line for line in lines if "TEMP B-TREE" in line or line.startswith("SCAN")], lines
