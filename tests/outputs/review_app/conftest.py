"""A small store with two articles that disagree, and the application on it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from outputs.access.cookies import BROWSER, name_cookie
from outputs.access.keys import form_token
from outputs.review_app.application import build_application
from outputs.review_app.config import ReviewConfig
from outputs.review_app.folding import fold
from outputs.store import Store
from schemas.checks import Check
from schemas.extraction import Extraction
from schemas.facts import Locality, Period

PAC_NAM = Locality(name="huyện Pác Nặm", level="district", code="2025a:D:060", province="Bắc Kạn")
CHO_RA = Locality(name="xã Chợ Rã", level="commune", code="2025b:W:01", province="Thái Nguyên")
YEAR = Period(start="2022-01-01", end="2022-12-31", end_is_published=False, text="Năm 2022")
FIRST = (
    "Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng, trên 4.900 đảng viên. "
    "Năm 2022 huyện kết nạp 130 đảng viên mới, đạt 54,2% kế hoạch.\n"
    "Các chi bộ còn vận động được 17 quần chúng theo Nghị quyết số 04-NQ/TU.\n"
)
SECOND = "Năm 2022, huyện Ba Bể kết nạp được 133 đảng viên; huyện Pác Nặm có 2.700 đảng viên.\n"


@pytest.fixture
def two(build_extraction) -> tuple[Extraction, Extraction]:
    """Two articles: one with a failed check and a missed figure, one that disagrees with it."""
    admitted = {"indicator": "member.admitted", "period": YEAR}
    first = build_extraction(
        FIRST,
        [
            ("45", {"indicator": "grassroots_org.total", "unit": "organization", "confidence": 0.95}),
            ("4.900", {"value": Decimal(4900), "qualifier": "over", "confidence": 0.8}),
            ("130", admitted | {"confidence": 0.9, "checks": ("✗ 130 / 200 ≠ 54,2%",)}),
            ("54,2", {"indicator": "member.admitted", "measure": "completion", "unit": "percent",
                      "value": Decimal("54.2"), "confidence": 0.6, "checks": ("✗ 130 / 200 ≠ 54,2%",)}),
        ],
    )  # fmt: skip
    ids = tuple(fact.fact_id for fact in first.facts[2:])
    check = Check(kind="completion", outcome="fails", fact_ids=ids, statement="130 / 200 ≠ 54,2%")
    second = build_extraction(
        SECOND,
        [("133", admitted), ("2.700", {"value": Decimal(2700), "locality": PAC_NAM, "confidence": 0.5})],
        name="b.txt", title="Tin ngắn", publisher="Báo Thái Nguyên", url="https://baothainguyen.vn/b.html",
        published="2023-02-01",
    )  # fmt: skip
    return first.model_copy(update={"checks": (check,)}), second


@pytest.fixture
def places() -> tuple[Locality, ...]:
    return PAC_NAM, CHO_RA


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A second later with every question."""
    seconds = count()
    return lambda: datetime(2025, 11, 3, 8, tzinfo=UTC) + timedelta(seconds=next(seconds))


@pytest.fixture
def at() -> Callable[..., datetime]:
    return lambda hours=0: datetime(2025, 11, 3, 9, tzinfo=UTC) + timedelta(hours=hours)


@pytest.fixture
def build_config(store: Store, tmp_path: Path, places, clock) -> Callable[..., ReviewConfig]:
    def build(**fields) -> ReviewConfig:
        return ReviewConfig(
            store=store,
            index_path=tmp_path / "index",
            find_places=lambda query: [one for one in places if fold(query) in fold(one.name)],
            place={one.code: one for one in places}.get,
            now=clock,
            **fields,
        )

    return build


class Reviewer:
    """A browser of one reviewer: keeps cookies, sends the token."""

    def __init__(self, client: TestClient, name: str) -> None:
        self.client = client
        client.cookies.set(*name_cookie(name))
        client.get("/queue")

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, path: str, **content):
        token = form_token(self.client.cookies[BROWSER])
        return self.client.post(path, json=content, headers={"X-CSRF-Token": token})

    def judge(self, document_id: str, fact, verdict: str, last: int = 0, **more):
        evidence = fact.evidence
        span = {"document_id": document_id, "start": evidence.start, "end": evidence.end}
        return self.post("/verdicts", **span, verdict=verdict, last=last, **more)


@pytest.fixture
def serve(store: Store, two, build_config) -> Iterator[Callable[..., Reviewer]]:
    """Starts the application on the two articles; each call is a browser of its own on the same one."""
    store.save(two)
    opened: list[TestClient] = []
    made = {}

    def build(name: str = "An", **fields) -> Reviewer:
        if "app" not in made:
            made["app"] = build_application(build_config(**fields))
        client = TestClient(made["app"], base_url="http://127.0.0.1")
        client.__enter__()
        opened.append(client)
        return Reviewer(client, name)

    yield build
    for client in opened:
        client.__exit__(None, None, None)


FORM = {
    "indicator": "member.admitted", "system": "party", "value": "130", "qualifier": "exact", "measure": "count",
    "status": "actual", "unit": "person", "locality": "=", "period_start": "2022-01-01", "period_end": "2022-12-31",
}  # fmt: skip


@pytest.fixture
def form() -> dict[str, object]:
    """What the form of the fact "130" sends when nothing was changed."""
    return dict(FORM)
