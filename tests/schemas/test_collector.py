import gc

import pytest

from schemas.collector import without_collector


@without_collector()
def _is_enabled_inside() -> bool:
    return gc.isenabled()


@without_collector()
def _fail() -> None:
    raise ValueError


def test_nothing_looks_for_cycles_meanwhile_and_again_behind() -> None:
    assert gc.isenabled()
    assert not _is_enabled_inside()
    assert gc.isenabled()


def test_the_collector_works_again_after_an_error() -> None:
    with pytest.raises(ValueError):
        _fail()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        assert not _is_enabled_inside()
        assert not gc.isenabled()
    finally:
        gc.enable()
