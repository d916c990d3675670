"""The files of this package -> the extractor's version, which a store keeps beside every extraction."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

RELEASE = "0.2.0"
_DIGITS = 8
_CACHE = "__pycache__"


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """The release and a hash of all rules, data and code of this package: "0.2.0+ab12cd34".

    Whoever edits a rule need not remember to raise a number: another hash is another version, and a store reads its
    documents again. A hash of 120 small files takes some milliseconds, once a process.
    """
    digest = hashlib.sha256()
    for name, file in sorted(_files(resources.files("extractors"))):
        digest.update(f"{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return f"{RELEASE}+{digest.hexdigest()[:_DIGITS]}"


def _files(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    """All files below a folder with their paths inside it."""
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_file():
            yield name, entry
        elif entry.is_dir() and entry.name != _CACHE:
            yield from _files(entry, name)
