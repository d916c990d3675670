"""`solieu sources`: the newspapers and sites that solieu knows, their check, and a trial on a saved page."""

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import plain_path
from schemas.crawling import AddressStatus
from schemas.sources import Region, Source, SourceKind

EXAMPLE = "Ví dụ: solieu sources; solieu sources show baohatinh"
LIST_EXAMPLE = 'Ví dụ: solieu sources list --province "Nghệ An"'
VALIDATE_EXAMPLE = "Ví dụ: solieu sources validate baocuatoi.yml"
SHOW_EXAMPLE = "Ví dụ: solieu sources show baohatinh"
STATUS_EXAMPLE = "Ví dụ: solieu sources status baohatinh --addresses failed"
TEST_EXAMPLE = "Ví dụ: solieu sources test trang.html --source baohatinh"

app = typer.Typer(help="Liệt kê, kiểm tra, thử các báo và trang (list, check and try the known newspapers and sites).")
Extra = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        parser=plain_path,
        envvar="SOLIEU_SOURCES",
        help="Thư mục nguồn của riêng mình, thêm vào danh mục.",
    ),
]


@app.callback(invoke_without_command=True)
def sources(context: typer.Context, extra: Extra = None) -> None:
    """Liệt kê, kiểm tra, thử các báo và trang (list, check and try the known newspapers and sites)."""
    from flows.settings import load_settings

    context.obj = load_settings(sources=extra).sources
    if context.invoked_subcommand is None:
        from flows.source_tables import print_sources

        print_sources(context.obj, province=None, region=None, kind=None)


@app.command("list", epilog=LIST_EXAMPLE)
def list_sources(
    context: typer.Context,
    province: Annotated[
        str | None, typer.Option(help="Chỉ một tỉnh, tên trước tháng 7/2025, có dấu hay không.")
    ] = None,
    region: Annotated[Region | None, typer.Option(help="Chỉ một vùng.")] = None,
    kind: Annotated[SourceKind | None, typer.Option(help="Chỉ một loại.")] = None,
) -> None:
    """Liệt kê các báo và trang mà solieu biết (list the known newspapers and sites)."""
    from flows.source_tables import print_sources

    raise typer.Exit(print_sources(context.obj, province=province, region=region, kind=kind))


@app.command(epilog=VALIDATE_EXAMPLE)
def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(parser=plain_path, metavar="FILE", readable=False, help="Tệp .yml; không có là mọi nguồn."),
    ] = None,
) -> None:
    """Kiểm tra nguồn: trường, tên miền, biểu thức, bộ chọn, lịch (check source files, one line a problem)."""
    from flows.source_tables import validate_sources

    raise typer.Exit(validate_sources(paths or [], extra=context.obj))


@app.command(epilog=SHOW_EXAMPLE)
def show(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID", help="Mã của một nguồn.")],
) -> None:
    """Mọi điều về một nguồn, đọc được ở đâu, đã kiểm chứng chưa (all about one source, and how it is known)."""
    from flows.source_tables import print_source

    print_source(_find(source_id, context.obj))


@app.command(epilog=STATUS_EXAMPLE)
def status(
    context: typer.Context,
    source_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Mã nguồn; bỏ trống là mọi nguồn đã thu thập.")
    ] = None,
    addresses: Annotated[
        AddressStatus | None, typer.Option(help="In cả các địa chỉ ở trạng thái này, kèm lý do và lúc thử lại.")
    ] = None,
    out: Annotated[str | None, typer.Option(help="Thư mục kết quả (mặc định data/).")] = None,
    database: Annotated[str | None, typer.Option(help="Địa chỉ kho SQLAlchemy.")] = None,
) -> None:
    """Tình trạng thu thập: địa chỉ, lần chạy, việc cần xem (how each source's crawl stands, its runs and failures)."""
    from flows.settings import load_settings
    from flows.source_status import print_status

    for source_id in source_ids or ():
        _find(source_id, context.obj)
    settings = load_settings(out=out, database=database, sources=context.obj)
    raise typer.Exit(print_status(source_ids or [], settings, addresses=addresses))


@app.command("test", epilog=TEST_EXAMPLE)
def try_source(
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(parser=plain_path, metavar="FILE", readable=False, help="Trang báo đã lưu, .html.")
    ],
    source_id: Annotated[
        str | None, typer.Option("--source", metavar="ID", help="Đọc bằng nguồn này, dù trang khai địa chỉ nào.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Địa chỉ của trang, khi trang và tệp kèm không ghi.")] = None,
) -> None:
    """Thử đọc một trang đã lưu: nguồn nào, khuôn nào, thấy gì (read one saved page, say what each selector found)."""
    from flows.source_trial import report_trial

    chosen = None if source_id is None else _find(source_id, context.obj)
    raise typer.Exit(report_trial(path, chosen=chosen, url=url, extra=context.obj))


def _find(source_id: str, extra: Path | None) -> Source:
    from difflib import get_close_matches

    from corpus.source_catalogue import load_sources

    known = {source.id: source for source in load_sources(extra)}
    if source_id not in known:
        near = ", ".join(get_close_matches(source_id, known, n=3))
        hint = f"có phải: {near}" if near else "các nguồn: solieu sources list"
        raise typer.BadParameter(f"không có nguồn “{source_id}”; {hint}")
    return known[source_id]
