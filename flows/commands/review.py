"""`solieu review`: pages in the browser for judging, correcting and comparing what was extracted."""

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import plain_path

EXAMPLE = "Ví dụ: solieu review --open; solieu review --store sqlite:///data/solieu.sqlite --port 8080"


def review(
    store: Annotated[
        str | None,
        typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SOLIEU_DATABASE_URL, không có thì SQLite trong data/)."),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Địa chỉ để mở trang; mặc định chỉ máy này, 0.0.0.0 cho máy khác (cần người dùng).")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Cổng.")] = 8000,
    opens_browser: Annotated[bool, typer.Option("--open", help="Mở trình duyệt ngay.")] = False,
    double: Annotated[
        int, typer.Option(min=0, max=100, help="Phần trăm số liệu mà hai người cùng duyệt, để đo mức đồng thuận.")
    ] = 0,
    name: Annotated[
        list[str] | None,
        typer.Option(help="Tên máy chủ mà người khác dùng, khi đặt sau một proxy; viết được nhiều lần."),
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option(help="Tên ghi dưới quyết định khi chưa có người dùng (mặc định tên của hệ điều hành).")
    ] = None,
    tls_cert: Annotated[Path | None, typer.Option(parser=plain_path, help="Chứng chỉ HTTPS (PEM).")] = None,
    tls_key: Annotated[Path | None, typer.Option(parser=plain_path, help="Khoá của chứng chỉ (PEM).")] = None,
) -> None:
    """Mở trang duyệt số liệu trong trình duyệt (judge, correct and compare figures in the browser)."""
    from flows.review_job import ServerOptions, serve_review
    from flows.settings import load_settings

    options = ServerOptions(
        host=host,
        port=port,
        opens_browser=opens_browser,
        double_share=double,
        names=tuple(name or ()),
        reviewer=reviewer,
        certificate=tls_cert,
        key=tls_key,
    )
    serve_review(load_settings(database=store), options)
