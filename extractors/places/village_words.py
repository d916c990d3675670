"""The words that mean a village, or its cell, without its name, and those that tell of another body."""

import re

_KINDS = (
    r"[Tt]hôn|[Bb]ản|[Ấấ]p|[Bb]uôn|[Bb]on|[Ll]àng|[Xx]óm|[Kk]hóm|[Kk]hu phố|[Tt]ổ dân phố|[Kk]hu dân cư|[Kk]hu|[Kk]hối"
)
_WHOSE = r"(?:này\s|ta\s|mình\s|(?:của\s)?(?:tôi|em|anh|chị|ông|bà|chúng tôi)\s)?"
_DOES = (
    r"(?:có|hiện|chỉ|còn|đã|gồm|là|tách|thành lập|chưa|không|kết nạp|từng|vốn|cũng|vẫn|nay|giờ|bây giờ|ra mắt|ra đời"
    r"|tăng|nâng|phát triển|lên)"
)
_WHEN = (
    r"(?:(?:[Hh]iện nay|[Hh]iện|[Nn]ay|[Đđ]ến nay|[Bb]ây giờ|[Gg]iờ(?: đây)?|(?:[Kk]hi|[Hh]ồi|[Ll]úc|[Nn]gày) (?:ấy|đó)"
    r"|[Tt]rước (?:đây|kia)|(?:[Đđ]ến |[Tt]ừ )?[Nn]ăm \d{4}|[Tt]ừ (?:năm )?\d{4} (?:đến|tới) (?:nay|giờ)),?\s)?"
)
_GOES_ON = rf"\s{_WHOSE}{_DOES}\b|[,.;)]"
BEHIND_KIND = re.compile(rf"\s(?:từ|giảm|đạt)\b|\s\d|\s[A-ZĐÂÔÊƯ]|\s?:|{_GOES_ON}")
"""What may stand behind the word for a village in all of the forms below."""
TOLD = re.compile(
    rf"(?:^|[.;:,“\"]\s?|\s)(?:[Tt]oàn|[Cc]ả)\s(?P<whole>{_KINDS})(?=\s\d)"
    rf"|(?:[Bb]í thư [Cc]hi bộ|[Tt]rưởng)\s(?P<headed>{_KINDS})(?=\s[A-ZĐÂÔÊƯ]|\s?:)"
    rf"|\scủa\s(?P<whose>{_KINDS})(?=\s(?:từ|còn|giảm|đạt|hiện|đã|tăng)\b)"
    rf"|(?:^|\s|“)[Cc]hi (?:bộ|(?:đoàn|hội)(?:\s(?:[Pp]hụ nữ|[Nn]ông dân|[Cc]ựu chiến binh|CCB|[Nn]gười cao tuổi))?)"
    rf"\s(?P<celled>{_KINDS})"
    rf"(?=\s{_WHOSE}{_DOES}\b|\s\d{{1,3}}\s(?:đảng viên|đồng chí|người)\b)"
    r"|(?:(?:^|[.;:,“\"]\s?|\s)(?:[Tt]oàn|[Cc]ả|[Tt]rong)\s"
    r"|(?:^|[.;:“\"]\s?|(?<!thôn)(?<!bản)(?<!ấp)(?<!buôn)(?<!làng)(?<!xóm),\s?)"
    rf"{_WHEN}(?:[Cc]hi bộ\s)?)"
    rf"(?P<kind>{_KINDS})"
    rf"(?={_GOES_ON})"
)
CELL = re.compile(
    r"(?:^|[.;:,“\"]\s?|\s)(?P<kind>[Cc]hi (?:bộ|hội|đoàn))"
    r"(?=\s(?:(?:mình|ta|tôi|này|cũng|đều|(?:của\s)?(?:ông|bà|anh|chị|em))\s|do\s[^,.;:\d]{3,40}?\s)?"
    r"(?:có|hiện|chỉ|vẻn vẹn|vỏn vẹn|còn|đã|kết nạp|mới|gồm|bồi dưỡng|giới thiệu|nâng|phát triển|từng|vẫn|nay|giờ"
    r"|bây giờ|phấn đấu|(?:được )?(?:thành )?lập|ra đời|ra mắt|chưa có|(?:khi|hồi|lúc) (?:ấy|đó))\b)"
)
OF_CELL = re.compile(
    r"\d{1,3}\s(?:đảng viên|đồng chí|hội viên|đoàn viên)\s(?:của|trong|ở)\s[Cc]hi (?:bộ|hội|đoàn)"
    rf"(?:\s(?:{_KINDS}))?(?=[,.;])"
)
HERE = re.compile(r"(?:^|[.;:,“\"]\s?|\s)(?P<kind>[Ởở] đây|[Tt]ại đây|[Nn]ơi đây|[Nn]ơi này|[Nn]ơi ấy)\b")
MENTIONED = re.compile(rf"\s(?P<kind>{_KINDS})(?=[\s,.;:]|\Z)")
ALL_OF = re.compile(rf"(?:[Tt]oàn|\s[Cc]ả|[“\"(][Cc]ả)\s(?:{_KINDS})\s(?:này\s|ta\s|mình\s)?(?:có|hiện|chỉ|còn|đã|\d)")
TIME_BEFORE = re.compile(
    r"(?:(?:[Mm]ỗi|[Hh]ằng|[Hh]àng) năm|[Nn]ăm \d{4}|[Nn]ay|[Bb]ây giờ|[Hh]iện|[Hh]iện nay|[Cc]ả|[Tt]oàn)\s\Z"
)
"""What may stand right before a bare "chi bộ" that begins what is told of it."""
WHERE = re.compile(
    r"(?:\s?[,(]\s?(?:thuộc\s)?(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|TP\.?|tỉnh)"
    r"\s[^,;.():\d\n]{2,25}?(?=[,)\n.;])){1,3}"
)
"""The units in which a village lies, told right behind its name: "làng Kgiang, xã Tơ Tung, huyện Kbang"."""
LED = re.compile(r"[Bb]í thư [Cc]hi bộ(?! (?:thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu|tổ)\b)")
"""Who leads the cell of the village where the text is: "Về thôn Bản Khun, hỏi anh Thiết, Bí thư Chi bộ"."""
BRANCH = re.compile(r"[Cc]hi (?:bộ|(?:hội|đoàn)(?:\s[^\W\d]{1,8}){0,5})\s\Z")
NOW = re.compile(r"(?:Đến nay|Tới nay|Nay|Hiện nay|Hiện|Bây giờ|Giờ),? (?:đã |cũng )?(?:có|lên|còn|được) (?:\w+ )?\d")
OTHER_BODY = re.compile(
    r"[Đđ]ảng (?:bộ|ủy|uỷ)|(?:[Hh]uyện|[Tt]ỉnh|[Tt]hị|[Tt]hành|[Qq]uận) (?:ủy|uỷ)\b"
    rf"|(?<![Bb]í thư )[Cc]hi bộ (?:(?:{_KINDS}) )?[A-ZĐÂÔÊƯ0-9]"
    r"|(?:[Tt]oàn|[Cc]ả) (?:xã|phường|thị trấn|huyện|tỉnh|thành phố)\b"
    r"|[Cc]hi bộ (?:cơ quan|trường|công ty|doanh nghiệp|trạm|quân sự|công an|hợp tác xã)"
    r"|[Cc]ông ty|\b[Tt]rường (?:[A-ZĐ]|tiểu|mầm)"
)
"""What a tale goes on with when it has left a village: a committee, a unit as a whole, another body's cell."""
