"""A folder of finished files -> manifest.json: what they hold, of which state of the store, and a hash of each."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import indent
from typing import Literal

from pydantic import ConfigDict, Field

from outputs.store.reading import ReviewUse
from schemas.documents import Sha256
from schemas.record import Record

NAME = "manifest.json"
_BLOCK = 1 << 20


class ManifestFile(Record):
    """One file: its path below the folder, with "/" on every system."""

    path: str
    bytes: int
    sha256: Sha256


class ExportCounts(Record):
    """How many records of each kind an export holds; documents without facts count too."""

    documents: int
    facts: int
    ledger: int
    checks: int


class Manifest(Record):
    """What an export holds.

    `version` is the state of the store, to be given to `--since` next time; `since` is what this export was given,
    None for a full one. `reviews` says whether facts are as reviewers say ("applied") or as extracted and only marked
    ("marked"). `removed` are documents of earlier exports that results leave out by now.
    """

    model_config = ConfigDict(title="solieu-export/1", validate_by_name=True, serialize_by_alias=True)

    contract: Literal["solieu-export/1"] = Field(alias="schema", default="solieu-export/1")
    version: str
    since: str | None
    reviews: ReviewUse = "applied"
    counts: ExportCounts
    removed: tuple[str, ...]
    files: tuple[ManifestFile, ...] = ()
    """Last of all: `write_manifest` puts them behind the rest."""


def digest(path: Path) -> str:
    """The SHA-256 of a file, read in blocks."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _paths(folder: Path) -> Iterator[Path]:
    """All files below a folder, sorted by path."""
    for name in sorted(entry.name for entry in folder.iterdir()):
        path = folder / name
        if path.is_dir():
            yield from _paths(path)
        else:
            yield path


def list_files(folder: Path) -> Iterator[ManifestFile]:
    """All files below `folder`, sorted by path; no manifest and nothing hidden."""
    for path in _paths(folder):
        if path.name != NAME:
            name = path.relative_to(folder).as_posix()
            yield ManifestFile(path=name, bytes=path.stat().st_size, sha256=digest(path))


def write_manifest(folder: Path, manifest: Manifest, files: Iterable[ManifestFile]) -> str:
    """Writes manifest.json into the folder.

    Args:
        folder: That of the files.
        manifest: Without files.
        files: Its files; no more than their text is held, for a report has as many pages as documents.

    Returns:
        The same manifest without spaces.
    """
    texts: list[str] = []
    with (folder / NAME).open("w", encoding="utf-8", newline="\n") as file:
        file.write(manifest.model_dump_json(indent=1).removesuffix("]\n}"))
        for one in files:
            file.write(("," if texts else "") + "\n" + indent(one.model_dump_json(indent=1), "  "))
            texts.append(one.model_dump_json())
        file.write(("\n " if texts else "") + "]\n}\n")
    return f"{manifest.model_dump_json().removesuffix(']}')}{','.join(texts)}]}}"
