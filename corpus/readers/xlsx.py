"""Workbook (.xlsx, .xlsm) -> Document: each visible sheet as lines and tables, numbers as their cells show them.

Formulas give their stored results; nothing is computed, no link to another file is followed, macros are not looked at.
"""

from lxml import etree

from corpus.readers.format import Format
from corpus.readers.line_assembly import Line, assemble, build_office_document
from corpus.readers.office_package import Package, open_package, part_names
from corpus.readers.official_head import HEAD_LINES, find_official_date, find_official_title
from corpus.readers.sheet_blocks import MAX_CELLS, sheet_lines
from corpus.readers.xlsx_sheets import Workbook, read_sheet
from corpus.readers.xlsx_strings import S, load_cell_styles, load_strings
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN_PART = "xl/workbook.xml"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAX_SHEETS = 200
FOOT_LINES = 12


def read_xlsx(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one workbook; hidden sheets, rows and columns are left out ("hidden_left_out").

    Raises:
        DocumentError: "encrypted", "truncated", "malformed", "too_large", "entities", or "no_text".
    """
    package = open_package(raw.content, path=raw.name)
    main = package.target("", "officeDocument") or MAIN_PART
    root = package.parse(main)
    if root is None or root.tag != S + "workbook":
        message = "tệp không có bảng tính (xl/workbook.xml); hãy kiểm tra loại tệp"
        raise DocumentError(message, path=raw.name, code="malformed")
    workbook = _load_workbook(package, main, root)
    lines: list[Line] = []
    for name, part in _visible_sheets(workbook, main, root):
        tables = max((line.table or 0 for line in lines), default=0)
        lines += sheet_lines(read_sheet(workbook, part), sheet=name, tables_before=tables)
    body = assemble(lines)
    body.add_marks(workbook.marks)
    return build_office_document(raw, body, page=find_sheet_metadata(lines), sources=sources)


def find_sheet_metadata(lines: list[Line]) -> Metadata:
    """Title and day of a sheet: the line above its first table, else its name; the day of an official head or foot."""
    head = [line for line in lines[:HEAD_LINES] if not line.cells]
    texts = [line.text for line in head]
    title = find_official_title(texts, is_title=[line.role == "caption" for line in head])
    last = [line.text for line in lines[-FOOT_LINES:] if not line.cells]
    published = find_official_date(texts) or find_official_date(last)
    return Metadata(title=title or next(iter(texts), None), published=published)


def _load_workbook(package: Package, main: str, root: etree._Element) -> Workbook:
    properties = root.find(S + "workbookPr")
    return Workbook(
        package=package,
        strings=load_strings(package, package.target(main, "sharedStrings")),
        styles=load_cell_styles(package, package.target(main, "styles")),
        cells_left=MAX_CELLS,
        is_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _visible_sheets(workbook: Workbook, main: str, root: etree._Element) -> list[tuple[str, str]]:
    """Name and part of each sheet that is shown, in the workbook's order; sheets of charts have no cells."""
    targets = workbook.package.targets(main)
    found: list[tuple[str, str]] = []
    for sheet in list(root.iterfind(f"{S}sheets/{S}sheet")):
        kind, part = targets.get(sheet.get(RELATION_ID, ""), ("", ""))
        if kind != "worksheet":
            continue
        if sheet.get("state", "visible") != "visible":
            workbook.marks.append("hidden_left_out")
            continue
        if len(found) == MAX_SHEETS:
            workbook.marks.append("cut_short")
            break
        found.append((" ".join(sheet.get("name", "").split())[:80], part))
    return found


def _looks_like_xlsx(content: bytes) -> bool:
    names = part_names(content)
    return any(name.startswith("xl/workbook") and name.endswith(".xml") for name in names)


FORMAT = Format(
    suffixes=(".xlsx", ".xlsm"),
    media_types=(MEDIA_TYPE, "application/vnd.ms-excel.sheet.macroenabled.12"),
    recognises=_looks_like_xlsx,
    read=read_xlsx,
    is_isolated=True,
    max_bytes=100_000_000,
)
