"""`corpus/sources/*.yml` and a folder of one's own -> the newspapers and sites that solieu knows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import soupsieve
import yaml
from pydantic import ValidationError

from corpus.descriptions import KnownSources
from corpus.files import printable_path
from corpus.readers.html_finding import compile_selector
from schemas.errors import ConfigError
from schemas.sources import Layout, Source

CATALOGUE = "sources"
"""The folder of the catalogue below this package, and what messages call it."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, where it is there, takes a seventh of the time."""
MAX_BYTES = 200_000
"""A source is a page of text; what is larger was put into the folder by mistake."""


def load_sources(extra: Path | None = None) -> KnownSources:
    """All sources, sorted by id: those that solieu brings along, and those in the folder `extra`.

    A source of `extra` stands for the one of the same id that solieu brings along, so that a layout can be set right
    without a new release.

    Raises:
        ConfigError: A file is not valid YAML of one `Source`, its name is not its id, two claim one domain, or
            `extra` is no folder. The message is one line: file, field, what to do.
    """
    sources = replace_earlier([(label, load_source(path, label=label)) for label, path in find_source_files(extra)])
    for label, message in find_clashes(sources):
        raise ConfigError(f"{label}: {message}")
    return KnownSources(sorted((source for _, source in sources), key=lambda source: source.id))


def find_source_files(extra: Path | None = None) -> list[tuple[str, Traversable]]:
    """The files of all sources and what messages call them: the catalogue's by name, then those in `extra`.

    Raises:
        ConfigError: `extra` is no folder.
    """
    brought = [(f"{CATALOGUE}/{path.name}", path) for path in _yaml_files((files("corpus") / CATALOGUE).iterdir())]
    if extra is None:
        return brought
    if not extra.is_dir():
        raise ConfigError(f"{printable_path(extra)}: không có thư mục nguồn này; hãy kiểm tra đường dẫn")
    return brought + [(printable_path(extra / path.name), path) for path in _yaml_files(extra.iterdir())]


def load_source(path: Traversable, *, label: str | None = None) -> Source:
    """The source of one file; `label` is what errors call it, None is its path.

    Raises:
        ConfigError: Unreadable, not YAML of one `Source`, its name is not its id, or a selector is not CSS. The
            selectors of the catalogue itself are left to its tests: they would take longer than all the rest.
    """
    label = label or printable_path(Path(str(path)))
    source = parse_source(_read_text(path, label=label), name=path.name, label=label)
    if not label.startswith(f"{CATALOGUE}/"):
        for mistake in find_bad_selectors(source):
            raise ConfigError(f"{label}: {mistake}")
    return source


def parse_source(text: str, *, name: str, label: str | None = None) -> Source:
    """The source that the YAML `text` of the file `name` states.

    Args:
        text: YAML, one mapping.
        name: File name, "ID.yml".
        label: What errors call the file; None is "sources/NAME".

    Raises:
        ConfigError: Not YAML, not a `Source`, or `name` is not its id.
    """
    label = label or f"{CATALOGUE}/{name}"
    try:
        source = Source.model_validate_json(json.dumps(yaml.load(text, Loader=LOADER)))
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


def _read_text(path: Traversable, *, label: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{label}: không mở được ({error.strerror}); hãy kiểm tra tệp") from error
    if len(content) > MAX_BYTES:
        raise ConfigError(f"{label}: lớn hơn {MAX_BYTES // 1000} kB; một nguồn chỉ dài vài trang, hãy kiểm tra tệp")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{label}: không phải UTF-8; hãy lưu lại tệp bằng UTF-8") from error


def replace_earlier(sources: Iterable[tuple[str, Source]]) -> list[tuple[str, Source]]:
    """`sources` with their labels, without those of whose id there is a later one."""
    return list({source.id: (label, source) for label, source in sources}.values())


def find_clashes(sources: Sequence[tuple[str, Source]]) -> Iterator[tuple[str, str]]:
    """Label and mistake of every source that claims the id or a domain of an earlier one.

    Which of the two reads a page would be chance.
    """
    ids: dict[str, str] = {}
    domains: dict[str, str] = {}
    for label, source in sources:
        if (owner := ids.setdefault(source.id, label)) != label:
            yield label, f"id {source.id} đã có trong {owner}; hãy đổi id và tên tệp"
        for domain in source.domains:
            if (owner := domains.setdefault(domain, label)) != label:
                yield label, f"domains: {domain} đã thuộc {owner}; hãy bỏ ở một trong hai tệp"


def selectors_of(layout: Layout) -> list[tuple[str, str]]:
    """Part and selector of all selectors of a layout, in the order of their fields."""
    named = layout.selectors.model_dump(exclude={"remove"}, exclude_none=True)
    return [*named.items(), *(("remove", selector) for selector in layout.selectors.remove)]


def find_bad_selectors(source: Source) -> Iterator[str]:
    """Field and mistake of every selector that is not CSS."""
    for place, layout in enumerate(source.layouts):
        for part, selector in selectors_of(layout):
            try:
                compile_selector(selector)
            except ConfigError as error:
                yield f"layouts.{place}.{part}: {error}; hãy sửa bộ chọn CSS"
    for place, listing in enumerate(source.listings):
        try:
            soupsieve.compile(listing.links or "a")
        except soupsieve.SelectorSyntaxError as error:
            yield f"listings.{place}.links: {str(error).splitlines()[0]}; hãy sửa bộ chọn CSS"


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
