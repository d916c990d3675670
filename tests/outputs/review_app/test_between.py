"""Checks between documents in the review pages: in the queue's order at once, on cards, and side by side."""

from decimal import Decimal

import pytest

from outputs.checking.between import find_cross_checks
from outputs.labels import load_labels
from outputs.review_app.index.filters import FactFilter
from outputs.review_app.index.queries import count_items, queue_rows
from outputs.review_app.index.sync import FactIndex
from schemas.checks import CheckedFigure, CrossCheck
from schemas.facts import Locality, Period
from schemas.reviews import Review

YEAR_END = Period(start=None, end="2023-12-31", end_is_published=False, text="cuối năm 2023")
DONG_HY = Locality(name="huyện Đồng Hỷ", level="district", code="2025a:D:169", province="Thái Nguyên")


class NoUnits:
    """Units that lie nowhere and were made of nothing."""

    def parent(self, code):
        return None

    def children(self, code, day):
        return ()

    def parts(self, code, level, day):
        return ()

    def heirs(self, code):
        return ()


def renew(store, find=None):
    labels = load_labels()
    return store.checks.renew(find or (lambda connection: find_cross_checks(connection, NoUnits(), labels)))


@pytest.fixture
def article(build_extraction):
    """An article of its own paper about the members of one district at the end of 2023."""

    def build(name, value, **about):
        fields = {"value": Decimal(value.replace(".", "")), "period": YEAR_END, "confidence": 0.9} | about
        text = f"Bài {name} viết: tính đến cuối năm 2023, Đảng bộ huyện có {value} đảng viên.\n"
        head = {"publisher": f"Báo {name}", "published": "2024-01-15", "url": f"https://a.vn/{name}"}
        return build_extraction(text, [(value, fields)], name=name, title=f"Tin {name}", **head)

    return build


@pytest.fixture
def disagreeing(article):
    """Two that cannot both be right, two of another province that can, and one that is less sure than all."""
    told = (
        article("mot", "5.314"),
        article("hai", "5.413"),
        article("ba", "6.120", locality=DONG_HY),
        article("bon", "6.100", locality=DONG_HY, qualifier="over"),
    )
    return (*told, article("nam", "77", indicator="cell.total", unit="organization", confidence=0.4))


@pytest.fixture
def index(store, tmp_path):
    found = FactIndex(store, tmp_path / "index")
    yield found
    found.close()


def _queue(index):
    rows = queue_rows(index.read(), FactFilter(), reviewer="An", cursor=None, limit=20)
    return [(row["fails"], row["confidence"]) for row in rows]


def test_the_queue_follows_checks_between_documents(store, index, disagreeing) -> None:
    store.save(disagreeing)
    index.refresh()
    assert _queue(index) == [(0, 0.4), *[(0, 0.9)] * 4]
    renew(store)
    index.refresh()
    assert _queue(index) == [(1, 0.9), (1, 0.9), (0, 0.4), (0, 0.9), (0, 0.9)]
    assert count_items(index.read(), FactFilter(check="fails")) == 2
    failing = "SELECT document_id FROM documents WHERE fails = 1"
    assert {row[0] for row in index.read().execute(failing)} == {one.document.document_id for one in disagreeing[:2]}
    renew(store, lambda connection: iter(()))
    index.refresh()
    assert _queue(index) == [(0, 0.4), *[(0, 0.9)] * 4]
    assert index.read().execute("SELECT sum(fails) FROM documents").fetchone()[0] == 0


def test_the_queue_begins_as_that_of_the_store_does(store, index, disagreeing) -> None:
    store.save(disagreeing)
    renew(store)
    index.refresh()
    rows = queue_rows(index.read(), FactFilter(), reviewer="An", cursor=None, limit=3)
    expected = store.queue.next(3)
    assert {row["fact_id"] for row in rows[:2]} == {one.fact.fact_id for one in expected[:2]}
    assert (rows[2]["fact_id"], rows[2]["fails"]) == (expected[2].fact.fact_id, 0)


def test_what_is_read_anew_or_judged_keeps_its_checks(store, index, disagreeing, at) -> None:
    store.save(disagreeing)
    renew(store)
    index.refresh()
    first = disagreeing[0]
    fact = first.facts[0]
    store.reviews.add(
        Review(
            document_id=first.document.document_id, start=fact.evidence.start, end=fact.evidence.end, extractor="1.0",
            verdict="accepted", reviewer="An", reviewed_at=at(), reason=None, before=fact.model_dump_json(), after=None,
        )
    )  # fmt: skip
    store.save([disagreeing[1].model_copy(update={"extractor": "2.0"})])
    index.refresh()
    rows = index.read().execute("SELECT fact_id, fails, crossed, priority FROM items ORDER BY fact_id").fetchall()
    followed = [tuple(row) for row in rows]
    assert [row[1] for row in followed].count(1) == 2
    again = FactIndex(store, index._path.with_name("again"))
    again.refresh()
    rows = again.read().execute("SELECT fact_id, fails, crossed, priority FROM items ORDER BY fact_id").fetchall()
    again.close()
    assert [tuple(row) for row in rows] == followed, "as a file that is built anew"


def test_a_check_within_and_one_between_count_both(store, index, two) -> None:
    store.save(two)
    admitted, disagrees = two[0].facts[2], two[1].facts[0]
    figures = tuple(
        CheckedFigure(fact_id=fact.fact_id, document_id=one.document.document_id)
        for one, fact in zip(two, (admitted, disagrees), strict=True)
    )
    about = {"indicator": "member.admitted", "locality": "huyện Ba Bể", "province": "Bắc Kạn", "period": "2022-12-31"}
    check = CrossCheck(kind="conflict", outcome="fails", figures=figures, statement="130 ≠ 133", **about)
    index.refresh()
    renew(store, lambda connection: iter([check]))
    index.refresh()
    rows = index.read().execute("SELECT fact_id, fails, crossed FROM items WHERE crossed > 0").fetchall()
    assert {row["fact_id"]: (row["fails"], row["crossed"]) for row in rows} == {
        admitted.fact_id: (2, 1), disagrees.fact_id: (1, 1),
    }  # fmt: skip


def test_only_documents_that_changed_are_asked_about(store, index, disagreeing, at, monkeypatch) -> None:
    store.save(disagreeing)
    renew(store)
    index.refresh()
    asked: list[set[str]] = []
    monkeypatch.setattr(
        "outputs.review_app.index.sync.take_failed", lambda connection, listing, ids: asked.append(set(ids))
    )
    index.refresh()
    assert asked == [], "nothing new"
    fact = disagreeing[4].facts[0]
    store.reviews.add(
        Review(
            document_id=disagreeing[4].document.document_id, start=fact.evidence.start, end=fact.evidence.end,
            extractor="1.0", verdict="accepted", reviewer="An", reviewed_at=at(), reason=None,
            before=fact.model_dump_json(), after=None,
        )
    )  # fmt: skip
    index.refresh()
    assert asked == [{disagreeing[4].document.document_id}]
