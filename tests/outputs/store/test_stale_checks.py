"""Checks between documents are made anew where figures changed, and nowhere else; facts are as reviewed."""

from decimal import Decimal
from random import Random

import pytest
from renewed_checks import NoUnits, build_maker, renew

from outputs.checking.between import find_cross_checks
from outputs.labels import load_labels
from outputs.store.check_renewal import Renewed
from schemas.crawling import Twin
from schemas.facts import Locality
from schemas.twins import DocumentSignature

PLACES = (
    ("2025a:D:061", "huyện Ba Bể", "district", "Bắc Kạn"),
    ("2025a:P:06", "tỉnh Bắc Kạn", "province", "Bắc Kạn"),
    ("2025a:P:19", "tỉnh Thái Nguyên", "province", "Thái Nguyên"),
    ("2025b:P:19", "tỉnh Thái Nguyên", "province", "Thái Nguyên"),
    ("2025a:P:02", "tỉnh Hà Giang", "province", "Hà Giang"),
)
TOGETHER = {"Bắc Kạn", "Thái Nguyên"}


class MergedUnits(NoUnits):
    """Two provinces that became one, as the gazetteer tells it of these two."""

    def parts(self, code, level, day):
        from outputs.comparing.rollup import Part

        made_of = PLACES[1:3] if code == "2025b:P:19" else ()
        return tuple(Part(code=one[0], name=one[1], is_whole=True) for one in made_of)

    def provinces_with(self, province):
        return TOGETHER if province in TOGETHER else ()


def place(number):
    code, name, level, province = PLACES[number]
    return Locality(name=name, level=level, code=code, province=province)


def kinds(store):
    return sorted((one.kind, one.outcome) for one in store.checks.listed())


class Seen:
    """A maker that notes what it is asked for."""

    def __init__(self, version="1", units=None):
        self.scopes = []
        known = units or NoUnits()

        def find(connection, scope):
            self.scopes.append(scope)
            yield from find_cross_checks(connection, known, load_labels(), scope)

        self.maker = build_maker(find, units=known, version=version)


def test_only_what_changed_is_looked_at(store, article):
    seen = Seen(units=MergedUnits())
    store.save([article("a", "5.314"), article("b", "5.413"), article("c", "900", figure={"locality": place(4)})])
    assert store.checks.renew(seen.maker) == Renewed(written=1, removed=0, unchanged=0)
    assert seen.scopes == [None]
    assert store.checks.renew(seen.maker) == Renewed(written=0, removed=0, unchanged=1)
    assert seen.scopes == [None]
    store.save([article("d", "901", figure={"locality": place(4)})])
    assert store.checks.renew(seen.maker) == Renewed(written=1, removed=0, unchanged=1)
    assert seen.scopes[1:] == [{"member.total": {"Hà Giang"}}]
    store.save([article("e", "901", figure={"locality": place(2), "indicator": "cell.total"})])
    store.checks.renew(seen.maker)
    assert seen.scopes[2:] == [{"cell.total": TOGETHER}]


def test_another_program_makes_all_of_them_anew(store, article):
    seen = [Seen("1"), Seen("2")]
    store.save([article("a", "5.314"), article("b", "5.413")])
    for one in (seen[0], seen[1], seen[1]):
        store.checks.renew(one.maker)
    assert [one.scopes for one in seen] == [[None], [None]]
    store.checks.renew(seen[1].maker, is_whole=True)
    assert seen[1].scopes == [None, None]


def test_what_is_stored_while_checks_are_found_is_looked_at_the_next_time(store, article):
    store.save([article("a", "5.314")])

    def slow(connection, scope):
        found = list(find_cross_checks(connection, NoUnits(), load_labels(), scope))
        store.save([article("b", "5.413")])
        yield from found

    assert renew(store, slow).written == 0
    assert renew(store).written == 1


def test_what_was_found_before_another_renewal_is_not_written_over_it(store, article):
    store.save([article("a", "5.314")])
    calls = []

    def overtaken(connection, scope):
        found = list(find_cross_checks(connection, NoUnits(), load_labels(), scope))
        calls.append(scope)
        if len(calls) == 1:
            store.save([article("b", "5.413")])
            assert renew(store).written == 1
        yield from found

    assert renew(store, overtaken) == Renewed(written=0, removed=0, unchanged=1)
    assert kinds(store) == [("conflict", "fails")]


def test_a_rejected_fact_is_held_against_nothing(store, article, review):
    first, second = article("a", "5.314"), article("b", "5.413")
    store.save([first, second])
    renew(store)
    version = store.version()
    line = store.reviews.add(review(second, verdict="rejected"))
    # At once: what a person threw out contradicts nobody any more; the increment tells of both documents.
    assert kinds(store) == []
    with store.snapshot() as snapshot:
        assert snapshot.number == version + 1
    assert [fact.checks for one in store.extractions() for fact in one.facts] == [(), ()]
    assert renew(store).written == 0
    store.reviews.undo(line.number, reviewer="An", at=line.review.reviewed_at)
    assert renew(store).written == 1
    assert kinds(store) == [("conflict", "fails")]


def test_a_corrected_fact_is_held_against_others_as_corrected(store, article, review):
    first, second = article("a", "5.314"), article("b", "5.413")
    store.save([first, second])
    renew(store)
    after = second.facts[0].model_copy(update={"value": Decimal(5314)})
    store.reviews.add(review(second, verdict="corrected", after=after))
    assert kinds(store) == []
    assert renew(store).written == 1
    (check,) = store.checks.listed()
    assert (check.kind, check.outcome) == ("agreement", "holds")
    assert check.statement.count("5.314") == 2


@pytest.mark.parametrize("way", ["corrected", "read anew"])
def test_a_fact_that_moves_leaves_what_it_was_held_against_and_joins_the_new(store, article, review, way):
    saved = [article("a", "5.314"), article("b", "5.413"), article("c", "900", figure={"locality": place(4)})]
    store.save([*saved, article("d", "5.413")])
    assert renew(store).written == 2
    moved = next(one for one in saved if one.document.name == "b")
    after = moved.facts[0].model_copy(update={"locality": place(4)})
    if way == "corrected":
        store.reviews.add(review(moved, verdict="corrected", after=after))
    else:
        store.save([moved.model_copy(update={"facts": (after,)})])
    renew(store)
    assert sorted((one.locality, one.kind) for one in store.checks.listed()) == [
        ("huyện Ba Bể", "conflict"),
        ("tỉnh Hà Giang", "conflict"),
    ]
    assert renew(store, is_whole=True) == Renewed(written=0, removed=0, unchanged=2)


def test_an_undone_correction_is_looked_at_where_it_was_and_where_it_is(store, article, review):
    seen, alone = Seen(), article("a", "5.314")
    store.save([alone])
    store.checks.renew(seen.maker)
    after = alone.facts[0].model_copy(update={"locality": place(4)})
    line = store.reviews.add(review(alone, verdict="corrected", after=after))
    store.checks.renew(seen.maker)
    store.reviews.undo(line.number, reviewer="An", at=line.review.reviewed_at)
    store.checks.renew(seen.maker)
    assert seen.scopes[1:] == [{"member.total": {"Bắc Kạn", "Hà Giang"}}] * 2


def test_an_accepted_fact_keeps_its_checks_and_an_added_one_is_held_against_others(store, article, review):
    first, second = article("a", "5.314"), article("b", "5.413")
    store.save([first, second.model_copy(update={"facts": ()})])
    renew(store)
    store.reviews.add(review(second, verdict="added"))
    assert renew(store).written == 1
    store.reviews.add(review(first, verdict="accepted"))
    assert kinds(store) == [("conflict", "fails")]
    renew(store)
    assert kinds(store) == [("conflict", "fails")]


class Changing:
    """Changes a store step by step, in ways that may change any check."""

    def __init__(self, store, article, review, random):
        self._store, self._article, self._review, self._random = store, article, review, random
        self._saved, self._lines = [], []

    def _build(self, name):
        value = str(self._random.choice((1000, 1001, 1300)))
        day = self._random.choice(("2025-06-30", "2025-06-30", "2025-12-31"))
        figure = {"locality": place(self._random.choice((1, 2, 3, 4, 4)))}
        built = self._article(name, value, figure=figure | {"groups": self._random.choice(((), (), (), ("female",)))})
        (fact,) = built.facts
        fact = fact.model_copy(update={"period": fact.period.model_copy(update={"end": day})})
        return built.model_copy(update={"facts": (fact,)})

    def step(self, number):
        match "new" if number < 10 else self._random.choice(("new", "again", "reject", "correct", "undo", "twins")):
            case "new":
                self._save(self._build(f"n{number}"))
            case "again" if self._saved:
                old = self._random.choice(self._saved)
                facts = self._build(old.document.name).facts
                kept = {"fact_id": old.facts[0].fact_id, "evidence": old.facts[0].evidence}
                again = {"facts": tuple(one.model_copy(update=kept) for one in facts), "extractor": f"x{number % 2}"}
                self._save(old.model_copy(update=again))
            case "reject" | "correct" as verdict if self._saved:
                judged = self._random.choice(self._saved)
                after = self._build("x").facts[0].model_copy(update={"evidence": judged.facts[0].evidence})
                said = {"verdict": "rejected"} if verdict == "reject" else {"verdict": "corrected", "after": after}
                self._lines.append(self._store.reviews.add(self._review(judged, hours=number, **said)))
            case "undo" if self._lines:
                line = self._random.choice(self._lines)
                self._store.reviews.undo(line.number, reviewer="An", at=line.review.reviewed_at)
            case "twins" if len(self._saved) > 1:
                self._link(*self._random.sample(self._saved, 2))

    def _save(self, extraction):
        self._saved = [one for one in self._saved if one.document.document_id != extraction.document.document_id]
        self._saved.append(extraction)
        self._store.save([extraction])

    def _link(self, first, second):
        ids = [one.document.document_id for one in (first, second)]
        for one in ids:
            self._store.twins.add(
                DocumentSignature(document_id=one, published=None, exact=one * 4, bands=(), content=b"-")
            )
        if ids[0] != ids[1]:
            self._store.twins.link(Twin(document_id=ids[1], twin_of=ids[0], kind="near", similarity=0.9))


@pytest.mark.parametrize("seed", range(2))
def test_a_part_made_anew_is_what_the_whole_made_anew_is(store, article, review, seed):
    random = Random(seed)
    changing, maker = Changing(store, article, review, random), build_maker(units=MergedUnits())
    written = 0
    for number in range(30):
        changing.step(number)
        if number > 9 and random.random() < 0.4:
            written += store.checks.renew(maker).written
            whole = store.checks.renew(maker, is_whole=True)
            assert (whole.written, whole.removed) == (0, 0), f"after step {number}"
    assert written > 5
