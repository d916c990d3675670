"""Traced settings -> a table or JSON on standard output."""

import json
import os
import sys
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from flows.messages import print_line
from flows.settings_origins import trace_settings, unknown_variables


def print_settings(*, as_json: bool) -> None:
    """Print every setting with its value and origin.

    Raises:
        ConfigError: A variable or the settings file holds what it may not have.
    """
    settings = trace_settings()
    for name in unknown_variables(os.environ):
        print_line(f"{name}: không phải biến của solieu nên không có tác dụng; hãy sửa hoặc bỏ")
    if as_json:
        report = {setting.name: setting.model_dump(exclude={"name"}) for setting in settings}
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        return
    table = Table(box=SIMPLE_HEAD, caption="Biến môi trường: SOLIEU_ và tên viết hoa; của kho: SOLIEU_DATABASE_URL.")
    table.add_column("Thiết lập", no_wrap=True)
    for head in ("Giá trị", "Từ đâu", "Là gì"):
        table.add_column(head, overflow="fold")
    for setting in settings:
        table.add_row(setting.name, _shown(setting.value), setting.origin, setting.description)
    Console(highlight=False, markup=False).print(table)


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
