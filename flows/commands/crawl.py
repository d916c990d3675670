"""`solieu crawl`: collect articles from their newspapers."""

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import plain_path

EXAMPLE = "Ví dụ: solieu crawl baohatinh --since 2024-01 --limit 50"
INTERRUPTED = (
    "Đã dừng. Trang đã tải nằm trong kho lưu trữ; chạy lại đúng lệnh này để làm tiếp, không tải lại trang nào."
)


def crawl(
    source_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Mã nguồn (xem solieu sources); bỏ trống là mọi nguồn có lịch."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Chỉ lấy bài đăng từ ngày này: 2024, 2024-03 hoặc 2024-03-15.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Số trang nhiều nhất của mỗi nguồn.")] = None,
    replay: Annotated[bool, typer.Option("--replay", help="Đọc lại tất cả từ kho lưu trữ, không dùng mạng.")] = False,
    out: Annotated[str | None, typer.Option(help="Thư mục kết quả (mặc định data/).")] = None,
    database: Annotated[
        str | None, typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SQLite trong thư mục kết quả).")
    ] = None,
    sources: Annotated[
        Path | None, typer.Option(parser=plain_path, help="Thư mục có thêm tệp nguồn .yml của bạn.")
    ] = None,
) -> None:
    """Tìm, tải, lưu trữ và đọc bài của các báo (find, fetch, archive and read articles of newspapers)."""
    from flows.interruption import stopped_by_signal

    with stopped_by_signal(INTERRUPTED):
        from pydantic import ValidationError

        from flows.crawl_job import run_crawl_job
        from flows.crawl_steps import CrawlOptions
        from flows.settings import load_settings
        from schemas.errors import ConfigError

        try:
            options = CrawlOptions(since=since, limit=limit, replay=replay)
        except ValidationError as error:
            raise ConfigError(
                f"--since {since}: không phải ngày có thật; hãy viết 2024, 2024-03 hoặc 2024-03-15"
            ) from error
        settings = load_settings(out=out, database=database, sources=sources)
        raise typer.Exit(run_crawl_job(source_ids or [], settings, options))
