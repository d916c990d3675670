"""Examples of the contract, made up: a ratio and a bound with a rejected reading; a document without facts."""

import hashlib
from decimal import Decimal
from typing import Any

from schemas.extraction import CONTRACT, DocumentHead, ExtractedDocument
from schemas.facts import Evidence, Fact, LedgerRow, Locality, Period, SuccessorUnit
from schemas.numerals import RejectedReading

_TEXT = (
    "Từ đầu nhiệm kỳ đến nay, huyện Ba Bể đã kết nạp được 325/600 đảng viên. Toàn huyện hiện có hơn 5.300 đảng viên."
)
_BA_BE = Locality(
    name="huyện Ba Bể",
    level="district",
    code="2025a:D:061",
    province="Bắc Kạn",
    successors=(SuccessorUnit(name="xã Ba Bể", code="2025b:W:01906", province="tỉnh Thái Nguyên", part=True),),
)
_REJECTED = RejectedReading(text="5.300", read_as="decimal", value=Decimal("5.3"), reason="separator.groups")


def _fact(numeral: str, quote: str, **fields: Any) -> Fact:
    start, quote_start = _TEXT.index(numeral), _TEXT.index(quote)
    evidence = Evidence(
        start=start,
        end=start + len(numeral),
        quote=quote,
        quote_start=quote_start,
        quote_end=quote_start + len(quote),
    )
    stated: dict[str, Any] = {
        "fact_id": hashlib.sha256(numeral.encode()).hexdigest()[:16], "system": "party", "measure": "count",
        "status": "actual", "value_max": None, "denominator": None, "denominator_role": None, "unit": "person",
        "direction": None, "groups": (), "locality": _BA_BE, "organization": None, "evidence": evidence,
    }  # fmt: skip
    return Fact(**stated, **fields)


def _facts() -> tuple[Fact, ...]:
    first, second = (f"{sentence}." for sentence in _TEXT.removesuffix(".").split(". "))
    since = Period(start="2020", end=None, end_is_published=True, text="Từ đầu nhiệm kỳ đến nay", inferred=True)
    return (
        _fact("325", first, indicator="member.admitted", value=Decimal(325), qualifier="exact", period=since,
              confidence=0.93, rules=("head.member", "aspect.admitted"), checks=())
        .model_copy(update={"denominator": Decimal(600), "denominator_role": "target"}),
        _fact("5.300", second, indicator="member.total", value=Decimal(5300), qualifier="over",
              period=Period(start=None, end=None, end_is_published=True, text="hiện có"), confidence=0.9,
              rules=("head.member",), checks=(), rejected_reading=_REJECTED),
    )  # fmt: skip


def _ledger(facts: tuple[Fact, ...]) -> tuple[LedgerRow, ...]:
    ratio, level = facts
    base = _TEXT.index("600")
    spans = ((ratio.evidence.start, "325", "fact", ratio), (base, "600", "denominator", ratio),
             (level.evidence.start, "5.300", "fact", level))  # fmt: skip
    return tuple(
        LedgerRow.model_validate({"start": start, "end": start + len(text), "text": text, "label": label,
                                  "fact_id": fact.fact_id, "reason": None})
        for start, text, label, fact in spans
    )  # fmt: skip


def build_examples() -> tuple[ExtractedDocument, ...]:
    """One document with two facts, and one without any."""
    facts = _facts()
    digest = hashlib.sha256(_TEXT.encode()).hexdigest()
    head = DocumentHead(
        document_id=digest[:16],
        name="ba-be.txt",
        url="https://bao.example.vn/ba-be.html",
        publisher="Báo Ví Dụ",
        title="Ba Bể phát triển đảng viên",
        published="2023-07-15",
        province="Bắc Kạn",
        locality="huyện Ba Bể",
        sha256=digest,
        characters=len(_TEXT),
    )
    empty = head.model_copy(update={"document_id": "0" * 16, "name": "khong-so.txt", "url": None, "characters": 0})
    return (
        ExtractedDocument(contract=CONTRACT, document=head, facts=facts, ledger=_ledger(facts)),
        ExtractedDocument(contract=CONTRACT, document=empty, facts=(), ledger=()),
    )
