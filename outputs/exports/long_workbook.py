"""xlsxwriter's workbook, so that neither the heights of its rows nor its links stay in memory.

In its mode of constant memory xlsxwriter writes the cells of a row as soon as the next one begins, but it keeps the
height of every row and every link until the file is saved: some ten kilobytes an article. Here a height is forgotten
with its row, and links wait in files, already as the XML that goes into the workbook. The file is byte for byte the one
that xlsxwriter writes, which a test holds it to: what is overridden are private functions of version 3.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.relationships import DOCUMENT_SCHEMA, PACKAGE_SCHEMA, Relationships
from xlsxwriter.worksheet import Worksheet

_HYPERLINK = DOCUMENT_SCHEMA + "/hyperlink"


class _LinkFiles:
    """The links of one worksheet: where they are (`cells`), and where they lead (`targets`), each a file of XML."""

    def __init__(self, folder: str) -> None:
        with ExitStack() as stack:
            self.cells = stack.enter_context(_waiting_file(folder))
            self.targets = stack.enter_context(_waiting_file(folder))
            self.close = stack.pop_all().close
        self.relationships = Relationships()
        self.relationships._set_filehandle(self.targets)

    def add_target(self, target: str) -> None:
        """Writes down the address of the next link."""
        self.relationships._write_relationship((_HYPERLINK, target, "External"))


def _waiting_file(folder: str) -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder)


def _append(waiting: IO[str], to: IO[str]) -> None:
    waiting.seek(0)
    copyfileobj(waiting, to)


class LongWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet of a `LongWorkbook`, written row by row, from the first to the last."""

    fh: IO[str]

    def __init__(self) -> None:
        super().__init__()
        self.links: _LinkFiles | None = None

    def _write_single_row(self, current_row_num: int = 0) -> None:
        written = self.previous_row
        super()._write_single_row(current_row_num)
        self.row_info.pop(written, None)
        self.row_sizes.pop(written, None)

    def _write_url(self, row: int, col: int, *words: Any, **named: Any) -> int:
        code: int = super()._write_url(row, col, *words, **named)
        for url in self.hyperlinks.pop(row, {}).values():
            self._put_aside(row, col, url)
        return code

    def _put_aside(self, row: int, col: int, url: Any) -> None:
        if self.links is None:
            self.links = _LinkFiles(self.tmpdir)
        self.rel_count += 1
        with self._writing_into(self.links.cells):
            self._write_hyperlink_external(row, col, self.rel_count, url)
        self.links.add_target(url._target())

    @contextmanager
    def _writing_into(self, file: IO[str]) -> Iterator[None]:
        before, self.fh = self.fh, file
        try:
            yield
        finally:
            self.fh = before

    def _write_hyperlinks(self) -> None:
        if self.links is not None:
            self._xml_start_tag("hyperlinks")
            _append(self.links.cells, self.fh)
            self._xml_end_tag("hyperlinks")

    def _opt_close(self) -> None:
        with ExitStack() as stack:
            if self.links is not None:
                stack.callback(self.links.close)
            super()._opt_close()


class _LongPackager(Packager):  # type: ignore[misc]
    def _write_worksheet_rels_files(self) -> None:
        for number, worksheet in enumerate(self.workbook.worksheets(), start=1):
            if worksheet.links is not None:
                self._write_targets(worksheet.links, f"xl/worksheets/_rels/sheet{number}.xml.rels")

    def _write_targets(self, links: _LinkFiles, name: str) -> None:
        relationships = Relationships()
        relationships._set_xml_writer(self._filename(name))
        relationships._xml_declaration()
        relationships._xml_start_tag("Relationships", [("xmlns", PACKAGE_SCHEMA)])
        _append(links.targets, relationships.fh)
        relationships._xml_end_tag("Relationships")
        relationships._xml_close()


class LongWorkbook(Workbook):  # type: ignore[misc]
    """A workbook of tables alone, whose rows come in order; links lead to the web.

    Args:
        path: Where it is saved by `close`.
        folder: For what waits until then.
    """

    worksheet_class = LongWorksheet

    def __init__(self, path: str, folder: str) -> None:
        super().__init__(path, {"constant_memory": True, "tmpdir": folder, "use_zip64": True})

    def _get_packager(self) -> _LongPackager:
        return _LongPackager()
