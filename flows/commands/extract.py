"""`solieu extract`: files -> the JSON contract, nothing stored."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Ví dụ: solieu extract baiviet/ > ketqua.jsonl"


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", readable=False, help="Tệp .txt, .html, .pdf, .docx, .xlsx, .csv … hoặc thư mục chứa chúng."
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Thư mục nhận một tệp NAME.json cho mỗi bài, thay vì in ra màn hình.")
    ] = None,
) -> None:
    """In số liệu của từng bài dưới dạng JSON Lines, không lưu lại (print the JSON contract, store nothing)."""
    from flows.extraction_output import extract_documents
    from flows.settings import load_settings

    raise typer.Exit(extract_documents(paths, out=out, limits=load_settings().reading_limits()))
