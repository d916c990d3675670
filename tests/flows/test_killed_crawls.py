"""A crawl killed many times at random moments ends like one undisturbed crawl, and asks for no page twice."""

import random
import signal
import time
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from crawl_process import start_crawl
from loopback_newspaper import Newspaper
from loopback_pages import build_story
from loopback_server import LoopbackServer, serve
from loopback_sources import write_source

from corpus.archive.pages import iter_archive, read_page
from outputs.store import open_store
from schemas.crawling import Visit

SHORT, LONG = (160, 8), (500, 30)
"""Pages and kills: in every run of the tests, and in long ones."""


def archived(out: Path) -> Counter[str]:
    """How often each article stands in the archive, as far as the archive can be read."""
    found = iter_archive(out / "archive")
    return Counter(
        visit.url
        for visit in found
        if isinstance(visit, Visit) and visit.kind == "article" and visit.status == "fetched"
    )


def kill_at_random(process: BaseProcess, server: LoopbackServer, chance: random.Random, *, requests: int) -> bool:
    """Kill the crawl after up to `requests` more requests and a moment; False when it ended before."""
    target = len(server.log) + chance.randint(1, requests)
    deadline = time.monotonic() + 60
    while len(server.log) < target and process.is_alive():
        assert time.monotonic() < deadline
        time.sleep(0.0005)
    time.sleep(chance.random() * 0.01)
    process.kill()
    process.join(timeout=60)
    return process.exitcode == -signal.SIGKILL


def run_to_the_end(out: Path, sources: Path) -> None:
    """One crawl that nobody disturbs, and that has nothing to say."""
    process = start_crawl(out, sources, "bao-mau")
    process.join(timeout=120)
    assert process.exitcode == 0
    assert (out / "errors.txt").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(("pages", "most"), [SHORT, pytest.param(*LONG, marks=pytest.mark.soak)])
def test_a_crawl_killed_many_times(tmp_path: Path, pages: int, most: int) -> None:
    chance = random.Random(20_240_301)
    paper = Newspaper([build_story(number) for number in range(pages)])
    out, sources = tmp_path / "out", tmp_path / "sources"
    out.mkdir()
    kills, repeated = 0, []
    with serve(paper.answer) as server:
        write_source(sources, "bao-mau", server.port)
        while kills < most:
            before, asked = archived(out), len(server.log)
            kills += kill_at_random(start_crawl(out, sources, "bao-mau"), server, chance, requests=pages // most)
            repeated += [seen.path for seen in server.log[asked:] if server.url(seen.path) in before]
            assert len(before) < pages, f"all pages were archived after {kills} kills"
        before, asked = archived(out), len(server.log)
        run_to_the_end(out, sources)
        repeated += [seen.path for seen in server.log[asked:] if server.url(seen.path) in before]
        asked = len(server.log)
        run_to_the_end(out, sources)
        articles = {server.url(story.path) for story in paper.stories}
        assert [seen.path for seen in server.log[asked:] if server.url(seen.path) in articles] == []
    assert repeated == []
    assert archived(out) == dict.fromkeys(articles, 1)
    with open_store(f"sqlite:///{out / 'solieu.sqlite'}") as store:
        states = {state.url: state for state in store.frontier.states("bao-mau")}
        assert states.keys() == articles
        assert {state.status for state in states.values()} == {"fetched"}
        versions = list(store.pages.versions())
        assert sorted(version.url for version in versions) == sorted(articles)
        for version in versions:
            assert read_page(out / "archive", version.place).url == version.url
            assert version.sha256 == states[version.url].sha256
