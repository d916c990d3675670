"""`corpus/sources/*.yml` and a folder of one's own -> the newspapers and sites that solieu knows."""

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml
from pydantic import ValidationError

from corpus.files import printable_path
from schemas.errors import ConfigError
from schemas.sources import Source

MAX_BYTES = 200_000
"""A source is a page of text; what is larger was put into the folder by mistake."""


def load_sources(extra: Path | None = None) -> tuple[Source, ...]:
    """All sources, sorted by id: those that solieu brings along, and those in the folder `extra`.

    Raises:
        ConfigError: A file is not valid YAML of one `Source`, its name is not its id, two claim one id or domain, or
            `extra` is no folder. The message is one line: file, field, what to do.
    """
    brought = _yaml_files((files("corpus") / "sources").iterdir())
    named = [(f"sources/{path.name}", path) for path in brought]
    if extra is not None:
        if not extra.is_dir():
            raise ConfigError(f"{printable_path(extra)}: không có thư mục nguồn này; hãy kiểm tra đường dẫn")
        named += [(printable_path(extra / path.name), path) for path in _yaml_files(extra.iterdir())]
    sources = [(label, _read_source(path, label=label)) for label, path in named]
    _check_owners(sources)
    return tuple(sorted((source for _, source in sources), key=lambda source: source.id))


def load_source(path: Path) -> Source:
    """The source of one file.

    Raises:
        ConfigError: Unreadable, not YAML of one `Source`, or its name is not its id.
    """
    return _read_source(path, label=printable_path(path))


def parse_source(text: str, *, name: str, label: str | None = None) -> Source:
    """The source that the YAML `text` of the file `name` states.

    Args:
        text: YAML, one mapping.
        name: File name, "ID.yml".
        label: What errors call the file; None is "sources/NAME".

    Raises:
        ConfigError: Not YAML, not a `Source`, or `name` is not its id.
    """
    label = label or f"sources/{name}"
    try:
        source = Source.model_validate_json(json.dumps(yaml.safe_load(text)))
    except yaml.YAMLError as error:
        raise ConfigError(f"{label}: không đọc được YAML {_place_of(error)}; hãy sửa cú pháp") from error
    except ValidationError as error:
        raise ConfigError(f"{label}: {_first_mistake(error)}") from error
    except (TypeError, ValueError, RecursionError) as error:
        message = f'{label}: có giá trị không phải chữ hay số ({error}); hãy đặt ngày tháng trong dấu "…"'
        raise ConfigError(message) from error
    if name != f"{source.id}.yml":
        raise ConfigError(f"{label}: id là {source.id}; hãy đặt tên tệp là {source.id}.yml")
    return source


def _yaml_files(paths: Iterable[Traversable]) -> list[Traversable]:
    return sorted((path for path in paths if path.name.endswith(".yml")), key=lambda path: path.name)


def _read_source(path: Traversable, *, label: str) -> Source:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{label}: không mở được ({error.strerror}); hãy kiểm tra tệp") from error
    if len(content) > MAX_BYTES:
        raise ConfigError(f"{label}: lớn hơn {MAX_BYTES // 1000} kB; một nguồn chỉ dài vài trang, hãy kiểm tra tệp")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{label}: không phải UTF-8; hãy lưu lại tệp bằng UTF-8") from error
    return parse_source(text, name=path.name, label=label)


def _check_owners(sources: Sequence[tuple[str, Source]]) -> None:
    """Stop where two files claim one id or one domain: which of them reads a page would be chance."""
    ids: dict[str, str] = {}
    domains: dict[str, str] = {}
    for label, source in sources:
        if source.id in ids:
            raise ConfigError(f"{label}: id {source.id} đã có trong {ids[source.id]}; hãy đổi id")
        ids[source.id] = label
        for domain in source.domains:
            if domain in domains:
                raise ConfigError(f"{label}: domains: {domain} đã thuộc {domains[domain]}; hãy bỏ ở một trong hai tệp")
            domains[domain] = label


def _place_of(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "unreadable"
    return f"(dòng {mark.line + 1}: {problem})" if mark is not None else f"({problem})"


def _first_mistake(error: ValidationError) -> str:
    """The first mistake and how many more there are; "extra" and "missing" as what a person must do."""
    mistakes = error.errors(include_url=False, include_context=False, include_input=False)
    first, more = mistakes[0], len(mistakes) - 1
    where = ".".join(str(part) for part in first["loc"])
    match first["type"]:
        case "extra_forbidden":
            told = f"{where}: không có trường này; hãy xoá hoặc sửa tên"
        case "missing":
            told = f"{where}: thiếu; hãy thêm"
        case "json_invalid" | "model_type" | "model_attributes_type":
            told = "phải là một bảng gồm các dòng trường: giá trị (a mapping)"
        case _:
            told = f"{where or 'tệp'}: {first['msg']}; hãy sửa"
    return told + (f" (và {more} lỗi khác)" if more else "")
