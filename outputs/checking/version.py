"""The files that make checks between documents -> their version, which a store keeps beside the checks."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

_FOLDERS = ("checking", "comparing")
_SUFFIXES = (".py", ".yml")
_DIGITS = 12


@lru_cache(maxsize=1)
def checks_version() -> str:
    """A hash of the code and data that decide what a check says, its words among them.

    Whoever edits them need not remember to raise a number: with another version all checks are made anew.
    """
    digest = hashlib.sha256()
    for name, file in sorted(_files()):
        digest.update(f"{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_DIGITS]


def _files() -> Iterator[tuple[str, Traversable]]:
    """The files of this package and of the comparison, and those beside them: figures, labels, places, bodies."""
    root = resources.files("outputs")
    for folder in ("", *_FOLDERS):
        for file in (root.joinpath(folder) if folder else root).iterdir():
            if file.is_file() and file.name.endswith(_SUFFIXES):
                yield f"{folder}/{file.name}", file
