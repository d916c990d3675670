"""What a person writes behind --since -> the version of the store from which on something is new."""

import re
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from outputs.store.changes import MARK_LETTERS, mark_of, version_before
from outputs.store.record_tables import exports
from outputs.store.tables import extractions
from schemas.errors import ConfigError
from schemas.record import Record

_VERSION = re.compile(rf"(\d{{1,9}})-([0-9a-f]{{{MARK_LETTERS}}})")
_EXPORT = re.compile(r"\d{1,7}")
"""Longer numbers are dates without dashes."""
_EXTRACTOR = re.compile(r"\d+\.\d+\S*")

Kind = Literal["all", "version", "time", "export", "extractor"]


class Since(Record):
    """An earlier state of the store: `Since()` is before everything.

    `number` is that of a version, with its `mark`, or of an export; `name` an extractor version or its beginning.
    """

    kind: Kind = "all"
    text: str | None = None
    number: int = 0
    mark: str | None = None
    time: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> "Since":
        """What a person writes.

        Args:
            text: A version from a manifest, the number of an export, an extractor version, or an ISO date or time
                (without a zone: UTC).

        Raises:
            ConfigError: It is none of these.
        """
        version = _VERSION.fullmatch(text)
        if version:
            return cls(kind="version", text=text, number=int(version[1]), mark=version[2])
        if _EXPORT.fullmatch(text):
            return cls(kind="export", text=text, number=int(text))
        if _EXTRACTOR.fullmatch(text):
            return cls(kind="extractor", text=text)
        try:
            time = datetime.fromisoformat(text)
        except ValueError as error:
            raise ConfigError(
                f"--since {text}: hãy viết version trong manifest.json của lần xuất trước, số của lần xuất, "
                "phiên bản trích (0.2.0+ab12cd34), hoặc ngày giờ lưu vào kho (2025-11-01)"
            ) from error
        return cls(kind="time", text=text, time=time if time.tzinfo else time.replace(tzinfo=UTC))


def resolve_since(connection: Connection, since: Since) -> int | None:
    """The version behind which something is new; None for all.

    Raises:
        ConfigError: The store never was in that state: another store, or one restored from a backup.
    """
    match since.kind:
        case "all":
            return None
        case "version":
            return _known_version(connection, since)
        case "time":
            return version_before(connection, since.time) if since.time else None
        case "export":
            return _exported_version(connection, since)
        case "extractor":
            return _extracted_version(connection, since)


def _known_version(connection: Connection, since: Since) -> int:
    if mark_of(connection, since.number) != since.mark:
        raise ConfigError(
            f"--since {since.text}: kho này chưa từng ở version đó (kho khác, hoặc phục hồi từ bản sao lưu cũ); "
            "hãy xuất đủ một lần, không có --since"
        )
    return since.number


def _exported_version(connection: Connection, since: Since) -> int:
    version: int | None = connection.scalar(select(exports.c.version).where(exports.c.number == since.number))
    if version is None:
        raise ConfigError(f"--since {since.text}: nhật ký của kho không có lần xuất số {since.number}")
    return version


def _extracted_version(connection: Connection, since: Since) -> int:
    """The last version that an extractor version wrote: what came after it is new."""
    is_named = extractions.c.extractor.startswith(since.text or "", autoescape=True)
    query = select(extractions.c.extractor, func.max(extractions.c.version)).where(is_named)
    found: dict[str, int] = {
        name: version for name, version in connection.execute(query.group_by(extractions.c.extractor))
    }
    if since.text in found:
        return found[since.text]
    if not found:
        raise ConfigError(f"--since {since.text}: kho không có phiên bản trích này")
    if len(found) > 1:
        raise ConfigError(f"--since {since.text}: nhiều phiên bản trích bắt đầu như vậy: {', '.join(sorted(found))}")
    return next(iter(found.values()))
