"""Text -> names of organisations that are no administrative unit ("Đảng bộ Khối các cơ quan tỉnh", "Công ty …")."""

import re
from dataclasses import dataclass

_COMPOUNDS = (
    r"Doanh nghiệp|Nông dân|Bộ đội|Biên phòng|Cơ quan|Quân sự|Công an|Phụ nữ|Thanh niên|Cựu chiến binh|Người cao tuổi"
    r"|Chữ thập đỏ|Lao động|Viên chức|Công nghiệp|Y tế|Giáo dục|Điện lực|Dầu khí|Ngân hàng|Công thương|Nông nghiệp|Phát triển"
    r"|Nông thôn|Xây dựng|Giao thông|Tài chính|Kho bạc|Bưu điện|Viễn thông|Khuyến học|Nhân dân|Nhà nước|Trung ương|Cao su"
)
_CAP = "[A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ]"
_HEADS = (
    r"(?:Đảng bộ|Đảng ủy|Đảng uỷ|Chi bộ|Đoàn|Công đoàn)\s(?:cơ sở\s)?(?:Khối|khối|Quân sự|quân sự|Công an|công an|Bộ đội|Bộ Chỉ huy|BĐBP|KCX|KCN"
    r"|Khu|Ban|Cơ quan|cơ quan|Các cơ quan|các cơ quan|Công ty|công ty|Tổng [Cc]ông ty|Tập đoàn|Trường|trường|Sở|Bệnh viện|Ngân hàng"
    r"|Ủy ban nhân dân|UBND|HĐND|Văn phòng|Viện|Cục|Chi cục|Đại học|Học viện|Trung tâm|Nhà máy|Xí nghiệp|Binh đoàn|Sư đoàn"
    r"|Trung đoàn|Quân khu|Quân đoàn|Vùng|Than|Doanh nghiệp|doanh nghiệp|ngành|Ngành|Liên đoàn|Hội|Bộ|Chính phủ|Lữ đoàn|Đồn)"
)
_BODIES = (
    r"(?:Tổng [Cc]ông ty|Công ty|Tập đoàn|Liên đoàn Lao động|LĐLĐ|Công đoàn|Bộ đội Biên phòng|BĐBP|Bộ Chỉ huy (?:Quân sự|BĐBP)"
    r"|Bộ CHQS|Công an|Binh đoàn|Quân khu|Quân đoàn|Sư đoàn|Trường (?:THPT|THCS|Đại học|Cao đẳng|Chính trị)|trường (?:THPT|PTDTNT)"
    r"|Hội Nông dân|Hội Cựu chiến binh|Hội CCB|Hội Liên hiệp Phụ nữ|Hội LHPN|Hội Phụ nữ|Hội Người cao tuổi|Hội Chữ thập đỏ"
    r"|Hội Khuyến học|Đoàn Thanh niên|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Hội Cựu giáo chức|Ủy ban MTTQ)"
)
_LINKS = (
    r"các|cơ quan|tỉnh|huyện|thành phố|thị xã|xã|phường|và|doanh nghiệp|dân chính đảng|cổ phần|nhà nước|trung ương|một thành viên"
    r"|lao động|viên chức|quân sự|công an|biên phòng|dân|ngành|cấp|công nghiệp|chế xuất|kinh tế|lộ|thương|giáo dục|đào tạo|bán công"
)
_NAME = re.compile(
    rf"(?<!\w)(?:{_HEADS}|{_BODIES})(?:[ -](?:{_COMPOUNDS}|{_CAP}[\w’'.&-]{{0,20}}|{_LINKS})(?!\w)|(?:\s–|\s-)(?=\s{_CAP})){{0,12}}"
)
_TAIL = re.compile(r"(?:\s(?:các|và|dân|cấp|của|ngành)|\s[–-])+\Z")


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """The name of an organisation at text[start:end]."""

    start: int
    end: int
    name: str


_LISTED = re.compile(
    rf"(?<=[;:,]\s)((?:Khối|Công an|Quân sự|Bộ đội Biên phòng|Biên phòng|BĐBP|Bộ CHQS)(?:[ -](?:{_CAP}[\w’'.&-]{{0,20}}|{_LINKS})(?!\w)){{0,9}})"
    r"(?=\s\d)"
)


def find_organizations(text: str) -> tuple[OrganizationMention, ...]:
    """Organisations named in `text`, in order; may be empty.

    An item of a list ("Công an tỉnh 88") is named as the Party body it stands for.
    """
    found = []
    for match in _NAME.finditer(text):
        name = _TAIL.sub("", match.group())
        if " " in name:
            found.append(OrganizationMention(match.start(), match.start() + len(name), name))
    for item in _LISTED.finditer(text):
        found.append(OrganizationMention(item.start(), item.end(), f"Đảng bộ {item.group()}"))
    return tuple(sorted(found, key=lambda o: (o.start, -o.end)))
