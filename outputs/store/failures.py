"""A database's complaint -> one clear line for the person who has to act."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from outputs.store.sqlite_files import sqlite_file
from schemas.errors import OutputError, ReadOnlyError

_SQLITE = {
    "SQLITE_BUSY": "đang bị tiến trình khác khoá; hãy đợi hoặc dừng nó, rồi chạy lại",
    "SQLITE_LOCKED": "đang bị tiến trình khác khoá; hãy đợi hoặc dừng nó, rồi chạy lại",
    "SQLITE_READONLY": "chỉ đọc được; hãy cấp quyền ghi cho tệp và thư mục của nó",
    "SQLITE_FULL": "không lớn thêm được: ổ đĩa đã đầy; hãy dọn chỗ rồi chạy lại",
    "SQLITE_IOERR": "không đọc hoặc ghi được: ổ đĩa hỏng hoặc đã đầy; hãy kiểm tra ổ đĩa",
    "SQLITE_NOTADB": "không phải tệp cơ sở dữ liệu; hãy chỉ đúng kho bằng --database",
    "SQLITE_CORRUPT": "bị hỏng; hãy phục hồi từ bản sao lưu, hoặc xoá rồi chạy lại solieu run",
    "SQLITE_CANTOPEN": "không mở được; hãy xem thư mục của nó có đó và ghi được không",
}
_POSTGRES = {
    "08": "không nối được: đứt kết nối; hãy xem máy chủ có chạy không, rồi chạy lại",
    "28": "không cho người dùng này vào: sai tên hoặc mật khẩu trong địa chỉ kho; hãy sửa địa chỉ",
    "3D": "chưa có; hãy tạo cơ sở dữ liệu trước (createdb)",
    "25006": "chỉ đọc được; hãy nối tới máy chủ cho ghi",
    "40": "đang bận: có tiến trình khác cùng ghi; hãy chạy lại",
    "42501": "không cho người dùng này ghi; hãy cấp quyền tạo và ghi bảng",
    "53100": "không lớn thêm được: ổ đĩa của máy chủ đã đầy; hãy dọn chỗ rồi chạy lại",
    "53300": "không nối được: máy chủ có quá nhiều kết nối; hãy chạy lại sau",
    "55P03": "đang bị tiến trình khác khoá; hãy đợi hoặc dừng nó, rồi chạy lại",
    "57P": "không nối được: máy chủ đang dừng hoặc đang bật; hãy chạy lại sau",
    "58030": "không đọc hoặc ghi được: ổ đĩa của máy chủ hỏng hoặc đã đầy; hãy kiểm tra máy chủ",
    "XX001": "bị hỏng; hãy phục hồi từ bản sao lưu, hoặc xoá rồi chạy lại solieu run",
    "XX002": "bị hỏng; hãy phục hồi từ bản sao lưu, hoặc xoá rồi chạy lại solieu run",
}
"""By the beginning of SQLSTATE."""
_READ_ONLY = ("SQLITE_READONLY", "25006", "42501")


def name_store(url: URL) -> str:
    """The store as a message names it: the file, or the address without its password."""
    if url.get_backend_name() == "sqlite":
        return str(sqlite_file(url) or ":memory:")
    return url.render_as_string(hide_password=True)


def _code_of(error: BaseException | None) -> str:
    return getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or ""


def explain(error: BaseException | None) -> str:
    """What is wrong with the store, in Vietnamese words that follow "kho …: "."""
    table = _SQLITE if isinstance(error, sqlite3.Error) else _POSTGRES
    name = _code_of(error)
    known = next((words for code, words in table.items() if name.startswith(code)), None)
    if known:
        return known
    reason = " ".join(str(error).split()) or type(error).__name__
    # A server that was not reached sends no code.
    if reason.startswith("connection "):
        return f"không nối được ({reason}); hãy xem máy chủ có chạy không và địa chỉ kho có đúng không"
    return f"không dùng được ({reason}); hãy xem bằng solieu db check"


@contextmanager
def database_errors(url: URL) -> Iterator[None]:
    """Turns the errors of the database under `url` into OutputError.

    Raises:
        ReadOnlyError: The database may only be read.
        OutputError: It is locked, full, damaged, no database, or not reachable.
    """
    try:
        yield
    except DBAPIError as error:
        kind = ReadOnlyError if _code_of(error.orig).startswith(_READ_ONLY) else OutputError
        raise kind(f"kho {name_store(url)}: {explain(error.orig)}") from error
