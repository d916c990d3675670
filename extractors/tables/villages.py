"""Row labels -> the village that a row is about; no gazetteer holds villages."""

import re

from extractors.tables.figures import TableFigure
from schemas.facts import Locality

_KIND = r"thôn|bản|ấp|buôn|bon|làng|xóm|khóm|tổ dân phố|khu phố|tiểu khu|khu dân cư|phum|sóc|plei|tổ"
_VILLAGE = re.compile(rf"((?i:{_KIND}))\s(?:số\s)?[A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ0-9]")
_OF_VILLAGES = re.compile(rf"(?:tên\s)?({_KIND})(?:\s?[,(/]|\Z)", re.IGNORECASE)
_NAME = re.compile(r"[A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ0-9]")
_THE_OTHERS = re.compile(r"(?:các|những)\s|.{1,40}\s(?:còn lại|khác)\Z", re.IGNORECASE)
"""The label of a row for villages that have none of their own."""
_NO_VILLAGE = re.compile(
    r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|trường|đảng bộ|chi bộ)\s", re.IGNORECASE
)


def row_village(figure: TableFigure, province: str | None) -> Locality | None:
    """The village that a row's label names, by its kind or by the head of the labels ("Tên bản"), or None."""
    label, head = " ".join(figure.label.text.split()), figure.table.label_head
    if figure.counts_rows or figure.is_total or _THE_OTHERS.match(label):
        return None
    own = _VILLAGE.match(label)
    if own:
        return _village(f"{own.group(1).lower()}{label[own.end(1) :]}", province)
    kind = _OF_VILLAGES.match(head.text) if head else None
    if kind is None or not _NAME.match(label) or _NO_VILLAGE.match(label):
        return None
    return _village(f"{kind.group(1).lower()} {label}", province)


def _village(name: str, province: str | None) -> Locality:
    return Locality(name=name, level="village", code=None, province=province)
