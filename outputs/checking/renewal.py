"""A store -> the checks between its documents made anew and kept in it."""

from outputs.checking.between import find_cross_checks, widen
from outputs.checking.units import Units
from outputs.checking.version import checks_version
from outputs.labels import load_labels
from outputs.store import Store
from outputs.store.check_renewal import CheckMaker, Renewed


def renew_checks(store: Store, units: Units, *, units_version: str, is_whole: bool = False) -> Renewed:
    """Finds the checks between the documents of a store that may be others since the last time, and keeps them there.

    With nothing new nothing is read and nothing changes; where another program made them, all are made anew.

    Args:
        store: An open store.
        units: How units lie in each other.
        units_version: Another one where `units` may say something else.
        is_whole: Whether to make all of them anew, whatever changed.

    Raises:
        OutputError: The store cannot be read or written.
    """
    labels = load_labels()
    maker = CheckMaker(
        find=lambda connection, scope: find_cross_checks(connection, units, labels, scope),
        widen=lambda stale: widen(stale, units),
        version=f"{checks_version()} {units_version}",
    )
    return store.checks.renew(maker, is_whole=is_whole)
