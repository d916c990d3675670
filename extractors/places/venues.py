"""A place and what stands around it -> whether it only tells where a text was signed or something took place."""

import re

CENTRE = r"(?:Trung ương|T\.?[ƯW]\.?)"
"""The centre of the Party and of associations, in full or as papers shorten it."""
_SIGNED = re.compile(r"\)?[^\S\n]{1,3}[-–]\s")
_AGENCY = re.compile(r"[^\S\n]{0,2}\((?:TTXVN|VOV|VTV|NDĐT|VNA|TTX|Vietnam\+)[^()\n]{0,24}\)")
_VENUE = re.compile(
    r"(?:^|\n|[,;(–-]\s?|\d[/.-]\d{1,4}\)?\s|\bnay\s|diễn ra\s|khai mạc\s|tổ chức\s|họp\s)(?:[Tt]ại|[Ởở])\s"
    r"(?:(?:[Tt]hủ đô|[Tt]hành phố|TP\.?)\s?){0,2}\Z"
)
_EVENT_AT = re.compile(
    r"(?:[Hh]ội (?:nghị|thảo)|[Đđ]ại hội|[Ll]ễ|[Cc]uộc họp|[Hh]ọp báo|[Pp]hiên họp|[Tt]ọa đàm|[Kk]hai mạc)\b"
    r"[^.;\n]{0,160}\s(?:tại|ở)\s(?:(?:[Tt]hủ đô|[Tt]hành phố|TP\.?)\s?){0,2}\Z"
    r"|\b[Tt]ại\s[^.;:\n()]{3,80}\s\((?:TP\.?\s?)?\Z"
)
_DATED = re.compile(r",\s(?:[Nn]gày|[Ss]áng|[Cc]hiều)\s\d")
_OF_THE_NATION = re.compile(
    r"(?:,|\s\([^()\n]{1,40}\),?)\s(?:[^\W\d]{1,8}\s){0,6}?"
    r"(?:(?:Ban|Quân ủy|Ủy ban|Uỷ ban|UBKT|Văn phòng|Hội đồng|Đảng (?:ủy|uỷ)|Đảng bộ)\s"
    rf"(?:[^\W\d]{{1,8}}[\s,]{{1,2}}){{0,6}}?{CENTRE}(?!\w)"
    rf"|{CENTRE}\s(?:Hội|[ĐÐ]oàn|[ĐÐ]ảng)|Ban Bí thư|Bộ Chính trị|Chính phủ|Quốc hội|Tổng Liên đoàn"
    r"|Bộ\s(?!CHQS|Chỉ huy|đội)[A-ZĐÐ]|[A-ZĐÐ][^.;:()\n]{4,70}\sViệt Nam\b"
    r"|(?:[Hh]ội (?:nghị|thảo)|[Đđ]ại hội|[Ll]ễ)\s(?:[^\W\d]{1,8}\s){0,5}?toàn quốc\b)"
)
_TOWN = re.compile(r"(?:[Tt]hành phố|TP\.?|[Tt]hị xã|TX\.?|[Hh]uyện)\s")
_OF_THE_PROVINCE = re.compile(
    r"(?:\s\([^()\n]{1,40}\))?,\s(?:[^\W\d]{1,8}\s){0,5}?"
    r"(?:Tỉnh\s(?:ủy|uỷ|[Đđ]oàn)|(?:Hội|Đoàn|LĐLĐ|Liên đoàn|UBND|HĐND|Ban|Ủy ban)\s(?:[^\W\d]{1,10}\s){0,6}?tỉnh\b)"
)
_WINDOW = 90
_VENUE_ENDS = frozenset("iởỞôốP.")
"""The letters with which what stands before a venue ends: "tại", "ở", "thủ đô", "thành phố", "TP."."""
_KINDS = 30
"""Characters of the words for a kind of town behind "tại", at most, and of that word."""


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the place `text[start:end]` signs the text: "ĐÀ NẴNG - Sáng 19-5", "Đà Nẵng (TTXVN 19/5) - Sáng"."""
    if text[start - 1 : start] in ("", "\n") and _AGENCY.match(text, end):
        return True
    return text[start:end].isupper() and bool(_SIGNED.match(text, end))


def is_venue(text: str, start: int, end: int) -> bool:
    """Whether the place is only where a body of the nation met ("tại Hà Nội, Ban Tổ chức Trung ương họp").

    So is the town where one of the province did: "tại thành phố Yên Bái, Tỉnh đoàn tổ chức hội nghị".
    """
    before = text[max(0, start - _WINDOW) : start]
    if before[-2:].rstrip()[-1:] not in _VENUE_ENDS:
        return False
    near = before[-_KINDS:]
    if not ("ại" in near or "ở" in near or "Ở" in near) or not _VENUE.search(before):
        return False
    is_town = _TOWN.match(text, start, end) and _OF_THE_PROVINCE.match(text, end, end + 2 * _WINDOW)
    return bool(is_town or _OF_THE_NATION.match(text, end, end + 2 * _WINDOW))


def is_in_capital(text: str, start: int, end: int) -> bool:
    """Whether the place is the capital as where something took place ("Ngày 4/6, tại Hà Nội đã diễn ra hội thảo …")."""
    if not text.endswith("Hà Nội", start, end):
        return False
    before = text[max(0, start - 2 * _WINDOW) : start]
    is_head_of_line = before[-1:] in ("", "\n") and _DATED.match(text, end)
    return bool(is_head_of_line or _VENUE.search(before) or _EVENT_AT.search(before))
