"""Builds extractions from small texts of our own: each figure is found in the text by its numeral."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from outputs.store import Store, open_store
from schemas.checks import Check, CheckedDocument, CheckedFigure, ListedCheck
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.facts import Evidence, Fact, LedgerRow, Locality, Period, SuccessorUnit
from schemas.numerals import RejectedReading

Figure = tuple[str, dict[str, Any]]

NO_TIME = Period(start=None, end=None, end_is_published=False, text=None)
BA_BE = Locality(
    name="huyện Ba Bể",
    level="district",
    code="2025a:D:061",
    province="Bắc Kạn",
    successors=(SuccessorUnit(name="xã Ba Bể", code="2025b:C:01", province="tỉnh Thái Nguyên", part=True),),
)
TEXT = (
    "Ba Bể phát triển đảng viên\n\n"
    "Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng (19 đảng bộ, 26 chi bộ), trên 4.900 đảng viên. "
    "Từ đầu nhiệm kỳ đến nay đã kết nạp được 325/600 đảng viên, bằng 54,2% kế hoạch.\n"
    "Năm 2024 phấn đấu kết nạp từ 120 - 150 đảng viên theo Nghị quyết số 04-NQ/TU; trồng 1.234,5 ha rừng.\n"
)
REJECTED = RejectedReading(text="4.900", read_as="decimal", value=Decimal("4.900"), reason="separator.groups")
A_YEAR = RejectedReading(text="45", read_as="date", value=None, reason="table.counted")
FIGURES: list[Figure] = [
    ("45", {"indicator": "grassroots_org.total", "unit": "organization", "rejected_reading": A_YEAR}),
    ("19", {"indicator": "committee.total", "unit": "organization", "groups": ("grassroots",)}),
    ("26", {"indicator": "cell.total", "unit": "organization", "groups": ("grassroots",)}),
    ("4.900", {"value": Decimal(4900), "qualifier": "over", "rejected_reading": REJECTED}),
    ("325", {"indicator": "member.admitted", "denominator": Decimal(600), "denominator_role": "target",
             "period": Period(start="2020", end=None, end_is_published=True, text="Từ đầu nhiệm kỳ đến nay")}),
    ("54,2", {"indicator": "member.admitted", "measure": "completion", "unit": "percent", "value": Decimal("54.20")}),
    ("120", {"indicator": "member.admitted", "value_max": Decimal(150), "status": "target",
             "period": Period(start="2024-01-01", end="2024-12-31", end_is_published=False, text="Năm 2024")}),
    ("1.234,5", {"indicator": "other", "system": None, "unit": "ha rừng", "value": Decimal("1234.5"),
                 "locality": None, "organization": "Lâm trường Ba Bể"}),
]  # fmt: skip


def _build_fact(text: str, start: int, numeral: str, fields: dict[str, Any]) -> Fact:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start) if "\n" in text[start:] else len(text)
    defaults: dict[str, Any] = {
        "fact_id": hashlib.sha256(f"{text}{start}".encode()).hexdigest()[:16],
        "indicator": "member.total", "system": "party", "measure": "count", "status": "actual",
        "value_max": None, "denominator": None, "denominator_role": None, "qualifier": "exact", "unit": "person",
        "direction": None, "groups": (), "locality": BA_BE, "organization": None, "period": NO_TIME,
        "evidence": Evidence(start=start, end=start + len(numeral), quote=text[line_start:line_end],
                             quote_start=line_start, quote_end=line_end),
        "confidence": 0.93, "rules": ("head.member", "aspect.total"),
    }  # fmt: skip
    if "value" not in fields:
        defaults["value"] = Decimal(numeral)
    return Fact(**(defaults | fields))


def _build_ledger(text: str, facts: tuple[Fact, ...]) -> tuple[LedgerRow, ...]:
    owner = {fact.evidence.start: fact.fact_id for fact in facts}
    rows = []
    for match in re.finditer(r"\d+(?:[.,]\d+)*", text):
        fact_id = owner.get(match.start())
        rows.append(
            LedgerRow(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                label="fact" if fact_id else "date",
                fact_id=fact_id,
                reason=None if fact_id else "test",
            )
        )
    return tuple(rows)


def build_extraction(
    text: str = TEXT,
    figures: list[Figure] | None = None,
    *,
    extractor: str = "1.0",
    checks: tuple[Check, ...] = (),
    **document_fields: Any,
) -> Extraction:
    """An extraction of `text`; figures are searched one behind the other."""
    facts, position = [], 0
    for numeral, fields in FIGURES if figures is None else figures:
        position = text.index(numeral, position)
        facts.append(_build_fact(text, position, numeral, fields))
        position += len(numeral)
    digest = hashlib.sha256(text.encode()).hexdigest()
    head = {
        "document_id": digest[:16], "name": "a.txt", "url": "https://baobackan.vn/a.html", "publisher": "Báo Bắc Kạn",
        "title": "Ba Bể phát triển đảng viên", "byline": None, "published": "2023-07-15",
        "retrieved_at": datetime(2024, 5, 1, 8, 30, tzinfo=UTC), "media_type": "text/plain", "sha256": digest,
        "province": "Bắc Kạn", "text": text,
    }  # fmt: skip
    return Extraction(
        document=Document(**(head | document_fields)),
        extractor=extractor,
        province="Bắc Kạn",
        locality="huyện Ba Bể",
        facts=tuple(facts),
        ledger=_build_ledger(text, tuple(facts)),
        checks=checks,
    )


@pytest.fixture(name="build_extraction", scope="session")
def build_extraction_fixture() -> Callable[..., Extraction]:
    return build_extraction


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    """One document with facts of every shape, a check that holds and one that fails."""
    plain = build_extraction()
    ids = [fact.fact_id for fact in plain.facts]
    checks = (
        Check(kind="parts_total", outcome="holds", fact_ids=(ids[0], ids[1], ids[2]), statement="19 + 26 = 45"),
        Check(kind="ratio_percent", outcome="fails", fact_ids=(ids[4], ids[5]), statement="325 / 600 ≠ 56%"),
    )
    return plain.model_copy(update={"checks": checks})


@pytest.fixture(scope="session")
def listed_check() -> ListedCheck:
    """A conflict between two articles, as lists give it."""
    head = {"title": "=Bài", "published": "2024-01-15"}
    articles = tuple(
        CheckedDocument(document_id=f"d{n}", name=f"{n}.txt", publisher=f"Báo {p}", url=f"https://a.vn/{n}", **head)
        for n, p in ((1, "A"), (2, "B"))
    )
    return ListedCheck(
        check_id="c" * 16, kind="conflict", outcome="fails", statement="Đảng viên, huyện Ba Bể: 5.314 ≠ 5.413",
        indicator="member.total", locality="huyện Ba Bể", province="Bắc Kạn", period="2023-12-31",
        figures=tuple(CheckedFigure(fact_id=f"f{n}", document_id=f"d{n}") for n in (1, 2)), documents=articles,
    )  # fmt: skip


@pytest.fixture(scope="session")
def many(extraction: Extraction) -> tuple[Extraction, ...]:
    """Seventy small documents, more than stand in one page."""
    made = [
        build_extraction(
            f"Huyện số {number} có {1000 + number} đảng viên.\n",
            [(str(1000 + number), {"locality": BA_BE.model_copy(update={"name": f"huyện Số {number}", "code": None})})],
            name=f"{number:03}.txt",
            title=f"Bài {number}",
        )
        for number in range(69)
    ]
    return (extraction, *made)


@contextmanager
def _mount(megabytes: int) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="solieu-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        folder.rmdir()
        pytest.skip("NOT TESTED WITH A FULL DISK: no right to mount a small one here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


@pytest.fixture(scope="session")
def small_disk() -> Callable[[int], AbstractContextManager[Path]]:
    """Mounts a disk of so many megabytes; the test is skipped, and says so, where that takes more rights."""
    return _mount


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def url(tmp_path: Path, empty_sqlite_store: Path) -> str:
    """Of a store without content; tests of the store itself get it on every kind of database."""
    path = tmp_path / "store.sqlite"
    shutil.copyfile(empty_sqlite_store, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url_of_each(request: pytest.FixtureRequest) -> str:
    """Of a store without content, on each kind of database; `url` is it where a folder's tests say so."""
    if request.param == "postgresql":
        made: str = request.getfixturevalue("empty_postgres_store")()
        return made
    path: Path = request.getfixturevalue("tmp_path") / "store.sqlite"
    shutil.copyfile(request.getfixturevalue("empty_sqlite_store"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url, wait_seconds=0.2) as opened:
        yield opened
