"""`solieu evaluate`: extraction beside labels made by hand."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.addresses import plain_path

if TYPE_CHECKING:
    from outputs.evaluation.gold import GoldDocument
    from outputs.evaluation.scoring import Evaluation

EXAMPLE = "Ví dụ: solieu evaluate corpus/gold/sample --inputs corpus/sample --html loi.html"


def evaluate(
    gold: Annotated[
        Path, typer.Argument(parser=plain_path, metavar="GOLD", help="Thư mục có NAME.ann.json cạnh NAME.txt.")
    ],
    inputs: Annotated[
        Path | None,
        typer.Option(
            parser=plain_path,
            help="Thư mục bài gốc NAME.html, NAME.pdf … để đọc thay cho NAME.txt (folder of the inputs).",
        ),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(parser=plain_path, help="Tệp nhận trang lỗi (page of every error).")
    ] = None,
    json: Annotated[Path | None, typer.Option(parser=plain_path, help="Tệp nhận mọi con số dạng JSON.")] = None,
    min_strict: Annotated[float, typer.Option(help="F1 chặt thấp nhất; dưới mức này thì mã thoát là 1.")] = 0,
    min_relaxed: Annotated[float, typer.Option(help="F1 nới thấp nhất.")] = 0,
    min_ledger: Annotated[float, typer.Option(help="Phần con số được giải trình thấp nhất.")] = 0,
) -> None:
    """Chấm kết quả trích theo nhãn: độ chính xác, độ phủ, F1 từng trường (score against labels)."""
    from rich.console import Console

    from outputs.atomic import write_complete
    from outputs.evaluation.errors import Report, find_errors
    from outputs.evaluation.gold import load_gold
    from outputs.evaluation.page import render_page
    from outputs.evaluation.summary import summarize
    from outputs.evaluation.tables import make_tables, make_verdict

    documents = load_gold(gold)
    evaluation, problems = _evaluate(documents, _find_inputs(documents, inputs))
    summary = summarize(evaluation)
    console = Console(soft_wrap=True, highlight=False)
    for table in make_tables(summary):
        console.print(table)
    for line in make_verdict(summary):
        console.print(line, markup=False)
    if html:
        write_complete(html, render_page(evaluation, summary, title=f"Chấm điểm {gold}"))
    if json:
        report = Report(summary=summary, errors=find_errors(evaluation))
        write_complete(json, report.model_dump_json(indent=1) + "\n")
    too_low = (
        summary.score("strict").f1 < min_strict
        or summary.score("relaxed").f1 < min_relaxed
        or summary.ledger < min_ledger
    )
    raise typer.Exit(1 if problems or too_low else 0)


def _find_inputs(documents: "tuple[GoldDocument, ...]", folder: Path | None) -> dict[str, Path]:
    """The input of each labelled document by its name: from `folder`, else the text beside the labels."""
    from corpus.files import find_inputs
    from flows.messages import print_issue

    if folder is None:
        return {document.name: document.path for document in documents}
    found = find_inputs([folder])
    for issue in found.issues:
        print_issue(issue)
    top = folder if folder.is_dir() else folder.parent
    by_name = {path.stem: path for path in found.files}
    return by_name | {path.relative_to(top).with_suffix("").as_posix(): path for path in found.files}


def _evaluate(documents: "tuple[GoldDocument, ...]", inputs: dict[str, Path]) -> "tuple[Evaluation, int]":
    """All documents extracted and judged, and how many gave a problem; each problem is said on standard error."""
    from corpus.isolation.pool import ReaderPool
    from corpus.source_catalogue import load_sources
    from extractors.extraction import load_extractor
    from flows.inputs import load_document
    from flows.messages import print_issue, print_line
    from flows.settings import load_settings
    from outputs.evaluation.scoring import Evaluation, score_document
    from schemas.issues import Issue

    sources, extractor = load_sources(), load_extractor()
    scored, problems = [], 0
    with ReaderPool(load_settings().reading_limits()) as readers:
        for gold in documents:
            path = inputs.get(gold.name)
            document = load_document(path, sources, readers) if path else None
            if isinstance(document, Issue):
                print_issue(document)
                document = None
            elif document is None:
                print_line(f"{gold.name}: không có bài vào cho nhãn này (no input)")
            elif document.text != gold.text:
                print_line(f"{gold.name}: bài đọc được khác bài gán nhãn, vị trí con số có thể lệch (text differs)")
                problems += 1
            problems += document is None
            scored.append(score_document(gold, extractor.extract(document) if document else None))
    return Evaluation(documents=tuple(scored)), problems
