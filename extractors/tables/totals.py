"""Labels of rows -> which rows give the sums of the others."""

import re

_TOTAL = re.compile(
    r"(?:tổng|cộng|toàn (?:tỉnh|huyện|thành phố|quận|thị xã|xã|phường|thị trấn|vùng)|chung)\b", re.IGNORECASE
)


def is_total(label: str) -> bool:
    """Whether a row's label says that it gives the sums of the others."""
    return bool(_TOTAL.match(label.lstrip("*-+. ")))
