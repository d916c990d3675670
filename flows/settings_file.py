"""`solieu.toml` -> the values it sets: the file that SOLIEU_CONFIG names, else the one in the current folder."""

import difflib
import os
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from schemas.errors import ConfigError

NAME = "solieu.toml"
VARIABLE = "SOLIEU_CONFIG"


def find_settings_file() -> Path | None:
    """The settings file of this run; None where no variable names one and the current folder has none."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return Path(NAME) if Path(NAME).is_file() else None


def read_settings_file(fields: Collection[str]) -> tuple[Path | None, dict[str, Any]]:
    """The settings file and what it says, by field; no file says nothing.

    Raises:
        ConfigError: It is missing though named, cannot be read, is no TOML, or has a field that is not in `fields`.
    """
    path = find_settings_file()
    if path is None:
        return None, {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: không đọc được tệp cấu hình ({error.strerror}); hãy sửa {VARIABLE}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: không phải TOML ({error}); hãy sửa dòng ấy") from error
    for name in values:
        if name not in fields:
            near = difflib.get_close_matches(name, fields, n=1)
            hint = f"có phải {near[0]}?" if near else "xem các tên bằng: solieu config"
            raise ConfigError(f"{path}: không có thiết lập {name}; {hint}")
    return path, values
