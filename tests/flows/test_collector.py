"""The collector of cycles in a process that extracts."""

import gc

from flows.collector import collect_seldom


def test_cycles_are_looked_for_seldom() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        collect_seldom()
        assert gc.isenabled()
        assert gc.get_threshold()[0] > 10_000
    finally:
        gc.set_threshold(*before)
