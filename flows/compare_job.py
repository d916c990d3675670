"""A store and options -> tables of comparison, their files and charts; what `solieu compare` does."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import ValidationError

from flows.export_job import check_store_exists
from flows.messages import print_line
from flows.settings import Settings
from flows.table_formats import choose_format
from flows.tiling import GazetteerTiling
from outputs.atomic import write_complete
from outputs.comparing.csv_file import to_csv
from outputs.comparing.drawing import ChartKind, draw
from outputs.comparing.printing import plain_lines
from outputs.comparing.records import to_record
from outputs.comparing.request import Boundary, By, Request
from outputs.comparing.rows import Table
from outputs.comparing.table import SortBy, build_table, top_rows
from outputs.comparing.words import load_table_words
from outputs.comparing.workbook import to_workbook
from outputs.labels import load_labels
from outputs.store import open_store
from schemas.errors import ConfigError
from schemas.record import Record
from schemas.vocabulary import INDICATORS, Level, Measure, System

Format = Literal["table", "csv", "xlsx", "json"]
ENDINGS: dict[str, Format] = {
    ".csv": "csv", ".xlsx": "xlsx", ".json": "json", ".jsonl": "json", ".txt": "table", ".tsv": "table",
}  # fmt: skip
PICTURES = (".svg", ".png")
LIMITS = ("period", "boundary", "groups", "locality", "province", "level")
"""What narrows a table down; each is left out in turn where nothing is left."""
_CHOICES: dict[str, Any] = {
    "by": By, "measure": Measure, "system": System, "level": Level, "boundary": Boundary, "sort": SortBy,
    "chart": ChartKind,
}  # fmt: skip
"""What an option may say, by its name."""
_KINDS = ("tỉnh ", "thành phố ", "Tỉnh ", "Thành phố ")


class CompareOptions(Record):
    """What the command line says beside the requests: the order of rows, how many, files and chart."""

    sort: SortBy = "name"
    top: int | None = None
    is_reviewed: bool = True
    format: Format = "table"
    chart: ChartKind | None = None
    chart_out: Path | None = None


def bare_province(name: str | None) -> str | None:
    """A province's name without its kind: "tỉnh Bắc Kạn" -> "Bắc Kạn"."""
    for kind in _KINDS:
        name = name.removeprefix(kind) if name else name
    return name


def _not_empty(period: str) -> str:
    if not period.strip():
        raise ConfigError("--period: đang để trống; hãy ghi kỳ, hoặc bỏ tùy chọn này để lấy số mới nhất")
    return period


def build_requests(indicators: Sequence[str], periods: Sequence[str], **stated: Any) -> tuple[Request, ...]:
    """One request for each indicator and period, in the order given; no period means the latest figures.

    Raises:
        ConfigError: A value is not of its closed list, or a period is none.
    """
    asked: list[str | None] = [*map(_not_empty, periods)] or [None]
    common = {name: value for name, value in stated.items() if value is not None}
    try:
        requests = tuple(
            Request.model_validate({"indicator": indicator, "period": period, **common})
            for indicator in indicators
            for period in asked
        )
    except ValidationError as error:
        raise _said_of(error) from error
    for request in requests:
        request.span  # noqa: B018 - a wrong period is said before any work
    return requests


def build_options(**stated: Any) -> CompareOptions:
    """The options of the command line.

    Raises:
        ConfigError: A value is not of its closed list, or a chart has no file of a known kind to go to.
    """
    try:
        options = CompareOptions.model_validate(stated)
    except ValidationError as error:
        raise _said_of(error) from error
    if options.chart is not None and options.chart_out is None:
        raise ConfigError(f"--chart {options.chart} cần --chart-out TỆP.svg hoặc TỆP.png")
    if options.chart_out is not None and options.chart_out.suffix.lower() not in PICTURES:
        raise ConfigError(f"--chart-out {options.chart_out}: tên tệp phải kết thúc bằng .svg hoặc .png")
    return options


def _said_of(error: ValidationError) -> ConfigError:
    first = error.errors(include_url=False, include_input=True)[0]
    name, stated = str(first["loc"][0]), first["input"]
    words = ",".join(stated) if isinstance(stated, tuple) else stated
    if name in ("indicator", "per"):
        near = get_close_matches(str(stated), INDICATORS, n=3)
        advice = f"có phải {', '.join(near)}? " if near else ""
        option = "--per " if name == "per" else ""
        return ConfigError(f"{option}{words}: không có chỉ tiêu này; {advice}xem danh sách trong docs/terms.md")
    allowed = get_args(_CHOICES.get(name, ()))
    if allowed:
        return ConfigError(f"--{name} {words}: chỉ có {', '.join(allowed)}")
    return ConfigError(f"--{name} {words}: không đúng; xem các mã trong docs/terms.md")


def build_tables(settings: Settings, requests: Sequence[Request], options: CompareOptions) -> tuple[Table, ...]:
    """The tables that were asked for, in their order.

    Raises:
        ConfigError: The store's address is no URL, or a request cannot be met.
        OutputError: There is no store, or it cannot be read.
    """
    url = check_store_exists(settings)
    tiling = GazetteerTiling() if any(request.boundary == "2025" for request in requests) else None
    with open_store(url, may_write=False) as store:
        build = partial(build_table, store, tiling=tiling, sort=options.sort, is_reviewed=options.is_reviewed)
        tables = list(map(build, requests))
        for table in tables:
            if not table.rows:
                print_line(_say_empty(table.request, build))
    return tuple(top_rows(table, options.top) for table in tables)


def _say_empty(request: Request, build: Callable[[Request], Table]) -> str:
    """Why a table has no rows, as far as leaving out one of its limits shows it, and what to do."""
    limits = [name for name in LIMITS if getattr(request, name) not in (None, ())]
    counts = {name: len(build(request.model_copy(update={name: _open(name)})).rows) for name in limits}
    without = ", ".join(f"bỏ --{name} thì có {rows} dòng" for name, rows in counts.items() if rows)
    advice = without or "hãy bớt điều kiện, hoặc xem các chỉ tiêu có số liệu trong báo cáo của solieu run"
    return f"{request.indicator}: không có dòng nào; {advice}"


def _open(name: str) -> tuple[()] | None:
    """The value of a limit that lets all figures through."""
    return () if name == "groups" else None


def format_for(stated: str | None, out: Path | None) -> Format:
    """The format asked for, else the one that the name of the file tells, else a table.

    Raises:
        ConfigError: There is no such format, the file's name promises another, or a workbook has no file to go to.
    """
    chosen: Format = choose_format(stated, out, formats=get_args(Format), endings=ENDINGS)
    if chosen == "xlsx" and out is None:
        raise ConfigError("--format xlsx cần --out TỆP.xlsx")
    return chosen


def render(tables: Sequence[Table], chosen: Format) -> str | bytes:
    """The tables in one format; a "table" as plain lines."""
    labels, words = load_labels(), load_table_words()
    match chosen:
        case "csv":
            return to_csv(tables)
        case "json":
            return "".join(to_record(table).model_dump_json() + "\n" for table in tables)
        case "xlsx":
            return to_workbook(tables, labels=labels, words=words)
        case "table":
            blocks = ("\n".join(plain_lines(table, labels=labels, words=words)) for table in tables)
            return "\n\n".join(blocks) + "\n"


def write_table_file(tables: Sequence[Table], chosen: Format, out: Path) -> None:
    """Writes the tables to a file that is complete or absent; a CSV file begins with a mark for Excel.

    Raises:
        OutputError: The file cannot be written.
    """
    content = render(tables, chosen)
    write_complete(out, f"\ufeff{content}" if chosen == "csv" and isinstance(content, str) else content)


def write_chart(tables: Sequence[Table], options: CompareOptions) -> None:
    """Draws the tables into the file asked for, SVG or PNG by its name; nothing without one.

    Raises:
        ConfigError: The tables do not fit the kind of chart.
        OutputError: The file cannot be written.
    """
    if options.chart_out is None:
        return
    is_png = options.chart_out.suffix.lower() == ".png"
    kind: ChartKind = options.chart or ("series" if tables[0].request.by == "period" else "bars")
    write_complete(options.chart_out, draw(tables, kind, labels=load_labels(), as_png=is_png))
