"""Labelled documents and the articles they were made of -> extraction and labels side by side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.files import find_inputs
from corpus.isolation.pool import ReaderPool
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.inputs import load_document
from flows.messages import print_issue, print_line
from flows.progress import document_progress
from flows.settings import load_settings
from outputs.evaluation.gold import GoldDocument
from outputs.evaluation.scoring import Evaluation, score_document
from schemas.issues import Issue


def inputs_by_name(documents: Sequence[GoldDocument], folder: Path | None) -> dict[str, tuple[Path, ...]]:
    """The inputs of each labelled document by its name: those in `folder`, else the text beside the labels.

    A label in a folder below finds the input in the same folder below `folder`, else the one anywhere of its name.
    """
    if folder is None:
        return {document.name: (document.path,) for document in documents}
    found = find_inputs([folder])
    for issue in found.issues:
        print_issue(issue)
    top = folder if folder.is_dir() else folder.parent
    by_stem, by_place = defaultdict(list), defaultdict(list)
    for path in found.files:
        by_stem[path.stem].append(path)
        by_place[path.relative_to(top).with_suffix("").as_posix()].append(path)
    return {name: tuple(paths) for name, paths in (by_stem | by_place).items()}


def evaluate_documents(
    documents: Sequence[GoldDocument], inputs: Mapping[str, Sequence[Path]]
) -> tuple[Evaluation, int]:
    """All documents extracted and judged, and how many gave a problem; each problem is said on standard error.

    A document whose input is missing, twofold or unreadable is judged as if nothing had been extracted from it.
    """
    sources, extractor = load_sources(), load_extractor()
    scored, problems = [], 0
    with ReaderPool(load_settings().reading_limits()) as readers, document_progress(len(documents)) as progress:
        for gold in documents:
            path = _only_input(gold, inputs.get(gold.name, ()))
            document = load_document(path, sources, readers) if path else None
            if isinstance(document, Issue):
                print_issue(document)
                document = None
            elif document is not None and document.text != gold.text:
                print_line(f"{gold.name}: bài đọc được khác bài gán nhãn, vị trí con số có thể lệch (text differs)")
                problems += 1
            problems += document is None
            scored.append(score_document(gold, extractor.extract(document) if document else None))
            progress()
    return Evaluation(documents=tuple(scored)), problems


def _only_input(gold: GoldDocument, paths: Sequence[Path]) -> Path | None:
    """The one input of a document; None where there is none or several, which is said."""
    if not paths:
        print_line(f"{gold.name}: không có bài vào cho nhãn này (no input)")
    elif len(paths) > 1:
        several = ", ".join(str(path) for path in paths)
        print_line(f"{gold.name}: có nhiều bài vào cho nhãn này: {several}; hãy để lại một (several inputs)")
    return paths[0] if len(paths) == 1 else None
