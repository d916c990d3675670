"""Addresses of remote file systems, and of files of this machine: told from paths, shown to people, made paths."""

import os
import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from schemas.errors import ConfigError

HIDDEN = "***"
SCHEME = "://"
FILE_URL = re.compile(r"file:(?://(?P<host>[^/]*))?(?P<path>/.*)", re.IGNORECASE | re.DOTALL)
USER_INFO = re.compile(r"(?<=://)([^@/]*):[^@/]*@")


def is_remote(address: str) -> bool:
    """Whether `address` names a remote file system and no path."""
    return SCHEME in address


def without_file_url(text: str) -> str:
    """The path that a file URL names ("file:///bai/tin%201.html"); other text as it is.

    Raises:
        ValueError: The URL names a file of another machine.
    """
    found = FILE_URL.fullmatch(text)
    if found is None:
        return text
    if found["host"] not in (None, "", "localhost"):
        raise ValueError(f"{text}: tệp của máy {found['host']}; địa chỉ file:// chỉ được trỏ vào máy này")
    return unquote(found["path"])


def plain_path(text: str) -> Path:
    """The file or folder of this machine that `text` names, as a path or a file URL; what options are parsed by.

    Raises:
        ConfigError: It is empty, as a variable that nobody set leaves it, or it names another machine.
    """
    if not str(text).strip():
        raise ConfigError("đường dẫn trống; hãy ghi tên tệp hay thư mục (thư mục hiện tại là .)")
    try:
        path = without_file_url(str(text))
    except ValueError as error:
        raise ConfigError(str(error)) from error
    if is_remote(path):
        raise ConfigError(
            f"{printable_address(path)}: địa chỉ từ xa, mà chỗ này chỉ nhận tệp hay thư mục của máy; hãy tải về trước, "
            "hoặc đọc bằng: solieu backfill ĐỊA_CHỈ"
        )
    return Path(path)


def printable_address(address: object) -> str:
    """`address` without the password that it may hold."""
    return USER_INFO.sub(rf"\1:{HIDDEN}@", str(address))


def work_folder(address: str) -> Path:
    """The folder on this machine where results for `address` are made: always the same one for the same address."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "solieu" / sha256(address.encode()).hexdigest()[:16]
