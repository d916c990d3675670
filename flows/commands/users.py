"""`solieu users`: who may use the review over the network, and the keys of programs."""

from typing import Annotated

import typer

EXAMPLE = "Ví dụ: solieu users add hoa --role review; solieu users token hoa --days 30"
ADD_EXAMPLE = "Ví dụ: solieu users add hoa --role review"
LIST_EXAMPLE = "Ví dụ: solieu users list --json"
REMOVE_EXAMPLE = "Ví dụ: solieu users remove hoa"
ROLE_EXAMPLE = "Ví dụ: solieu users set-role hoa admin"
PASSWORD_EXAMPLE = "Ví dụ: solieu users password hoa"
TOKEN_EXAMPLE = "Ví dụ: solieu users token hoa --role read --days 30 --purpose 'bảng tính hằng tuần'"
TOKENS_EXAMPLE = "Ví dụ: solieu users tokens"
REVOKE_EXAMPLE = "Ví dụ: solieu users revoke 1f2e3d4c"

app = typer.Typer(
    no_args_is_help=True,
    help="Người dùng trang duyệt và khoá của chương trình khác (users of the review and API tokens).",
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Tên người dùng; chữ hoa, chữ thường như nhau.")]
Database = Annotated[
    str | None,
    typer.Option(help="Địa chỉ kho SQLAlchemy (mặc định SOLIEU_DATABASE_URL, không có thì SQLite trong data/)."),
]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Đọc mật khẩu từ một dòng của đầu vào, thay vì hỏi ở màn hình.")
]
AsJson = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")]


@app.command(epilog=ADD_EXAMPLE)
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="read: chỉ xem; review: xem và duyệt; admin: quản trị.")] = "review",
    from_input: FromInput = False,
    database: Database = None,
) -> None:
    """Thêm người dùng; mật khẩu được hỏi, không viết vào lệnh (add a user; the password is asked for)."""
    from flows.settings import load_settings
    from flows.users_job import add_user

    add_user(load_settings(database=database), name, role, from_input=from_input)


@app.command("list", epilog=LIST_EXAMPLE)
def list_users(as_json: AsJson = False, database: Database = None) -> None:
    """Liệt kê người dùng (list the users)."""
    from flows.settings import load_settings
    from flows.users_job import print_users

    print_users(load_settings(database=database), as_json=as_json)


@app.command(epilog=REMOVE_EXAMPLE)
def remove(name: Name, database: Database = None) -> None:
    """Xoá người dùng cùng các khoá; nhận xét đã ghi vẫn còn (remove a user and all keys; reviews stay)."""
    from flows.settings import load_settings
    from flows.users_job import remove_user

    remove_user(load_settings(database=database), name)


@app.command("set-role", epilog=ROLE_EXAMPLE)
def set_role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="read, review hoặc admin.")],
    database: Database = None,
) -> None:
    """Đổi vai trò, có hiệu lực ngay (change the role, at once)."""
    from flows.settings import load_settings
    from flows.users_job import change_role

    change_role(load_settings(database=database), name, role)


@app.command(epilog=PASSWORD_EXAMPLE)
def password(name: Name, from_input: FromInput = False, database: Database = None) -> None:
    """Đổi mật khẩu; ai đang đăng nhập phải đăng nhập lại (change the password; ends all logins)."""
    from flows.settings import load_settings
    from flows.users_job import change_password

    change_password(load_settings(database=database), name, from_input=from_input)


@app.command(epilog=TOKEN_EXAMPLE)
def token(
    name: Name,
    role: Annotated[str, typer.Option(help="Vai trò của khoá, không hơn vai trò của người dùng.")] = "read",
    days: Annotated[int, typer.Option(min=1, max=366, help="Số ngày khoá có hiệu lực.")] = 90,
    purpose: Annotated[str, typer.Option(help="Khoá dùng vào việc gì, để sau này nhận ra.")] = "",
    database: Database = None,
) -> None:
    """Tạo khoá cho chương trình khác, chỉ in ra một lần (make an API token, shown once)."""
    from flows.settings import load_settings
    from flows.users_job import TokenWish, make_token

    wish = TokenWish(user=name, role=role, days=days, purpose=purpose)
    typer.echo(make_token(load_settings(database=database), wish))


@app.command(epilog=TOKENS_EXAMPLE)
def tokens(as_json: AsJson = False, database: Database = None) -> None:
    """Liệt kê các khoá, không có phần bí mật (list the API tokens without their secrets)."""
    from flows.settings import load_settings
    from flows.users_job import print_tokens

    print_tokens(load_settings(database=database), as_json=as_json)


@app.command(epilog=REVOKE_EXAMPLE)
def revoke(
    token_id: Annotated[str, typer.Argument(metavar="TOKEN_ID", help="Mã của khoá, xem solieu users tokens.")],
    database: Database = None,
) -> None:
    """Huỷ một khoá ngay (revoke an API token at once)."""
    from flows.settings import load_settings
    from flows.users_job import revoke_token

    revoke_token(load_settings(database=database), token_id)
