"""Lines of yearbooks, which print each Vietnamese line once more in English -> whether a line is such a translation.

Source:
    Statistical yearbooks of provinces: "TỔNG SỐ - / TOTAL", "Khu vực miền núi / Mountain districts", "Sơ bộ Prel.".
"""

import re

_ENGLISH = re.compile(
    r"\b(?:total|average|population|rural|urban|district|districts|city|province|region|area|island|mountain|plain"
    r"|number|by|of|unit|person|household|households|male|female|commune|communes|ward|wards|year|prel|est)\b",
    re.IGNORECASE,
)
_PRELIMINARY = re.compile(r"(?:(?:sơ bộ|ước|ước tính|prel\.?|est\.?|preliminary)\s?[-–]?\s?){1,2}\Z", re.IGNORECASE)


def is_translation(text: str) -> bool:
    """Whether a line is in English; names of places without marks ("Kon Tum") are not."""
    return text.isascii() and bool(_ENGLISH.search(text))


def is_preliminary(text: str) -> bool:
    """Whether a line only says that the figures of the year below are preliminary."""
    return bool(_PRELIMINARY.match(text))
