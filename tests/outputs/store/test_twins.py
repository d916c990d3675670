"""The same story in several documents: found by its marks, linked to its oldest telling, counted once."""

import itertools
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from outputs.store import PageReading, open_store
from outputs.store.twin_groups import select_candidates
from schemas.crawling import Twin
from schemas.twins import DocumentSignature

A, B = "https://a.vn/a.html", "https://b.vn/b.html"


def _signature(document_id, bands="abcd", *, published=None, exact="0"):
    exact = exact.rjust(64, "0")
    return DocumentSignature(
        document_id=document_id, published=published, exact=exact, bands=tuple(bands), content=b"\x00" + exact.encode()
    )


def _near(document_id, twin_of, similarity=0.9):
    return Twin(document_id=document_id, twin_of=twin_of, kind="near", similarity=similarity)


def _ids(candidates):
    return [candidate.document_id for candidate in candidates]


@pytest.fixture
def twins(store):
    return store.twins


def test_texts_that_share_a_band_or_are_equal_are_candidates(twins):
    assert twins.add(_signature("same band", "axyz", exact="1")) == ()
    twins.add(_signature("same text", "uvwx", exact="2"))
    twins.add(_signature("band in another place", "xaaa", exact="3"))
    twins.add(_signature("nothing", "qqqq", exact="4"))
    found = twins.add(_signature("new", "abcd", exact="2"))
    assert [(c.document_id, c.is_exact) for c in found] == [("same text", True), ("same band", False)]
    assert found[0].content == _signature("", exact="2").content
    assert _ids(twins.candidates(tuple("abcd"), "2".rjust(64, "0"))) == ["same text", "new", "same band"]
    assert _ids(twins.candidates(tuple("abcd"), "2".rjust(64, "0"), limit=1)) == ["same text"]
    assert twins.candidates((), "9" * 64) == ()


def test_adding_twice_keeps_one_signature(twins):
    twins.add(_signature("a", "abcd"))
    twins.add(_signature("a", "efgh", exact="5"))
    assert twins.candidates(tuple("abcd"), "0" * 64) == ()
    assert _ids(twins.candidates(tuple("eeee"), "0" * 64)) == ["a"]


def test_a_twin_of_a_twin_points_to_the_oldest(twins):
    for name in "abcd":
        twins.add(_signature(name))
    assert twins.link(_near("c", "b", 0.8))
    assert twins.link(_near("b", "a", 0.7))
    assert twins.link(_near("d", "c", 0.95))
    assert twins.twin("a") is None
    assert twins.twins_of("a") == (_near("b", "a", 0.7), _near("c", "a", 0.8), _near("d", "a", 0.95))
    assert twins.link(_near("a", "d", 0.1)), "linked already: nothing changes"
    assert (twins.twin("d"), twins.count()) == (_near("d", "a", 0.95), 3)


@pytest.mark.parametrize(
    ("dates", "original"),
    [
        (("2026-11-02", "2026-11-01"), "b"),
        (("2026-11-02", "2026-11-02"), "a"),
        ((None, "2026"), "b"),
        (("2026-11", "2026-11-30"), "b"),
        (("2026-11", None), "a"),
    ],
)
def test_the_original_was_published_first(twins, dates, original):
    for name, published in zip("ab", dates, strict=True):
        twins.add(_signature(name, published=published))
    twins.link(_near("b", "a"))
    (other,) = {"a", "b"} - {original}
    assert (twins.twin(original), twins.twin(other)) == (None, _near(other, original))


def test_what_has_no_signature_is_not_linked(twins):
    twins.add(_signature("a"))
    assert not twins.link(_near("b", "a"))
    assert not twins.link(_near("a", "b"))
    assert twins.count() == 0
    with pytest.raises(ValueError, match="no twin of itself"):
        twins.link(_near("a", "a"))


def test_without_its_original_a_group_points_to_the_next_oldest(twins):
    for name in "abc":
        twins.add(_signature(name))
        if name != "a":
            twins.link(_near(name, "a"))
    twins.forget(["a", "unheard"])
    assert (twins.twin("b"), twins.twin("c")) == (None, _near("c", "b"))
    assert _ids(twins.candidates(tuple("abcd"), "0" * 64)) == ["b", "c"]
    twins.forget(["c"])
    assert (twins.count(), twins.twins_of("b")) == (0, ())


LINKS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]), max_size=12)
DATES = st.lists(st.sampled_from(["2026-01-01", "2026-01-02", "2026", None]), min_size=8, max_size=8)


@pytest.fixture(scope="module")
def emptied():
    """Gives the twins of one store in memory, in which no document of the one before is left."""
    with open_store("sqlite://") as opened:

        def empty(names):
            opened.twins.forget(names)
            assert opened.twins.count() == 0
            return opened.twins

        yield empty


@given(links=LINKS, dates=DATES, gone=st.sets(st.integers(0, 7), max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_groups_are_what_the_links_say_in_any_order(emptied, links, dates, gone):
    last = {None: "9", "2026": "2026-12-31"}
    ages = {str(n): (last.get(date, date), n) for n, date in enumerate(dates)}
    twins = emptied(ages)
    twins.add_all([_signature(name, published=date) for name, date in zip(ages, dates, strict=True)])
    for one, other in links:
        twins.link(_near(str(one), str(other)))
    groups = [{name} for name in ages]
    for one, other in links:
        joined = [group for group in groups if {str(one), str(other)} & group]
        groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    twins.forget(map(str, gone))
    left = [group - set(map(str, gone)) for group in groups]
    expected = {name: min(group, key=ages.__getitem__) for group in left for name in group}
    found = {name: link.twin_of if (link := twins.twin(name)) else name for name in expected}
    assert found == expected


def test_a_superseded_document_leaves_its_twins(store, frontier, visit, at):
    def read(document):
        (page,) = store.pages.next_unread(None, extractor="1.0", limit=5)
        store.pages.mark_read([PageReading(page=page, document_id=document)], extractor="1.0")
        return store.twins.add(_signature(document))

    frontier.record([visit(A, body="1")], now=at())
    read("a1")
    for number, name in enumerate("bc"):
        frontier.record([visit(f"https://b.vn/{name}", hours=1 + number, body="1")], now=at(9))
        assert "a1" in _ids(read(name))
        store.twins.link(_near(name, "a1"))
    frontier.record([visit(A, hours=20, body="2")], now=at(20))
    assert store.twins.twin("c") == _near("c", "a1"), "until the new version is read"
    assert _ids(read("a2")) == ["b", "c"]
    assert (store.twins.twin("b"), store.twins.twin("c")) == (None, _near("c", "b"))
    assert store.twins.add(_signature("a1")) == (), "an old version has no twins any more"
    assert not store.twins.link(_near("a1", "b"))


def test_candidates_are_found_fast_among_many(store):
    """A band in common is looked up, not searched for: no plan reads a whole table where there is another way."""
    rng = random.Random(5)
    many = [_signature(f"d{number}", [str(rng.random()) for _ in range(8)], exact=f"{number}") for number in range(300)]
    store.twins.add_all(many)
    plans = []
    engine = store._engine
    explain, scan = ("EXPLAIN QUERY PLAN", "SCAN signature")
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            explain, scan = ("EXPLAIN", "Seq Scan on signature")
            connection.exec_driver_sql("SET enable_seqscan = off")

        def note(connection, cursor, statement, parameters, context, executemany):
            if statement.startswith("SELECT"):
                rows = connection.connection.cursor().execute(f"{explain} {statement}", parameters).fetchall()
                plans.append(" ".join(str(row[-1]) for row in rows))

        event.listen(connection, "before_cursor_execute", note)
        select_candidates(connection, ["1", "2"], "0" * 64, limit=10)
    assert plans
    assert all(scan not in plan for plan in plans), plans


def _documents(build_extraction):
    story = "Huyện có 45 chi bộ.\nNăm nay kết nạp 12 đảng viên.\n"
    figures = [("45", {"indicator": "cell.total", "unit": "organization"}), ("12", {"indicator": "member.admitted"})]
    first = build_extraction(story, figures, name="a.html")
    retold = build_extraction(
        "Báo B đăng lại. " + story.replace("12", "13"),
        [figures[0], ("13", figures[1][1])],
        name="b.html",
        published="2024-01-01",
    )
    return first, retold


def test_a_twins_facts_point_to_the_originals(store, build_extraction):
    first, retold = _documents(build_extraction)
    store.save([first, retold])
    ids = [extraction.document.document_id for extraction in (first, retold)]
    assert list(store.extractions()) == [first, retold]
    for document_id in ids:
        store.twins.add(_signature(document_id))
    store.twins.link(_near(ids[1], ids[0]))
    again, linked = store.extractions()
    assert again == first
    assert [fact.same_as for fact in linked.facts] == [first.facts[0].fact_id, None]
    plain = [fact.model_copy(update={"same_as": None}) for fact in linked.facts]
    assert plain == list(retold.facts)
    assert list(store.extractions("2.0")) == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3)))[:3])
def test_links_reach_over_the_batches_that_are_read(store, build_extraction, many, order):
    story = build_extraction("Huyện Z có 999 đảng viên.", [("999", {})], name="zzz.txt", document_id="z0")
    copies = [
        build_extraction("Huyện Z có 999 đảng viên.", [("999", {})], name=f"{'a' * n}.txt", document_id=f"z{n}")
        for n in (1, 2)
    ]
    everything = [story, *copies]
    store.save([*many, *everything])
    for extraction in (everything[index] for index in order):
        date = "2020" if extraction is story else "2021"
        store.twins.add(_signature(extraction.document.document_id, published=date))
    for n in (1, 2):
        store.twins.link(_near(f"z{n}", "z0"))
    same_as = {e.document.document_id: e.facts[0].same_as for e in store.extractions() if e.facts}
    assert (same_as["z0"], same_as["z1"], same_as["z2"]) == (None, story.facts[0].fact_id, story.facts[0].fact_id)
