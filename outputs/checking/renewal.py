"""A store -> the checks between its documents made anew and kept in it."""

from outputs.checking.between import find_cross_checks
from outputs.checking.units import Units
from outputs.labels import load_labels
from outputs.store import Store
from outputs.store.cross_checks import Renewed


def renew_checks(store: Store, units: Units) -> Renewed:
    """Finds all checks between the documents of a store and keeps them there; with nothing new nothing changes.

    Raises:
        OutputError: The store cannot be read or written.
    """
    labels = load_labels()
    return store.checks.renew(lambda connection: find_cross_checks(connection, units, labels))
