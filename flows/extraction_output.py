"""Files -> lines or files of the JSON contract; what `solieu extract` does."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.files import find_inputs
from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.inputs import load_document
from flows.messages import print_issue
from flows.remote_results import RemoteFolder
from outputs.atomic import write_complete
from schemas.extraction import ExtractedDocument
from schemas.issues import Issue


def extract_documents(paths: Sequence[Path], *, out: Path | str | None, limits: ReadingLimits) -> int:
    """Write the contract of every article under `paths`; problems go to standard error, one line each.

    Args:
        paths: Files and folders.
        out: Folder, or address of a remote one, for one file a document; None for JSON Lines on standard output.
        limits: What reading one document may cost.

    Returns:
        0, or 1 where a path gave no document.

    Raises:
        OutputError: A result file cannot be written.
    """
    folder = None if out is None else RemoteFolder(out) if isinstance(out, str) else LocalFolder(out)
    problems = 0
    for result in _extract_each(paths, limits):
        if isinstance(result, Issue):
            problems += 1
            print_issue(result)
        elif folder is None:
            sys.stdout.write(result.model_dump_json() + "\n")
        else:
            write_result(result, folder)
    sys.stdout.flush()
    return 1 if problems else 0


def _extract_each(paths: Sequence[Path], limits: ReadingLimits) -> Iterator[ExtractedDocument | Issue]:
    found = find_inputs(paths)
    yield from found.issues
    if not found.files:
        return
    sources, extractor = load_sources(), load_extractor()
    with ReaderPool(limits) as readers:
        for path in found.files:
            document = load_document(path, sources, readers)
            yield document if isinstance(document, Issue) else extractor.extract(document).to_contract()


class LocalFolder:
    """A folder of results on this machine, each file in it complete or absent."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def head(self, name: str, size: int) -> str | None:
        """The first `size` bytes of the file `name` as text; None where there is none."""
        try:
            with (self._path / name).open("rb") as file:
                return file.read(size).decode("utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, content: str) -> None:
        """Write one text as the file `name`, in place of the one that is there.

        Raises:
            OutputError: It cannot be written; what stood there before is untouched.
        """
        write_complete(self._path / name, content)


def write_result(result: ExtractedDocument, folder: LocalFolder | RemoteFolder) -> str:
    """Write `result` into `folder` as NAME.json, complete or not at all; returns the name.

    A second document of the same NAME gets its id behind the name; the same document replaces its own file.

    Raises:
        OutputError: The folder or file cannot be written.
    """
    stem, document_id = Path(result.document.name).stem, result.document.document_id
    before = folder.head(f"{stem}.json", 400)
    name = f"{stem}.json" if before is None or document_id in before else f"{stem}-{document_id}.json"
    folder.write(name, result.model_dump_json() + "\n")
    return name
