"""Old and open office formats (.doc, .rtf, .odt, .xls, .ods) -> Document, converted by LibreOffice where it is there.

LibreOffice runs in a process group of its own with a fresh profile in a temporary folder, no macros, no links, no
proxy to the network, and is killed with all its children when its time is over.
"""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.readers import docx, xlsx
from corpus.readers.format import Format
from corpus.readers.office_package import open_package, part_names
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = ("soffice", "libreoffice")
PLACES = ("/usr/bin", "/usr/local/bin", "/opt/libreoffice/program", "/Applications/LibreOffice.app/Contents/MacOS")
SECONDS = 90
MAX_CONVERTED = 60_000_000
MAX_MEMORY = 3_000_000_000
"""Bytes of address space; LibreOffice starts with 600 million."""
MAX_WRITTEN = 200_000_000
NO_PROXY_GETS_OUT = "http://127.0.0.1:9"
"""Where LibreOffice is told to ask for the network: nothing answers there."""
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
</oor:items>
"""  # noqa: E501
WORDS, SHEETS = "docx", "xlsx"


@dataclass(frozen=True, slots=True)
class OldKind:
    """An old format: its `suffix`, and whether it converts to "docx" or "xlsx"."""

    suffix: str
    becomes: str


def convert_page(raw: RawPage) -> RawPage:
    """`raw` with the content of the DOCX or XLSX file it converts to; name, hash and media type stay its own.

    Raises:
        DocumentError: LibreOffice is not installed ("no_converter"), took too long ("timeout"), or could not read the
            file ("malformed"); the file is "encrypted".
    """
    kind = find_old_kind(raw.content)
    if kind is None:
        message = "không nhận ra tệp Word/Excel cũ, RTF hay OpenDocument; hãy kiểm tra lại tệp"
        raise DocumentError(message, path=raw.name, code="malformed")
    if is_encrypted(raw.content):
        message = "tệp có mật khẩu; hãy mở bằng Office, bỏ mật khẩu rồi lưu lại"
        raise DocumentError(message, path=raw.name, code="encrypted")
    return raw.model_copy(update={"content": convert(raw.content, kind, path=raw.name)})


def read_legacy_office(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one old file, as its conversion to DOCX or XLSX reads.

    Raises:
        DocumentError: As `convert_page` and the readers of DOCX and XLSX.
    """
    converted = convert_page(raw)
    reader = docx.read_docx if "word/document.xml" in part_names(converted.content) else xlsx.read_xlsx
    return reader(converted, sources)


def find_old_kind(content: bytes) -> OldKind | None:
    """What old format `content` is in, by its bytes; None where it is none."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:5].lower() == b"{\\rtf":
        return OldKind(".rtf", WORDS)
    if content.startswith(OLE):
        return _ole_kind(content)
    names = part_names(content)
    if "xl/workbook.bin" in names:
        return OldKind(".xlsb", SHEETS)
    if "mimetype" not in names or "content.xml" not in names:
        return None
    stated = (open_package(content, path="").read("mimetype") or b"").strip()
    if stated.startswith(b"application/vnd.oasis.opendocument.text"):
        return OldKind(".odt", WORDS)
    return OldKind(".ods", SHEETS) if stated.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else None


def is_encrypted(content: bytes) -> bool:
    """Whether an old container holds an encrypted file: a modern one inside, or a Word 97 file that says so."""
    if not content.startswith(OLE):
        return False
    if _has_stream(content, "EncryptedPackage"):
        return True
    header = content[512:524]
    return header[:2] == b"\xec\xa5" and bool(int.from_bytes(header[10:12], "little") & 0x0100)


def find_program() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    named = (shutil.which(program) for program in PROGRAMS)
    placed = (shutil.which(program, path=os.pathsep.join(PLACES)) for program in PROGRAMS)
    return next(filter(None, (*named, *placed)), None)


def convert(
    content: bytes, kind: OldKind, *, path: str, seconds: float = SECONDS, find: Callable[[], str | None] = find_program
) -> bytes:
    """`content` as DOCX or XLSX.

    Args:
        content: A file of `kind`.
        kind: What it is and becomes.
        path: Name for messages.
        seconds: How long LibreOffice may take.
        find: Gives the path of LibreOffice.

    Raises:
        DocumentError: As `read_legacy_office`.
    """
    program = find()
    if program is None:
        message = (
            f"đọc tệp {kind.suffix} cần LibreOffice mà máy này chưa cài; hãy cài libreoffice-writer, "
            f"libreoffice-calc (Debian: apt-get install libreoffice-writer libreoffice-calc) "
            f"hoặc lưu lại tệp thành .{kind.becomes}"
        )
        raise DocumentError(message, path=path, code="no_converter")
    with tempfile.TemporaryDirectory(prefix="solieu-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"source{kind.suffix}"
        source.write_bytes(content)
        finished = _run(program, source, kind, seconds=seconds)
        target = folder / "out" / f"source.{kind.becomes}"
        if not finished:
            message = f"LibreOffice không xong trong {seconds:.0f} giây; hãy mở tệp và lưu lại thành .{kind.becomes}"
            raise DocumentError(message, path=path, code="timeout")
        if not target.is_file() or target.stat().st_size > MAX_CONVERTED:
            message = f"LibreOffice không đọc được tệp (hỏng hoặc có mật khẩu); hãy mở và lưu lại thành .{kind.becomes}"
            raise DocumentError(message, path=path, code="malformed")
        return target.read_bytes()


def _run(program: str, source: Path, kind: OldKind, *, seconds: float) -> bool:
    """Convert `source` into the folder "out" beside it; whether LibreOffice ended in time."""
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    words = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--nologo", "--convert-to", kind.becomes, "--outdir", str(source.parent / "out"), str(source),
    ]  # fmt: skip
    closed = {f"{name}_proxy": NO_PROXY_GETS_OUT for name in ("http", "https", "ftp", "all")}
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    process = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        cwd=source.parent, env={**kept, **closed, "HOME": str(source.parent), "SAL_USE_VCLPLUGIN": "svp"},
    )  # fmt: skip
    _limit(process.pid, seconds)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return True


def _limit(process_id: int, seconds: float) -> None:
    """Limit the processor time, memory and file size of LibreOffice and all it starts, where the system can."""
    if not hasattr(resource, "prlimit"):
        return
    limits = ((resource.RLIMIT_CPU, int(seconds) + 1), (resource.RLIMIT_AS, MAX_MEMORY),
              (resource.RLIMIT_FSIZE, MAX_WRITTEN), (resource.RLIMIT_CORE, 0))  # fmt: skip
    with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):
        for limit, value in limits:
            resource.prlimit(process_id, limit, (value, value))


def _ole_kind(content: bytes) -> OldKind | None:
    if _has_stream(content, "WordDocument"):
        return OldKind(".doc", WORDS)
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return OldKind(".xls", SHEETS)
    return OldKind(".doc", WORDS) if _has_stream(content, "EncryptedPackage") else None


def _has_stream(content: bytes, name: str) -> bool:
    """Whether a directory entry of the container bears `name`; entries stand at every 128th byte."""
    entry = name.encode("utf-16-le") + b"\0\0"
    at = content.find(entry)
    while at != -1:
        if at % 128 == 0:
            return True
        at = content.find(entry, at + 1)
    return False


def _looks_old(content: bytes) -> bool:
    return find_old_kind(content) is not None


FORMAT = Format(
    suffixes=(".doc", ".rtf", ".odt", ".xls", ".ods", ".xlsb"),
    media_types=(
        "application/msword",
        "application/rtf",
        "text/rtf",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    ),
    recognises=_looks_old,
    read=read_legacy_office,
    is_isolated=True,
    prepare=convert_page,
)
