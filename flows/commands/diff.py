"""`solieu diff`: what a newer extractor version says otherwise."""

from typing import Annotated

import typer

EXAMPLE = "Ví dụ: solieu diff; solieu diff 0.1.0 0.2.0 --json"


def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="Phiên bản trích cũ, hoặc phần đầu của tên; mặc định áp chót.")
    ] = None,
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="Phiên bản mới; mặc định bản cuối.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Chỉ một bài, theo document_id.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Số dòng nhiều nhất của bảng; --json luôn in đủ.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="In mọi khác biệt, mỗi dòng một đối tượng JSON.")] = False,
    out: Annotated[str | None, typer.Option(help="Thư mục kết quả (mặc định data/).")] = None,
    database: Annotated[str | None, typer.Option(help="Địa chỉ kho SQLAlchemy.")] = None,
) -> None:
    """So hai phiên bản trích: số liệu thêm, mất, đổi (facts that appeared, vanished, changed between two versions)."""
    from flows.diff_job import DiffOptions, print_differences
    from flows.settings import load_settings

    options = DiffOptions(old=old, new=new, document_id=document, limit=limit, as_json=as_json)
    print_differences(load_settings(out=out, database=database), options)
