"""`solieu config`: every setting, its value and where the value is from."""

from typing import Annotated

import typer

EXAMPLE = "Ví dụ: solieu config --template > solieu.toml"


def config(
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON, mỗi thiết lập một mục.")] = False,
    template: Annotated[
        bool, typer.Option("--template", help="In một tệp solieu.toml mẫu, mọi dòng là chú thích.")
    ] = False,
) -> None:
    """In các thiết lập và nơi đặt mỗi giá trị; mật khẩu được che (every setting, its value and its origin).

    Thứ tự: tùy chọn của lệnh, biến môi trường SOLIEU_…, tệp solieu.toml (trong thư mục hiện tại hoặc do SOLIEU_CONFIG
    chỉ ra), giá trị mặc định.
    """
    from flows.config_output import print_settings
    from flows.settings_origins import render_template

    if template:
        typer.echo(render_template(), nl=False)
    else:
        print_settings(as_json=as_json)
