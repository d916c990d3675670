"""`solieu crawl` and `solieu sources status` as a person runs them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from loopback_newspaper import Newspaper
from loopback_pages import build_story
from loopback_server import Reply, serve
from loopback_sources import write_source


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory, solieu) -> Iterator[SimpleNamespace]:
    """A newspaper of six stories, one of them gone and one broken, after its first crawl from the command line."""
    folder = tmp_path_factory.mktemp("crawled")
    faults = {build_story(1).path: Reply(status=410), build_story(2).path: Reply(status=500)}
    env = {"SOLIEU_SOURCES": str(folder / "sources"), "SOLIEU_ALLOW_PRIVATE": '["127.0.0.0/8"]'}
    paper = Newspaper([build_story(number) for number in range(6)], faults=faults)
    with serve(paper.answer, ["127.0.0.1", "127.0.0.2", "127.0.0.3"]) as server:
        write_source(folder / "sources", "bao-mau", server.port, expect={"failed_share": 0.5})
        done = solieu("crawl", "bao-mau", "--out", folder / "out", env=env, timeout=240)
        yield SimpleNamespace(done=done, env=env, out=folder / "out", server=server)


def test_a_crawl_prints_what_it_did_and_leaves_archive_and_store(crawled) -> None:
    assert (crawled.done.returncode, crawled.done.stderr) == (0, "")
    row = next(line for line in crawled.done.stdout.splitlines() if "bao-mau" in line)
    cells = [cell.strip() for cell in row.split("│")[1:-1]]
    assert cells[:9] == ["bao-mau", "6", "6", "4", "0", "1", "0", "1", "4"]
    assert sorted(path.name for path in crawled.out.iterdir() if not path.name.startswith(".")) == [
        "archive",
        "crawl-issues.jsonl",
        "solieu.sqlite",
    ]
    (archive,) = (crawled.out / "archive" / "bao-mau").glob("*.warc.gz")
    assert archive.stat().st_size > 1_000


def test_the_archive_passes_warcio_check(crawled) -> None:
    (archive,) = (crawled.out / "archive" / "bao-mau").glob("*.warc.gz")
    warcio = Path(sys.executable).with_name("warcio")
    done = subprocess.run([str(warcio), "check", str(archive)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_was_crawled_is_exported(crawled, solieu_here, tmp_path: Path) -> None:
    done = solieu_here("export", "--out", crawled.out)
    assert done.returncode == 0, done.stderr
    lines = (crawled.out / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line)["document"] for line in lines]
    assert len(documents) == 4
    assert {document["publisher"] for document in documents} == {"Báo mẫu bao-mau"}
    assert all(document["url"].startswith("http://127.0.0.1:") for document in documents)


def test_status_shows_addresses_runs_and_failures(crawled, solieu_here) -> None:
    done = solieu_here("sources", "status", "bao-mau", "--addresses", "failed", "--out", crawled.out, env=crawled.env)
    assert done.returncode == 0, done.stderr
    row = next(line for line in done.stdout.splitlines() if line.startswith("│ bao-mau"))
    assert [cell.strip() for cell in row.split("│")[2:8]] == ["0", "4", "0", "1", "0", "1"]
    assert build_story(2).path in done.stdout
    assert "server_error" in done.stdout


def test_status_of_nothing_makes_no_store(solieu_here, tmp_path: Path) -> None:
    done = solieu_here("sources", "status", "--out", tmp_path / "none")
    assert done.returncode == 1
    assert "solieu crawl" in done.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["khong-co"], "khong-co"),
        (["baobackan", "--since", "hôm qua"], "--since hôm qua"),
        (["baobackan", "--since", "2025-02-30"], "--since 2025-02-30: không phải ngày có thật"),
        (["baobackan", "--since", "2025-13"], "--since 2025-13"),
        (["baobackan", "--limit", "0"], "--limit"),
        (["bao-mau-ca-mau"], "lối vào"),
    ],
)
def test_wrong_use_is_told_in_one_line(solieu_here, tmp_path: Path, words: list[str], told: str) -> None:
    done = solieu_here("crawl", *words, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def interrupted(crawled, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A crawl of three newspapers that Ctrl-C ended amid the articles of one.

    Another says no article's address, and one stands on an address that the settings do not allow.
    """
    folder = tmp_path_factory.mktemp("interrupted")
    write_source(
        folder / "sources", "bao-cham", crawled.server.port, rate={"seconds": 0.4}, expect={"failed_share": 0.5}
    )
    write_source(folder / "sources", "bao-im", crawled.server.port, host="127.0.0.2", article=r"/khong-co-\d+\.html$")
    write_source(folder / "sources", "bao-kin", crawled.server.port, host="127.0.0.3")
    settings = {"SOLIEU_SOURCES": str(folder / "sources"), "SOLIEU_ALLOW_PRIVATE": '["127.0.0.1/32", "127.0.0.2/32"]'}
    words = ["crawl", "bao-cham", "bao-im", "bao-kin", "--out", str(folder / "out")]
    command = [str(Path(sys.executable).with_name("solieu")), *words]
    log, begin = crawled.server.log, len(crawled.server.log)

    def articles(start: int) -> list[str]:
        return [seen.path for seen in log[start:] if seen.path.startswith("/xay-dung-dang/")]

    process = subprocess.Popen(
        command, env=_plain() | settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    deadline = time.monotonic() + 240
    while len(articles(begin)) < 2 and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    return SimpleNamespace(words=words, settings=settings, errors=errors, articles=articles(begin), out=folder / "out")


@pytest.fixture(scope="module")
def resumed(crawled, interrupted, solieu) -> SimpleNamespace:
    """The same command once more: what it asked for, printed and left."""
    begin = len(crawled.server.log)
    done = solieu(*interrupted.words, env=interrupted.settings, timeout=240)
    assert done.returncode in (0, 1), done.stderr
    asked = [seen.path for seen in crawled.server.log[begin:] if seen.path.startswith("/xay-dung-dang/")]
    lines = (interrupted.out / "crawl-issues.jsonl").read_text(encoding="utf-8").splitlines()
    return SimpleNamespace(done=done, articles=asked, issues=[json.loads(line) for line in lines])


def test_ctrl_c_stops_politely(interrupted) -> None:
    assert "chạy lại đúng lệnh này" in interrupted.errors
    assert 0 < len(interrupted.articles) < 6


def test_the_same_command_goes_on_where_it_was(interrupted, resumed) -> None:
    assert not set(resumed.articles) & set(interrupted.articles)
    assert {*interrupted.articles, *resumed.articles} == {build_story(number).path for number in range(6)}
    assert "bao-cham" in resumed.done.stdout


def test_a_source_that_is_silent_ends_with_an_issue_and_exit_code_1(resumed) -> None:
    assert resumed.done.returncode == 1
    assert ("bao-im", "nothing_found") in [(issue["subject"], issue["code"]) for issue in resumed.issues]
    assert all(issue["message"] in resumed.done.stderr for issue in resumed.issues)


def test_a_private_address_is_refused_unless_allowed(crawled, resumed) -> None:
    (told,) = [issue["message"] for issue in resumed.issues if issue["code"] == "not_crawled"]
    assert "127.0.0.3" in told
    assert crawled.server.requests(host="127.0.0.3") == []
    assert crawled.server.requests(host="127.0.0.2") != []
