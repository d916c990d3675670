"""`solieu run`: the main job."""

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import plain_path

EXAMPLE = "Ví dụ: solieu run baiviet/ --out data/"
INTERRUPTED = "Đã dừng. Các lô đã xong vẫn được lưu; chạy lại đúng lệnh này để làm tiếp phần còn lại."


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            parser=plain_path,
            metavar="PATH",
            readable=False,
            help="Tệp .txt, .html, .pdf, .docx, .xlsx … hoặc thư mục; bỏ trống: kho bài mẫu.",
        ),
    ] = None,
    out: Annotated[
        str | None, typer.Option(help="Thư mục kết quả, hoặc địa chỉ từ xa như s3://kho/tin (mặc định data/).")
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SQLite trong thư mục kết quả).")
    ] = None,
) -> None:
    """Đọc bài, trích số liệu, lưu kho, xuất bảng và báo cáo (the main job: read, extract, store, publish)."""
    from flows.interruption import stopped_by_signal

    with stopped_by_signal(INTERRUPTED):
        from corpus.sample_corpus import sample_folder
        from flows.main_job import run_main_job
        from flows.settings import load_settings

        settings = load_settings(out=out, database=database)
        raise typer.Exit(run_main_job(paths or [sample_folder()], settings))
