"""Word document (.docx, .docm) -> Document: accepted, visible text in reading order; notes at the end.

The package is read without any office library: those load all parts without limit, and give no list numbers, notes,
text boxes or accepted changes (docs/decisions/0015-office-documents.md).
"""

from lxml import etree

from corpus.publication_dates import find_clear_stamp
from corpus.readers.docx_blocks import Block, BlockReader
from corpus.readers.docx_numbering import Numbering
from corpus.readers.docx_runs import RunReader, fields_are_closed
from corpus.readers.docx_styles import Styles, W
from corpus.readers.format import Format
from corpus.readers.line_assembly import Line, assemble, build_office_document
from corpus.readers.office_package import Package, open_package, part_names
from corpus.readers.office_text import settle_text
from corpus.readers.official_head import HEAD_LINES, LONGEST_TITLE, find_official_date, find_official_title
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN_PART = "word/document.xml"
CONVERTED_FROM = ("application/msword", "application/rtf", "text/rtf", "application/vnd.oasis.opendocument.text")
"""What a page was before LibreOffice made it a Word file, setting the fields of today's date anew."""


def read_docx(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one Word file; headers, footers, comments and deleted text are left out.

    Raises:
        DocumentError: "encrypted", "truncated", "malformed", "too_large", "entities", or "no_text".
    """
    package = open_package(raw.content, path=raw.name)
    main = find_main_part(package)
    root = package.parse(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        message = "tệp không có nội dung Word (word/document.xml); hãy kiểm tra loại tệp"
        raise DocumentError(message, path=raw.name, code="malformed")
    styles_root = _related(package, main, "styles")
    numbering = Numbering(_related(package, main, "numbering"), styles_root)
    runs = RunReader(
        Styles(styles_root), fields_are_closed=fields_are_closed(root), is_converted=raw.media_type in CONVERTED_FROM
    )
    reader = BlockReader(runs, numbering)
    blocks = reader.read(body)
    lines = [block.line for block in blocks] + _notes(package, main, reader)
    text = assemble(lines)
    text.add_marks(reader.marks)
    page = find_office_metadata(blocks, stated_title=_core_title(package))
    return build_office_document(raw, text, page=page, sources=sources)


def find_main_part(package: Package) -> str:
    """The name of the part that holds the body, by the package's relations, else by its usual name."""
    return package.target("", "officeDocument") or MAIN_PART


def find_office_metadata(blocks: list[Block], *, stated_title: str | None) -> Metadata:
    """Title and day of a paper by its head.

    A stated title counts only where a line of the head says the same: files made from older ones keep the old title.
    """
    head = [(text, block.title_rank) for block in blocks[:HEAD_LINES] for text in block.line.texts]
    lines = [text for text, _ in head]
    styled = next((text for text, rank in head if rank == 2 and len(text) <= LONGEST_TITLE), None)
    title = styled or find_official_title(lines, is_title=[rank > 0 for _, rank in head])
    if stated_title and any(stated_title.casefold() in line.casefold() for line in (*lines, title or "")):
        title = title if title and stated_title.casefold() in title.casefold() else stated_title
    first = next((line for line in lines if len(line) <= LONGEST_TITLE), None)
    return Metadata(title=title or first, published=find_official_date(lines) or find_clear_stamp(lines))


def _notes(package: Package, main: str, reader: BlockReader) -> list[Line]:
    """The footnotes, then the endnotes, that the text refers to, in its order, each with its number in brackets."""
    lines: list[Line] = []
    referred = list(dict.fromkeys(reader.notes))
    for kind in ("footnote", "endnote"):
        root = _related(package, main, kind + "s")
        notes = {} if root is None else {note.get(W + "id", ""): note for note in root.iterchildren(W + kind)}
        for number, note_id in enumerate((note_id for found, note_id in referred if found == kind), start=1):
            if note_id not in notes:
                continue
            blocks = reader.read(notes[note_id], role="footnote")
            for at, block in enumerate(blocks):
                text = f"[{number}] {block.line.text}" if at == 0 and not block.line.cells else block.line.text
                lines.append(Line(text=text, role="footnote") if not block.line.cells else block.line)
    return lines


def _related(package: Package, main: str, kind: str) -> etree._Element | None:
    target = package.target(main, kind)
    return package.parse(target) if target else None


def _core_title(package: Package) -> str | None:
    target = package.target("", "core-properties") or "docProps/core.xml"
    root = package.parse(target) if package.find(target) else None
    title = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}title")
    settled = settle_text(title.text or "") if title is not None else ""
    return settled if len(settled.split()) > 2 and len(settled) <= LONGEST_TITLE else None


def _looks_like_docx(content: bytes) -> bool:
    names = part_names(content)
    return any(name.startswith("word/document") and name.endswith(".xml") for name in names)


FORMAT = Format(
    suffixes=(".docx", ".docm"),
    media_types=(MEDIA_TYPE, "application/vnd.ms-word.document.macroenabled.12"),
    recognises=_looks_like_docx,
    read=read_docx,
    is_isolated=True,
)
