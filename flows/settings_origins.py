"""Settings -> where each comes from, for people and programs; what is secret is hidden."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from flows.addresses import HIDDEN, printable_address
from flows.settings import Settings, load_settings, stated_in_environment, stated_in_file
from flows.settings_file import VARIABLE, find_settings_file
from schemas.record import Record

OLD_DATABASE = "SOLIEU_DATABASE"
URLS = ("database", "dask_address")


class StatedSetting(Record):
    """One setting: its name, value as JSON with secrets hidden, its variable, where the value is from, what it is."""

    name: str
    value: Any
    variable: str
    origin: str
    description: str


def trace_settings() -> tuple[StatedSetting, ...]:
    """Every setting as a run without options would use it, in the order of the record.

    Raises:
        ConfigError: A variable or the settings file holds what it may not have.
    """
    environment, file = stated_in_environment(), stated_in_file()
    values = load_settings().model_dump(mode="json")
    path = find_settings_file()

    def origin(name: str) -> str:
        if name in environment:
            return "biến môi trường"
        return f"tệp {path}" if name in file else "mặc định"

    return tuple(
        StatedSetting(
            name=name,
            value=_without_secret(name, values[name]),
            variable=variable_of(name),
            origin=origin(name),
            description=field.description or "",
        )
        for name, field in Settings.model_fields.items()
    )


def variable_of(name: str) -> str:
    """The environment variable that sets the field `name`."""
    return "SOLIEU_DATABASE_URL" if name == "database" else f"SOLIEU_{name.upper()}"


def unknown_variables(names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that look like variables of ours and set nothing, in order."""
    known = {VARIABLE, OLD_DATABASE, *map(variable_of, Settings.model_fields)}
    return tuple(sorted(name for name in names if name.startswith("SOLIEU_") and name not in known))


def render_template() -> str:
    """A settings file in which every line is a comment: name, default, what it is."""
    lines = [
        "# Thiết lập của solieu: bỏ dấu # ở dòng cần đổi. Biến SOLIEU_… và tùy chọn của lệnh được ưu tiên hơn.",
        "",
    ]
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        lines += [f"# {field.description}", f"# {name} = {_toml(default)}", ""]
    return "\n".join(lines)


def _toml(value: Any) -> str:
    """`value` as TOML writes it, which for these is what JSON writes; a text without default is left to fill in."""
    if value is None:
        return '"…"'
    return json.dumps(list(value) if isinstance(value, tuple) else _plain(value))


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | str) else str(value)


def _without_secret(name: str, value: Any) -> Any:
    if name == "out":
        return printable_address(value)
    if name not in URLS or value is None:
        return value
    try:
        url = make_url(value)
    except ArgumentError:
        return printable_address(value)
    hidden = url.set(query={key: HIDDEN if "pass" in key.lower() else text for key, text in url.query.items()})
    return hidden.render_as_string(hide_password=True)
