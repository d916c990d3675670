"""`solieu doctor`: what of the installation works, what is missing, and for which feature."""

from typing import Annotated

import typer

EXAMPLE = "Ví dụ: solieu doctor"


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="In một mảng JSON, mỗi điều một mục.")] = False,
) -> None:
    """Kiểm tra cài đặt: thiếu gì, cho việc nào, cần làm gì (check the installation and what each feature needs).

    Không sửa và không lưu gì. Mã thoát 1 khi có điều hỏng, hay thiếu điều mà mọi lệnh cần.
    """
    from flows.checkup_output import print_checkup
    from flows.settings import load_settings

    raise typer.Exit(print_checkup(load_settings(), as_json=as_json))
