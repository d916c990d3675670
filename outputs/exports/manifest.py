"""A folder of finished files -> manifest.json: what they hold, of which state of the store, and a hash of each."""

import hashlib
from pathlib import Path
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
    files: tuple[ManifestFile, ...]


def digest(path: Path) -> str:
    """The SHA-256 of a file, read in blocks."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def list_files(folder: Path) -> tuple[ManifestFile, ...]:
    """All files below `folder`, sorted by path; no manifest and nothing hidden."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return tuple(
        ManifestFile(path=path.relative_to(folder).as_posix(), bytes=path.stat().st_size, sha256=digest(path))
        for path in paths
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes manifest.json into the folder."""
    text = manifest.model_dump_json(indent=1) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")
