"""`solieu check`: what figures say of each other, within an article and between articles."""

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import plain_path

EXAMPLE = (
    'Ví dụ: solieu check --outcome fails --province "Bắc Kạn"; solieu check baiviet/ --format csv --out kiemtra.csv'
)


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            parser=plain_path, metavar="PATH", readable=False, help="Tệp hoặc thư mục, không lưu lại; bỏ trống: cả kho."
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Loại: parts_total, conflict, rounding… (xem docs/checks.md); nhiều lần được."),
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(help="Kết quả: fails, cannot_tell, holds; bảng mặc định in hai loại đầu.")
    ] = None,
    province: Annotated[str | None, typer.Option(help="Chỉ các đơn vị của tỉnh, thành phố này (tên khi đó).")] = None,
    indicator: Annotated[str | None, typer.Option(help="Chỉ tiêu, ví dụ member.total (xem docs/terms.md).")] = None,
    format_name: Annotated[
        str | None, typer.Option("--format", help="table, json hoặc csv; mặc định theo tên tệp, hoặc table.")
    ] = None,
    out: Annotated[Path | None, typer.Option(parser=plain_path, help="Tệp nhận danh sách, thay vì in ra.")] = None,
    whole: Annotated[
        bool, typer.Option("--all", help="Làm lại mọi phép kiểm tra giữa các bài, không chỉ chỗ có số liệu vừa đổi.")
    ] = False,
    limit: Annotated[int, typer.Option(min=0, help="Số dòng nhiều nhất của bảng; json và csv luôn đủ.")] = 200,
    database: Annotated[str | None, typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SQLite trong data/).")] = None,
) -> None:
    """Kiểm tra số liệu trong từng bài và giữa các bài; mã thoát 1 nếu có chỗ không khớp (check figures)."""
    from flows.check_job import CheckOutput, build_filter, check_paths, check_whole_store, format_for
    from flows.compare_job import bare_province
    from flows.interruption import STOPPED, stopped_by_signal
    from flows.settings import load_settings

    wanted = build_filter(
        kinds=tuple(kind or ()), outcomes=tuple(outcome or ()), province=bare_province(province), indicator=indicator
    )
    output = CheckOutput(format=format_for(format_name, out), out=out, limit=limit)
    if wanted.outcomes:
        output = output.model_copy(update={"shown": wanted.outcomes})
    settings = load_settings(database=database)
    with stopped_by_signal(STOPPED):
        if paths:
            raise typer.Exit(check_paths(paths, settings, wanted, output))
        raise typer.Exit(check_whole_store(settings, wanted, output, is_whole=whole))
