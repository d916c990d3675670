"""Labels of rows -> which rows give the sums of the others, and of which section."""

import re

_TOTAL = re.compile(
    r"(?:tổng|cộng|toàn (?:tỉnh|huyện|thành phố|quận|thị xã|xã|phường|thị trấn|vùng)|chung)\b", re.IGNORECASE
)
_SECTION = re.compile(
    r"(?:[A-E]|[IVX]{1,5})?[.)]?\s?(?:(?:tổng|cộng)\s(?:cộng\s|số\s)?)?"
    r"((?:các\s)?(?:khối|cụm|vùng|tiểu vùng|miền|khu vực)\b.*)",
    re.IGNORECASE,
)


def is_total(label: str) -> bool:
    """Whether a row's label says that it gives the sums of the others."""
    return bool(_TOTAL.match(label.lstrip("*-+. ")))


def section_of(label: str) -> str | None:
    """The section of a table that a row's label names ("Khối xã" of "Cộng khối xã"), with a capital letter; or None."""
    found = _SECTION.match(" ".join(label.lstrip("*-+. ").split()))
    return found.group(1)[0].upper() + found.group(1)[1:].rstrip(" :.") if found else None
