"""`solieu export`: the files of a run again, from the store."""

from typing import Annotated

import typer

EXAMPLE = "Ví dụ: solieu export --out bang/ --format parquet,package"


def export(
    out: Annotated[
        str | None,
        typer.Option(help="Thư mục, hoặc địa chỉ từ xa như s3://kho/tin, nhận bảng và báo cáo (mặc định data/)."),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SQLite trong --out, nếu ở đó có, không thì trong data/)."),
    ] = None,
    format_names: Annotated[
        str | None,
        typer.Option("--format", help="jsonl, csv, xlsx, report, parquet, package; cách nhau bằng dấu phẩy."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            help="Chỉ bài mới hoặc có kết quả đã đổi từ: last (lần xuất trước vào thư mục này), version trong "
            "manifest.json, số của lần xuất, một phiên bản trích, hoặc ngày giờ lưu vào kho."
        ),
    ] = None,
    is_reviewed: Annotated[
        bool,
        typer.Option(
            "--reviewed/--as-extracted",
            help="Số liệu theo nhận xét của người xem, hay đúng như máy trích (chỉ ghi dấu).",
        ),
    ] = True,
) -> None:
    """Xuất lại bảng và báo cáo từ kho, không đọc bài nào (write the exports again from the store)."""
    from flows.export_job import export_store, parse_formats
    from flows.interruption import STOPPED, stopped_by_signal
    from flows.remote_results import send_results
    from flows.settings import load_settings
    from schemas.errors import ConfigError

    target = load_settings(out=out, database=database)
    settings = target if target.has_store() else load_settings(database=database)
    if since is not None and not since.strip():
        raise ConfigError("--since: đang để trống; hãy ghi giá trị, hoặc bỏ tùy chọn này để xuất cả kho")
    formats = parse_formats("jsonl,csv,xlsx" if since and format_names is None else format_names)
    with stopped_by_signal(STOPPED):
        files = export_store(settings, target.folder, formats=formats, since=since, is_reviewed=is_reviewed)
        for file in send_results(files, target.out):
            typer.echo(file)
