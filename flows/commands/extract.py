"""`solieu extract`: files -> the JSON contract, nothing stored."""

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import plain_path

EXAMPLE = "Ví dụ: solieu extract baiviet/ > ketqua.jsonl"


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            parser=plain_path,
            metavar="PATH",
            readable=False,
            help="Tệp .txt, .html, .pdf, .docx, .xlsx, .csv … hoặc thư mục chứa chúng.",
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(help="Thư mục, hoặc địa chỉ từ xa như s3://kho/tin, nhận một tệp NAME.json cho mỗi bài."),
    ] = None,
) -> None:
    """In số liệu của từng bài dưới dạng JSON Lines, không lưu lại (print the JSON contract, store nothing)."""
    from flows.interruption import STOPPED, stopped_by_signal

    with stopped_by_signal(STOPPED):
        from flows.extraction_output import extract_documents
        from flows.settings import load_settings

        settings = load_settings(out=out)
        target = None if out is None else settings.out
        raise typer.Exit(extract_documents(paths, out=target, limits=settings.reading_limits()))
