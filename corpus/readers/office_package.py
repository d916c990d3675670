"""ZIP container of an office file -> its parts: inflated within limits, XML parsed without following anything.

Names, sizes and targets in the file are claims of whoever made it. Nothing outside the file is ever opened: no
template, no link, no entity.
"""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.containers import DAMAGE
from schemas.errors import DocumentError

MAX_ENTRIES = 5_000
MAX_PART = 64_000_000
"""Bytes of one inflated part; the XML of a report of 500 pages has about 10 million."""
MAX_TOTAL = 160_000_000
MAX_RATIO = 250
"""Inflated to stored size; sheets reach 40, deflate can reach 1,032."""
SMALL = 4_000_000
"""Parts up to this size may have any ratio: a sheet of empty cells compresses well."""
STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED_FLAG = 0x1
ENTRY_SIGN = b"PK\x01\x02"
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|spreadsheetml/main)")
STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
YEARS = {b"wordprocessingml/main": b"wordprocessingml/2006/main", b"spreadsheetml/main": b"spreadsheetml/2006/main"}


@dataclass(slots=True)
class Package:
    """An open office file; `path` names it in messages. Parts are found whatever their case."""

    archive: zipfile.ZipFile
    path: str
    names: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    inflated: int = 0

    def find(self, name: str) -> bool:
        """Whether the package has a part of this name."""
        return _key(name) in self.names

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none.

        Raises:
            DocumentError: Damaged ("truncated"), encrypted, or larger than the limits ("too_large").
        """
        info = self.names.get(_key(name))
        if info is None:
            return None
        self._refuse(info)
        limit = min(MAX_PART, MAX_TOTAL - self.inflated)
        try:
            with self.archive.open(info) as part:
                content = part.read(limit + 1)
        except DAMAGE as error:
            message = f"tệp hỏng hoặc tải chưa hết (phần {_shown(name)} không giải nén được); hãy tải lại tệp"
            raise DocumentError(message, path=self.path, code="truncated") from error
        if len(content) > limit:
            raise self._too_large(name)
        self.inflated += len(content)
        return content

    def parse(self, name: str) -> etree._Element | None:
        """The root element of an XML part, or None where there is no such part.

        Raises:
            DocumentError: As `read`, not well-formed ("malformed"), or with a document type ("entities").
        """
        content = self.read(name)
        return None if content is None else parse_xml(content, path=self.path, name=name)

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Relations of part `name`: id -> last word of its type, part it points to; none outside the file."""
        folder, base = posixpath.split(name)
        root = self.parse(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iterchildren("{*}Relationship") if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External" or not target:
                continue
            part = target if target.startswith("/") else posixpath.join(folder, target)
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, posixpath.normpath(part).lstrip("/"))
        return found

    def target(self, name: str, kind: str) -> str | None:
        """The first part that `name` is related to in the way of `kind` ("styles"), or None."""
        return next((part for found, part in self.targets(name).values() if found == kind), None)

    def _refuse(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & ENCRYPTED_FLAG:
            message = "tệp có mật khẩu; hãy mở bằng Office, bỏ mật khẩu rồi lưu lại"
            raise DocumentError(message, path=self.path, code="encrypted")
        if info.compress_type not in STORED_OR_DEFLATED:
            message = "tệp nén theo kiểu mà Office không dùng; hãy mở bằng Office rồi lưu lại"
            raise DocumentError(message, path=self.path, code="malformed")
        is_bomb = info.file_size > SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size)
        if is_bomb or info.file_size > MAX_PART or self.inflated + info.file_size > MAX_TOTAL:
            raise self._too_large(info.filename)

    def _too_large(self, name: str) -> DocumentError:
        message = (
            f"phần {_shown(name)} giải nén ra quá lớn (giới hạn {MAX_PART // 1_000_000} MB một phần, "
            f"{MAX_RATIO} lần cỡ nén): có thể là bom nén; hãy tách tệp nếu đây là tài liệu thật"
        )
        return DocumentError(message, path=self.path, code="too_large")


def open_package(content: bytes, *, path: str) -> Package:
    """The office file that `content` holds.

    Raises:
        DocumentError: No complete ZIP container ("truncated"), or one of too many entries ("too_large").
    """
    if content.count(ENTRY_SIGN) > MAX_ENTRIES:
        message = f"tệp nén có hơn {MAX_ENTRIES} mục, không phải tài liệu thường; hãy kiểm tra lại tệp"
        raise DocumentError(message, path=path, code="too_large")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE as error:
        message = "tệp hỏng hoặc tải chưa hết (không đọc được mục lục nén); hãy tải lại tệp"
        raise DocumentError(message, path=path, code="truncated") from error
    return Package(archive=archive, path=path, names={_key(info.filename): info for info in archive.infolist()})


def part_names(content: bytes) -> frozenset[str]:
    """Lower-case names of the parts in `content`; empty where it is no ZIP container of a size we read."""
    if not content.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        return frozenset(open_package(content, path="").names)
    except DocumentError:
        return frozenset()


def parse_xml(content: bytes, *, path: str, name: str) -> etree._Element:
    """The root of one XML part; entities are not resolved, nothing is loaded, names of strict OOXML made common.

    Raises:
        DocumentError: Not well-formed ("malformed"), or it has a document type, which no office program writes
            ("entities").
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(common_names(content), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"phần {_shown(name)} của tệp hỏng (XML sai); hãy mở bằng Office rồi lưu lại"
        raise DocumentError(message, path=path, code="malformed") from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise has_entities(path, name)
    return root


def has_entities(path: str, name: str) -> DocumentError:
    """The error of a part that declares a document type."""
    message = f"phần {_shown(name)} khai thực thể XML, Office không ghi như vậy; không đọc tệp này"
    return DocumentError(message, path=path, code="entities")


def common_names(content: bytes) -> bytes:
    """`content` with the namespaces of strict OOXML replaced by those that most files use."""
    if b"purl.oclc.org/ooxml" not in content:
        return content
    content = content.replace(STRICT_RELATIONS, RELATIONS)
    return STRICT.sub(lambda found: b"http://schemas.openxmlformats.org/" + YEARS[found.group(1)], content)


def as_int(value: str | None, default: int = 0) -> int:
    """The integer that an attribute states, or `default`; absurd lengths count as not stated."""
    if value is None or not 0 < len(value) <= 12:
        return default
    try:
        return int(value)
    except ValueError:
        return default


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _shown(name: str) -> str:
    return ascii(name)[1:-1][:60]
