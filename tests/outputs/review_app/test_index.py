"""The read model says at any time what the store says, in pages that leave nothing out and give nothing twice."""

from decimal import Decimal

import pytest

from outputs.review_app.index.filters import FactFilter
from outputs.review_app.index.lines import is_sampled
from outputs.review_app.index.queries import Cursor, count_items, count_values, queue_rows, read_page
from outputs.review_app.index.sync import FactIndex
from outputs.store import open_store
from schemas.errors import ConfigError
from schemas.reviews import Review


@pytest.fixture
def index(store, tmp_path):
    found = FactIndex(store, tmp_path / "index")
    yield found
    found.close()


@pytest.fixture
def many(store, build_extraction):
    """Sixty documents of one fact each, several with the same value."""
    made = [
        build_extraction(
            f"Huyện số {number} có {1000 + number % 7} đảng viên.\n",
            [(str(1000 + number % 7), {"confidence": round(0.3 + number / 100, 2)})],
            title=f"Bài {number}", published=f"2023-{1 + number % 12:02}-01",
        )
        for number in range(60)
    ]  # fmt: skip
    store.save(made)
    return made


def _walk(connection, **options):
    """All items of a list, page by page."""
    found, cursor = [], None
    while True:
        page = read_page(connection, FactFilter(), cursor=cursor, limit=7, **options)
        found += [row["item"] for row in page.rows]
        if page.after is None:
            return found
        cursor = Cursor.parse(page.after.text())


@pytest.mark.parametrize("sort", ["value", "published", "confidence", "place", "priority"])
@pytest.mark.parametrize("is_descending", [True, False])
def test_pages_give_each_fact_once_in_order(index, many, sort, is_descending) -> None:
    index.refresh()
    connection = index.read()
    found = _walk(connection, sort=sort, is_descending=is_descending)
    order = "DESC" if is_descending else "ASC"
    rows = connection.execute(f"SELECT item FROM items ORDER BY {sort} {order}, item {order}")
    assert found == [row[0] for row in rows]
    assert len(found) == 60


def test_a_page_can_be_left_the_way_one_came(index, many) -> None:
    index.refresh()
    first = read_page(index.read(), FactFilter(), sort="value", limit=20)
    second = read_page(index.read(), FactFilter(), sort="value", limit=20, cursor=first.after)
    back = read_page(index.read(), FactFilter(), sort="value", limit=20, cursor=second.before)
    assert [row["item"] for row in back.rows] == [row["item"] for row in first.rows]
    assert (first.before, back.before) == (None, None)


@pytest.mark.parametrize("text", ["!!", "bnVsbA", "W10", "WzEsMiwzLDRd"])
def test_a_place_in_a_list_that_is_none_is_refused(text) -> None:
    with pytest.raises(ConfigError, match="no place in a list"):
        Cursor.parse(text)


def test_filters_choose_and_counts_count(index, store, two) -> None:
    store.save(two)
    index.refresh()
    connection = index.read()
    assert count_items(connection, FactFilter(province="Bắc Kạn", indicator="member.admitted")) == 3
    assert count_items(connection, FactFilter(check="fails")) == 2
    assert count_items(connection, FactFilter(q="ban be nghi")) == 0
    assert count_items(connection, FactFilter(q="PAC NAM")) == 2
    assert count_items(connection, FactFilter(year="2022")) == 2
    assert count_items(connection, FactFilter(system="-")) == 0
    assert count_items(connection, FactFilter(source="nowhere")) == 0
    chosen = FactFilter(province="Bắc Kạn", source="Báo Bắc Kạn")
    assert count_values(connection, chosen, "source") == [("Báo Bắc Kạn", 4), ("Báo Thái Nguyên", 2)]
    assert count_values(connection, chosen, "outcome") == [("open", 4)]
    with pytest.raises(ConfigError, match="not counted"):
        count_values(connection, chosen, "quote")


def test_a_common_word_is_searched_for_by_walking(index, store, two, monkeypatch) -> None:
    store.save(two)
    index.refresh()
    expected = count_items(index.read(), FactFilter(q="dang vien"))
    monkeypatch.setattr("outputs.review_app.index.filters._FEW", 0)
    assert count_items(index.read(), FactFilter(q="dang vien")) == expected == 6
    assert count_items(index.read(), FactFilter(q="thai nguyen")) == 2


def test_the_queue_is_worst_first_and_repeats_come_last(index, store, two) -> None:
    first, second = two
    repeat = first.facts[1].model_copy(update={"same_as": first.facts[0].fact_id, "confidence": 0.1})
    store.save([first.model_copy(update={"facts": (first.facts[0], repeat, *first.facts[2:])}), second])
    index.refresh()
    rows = queue_rows(index.read(), FactFilter(), reviewer="An", cursor=None, limit=9)
    assert [(row["fails"], row["confidence"]) for row in rows] == [
        (1, 0.6), (1, 0.9), (0, 0.5), (0, 0.93), (0, 0.95), (0, 0.1),
    ]  # fmt: skip


def _review(extraction, fact, verdict, at, reviewer="An", after=None):
    return Review(
        document_id=extraction.document.document_id, start=fact.evidence.start, end=fact.evidence.end,
        extractor=extraction.extractor, verdict=verdict, reviewer=reviewer, reviewed_at=at, reason=None,
        before=fact.model_dump_json(), after=after.model_dump_json() if after else None,
    )  # fmt: skip


def test_what_the_store_gets_later_is_taken_over(index, store, two, at) -> None:
    first, second = two
    store.save([first])
    index.refresh()
    store.save([second])
    store.reviews.add(_review(first, first.facts[0], "rejected", at()))
    index.refresh()
    assert count_items(index.read(), FactFilter()) == 6
    assert count_items(index.read(), FactFilter(outcome="rejected")) == 1
    changed = first.facts[0].model_copy(update={"value": Decimal(46)})
    store.save([first.model_copy(update={"extractor": "2.0", "facts": (changed, *first.facts[2:])})])
    index.refresh()
    connection = index.read()
    assert count_items(connection, FactFilter()) == 5, "the older extraction is gone"
    assert count_items(connection, FactFilter(outcome="reopened")) == 1, "what was judged is not what stands there"
    assert count_items(connection, FactFilter(outcome="waiting")) == 5
    assert count_items(connection, FactFilter(q="4 900")) == 3, "no word of it is left behind"


def test_a_file_is_built_anew_for_another_store_and_share(store, two, tmp_path, at) -> None:
    store.save(two)
    built = {}
    for share in (0, 100, 0):
        index = FactIndex(store, tmp_path / "index", double_share=share)
        index.refresh()
        built[share] = index.read().execute("SELECT sum(is_double), count(*) FROM items").fetchone()
        index.close()
    assert tuple(built[0]) == (0, 6)
    assert tuple(built[100]) == (6, 6)


def test_a_file_of_another_store_is_not_taken_for_this_one(store, two, many, tmp_path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'other.sqlite'}") as other:
        other.save(two)
        index = FactIndex(other, tmp_path / "index")
        index.refresh()
        index.close()
    store.save(two)
    index = FactIndex(store, tmp_path / "index")
    index.refresh()
    assert count_items(index.read(), FactFilter()) == 66
    index.close()


def test_a_sample_is_the_same_for_everybody_and_as_large_as_asked() -> None:
    chosen = {(number, start) for number in range(200) for start in range(50) if is_sampled(f"d{number}", start, 10)}
    assert 850 < len(chosen) < 1150
    assert chosen < {
        (number, start) for number in range(200) for start in range(50) if is_sampled(f"d{number}", start, 20)
    }


def test_a_fact_of_the_sample_comes_to_a_second_reviewer_once(store, two, tmp_path, at) -> None:
    store.save(two)
    index = FactIndex(store, tmp_path / "index", double_share=100)
    fact = two[0].facts[0]
    store.reviews.add(_review(two[0], fact, "accepted", at()))
    index.refresh()

    def waits(reviewer: str) -> bool:
        rows = queue_rows(index.read(), FactFilter(), reviewer=reviewer, cursor=None, limit=20)
        return fact.fact_id in {row["fact_id"] for row in rows}

    assert (waits("An"), waits("Bình")) == (False, True)
    store.reviews.add(_review(two[0], fact, "rejected", at(1), reviewer="Bình"))
    index.refresh()
    assert (waits("An"), waits("Bình"), waits("Chi")) == (False, False, False)
    index.close()
