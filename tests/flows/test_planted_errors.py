"""Errors planted in articles of our own: all are found, and hardly anything else is called one.

The articles are read, stored and checked as `solieu check` does it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable

import pytest
from planted_disputes import plant_between
from planted_errors import Article, Planted, plant_within

from extractors.extraction import load_extractor
from flows.check_renewal import renew
from outputs.store import open_store
from schemas.checks import ListedCheck
from schemas.crawling import Twin
from schemas.documents import Document
from schemas.twins import DocumentSignature

MOST_FALSE_ALARMS = 0.02


def read(article: Article) -> Document:
    digest = hashlib.sha256(f"{article.name}{article.text}".encode()).hexdigest()
    return Document(
        document_id=digest[:20], name=article.name, url=None, publisher=article.publisher, title=article.title,
        byline=None, published=article.published, retrieved_at=None, media_type="text/plain", sha256=digest,
        province=article.province, text=article.text,
    )  # fmt: skip


def link(store, documents: Iterable[Document]) -> None:
    """Makes twins of a group, as a crawl does of texts that are nearly the same."""
    first, *others = documents
    for one in (first, *others):
        own = DocumentSignature(
            document_id=one.document_id, published=one.published, exact=one.sha256, bands=(), content=b"-"
        )
        store.twins.add(own)
    for one in others:
        store.twins.link(Twin(document_id=one.document_id, twin_of=first.document_id, kind="near", similarity=0.97))


def check(planted: Iterable[Planted], url: str) -> dict[str, list[ListedCheck]]:
    """The checks of all articles in one store, by the name of each article that they quote."""
    extractor = load_extractor()
    found: dict[str, list[ListedCheck]] = {}
    with open_store(url) as store:
        for group in planted:
            documents = [read(article) for article in group.articles]
            store.save([extractor.extract(document) for document in documents])
            if group.is_twins:
                link(store, documents)
        renew(store)
        for one in store.checks.listed():
            for document in one.documents:
                found.setdefault(document.name, []).append(one)
    return found


def measure(
    planted: Iterable[Planted], found: dict[str, list[ListedCheck]]
) -> tuple[list[str], list[ListedCheck], int]:
    """Names of the groups whose relation was missed, false alarms, and how many checks there are."""
    missed, alarms, total = [], {}, {}
    for group in planted:
        checks = {one.check_id: one for article in group.articles for one in found.get(article.name, ())}
        total |= checks
        kinds = Counter((one.kind, one.outcome) for one in checks.values())
        is_found = (
            kinds[group.kind, "fails"]
            if group.is_wrong
            else any(kinds[group.kind, o] for o in ("holds", "cannot_tell"))
        )
        # Two bodies with two figures are no relation at all.
        if not is_found and (group.is_wrong or group.kind != "same_figure"):
            missed.append(f"{group.kind}: {group.articles[0].text[:160]}")
        wrong = [one for one in checks.values() if one.outcome == "fails"]
        alarms |= {one.check_id: one for one in wrong if not (group.is_wrong and one.kind == group.kind)}
    return missed, list(alarms.values()), len(total)


Set = list[tuple[list[Planted], dict[str, list[ListedCheck]]]]


@pytest.fixture(scope="module")
def within(tmp_path_factory) -> Set:
    """One store; what its articles say of each other is chance, since many tell of one district."""
    planted = list(plant_within(20251115, 2))
    found = check(planted, f"sqlite:///{tmp_path_factory.mktemp('within') / 's.sqlite'}")
    return [(planted, {name: [one for one in checks if not one.is_between] for name, checks in found.items()})]


@pytest.fixture(scope="module")
def between(tmp_path_factory) -> Set:
    """Two stores: each draws the districts anew."""
    sets = []
    for seed in (1, 2):
        planted = list(plant_between(seed))
        sets.append((planted, check(planted, f"sqlite:///{tmp_path_factory.mktemp('between') / 's.sqlite'}")))
    return sets


@pytest.mark.parametrize("where", ["within", "between"])
def test_every_planted_error_is_found(where, request):
    sets = request.getfixturevalue(where)
    assert [missed for planted, found in sets for missed in measure(planted, found)[0]] == []
    assert sum(group.is_wrong for planted, _ in sets for group in planted) >= 28


@pytest.mark.parametrize("where", ["within", "between"])
def test_hardly_anything_else_is_called_an_error(where, request):
    measured = [measure(planted, found) for planted, found in request.getfixturevalue(where)]
    alarms = [alarm.statement for _, alarms, _ in measured for alarm in alarms]
    total = sum(total for _, _, total in measured)
    assert total > 50
    assert len(alarms) <= MOST_FALSE_ALARMS * total, alarms


def test_a_correction_that_says_so_settles_it(between):
    outcomes = [
        {one.outcome for one in found[group.articles[0].name] if one.kind == "revision"}
        for planted, found in between
        for group in planted
        if group.kind == "revision"
    ]
    assert outcomes == [{"holds"}, {"cannot_tell"}] * 2


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3, 9))
def test_so_do_others(seed, tmp_path):
    planted = list(plant_within(seed, 20))
    found = check(planted, f"sqlite:///{tmp_path / 's.sqlite'}")
    own = {name: [one for one in checks if not one.is_between] for name, checks in found.items()}
    missed, alarms, total = measure(planted, own)
    assert missed == []
    assert len(alarms) <= MOST_FALSE_ALARMS * total, [one.statement for one in alarms]
