"""Checks between documents a page at a time, and their numbers by sort; on every database."""

import pytest
from renewed_checks import renew

from outputs.store.cross_check_pages import CheckTally, CrossCheckFilter
from schemas.checks import CheckedFigure, CrossCheck


def _check(number, kind, outcome, province="Bắc Kạn"):
    figures = (CheckedFigure(fact_id="f2", document_id="d2"), CheckedFigure(fact_id="f1", document_id="d1"))
    about = {"indicator": "member.total", "locality": None, "province": province, "period": "2023-12-31"}
    return CrossCheck(kind=kind, outcome=outcome, figures=figures, statement=f"số {number}", **about)


@pytest.fixture
def made(store):
    found = [_check(number, ("revision", "conflict")[number % 2], "fails") for number in range(9)]
    found += [
        _check(9, "conflict", "holds"),
        _check(10, "conflict", "fails", "Hà Giang"),
        _check(11, "scope", "holds", None),
    ]
    renew(store, lambda connection, scope: iter(found))
    return found


def _walk(store, limit, **wanted):
    found, after = [], None
    while page := store.checks.page(CrossCheckFilter(**wanted), after, limit):
        assert len(page) <= limit
        found += [one.check for one in page]
        after = page[-1].place
    return found


@pytest.mark.parametrize("limit", [1, 4, 50])
def test_pages_give_each_check_once_by_kind_as_they_were_found(store, made, limit):
    failing = [one for one in made if one.outcome == "fails"]
    assert _walk(store, limit) == sorted(failing, key=lambda one: one.kind)
    assert _walk(store, limit, kind="revision") == [one for one in failing if one.kind == "revision"]
    assert _walk(store, limit, province="Hà Giang") == [made[10]]
    assert _walk(store, limit, outcome="holds", kind="scope") == [made[11]]
    assert _walk(store, limit, outcome="cannot_tell") == []


def test_how_many_there_are(store, made):
    assert set(store.checks.tally()) == {
        CheckTally("revision", "fails", "Bắc Kạn", 5), CheckTally("conflict", "fails", "Bắc Kạn", 4),
        CheckTally("conflict", "fails", "Hà Giang", 1), CheckTally("conflict", "holds", "Bắc Kạn", 1),
        CheckTally("scope", "holds", None, 1),
    }  # fmt: skip
    stamps = [store.checks.stamp()]
    for left in (made, made[:-1], [*made[:-2], made[-1]], ()):
        renew(store, lambda connection, scope, left=left: iter(left), is_whole=True)
        stamps.append(store.checks.stamp())
    assert stamps[0] == stamps[1]
    assert len(set(stamps)) == 4
    assert (store.checks.tally(), stamps[-1]) == ((), "")
