"""How often a command or worker looks for cycles among its objects."""

import gc

_NEW, _ROUNDS = 50_000, 20


def collect_seldom() -> None:
    """From now on cycles are looked for after 50,000 new objects, not after 700.

    A document makes some ten thousand records, none of them in a cycle; with Python's own threshold the collector
    walks them again and again, which took 2 to 8 % of the time; and the modules, models and rules that are loaded at
    the start, of which nothing ever goes, which took about a tenth of the start. It holds for the whole
    process, so only the command itself and a worker call it, once, before they load anything heavy.
    """
    gc.set_threshold(_NEW, _ROUNDS, _ROUNDS)
