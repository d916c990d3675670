"""`solieu evaluate`: extraction beside labels made by hand."""

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import plain_path

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
    min_strict: Annotated[
        float, typer.Option(min=0, max=1, help="F1 chặt thấp nhất; dưới mức này thì mã thoát là 1.")
    ] = 0,
    min_relaxed: Annotated[float, typer.Option(min=0, max=1, help="F1 nới thấp nhất.")] = 0,
    min_ledger: Annotated[float, typer.Option(min=0, max=1, help="Phần con số được giải trình thấp nhất.")] = 0,
) -> None:
    """Chấm kết quả trích theo nhãn: độ chính xác, độ phủ, F1 từng trường (score against labels)."""
    from rich.console import Console

    from flows.evaluate_job import evaluate_documents, inputs_by_name
    from flows.table_formats import check_ending
    from outputs.atomic import write_complete
    from outputs.evaluation.errors import Report, find_errors
    from outputs.evaluation.gold import load_gold
    from outputs.evaluation.page import render_page
    from outputs.evaluation.summary import summarize
    from outputs.evaluation.tables import make_tables, make_verdict

    check_ending("--html", html, ".html")
    check_ending("--json", json, ".json")
    documents = load_gold(gold)
    evaluation, problems = evaluate_documents(documents, inputs_by_name(documents, inputs))
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
