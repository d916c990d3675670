"""`solieu backfill`: an archive, a folder or the store itself, read (again) from end to end."""

from typing import Annotated

import typer

EXAMPLE = "Ví dụ: solieu backfill data/archive s3://kho-luu/2019/ --estimate"
INTERRUPTED = "Đã dừng. Các lô đã xong vẫn được lưu; chạy lại đúng lệnh này để làm tiếp phần còn lại."


def backfill(
    addresses: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]",
            readable=False,
            help="Tệp WARC, thư mục có tệp WARC hay bài, hoặc địa chỉ từ xa (s3://, gs://, https://…). Bỏ trống: đọc "
            "lại mọi bài trong kho mà bộ quy tắc cũ đã trích.",
        ),
    ] = None,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Chỉ ước tính số bài, thời gian, dung lượng rồi thôi.")
    ] = False,
    store_only: Annotated[
        bool, typer.Option("--store-only", help="Chỉ lưu kho; các tệp được ghi sau bằng solieu export.")
    ] = False,
    out: Annotated[
        str | None, typer.Option(help="Thư mục kết quả, hoặc địa chỉ từ xa như s3://kho/tin (mặc định data/).")
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SQLite trong thư mục kết quả).")
    ] = None,
) -> None:
    """Đọc cả một kho lưu, dừng rồi chạy tiếp được, ước tính trước (read a whole archive or the store, restartable)."""
    from flows.interruption import stopped_by_signal

    with stopped_by_signal(INTERRUPTED):
        from flows.backfill_job import run_backfill
        from flows.settings import load_settings

        settings = load_settings(out=out, database=database)
        raise typer.Exit(run_backfill(addresses or [], settings, is_estimate_only=estimate, has_files=not store_only))
