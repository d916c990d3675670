"""Files -> lines or files of the JSON contract; what `solieu extract` does."""

import os
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
from schemas.errors import OutputError
from schemas.extraction import ExtractedDocument
from schemas.issues import Issue


def extract_documents(paths: Sequence[Path], *, out: Path | None, limits: ReadingLimits) -> int:
    """Write the contract of every article under `paths`; problems go to standard error, one line each.

    Args:
        paths: Files and folders.
        out: Folder for one file a document, or None for JSON Lines on standard output.
        limits: What reading one document may cost.

    Returns:
        0, or 1 where a path gave no document.

    Raises:
        OutputError: A result file cannot be written.
    """
    problems = 0
    for result in _extract_each(paths, limits):
        if isinstance(result, Issue):
            problems += 1
            print_issue(result)
        elif out is None:
            sys.stdout.write(result.model_dump_json() + "\n")
        else:
            write_result(result, out)
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


def write_result(result: ExtractedDocument, folder: Path) -> Path:
    """Write `result` into `folder` as NAME.json, complete or not at all.

    A second document of the same NAME gets its id behind the name; the same document replaces its own file.

    Raises:
        OutputError: The folder or file cannot be written.
    """
    stem = Path(result.document.name).stem
    content = result.model_dump_json() + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{stem}.json"
        if target.exists() and result.document.document_id not in target.read_text(encoding="utf-8")[:400]:
            target = folder / f"{stem}-{result.document.document_id}.json"
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        beside.write_text(content, encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        raise OutputError(
            f"{folder}: không ghi được kết quả ({error.strerror}); hãy kiểm tra quyền ghi và chỗ trống"
        ) from error
    return target
