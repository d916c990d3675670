"""`solieu db`: the store's upkeep: newer tables, its check, its sizes, a copy of it."""

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import plain_path

EXAMPLE = "Ví dụ: solieu db stats; solieu db backup"
UPGRADE_EXAMPLE = "Ví dụ: solieu db upgrade --database postgresql://solieu@may-chu/solieu"
CHECK_EXAMPLE = "Ví dụ: solieu db check --all"
STATS_EXAMPLE = "Ví dụ: solieu db stats --json"
BACKUP_EXAMPLE = "Ví dụ: solieu db backup /mnt/luu/solieu.sqlite --force"

app = typer.Typer(
    no_args_is_help=True,
    help="Nâng cấp, kiểm tra, đo, sao lưu kho dữ liệu (upgrade, check, measure and back up the store).",
)
Out = Annotated[str | None, typer.Option(help="Thư mục kết quả có kho SQLite và tệp lưu trang (mặc định data/).")]
Database = Annotated[
    str | None, typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SOLIEU_DATABASE_URL, không có thì SQLite ở --out).")
]


@app.command(epilog=UPGRADE_EXAMPLE)
def upgrade(out: Out = None, database: Database = None) -> None:
    """Nâng bảng của kho lên lược đồ mới; không lùi lại được (bring the tables to this program's schema; no way back).

    Kho SQLite tự nâng khi mở; kho PostgreSQL đợi lệnh này. Hãy sao lưu và dừng các chương trình đang dùng kho trước.
    """
    from flows.db_job import upgrade_tables
    from flows.settings import load_settings

    upgrade_tables(load_settings(out=out, database=database))


@app.command(epilog=CHECK_EXAMPLE)
def check(
    out: Out = None,
    database: Database = None,
    sample: Annotated[
        int, typer.Option(min=1, help="Số bài, rải đều cả kho, được so từng câu trích với văn bản.")
    ] = 1_000,
    every: Annotated[bool, typer.Option("--all", help="So mọi bài; lâu với kho lớn.")] = False,
) -> None:
    """Kiểm tra kho: tệp, liên kết, câu trích, kho lưu trang (check pages, references, evidence, archive files).

    Mã thoát 1 khi có điều sai, mỗi điều một dòng.
    """
    from flows.db_job import check_tables
    from flows.settings import load_settings

    raise typer.Exit(check_tables(load_settings(out=out, database=database), sample=None if every else sample))


@app.command(epilog=STATS_EXAMPLE)
def stats(
    out: Out = None,
    database: Database = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
) -> None:
    """Số dòng, dung lượng từng bảng, các phiên bản trích (rows and bytes of each table, extractor versions)."""
    from flows.db_job import print_stats
    from flows.settings import load_settings

    print_stats(load_settings(out=out, database=database), as_json=as_json)


@app.command(epilog=BACKUP_EXAMPLE)
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(
            parser=plain_path,
            metavar="[FILE]",
            readable=False,
            help="Tệp nhận bản sao; mặc định backups/ trong --out, tên có ngày giờ.",
        ),
    ] = None,
    out: Out = None,
    database: Database = None,
    force: Annotated[bool, typer.Option("--force", help="Thay tệp cũ cùng tên, sau khi bản mới đã xong.")] = False,
) -> None:
    """Sao lưu kho SQLite trong khi vẫn dùng; bản sao đủ hoặc không có (copy the store in use, complete or absent)."""
    from flows.db_job import back_up
    from flows.settings import load_settings

    typer.echo(back_up(load_settings(out=out, database=database), file, replaces=force))
