"""`solieu compare`: localities, periods or organisations side by side."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.addresses import plain_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outputs.comparing.rows import Table

EXAMPLE = 'Ví dụ: solieu compare member.admitted --level district --province "Bắc Kạn" --period 2023 --per member.total'


def compare(
    indicators: Annotated[
        list[str], typer.Argument(metavar="INDICATOR...", help="Chỉ tiêu, ví dụ member.admitted (xem docs/terms.md).")
    ],
    by: Annotated[str, typer.Option(help="Mỗi dòng là: locality, period hoặc organization.")] = "locality",
    level: Annotated[str | None, typer.Option(help="Cấp: nation, province, district, commune, village.")] = None,
    province: Annotated[str | None, typer.Option(help="Chỉ các đơn vị của tỉnh, thành phố này (tên khi đó).")] = None,
    locality: Annotated[str | None, typer.Option(help="Chỉ đơn vị này: “huyện Ba Bể” hoặc “Ba Bể”.")] = None,
    period: Annotated[
        list[str] | None,
        typer.Option(help="Kỳ: 2023, 2023-06, 2023-H1, 2023-Q2, 2020..2023; nhiều lần để so nhiều kỳ."),
    ] = None,
    per: Annotated[str | None, typer.Option(help="Chỉ tiêu làm mẫu số: tỷ lệ trên 100.")] = None,
    measure: Annotated[str, typer.Option(help="count, share, completion hoặc change.")] = "count",
    system: Annotated[str | None, typer.Option(help="Tổ chức: party (mặc định), youth_union, women_union…")] = None,
    groups: Annotated[str | None, typer.Option(help="Bộ phận được đếm, cách nhau bằng dấu phẩy: female,youth.")] = None,
    boundary: Annotated[
        str | None, typer.Option(help="then: đơn vị trước 7/2025; 2025: đơn vị hiện nay, cộng từ đơn vị cũ nếu đúng.")
    ] = None,
    sort: Annotated[str, typer.Option(help="Xếp theo name, value hoặc rate (cao xuống thấp).")] = "name",
    top: Annotated[int | None, typer.Option(min=1, help="Chỉ chừng này dòng đầu.")] = None,
    format_name: Annotated[
        str | None, typer.Option("--format", help="table, csv, xlsx hoặc json; mặc định theo tên tệp, hoặc table.")
    ] = None,
    out: Annotated[Path | None, typer.Option(parser=plain_path, help="Tệp nhận bảng, thay vì in ra.")] = None,
    chart: Annotated[str | None, typer.Option(help="bars, slope, series, multiples hoặc map.")] = None,
    chart_out: Annotated[Path | None, typer.Option(parser=plain_path, help="Tệp nhận biểu đồ: .svg hoặc .png.")] = None,
    is_reviewed: Annotated[
        bool,
        typer.Option("--reviewed/--as-extracted", help="Số liệu theo nhận xét của người xem, hay đúng như máy trích."),
    ] = True,
    database: Annotated[str | None, typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SQLite trong data/).")] = None,
) -> None:
    """So sánh các địa phương, các kỳ hoặc các tổ chức, kèm nguồn từng ô (put localities side by side)."""
    from flows.compare_job import (
        bare_province,
        build_options,
        build_requests,
        build_tables,
        format_for,
        render,
        write_chart,
        write_table_file,
    )
    from flows.settings import load_settings

    chosen = format_for(format_name, out)
    options = build_options(
        sort=sort, top=top, is_reviewed=is_reviewed, format=chosen, chart=chart, chart_out=chart_out
    )
    tags = tuple(sorted({tag.strip() for tag in groups.split(",")})) if groups else ()
    requests = build_requests(
        indicators, period or [], by=by, level=level, province=bare_province(province), locality=locality, per=per,
        measure=measure, system=system, groups=tags, boundary=boundary,
    )  # fmt: skip
    tables = build_tables(load_settings(database=database), requests, options)
    write_chart(tables, options)
    if out is not None:
        write_table_file(tables, chosen, out)
    elif chosen == "table" and sys.stdout.isatty():
        _print_tables(tables)
    else:
        sys.stdout.write(str(render(tables, chosen)))
    raise typer.Exit(0 if any(table.rows for table in tables) else 1)


def _print_tables(tables: "Sequence[Table]") -> None:
    from rich.console import Console

    from outputs.comparing.printing import renderables
    from outputs.comparing.words import load_table_words
    from outputs.labels import load_labels

    console = Console(highlight=False)
    for table in tables:
        for part in renderables(table, labels=load_labels(), words=load_table_words()):
            console.print(part)
