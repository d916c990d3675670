"""The name of a body -> the body of the Party that it stands for, its bare name, and whether names mean the same."""

import re
from collections.abc import Collection

from extractors.organizations import OrganizationMention, load_body_words

BODY, COMMITTEES = "Đảng bộ", ("Đảng ủy", "Đảng uỷ")
PARTY_BODIES = (BODY, *COMMITTEES, "Chi bộ")
_COMMITTEE = re.compile(r"Đảng (?:ủy|uỷ)")
_RANKED = re.compile(r"^(Đảng bộ|Chi bộ) cơ sở\s(?=[^\W\d_a-zđà-ỹ])")
_KIND_WORDS = re.compile(
    r"^(?:(?:Đảng bộ|Đảng [uủ][yỷ]|Chi bộ|Công đoàn|Đoàn Thanh niên|Tổng [Cc]ông ty|Công ty|công ty|TNHH|MTV|CP"
    r"|[Cc]ổ phần|[Mm]ột thành viên|Tập đoàn)\s)+"
)
_SHORT = 2
_UNION_INSIDE = re.compile(
    r"(?:Công đoàn|Đoàn Thanh niên|Đoàn)\s(?:các\s)?(?:Khu (?:công nghiệp|chế xuất|kinh tế)|KCN|KCX|Khối|Tập đoàn"
    r"|Tổng [Cc]ông ty|Công ty|Trường|Đại học|Học viện|Bệnh viện|Ngân hàng|Bộ)\s(?=\w)"
)


def as_party_body(name: str) -> str:
    """The organisation whose committee a name is ("Đảng ủy Khối …" leads "Đảng bộ Khối …"), without its rank."""
    return _RANKED.sub(r"\1 ", _COMMITTEE.sub("Đảng bộ", name)).replace("Đảng bộ khối", "Đảng bộ Khối")


def bare_body(name: str) -> str:
    """The name of the body whose Party organisation a name is, in small letters."""
    party = next((word for word in PARTY_BODIES if name.startswith(f"{word} ")), "")
    return name.removeprefix(party).strip().lower().removeprefix("cơ sở ")


def is_part_of_name(name: str, longer: str) -> bool:
    """Whether each word of a name stands in a longer one: "công an Đồng Nai" beside "công an tỉnh Đồng Nai"."""
    return set(name.split()) <= set(longer.split())


def in_words(name: str) -> str:
    """A name with the abbreviations written out that stand for one name only ("BĐBP tỉnh")."""
    words = load_body_words()
    return words.plain_abbreviations.sub(lambda short: words.abbreviations[short.group()][0], name)


def folded(name: str) -> str:
    """A name without the difference of dashes and capitals."""
    return name.replace("–", "-").lower()


def is_national(name: str) -> bool:
    """Whether an association of the whole country is named, which is no body of its own here."""
    is_association = name.startswith(("Hội", "Đoàn", "Liên đoàn", "Ủy ban", "Công đoàn Việt"))
    return name.endswith("Việt Nam") and is_association and not load_body_words().hosting.search(name)


def is_union_inside(organization: OrganizationMention) -> bool:
    """Whether a union inside a body is named, which is a body itself: "Công đoàn các Khu công nghiệp Biên Hòa"."""
    return organization.system in ("trade_union", "youth_union") and bool(_UNION_INSIDE.match(organization.name))


def is_nobody(organization: OrganizationMention) -> bool:
    """Whether a name is that of a kind of association or of a national one, which are no body of their own."""
    return organization.is_kind or is_national(organization.name)


def is_of_place(organization: OrganizationMention, places: Collection[int]) -> bool:
    """Whether the body of a unit is named whose name only begins like that of a body ("Đảng bộ Than Uyên").

    Args:
        organization: The name.
        places: Where the text names units.
    """
    party = next((word for word in PARTY_BODIES if organization.name.startswith(f"{word} ")), None)
    return party is not None and organization.start + len(party) + 1 in places


def is_shortened(organization: OrganizationMention, title: str) -> bool:
    """Whether a title prints the name of a body without the words for its kind."""
    own = _KIND_WORDS.sub("", organization.name)
    return own != organization.name and own.count(" ") >= _SHORT and own in title
