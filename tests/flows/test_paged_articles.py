"""Articles on several pages: followed politely, archived page by page, read as one document, replayed the same."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback_desk import Desk, newspaper
from loopback_pages import build_story
from loopback_paging import paged_paper
from loopback_server import LoopbackServer, Reply

from corpus.archive.pages import iter_archive
from corpus.crawling.further_pages import MOST_PAGES
from flows.backfill_job import run_backfill
from flows.settings import Settings
from schemas.crawling import Visit
from schemas.documents import Document

STORY = build_story(0)
PARTS = [
    ["Đảng bộ xã Địa Linh hiện có 341 đảng viên, sinh hoạt ở 17 chi bộ trực thuộc."],
    [
        "Đảng bộ xã Yến Dương hiện có 287 đảng viên, trong đó 96 đảng viên nữ, ở 14 chi bộ.",
        "Năm nay xã kết nạp 12 đảng viên mới.",
    ],
    ["Ở xã Hà Hiệu, 28 quần chúng ưu tú đã học lớp bồi dưỡng nhận thức về Đảng, 19 người được kết nạp."],
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def asked(server: LoopbackServer) -> list[str]:
    return [seen.path.removeprefix(STORY.path) for seen in server.log if seen.path.startswith(STORY.path)]


def article(desk: Desk) -> Document:
    with desk.store() as store:
        (found,) = [e.document for e in store.extractions() if e.document.title == STORY.title]
    return found


def values(desk: Desk) -> list[int]:
    with desk.store() as store:
        (found,) = [e for e in store.extractions() if e.document.title == STORY.title]
    return sorted(int(fact.value) for fact in found.facts)


def test_all_pages_become_one_document_and_each_numeral_stands_once(desk: Desk) -> None:
    paper, _ = paged_paper(PARTS)
    with newspaper(desk, paper) as server:
        report = desk.crawl_one()
        assert asked(server) == ["", "?trang=2", "?trang=3"]
    assert (report.counts.fetched, report.counts.read, report.counts.new) == (2, 2, 2)
    document = article(desk)
    assert document.marks == ()
    numerals = Counter(re.findall(r"\d+", document.text))
    assert all(numerals[number] == 1 for number in ("341", "17", "287", "96", "14", "12", "28", "19"))
    assert document.text.count(STORY.lead) == document.text.count(STORY.title) == 1
    assert {341, 17, 287, 96, 14, 12, 19} <= set(values(desk))
    kinds = [v.kind for v in iter_archive(desk.settings.archive_root, ["bao-mau"]) if isinstance(v, Visit)]
    assert kinds.count("part") == 2


def test_a_backfill_of_the_archive_reads_the_same(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.prefect_api.has_loopback", lambda: False)
    paper, _ = paged_paper(PARTS)
    with newspaper(desk, paper):
        desk.crawl_one()
    before, document = values(desk), article(desk)
    archive = desk.settings.archive_root
    desk.settings = Settings(out=tmp_path / "lai")
    for address in (str(archive), archive.as_uri()):
        assert run_backfill([address], desk.settings, is_estimate_only=False) == 0
        assert values(desk) == before
        assert (article(desk).text, article(desk).document_id) == (document.text, document.document_id)


def test_a_replay_of_the_archive_reads_the_same(desk: Desk, tmp_path: Path) -> None:
    paper, _ = paged_paper(PARTS)
    with newspaper(desk, paper):
        desk.crawl_one()
    before, text, ids = values(desk), article(desk).text, article(desk).document_id
    desk.settings = desk.settings.model_copy(update={"database": f"sqlite:///{tmp_path / 'new.sqlite'}"})
    assert desk.crawl_one(replay=True).counts.requests == 0
    assert (values(desk), article(desk).text, article(desk).document_id) == (before, text, ids)


def test_robots_are_obeyed_for_further_pages(desk: Desk) -> None:
    paper, _ = paged_paper(PARTS, robots="User-agent: *\nDisallow: /*trang=3\n")
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        assert asked(server) == ["", "?trang=2"]
    assert article(desk).marks == ("more_pages",)
    assert 287 in values(desk)


def test_an_article_without_end_is_cut(desk: Desk) -> None:
    paper, _ = paged_paper([[f"Trang này nói về {300 + number} đảng viên của xã."] for number in range(40)])
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        assert len(asked(server)) == MOST_PAGES + 1
    assert article(desk).marks == ("more_pages",)


def test_a_server_that_gives_one_page_for_all_numbers_is_asked_once_more(desk: Desk) -> None:
    paper, paged = paged_paper([PARTS[0]] * 3)
    paged.next_links = dict.fromkeys((1, 2, 3), "?trang=2")
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        assert asked(server) == ["", "?trang=2"]
    assert article(desk).text.count("341") == 1


def test_pages_with_the_same_words_count_once(desk: Desk) -> None:
    paper, _ = paged_paper([PARTS[0]] * 3)
    with newspaper(desk, paper):
        desk.crawl_one()
    assert article(desk).text.count("341") == 1


LINKS_AWAY = {
    "another host": "http://127.0.0.2:1/xay-dung-dang/ket-nap-dang-vien-00000.html?trang=2",
    "another article": "/xay-dung-dang/ket-nap-dang-vien-00001.html?trang=2",
    "itself": "?trang=1",
    "two pages on": "?trang=3",
}


@pytest.mark.parametrize("link", LINKS_AWAY.values(), ids=LINKS_AWAY.keys())
def test_only_the_next_page_of_the_same_article_is_asked_for(desk: Desk, link: str) -> None:
    paper, paged = paged_paper(PARTS)
    paged.next_links[1] = link
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        assert asked(server) == [""]


def test_a_cycle_of_pages_ends(desk: Desk) -> None:
    paper, paged = paged_paper(PARTS)
    paged.next_links[3] = "?trang=1"
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        assert asked(server) == ["", "?trang=2", "?trang=3"]
    assert article(desk).text.count("341") == 1


def test_a_further_page_that_fails_leaves_the_rest(desk: Desk) -> None:
    paper, paged = paged_paper(PARTS)
    paged.faults[2] = Reply(status=500, body=b"<p>no</p>")
    with newspaper(desk, paper):
        report = desk.crawl_one()
    assert report.counts.read == 2
    assert article(desk).marks == ("more_pages",)
    assert 341 in values(desk)


def recheck(desk: Desk, paper: object, server: LoopbackServer) -> list[str]:
    """Another crawl that asks for the story again, since its sitemap says that it was changed."""
    paper.replace_story(0, modified=datetime.now(UTC))
    before = len(asked(server))
    desk.crawl_one()
    return asked(server)[before:]


def test_a_recheck_asks_for_all_pages_and_a_changed_one_is_a_new_version(desk: Desk, tmp_path: Path) -> None:
    paper, paged = paged_paper(PARTS)
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        assert recheck(desk, paper, server) == ["", "?trang=2", "?trang=3"]
        assert desk.statuses()[STORY.path][0] == "unchanged"
        paged.parts[1] = ["Đính chính: Đảng bộ xã Yến Dương hiện có 278 đảng viên."]
        assert recheck(desk, paper, server) == ["", "?trang=2", "?trang=3", ""]
        assert {278, 341} <= set(values(desk))
        assert 287 not in values(desk)
        assert desk.statuses()[STORY.path][0] == "fetched"
        assert recheck(desk, paper, server) == ["", "?trang=2", "?trang=3"]
    with desk.store() as store:
        old = [e for e in store.extractions(with_superseded=True) if e.document.title == STORY.title]
    assert sorted("287" in e.document.text for e in old) == [False, True]
    desk.settings = desk.settings.model_copy(update={"database": f"sqlite:///{tmp_path / 'new.sqlite'}"})
    desk.crawl_one(replay=True)
    assert 278 in values(desk)
    with desk.store() as store:
        again = [e for e in store.extractions(with_superseded=True) if e.document.title == STORY.title]
    assert {e.document.document_id for e in again} == {e.document.document_id for e in old}


def test_a_recheck_while_a_page_is_down_keeps_what_was_archived(desk: Desk) -> None:
    paper, paged = paged_paper(PARTS)
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        paged.faults[2] = Reply(status=500, body=b"<p>no</p>")
        paged.parts[0] = ["Đảng bộ xã Địa Linh hiện có 342 đảng viên."]
        recheck(desk, paper, server)
    assert {342, 287, 19} <= set(values(desk))


def test_a_page_that_was_missing_comes_with_a_recheck(desk: Desk) -> None:
    paper, paged = paged_paper(PARTS)
    paged.faults[2] = Reply(status=404, body=b"<p>no</p>")
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        assert 287 not in values(desk)
        paged.faults.clear()
        recheck(desk, paper, server)
    assert {341, 287, 19} <= set(values(desk))
    assert article(desk).marks == ()
