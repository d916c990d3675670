"""Checks between documents in the review pages: in the queue's order at once, on cards, and side by side."""

import re
from decimal import Decimal
from html import unescape

import pytest
from renewed_checks import renew
from starlette.testclient import TestClient

from outputs.review_app.application import build_application
from outputs.review_app.index.filters import FactFilter
from outputs.review_app.index.queries import count_items, queue_rows
from outputs.review_app.index.sync import FactIndex
from schemas.checks import CheckedFigure, CrossCheck
from schemas.facts import Locality, Period
from schemas.reviews import Review

YEAR_END = Period(start=None, end="2023-12-31", end_is_published=False, text="cuối năm 2023")
DONG_HY = Locality(name="huyện Đồng Hỷ", level="district", code="2025a:D:169", province="Thái Nguyên")


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
    renew(store, lambda connection, scope: iter(()), is_whole=True)
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
    renew(store, lambda connection, scope: iter([check]), is_whole=True)
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


@pytest.fixture
def pages(store, disagreeing, build_config):
    store.save(disagreeing)
    with TestClient(build_application(build_config()), base_url="http://127.0.0.1") as client:
        yield lambda path, status=200: _text(client.get(path), status)


def _text(answer, status):
    assert answer.status_code == status, answer.text
    return answer.text


def _figures(page):
    return re.findall(r'<p class="figure"><a[^>]*>([^<]+)</a>', page)


def test_before_any_checks_the_page_compares_plainly_and_says_how_to_make_them(store, pages) -> None:
    page = pages("/conflicts")
    assert "<code>solieu check</code>" in page
    assert set(_figures(page)) == {"5.314", "5.413", "6.120", "trên 6.100"}, "rounding is not known yet"
    assert 'name="kind"' not in page
    renew(store)
    page = pages("/conflicts")
    assert "solieu check" not in page
    assert _figures(page) == ["5.314", "5.413"], "at once, without a restart"


def test_checks_stand_in_words_with_their_articles_side_by_side(store, pages, disagreeing) -> None:
    renew(store)
    (failed,) = (one for one in store.checks.listed() if one.outcome == "fails")
    page = pages("/conflicts")
    assert f'<p class="check-fails">{failed.statement} <em>(không khớp)</em></p>' in unescape(page)
    assert "Hai bài khác nhau: " in page
    for one in disagreeing[:2]:
        fact = one.facts[0]
        assert f'href="/facts/{one.document.document_id}/{fact.evidence.start}"' in page
        assert fact.evidence.quote in page
        assert f"Báo {one.document.name}" in page
    assert "Tin ba" not in page
    assert "Articles disagree: " in pages("/conflicts?lang=en")


def test_filters_of_checks_count_and_choose(store, pages) -> None:
    renew(store)
    page = pages("/conflicts")
    assert "không khớp (1)" in page
    assert "Hai bài khác nhau (1)" in page
    assert "Bắc Kạn (1)" in page
    held = pages("/conflicts?outcome=holds")
    assert set(_figures(held)) == {"6.120", "trên 6.100"}
    assert "Con số làm tròn (1)" in held
    assert "Thái Nguyên (1)" in held
    assert _figures(pages("/conflicts?outcome=holds&kind=rounding&province=Th%C3%A1i+Nguy%C3%AAn")) == _figures(held)
    for other in ("kind=scope", "province=B%E1%BA%AFc+K%E1%BA%A1n", "province=%3Cscript%3E"):
        nothing = pages(f"/conflicts?outcome=holds&{other}")
        assert "Không có kết quả nào" in nothing
        assert "<script>" not in nothing
    for wrong in ("a", "conflict.x", "conflict.9999999999", ".3"):
        assert "Yêu cầu không đúng" in pages(f"/conflicts?after={wrong}", 400)


def _check(documents, number, kind="conflict"):
    figures = tuple(
        CheckedFigure(fact_id=one.facts[0].fact_id, document_id=one.document.document_id) for one in documents
    )
    about = {"indicator": "member.total", "locality": "huyện Ba Bể", "province": "Bắc Kạn", "period": None}
    return CrossCheck(kind=kind, outcome="fails", figures=figures, statement=f"câu số {number:03}", **about)


def test_pages_of_checks_give_each_once(store, pages, disagreeing) -> None:
    kinds = ("units_total", "conflict", "broken_series")
    made = [_check(disagreeing[:2], number, kinds[number % 3]) for number in range(60)]
    renew(store, lambda connection, scope: iter(made), is_whole=True)
    said, path = [], "/conflicts"
    for _ in range(3):
        page = pages(path)
        said += re.findall(r"câu số (\d+)", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = unescape(following[1]) if following else None
    assert path is None
    assert len(said) == 60
    assert set(said) == {f"{number:03}" for number in range(60)}
    assert len(re.findall("câu số", pages("/conflicts?kind=conflict"))) == 20


def test_of_many_figures_the_first_are_shown_and_what_left_the_results_is_not(store, pages, article) -> None:
    many = [article(f"bai{number}", str(3000 + number)) for number in range(11)]
    store.save(many)
    gone = _check([article("khong", "1.234")], 2)
    renew(store, lambda connection, scope: iter([_check(many, 1), gone]), is_whole=True)
    page = pages("/conflicts")
    assert _figures(page) == [f"3.00{number}" for number in range(8)]
    assert "và 3 số liệu nữa" in page
    assert "câu số 002" not in page


def test_a_card_tells_new_checks_without_a_restart(store, pages, disagreeing) -> None:
    first = disagreeing[0]
    path = f"/facts/{first.document.document_id}/{first.facts[0].evidence.start}"
    assert "Giữa các bài" not in pages(path)
    renew(store)
    pages("/queue")
    assert '<span class="muted">Giữa các bài:</span>' in pages(path)


def test_a_statement_with_hostile_words_stays_text(store, pages, disagreeing) -> None:
    hostile = _check(disagreeing[:2], 1).model_copy(update={"statement": "<script>x</script>\u202e7"})
    renew(store, lambda connection, scope: iter([hostile]), is_whole=True)
    page = pages("/conflicts")
    assert "<script>x" not in page
    assert "\u202e" not in page
    assert "⟦U+202E⟧" in page
