"""Generated documents with facts about real units, as many as wanted, the same for the same number."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any

from extractors.gazetteer.load import load_gazetteer
from extractors.gazetteer.units import Unit
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.facts import Evidence, Fact, LedgerRow, Locality, Period, SuccessorUnit

FACTS_A_DOCUMENT = 10
INDICATORS = (
    "member.total", "member.admitted", "cell.total", "grassroots_org.total", "member.official", "candidate.trained",
    "village.total", "population.total", "household.poor", "member.admitted", "member.disciplined", "other",
)  # fmt: skip
"""What the figures are about, in turn; admissions come up twice, as in the news."""
_FLOWS = {"member.admitted", "member.official", "candidate.trained", "member.disciplined"}
_WORDS = {"member.total": "đảng viên", "member.admitted": "đảng viên mới", "population.total": "người"}
_FILL = "Cấp ủy các cấp tăng cường lãnh đạo công tác phát triển đảng, chú trọng nguồn là đoàn viên ưu tú. " * 2


def _localities() -> tuple[Locality, ...]:
    """Provinces, districts and communes as they were before July 2025, provinces and districts more often."""
    gazetteer = load_gazetteer()

    def heir(code: str, is_part: bool) -> SuccessorUnit:
        unit = gazetteer.unit(code)
        return SuccessorUnit(
            name=unit.full_name, code=code, province=gazetteer.province_of(code).full_name, part=is_part
        )

    def locality(unit: Unit) -> Locality:
        successors = tuple(heir(one.code, one.is_part) for one in unit.successors)
        return Locality(
            name=unit.full_name,
            level=unit.level,
            code=unit.code,
            province=gazetteer.province_of(unit.code).name,
            successors=successors,
        )

    units = [unit for unit in gazetteer.by_code.values() if unit.code.startswith("2025a") and "~" not in unit.code]
    weights = {"province": 40, "district": 10, "commune": 1}
    return tuple(locality(unit) for unit in units for _ in range(weights[unit.level]))


def _period(random: Random, indicator: str, year: int) -> Period:
    if random.random() < 0.15:
        return Period(start=None, end=None, end_is_published=True, text="đến nay")
    if indicator in _FLOWS:
        return Period(start=f"{year}-01-01", end=f"{year}-12-31", end_is_published=False, text=f"năm {year}")
    return Period(start=None, end=f"{year}-12-31", end_is_published=False, text=f"cuối năm {year}")


def _fact(random: Random, text: list[str], *, place: Locality, number: int, year: int) -> Fact:
    indicator: Any = INDICATORS[(number + random.randrange(3)) % len(INDICATORS)]
    value = random.randrange(20, 90_000 if indicator == "population.total" else 6_000)
    numeral = f"{value:,}".replace(",", ".")
    before = f"Theo báo cáo, {place.name} có "
    start = sum(map(len, text))
    quote = f"{before}{numeral} {_WORDS.get(indicator, 'đơn vị')} trong kỳ báo cáo {number}. "
    text.append(quote + _FILL)
    evidence = Evidence(
        start=start + len(before),
        end=start + len(before) + len(numeral),
        quote=quote.strip(),
        quote_start=start,
        quote_end=start + len(quote.strip()),
    )
    return Fact(
        fact_id=hashlib.sha256(f"{place.code}{number}{value}{random.random()}".encode()).hexdigest()[:16],
        indicator=indicator,
        system="party" if indicator != "population.total" else None,
        measure="count",
        status="target" if random.random() < 0.1 else "actual",
        value=Decimal(value),
        value_max=None,
        denominator=None,
        denominator_role=None,
        qualifier="over" if random.random() < 0.2 else "exact",
        unit="person",
        direction=None,
        groups=("female",) if random.random() < 0.1 else (),
        locality=place,
        organization=None,
        period=_period(random, indicator, year),
        evidence=evidence,
        confidence=round(random.uniform(0.5, 1), 2),
        rules=("head.member", "aspect.total"),
        same_as=None,
    )


def generate(count: int, *, first: int = 0) -> Iterator[Extraction]:
    """`count` extractions of ten facts each, numbered from `first`; the same number gives the same document."""
    places = _localities()
    for number in range(first, first + count):
        random = Random(number)
        year = random.randrange(2015, 2026)
        text: list[str] = []
        own = [random.choice(places) for _ in range(4)]
        facts = tuple(
            _fact(random, text, place=own[i % 4], number=number + i, year=year) for i in range(FACTS_A_DOCUMENT)
        )
        whole = "".join(text)
        digest = hashlib.sha256(f"{number}{whole}".encode()).hexdigest()
        document = Document(
            document_id=digest[:16],
            name=f"{number:07}.html",
            url=f"https://bao{number % 63}.example.vn/{number}.html",
            publisher=f"Báo {number % 63}",
            title=f"Bài số {number}",
            byline=None,
            published=f"{year}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}",
            retrieved_at=datetime(2025, 11, 1, tzinfo=UTC),
            media_type="text/html",
            sha256=digest,
            province=own[0].province,
            text=whole,
        )
        ledger = tuple(
            LedgerRow(
                start=fact.evidence.start,
                end=fact.evidence.end,
                text=whole[fact.evidence.start : fact.evidence.end],
                label="fact",
                fact_id=fact.fact_id,
                reason=None,
            )
            for fact in facts
        )
        yield Extraction(
            document=document, extractor="bench", province=own[0].province, locality=None, facts=facts, ledger=ledger
        )
