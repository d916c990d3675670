"""Whole crawls of our own newspaper on loopback: discovery, fetching, archive, memory, reading, twins, health."""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from loopback_desk import Desk, newspaper
from loopback_newspaper import Newspaper, Press, bomb, redirect
from loopback_pages import Story, build_story, render_story
from loopback_server import Reply, serve
from loopback_sources import write_source

from corpus.crawling.health import RUNS
from flows.batch_results import BatchResult
from flows.crawl_engine import Engine, open_engine
from flows.crawl_steps import CrawlOptions
from schemas.crawling import FoundAddress, RunCounts
from schemas.errors import FetchError


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def stories(count: int) -> list[Story]:
    return [build_story(number) for number in range(count)]


ENTRANCES = {
    "rss": {"feeds": ["BASE/rss/xay-dung-dang.rss"]},
    "atom": {"feeds": ["BASE/atom.xml"]},
    "sitemap index with gzip": {"sitemaps": ["BASE/sitemap.xml"]},
    "news sitemap": {"sitemaps": ["BASE/sitemap-news.xml"]},
    "listing with paging": {
        "listings": [
            {
                "url": "BASE/xay-dung-dang/",
                "paging": "BASE/xay-dung-dang/?trang={page}",
                "pages": 5,
                "links": ".story a",
            }
        ]
    },
    "home page": {"listings": [{"url": "BASE/"}]},
}


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_every_entrance_leads_to_the_articles(desk: Desk, entrance: str) -> None:
    count = 25 if entrance == "listing with paging" else 12
    with newspaper(desk, Newspaper(stories(count)), **ENTRANCES[entrance]):
        report = desk.crawl_one()
    assert (report.counts.new, report.counts.fetched, report.counts.read) == (count, count, count)
    assert report.counts.facts > 6 * count
    assert report.counts.undated == report.counts.without_facts == 0
    assert report.issues == ()
    assert desk.titles() == sorted(build_story(number).title for number in range(count))


def test_a_second_crawl_asks_for_no_article_again(desk: Desk) -> None:
    with newspaper(desk, Newspaper(stories(8))) as server:
        desk.crawl_one()
        asked = len(server.log)
        report = desk.crawl_one()
        assert [seen.path for seen in server.log[asked:]] == [
            "/robots.txt",
            "/sitemap.xml",
            "/sitemap-articles.xml.gz",
            "/sitemap-news.xml",
        ]
    assert (report.counts.new, report.counts.fetched, report.counts.read) == (0, 0, 0)


def test_robots_come_first_and_are_obeyed(desk: Desk) -> None:
    paper = Newspaper(stories(6), robots="User-agent: solieu\nDisallow: /xay-dung-dang/ket-nap-dang-vien-00003\n")
    with newspaper(desk, paper) as server:
        report = desk.crawl_one()
        assert server.log[0].path == "/robots.txt"
        assert server.requests(build_story(3).path) == []
        assert {seen.headers["user-agent"].partition("/")[0] for seen in server.log} == {"solieu"}
    assert (report.counts.fetched, report.counts.refused) == (5, 1)
    assert desk.statuses()[build_story(3).path] == ("refused", None)


def test_a_host_is_asked_at_its_own_pace_by_one_connection(desk: Desk) -> None:
    with newspaper(desk, Newspaper(stories(4)), rate={"seconds": 0.2}) as server:
        desk.crawl_one()
        times = [seen.at for seen in server.log]
        assert len({seen.connection for seen in server.log}) == 1
    assert min(after - before for before, after in pairwise(times)) >= 0.2


def test_crawl_delay_slows_down(desk: Desk) -> None:
    paper = Newspaper(stories(2), robots="User-agent: *\nCrawl-delay: 0.3\n")
    with newspaper(desk, paper) as server:
        desk.crawl_one()
        times = [seen.at for seen in server.log]
    assert min(after - before for before, after in pairwise(times[1:])) >= 0.3


def test_a_changed_article_becomes_a_new_version_and_its_figures_count_once(desk: Desk) -> None:
    paper = Newspaper(stories(3))
    with newspaper(desk, paper):
        desk.crawl_one()
        lead = "Năm 2011, Đảng bộ huyện Chợ Đồn kết nạp 4.321 đảng viên, trong đó có 87 đảng viên nữ."
        paper.replace_story(1, lead=lead, modified=datetime.now(UTC))
        paper.replace_story(2, modified=datetime.now(UTC))
        report = desk.crawl_one()
    assert (report.counts.fetched, report.counts.unchanged, report.counts.read) == (1, 1, 1)
    with desk.store() as store:
        (first, second) = store.pages.versions_of(next(v.url for v in store.pages.versions() if v.version == 2))
        assert first.sha256 != second.sha256
        values = [[fact.value for fact in e.facts] for e in store.extractions() if "bài 1" in str(e.document.title)]
        assert len(values) == 1
        assert 4321 in values[0]
        assert len(list(store.extractions(with_superseded=True))) == 4
    assert len(desk.titles()) == 3


FAULTS = {
    "gone": (Reply(status=410), ("gone", None)),
    "not found": (Reply(status=404), ("gone", None)),
    "bomb": (bomb(120), ("failed", "bomb")),
    "loop": (redirect(build_story(2).path), ("failed", "redirect_loop")),
    "private": (redirect("http://10.0.0.1/secret.html"), ("failed", "redirect_outside")),
    "truncated": (Reply(body=b"<html>" * 50, length=9_000, cut=True), ("failed", "truncated")),
    "picture": (Reply(body=b"GIF89a", headers={"Content-Type": "image/gif"}), ("failed", "media_type")),
    "empty": (Reply(body=b""), ("failed", "empty")),
    "forbidden": (Reply(status=403, body=b"<p>no</p>"), ("failed", "client_error")),
    "broken": (Reply(status=500, body=b"<p>no</p>"), ("failed", "server_error")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_bad_page_harms_no_other(desk: Desk, fault: str) -> None:
    reply, state = FAULTS[fault]
    with newspaper(desk, Newspaper(stories(5), faults={build_story(2).path: reply})):
        report = desk.crawl_one()
    assert report.counts.read == 4
    assert desk.statuses().pop(build_story(2).path) == state
    assert sum(report.counts.failed.values()) == (state[0] == "failed")


def test_a_host_that_asks_for_patience_is_left_alone(desk: Desk) -> None:
    slow = Reply(status=429, headers={"Retry-After": "3000"})
    with newspaper(desk, Newspaper(stories(9), faults={build_story(6).path: slow})) as server:
        report = desk.crawl_one()
        asked = [seen.path for seen in server.log]
    assert "paused" in [issue.code for issue in report.issues]
    assert asked[-1] == build_story(6).path
    waiting = [path for path, state in desk.statuses().items() if state == ("found", None)]
    assert len(waiting) == 8 - report.counts.fetched


def test_wrong_charset_statements_do_not_break_the_letters(desk: Desk) -> None:
    story = build_story(1)
    page = render_story(story).replace('<meta charset="utf-8">', '<meta charset="iso-8859-1">').encode()
    wrong = Reply(body=page, headers={"Content-Type": "text/html; charset=iso-8859-1"})
    with newspaper(desk, Newspaper(stories(2), faults={story.path: wrong})):
        desk.crawl_one()
    assert story.title in desk.titles()


def test_pages_that_are_no_article_are_counted_and_not_read_again(desk: Desk) -> None:
    pdf = Reply(body=b"%PDF-1.4\n%%EOF\n", headers={"Content-Type": "application/pdf"})
    menu = Reply(body=b"<html><body><a href='/'>Trang</a></body></html>")
    paper = Newspaper(stories(4), faults={build_story(1).path: pdf, build_story(2).path: menu})
    with newspaper(desk, paper):
        report = desk.crawl_one()
        assert (report.counts.fetched, report.counts.read, report.counts.unreadable) == (4, 2, 2)
        assert desk.crawl_one().counts.unreadable == 0


def test_a_story_taken_over_by_another_newspaper_counts_once(desk: Desk) -> None:
    papers = Press({"127.0.0.1": Newspaper(stories(4)), "127.0.0.2": Newspaper(stories(6)[2:])})
    with serve(papers, ("127.0.0.1", "127.0.0.2")) as server:
        write_source(desk.folder / "sources", "bao-mau", server.port)
        write_source(desk.folder / "sources", "bao-ban", server.port, host="127.0.0.2")
        report = desk.crawl("bao-mau", "bao-ban")
    assert sum(source.counts.twins for source in report.sources) == 2
    with desk.store() as store:
        told = [[fact.same_as for fact in extraction.facts] for extraction in store.extractions()]
        assert store.twins.count() == 2
    # Of each story that is told twice, every fact of one telling points to the other one.
    assert sum(all(pointers) for pointers in told) == 2


def test_a_crawl_makes_the_checks_between_documents_once_more(desk: Desk) -> None:
    """The district and year are those of story 1; the other newspaper tells another number until it is mended."""
    says = "Năm 2011, Đảng bộ huyện Chợ Đồn kết nạp {} đảng viên, theo Ban Tổ chức Huyện ủy."
    other = Newspaper([replace(build_story(9), title="Nhìn lại một năm", lead=says.format(94), paragraphs=())])
    papers = Press({"127.0.0.1": Newspaper(stories(3)), "127.0.0.2": other})
    with serve(papers, ("127.0.0.1", "127.0.0.2")) as server:
        write_source(desk.folder / "sources", "bao-mau", server.port)
        write_source(desk.folder / "sources", "bao-ban", server.port, host="127.0.0.2")
        desk.crawl("bao-mau", "bao-ban")
        assert desk.disagreeing() == {"41 94"}
        other.replace_story(9, lead=says.format(41), modified=datetime.now(UTC))
        desk.crawl("bao-ban")
    assert desk.disagreeing() == set()


def test_a_replay_into_an_empty_store_asks_nobody_and_ends_the_same(desk: Desk, tmp_path: Path) -> None:
    paper = Newspaper(stories(6), faults={build_story(4).path: Reply(status=410)})
    with newspaper(desk, paper):
        desk.crawl_one()
        title = "Huyện Chợ Đồn đính chính số đảng viên mới"
        paper.replace_story(1, title=title, modified=datetime.now(UTC))
        assert desk.crawl_one().counts.fetched == 1
    before, titles = desk.statuses(), desk.titles()
    desk.settings = desk.settings.model_copy(update={"database": f"sqlite:///{tmp_path / 'new.sqlite'}"})
    report = desk.crawl_one(replay=True)
    assert (report.counts.requests, report.counts.read) == (0, 6)
    assert (desk.statuses(), desk.titles()) == (before, titles)


def test_since_and_limit_narrow_a_crawl(desk: Desk) -> None:
    with newspaper(desk, Newspaper(stories(20)), sitemaps=["BASE/sitemap-articles.xml.gz"]):
        day = build_story(12).published.date().isoformat()
        late = [number for number in range(20) if build_story(number).published.date().isoformat() >= day]
        report = desk.crawl_one(since=day, limit=3)
        assert (report.counts.new, report.counts.fetched) == (len(late), 3)
        assert desk.crawl_one(since=day).counts.fetched == len(late) - 3


def test_an_entrance_that_is_down_is_an_issue_and_the_others_go_on(desk: Desk) -> None:
    paper = Newspaper(stories(5), faults={"/rss/xay-dung-dang.rss": Reply(status=404)})
    with newspaper(desk, paper, feeds=["BASE/rss/xay-dung-dang.rss"], sitemaps=["BASE/sitemap.xml"]):
        report = desk.crawl_one()
    assert report.counts.read == 5
    assert [issue.subject.rpartition("/")[2] for issue in report.issues] == ["xay-dung-dang.rss"]


def test_a_source_that_does_not_answer_breaks_alone(desk: Desk) -> None:
    with newspaper(desk, Newspaper(stories(3))) as server:
        write_source(desk.folder / "sources", "bao-chet", server.port, host="127.0.0.9")
        report = desk.crawl("bao-chet", "bao-mau")
    assert report.broken == ("bao-chet",)
    assert report.sources[1].counts.read == 3
    with desk.store() as store:
        assert [run.ended is not None for run in store.runs.history("bao-chet", 5)] == [True]


def test_a_source_that_stays_silent_through_many_runs_is_told(desk: Desk) -> None:
    began = datetime.now(UTC) - timedelta(days=9)
    with newspaper(desk, Newspaper(stories(2))) as server, desk.store() as store:
        known = [FoundAddress(url=server.url(story.path), found_in=server.url("/")) for story in stories(2)]
        store.frontier.add_found("bao-mau", known, at=began)
        for number in range(2 * RUNS):
            at = began + timedelta(hours=number)
            run = store.runs.start(f"run-{number}", "bao-mau", at=at)
            store.runs.finish(run, RunCounts(found=2, new=2 * (number == 0)), at=at)
        report = desk.crawl_one()
    assert [issue.code for issue in report.issues] == ["silent"]
    assert "9 ngày" in report.issues[0].message


def test_what_a_try_without_answer_remarked_is_over_when_the_next_one_succeeds(desk: Desk) -> None:
    paper = Newspaper(stories(2), faults={"/sitemap.xml": Reply(status=500)})
    with newspaper(desk, paper), open_engine(desk.settings, CrawlOptions()) as engine:
        with pytest.raises(FetchError):
            engine.collect("bao-mau")
        paper.faults.clear()
        run = engine.collect("bao-mau")
        report = engine.check(run, BatchResult())
    assert report.counts.fetched == 2
    assert report.issues == ()


def test_a_remark_that_asks_nothing_of_anybody_is_no_problem(desk: Desk) -> None:
    foreign = b"<sitemapindex><sitemap><loc>http://khac.example/s.xml</loc></sitemap></sitemapindex>"
    sitemaps = ["BASE/sitemap.xml", "BASE/ngoai.xml"]
    xml = {"Content-Type": "application/xml"}
    with newspaper(
        desk, Newspaper(stories(2), faults={"/ngoai.xml": Reply(body=foreign, headers=xml)}), sitemaps=sitemaps
    ):
        report = desk.crawl("bao-mau")
    assert [issue.code for issue in report.sources[0].issues] == ["foreign_sitemap"]
    assert report.sources[0].to_look_at == ()
    assert not report.has_problems


def test_a_layout_that_changed_shows_in_the_source_s_health(desk: Desk) -> None:
    paper = Newspaper(stories(8))
    with newspaper(desk, paper):
        assert desk.crawl_one().issues == ()
        long_ago = stories(8)
        paper.stories = [*long_ago, *(_cut_down(build_story(number)) for number in range(20, 30))]
        report = desk.crawl_one()
    assert {"text_shrank", "numerals_shrank"} <= {issue.code for issue in report.issues}


SHORT = "Mời bạn đọc đón xem bài viết đầy đủ trong số báo tới của chúng tôi."


def _cut_down(story: Story) -> Story:
    return replace(
        story, lead="Bài viết đang được cập nhật.", paragraphs=(SHORT, SHORT[::-1]),
        published=story.published + timedelta(days=60), title=f"Tin {'ngắn ' * 2}về kết nạp đảng viên {story.number}",
    )  # fmt: skip


def test_a_crawl_that_is_told_to_stop_ends_after_its_page(desk: Desk) -> None:
    seen: list[int] = []
    with newspaper(desk, Newspaper(stories(30))) as server:
        with open_engine(
            desk.settings, CrawlOptions(), on_progress=lambda _, step, pages: _stop_at(engine, pages, seen)
        ) as engine:
            run = engine.collect("bao-mau")
        assert len(server.requests()) < 20
    assert run.counts.fetched == seen[-1] == 5


def test_a_crawl_that_waits_for_its_host_stops_at_once(desk: Desk) -> None:
    with (
        newspaper(desk, Newspaper(stories(5)), rate={"seconds": 30}) as server,
        open_engine(desk.settings, CrawlOptions()) as engine,
    ):
        stopper = threading.Timer(0.5, engine.stop)
        stopper.start()
        started = time.monotonic()
        run = engine.collect("bao-mau")
        assert time.monotonic() - started < 15
        assert len(server.log) <= 2
    assert run.counts.fetched == 0


def _stop_at(engine: Engine, pages: int, seen: Sequence[int]) -> None:
    seen.append(pages)  # type: ignore[attr-defined]
    if pages == 5:
        engine.stop()


def test_the_archive_rotates_by_the_setting(desk: Desk) -> None:
    noise = random.Random(7)
    pages = {build_story(n).path: Reply(body=_noisy_page(build_story(n), noise)) for n in range(5)}
    desk.settings = desk.settings.model_copy(update={"archive_rotate_mb": 1})
    with newspaper(desk, Newspaper(stories(5), faults=pages)):
        assert desk.crawl_one().counts.read == 5
    sizes = [path.stat().st_size for path in (desk.settings.archive_root / "bao-mau").glob("*.warc.gz")]
    assert len(sizes) > 1
    assert max(sizes) < 1_000_000


def _noisy_page(story: Story, noise: random.Random) -> bytes:
    """A page of half a megabyte that does not compress."""
    return render_story(story).replace("</body>", f"<!--{noise.randbytes(300_000).hex()}--></body>").encode()
