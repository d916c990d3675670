"""Real hostile readers in real processes: one clear line each, and the next page is read all the same."""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from corpus.descriptions import document_id_of
from corpus.isolation.asking import Question
from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from corpus.readers import read_document
from corpus.source_catalogue import load_sources
from schemas.documents import Metadata, RawPage
from schemas.errors import ConfigError, DocumentError

SOURCES = load_sources()
LIMITS = ReadingLimits(seconds=2, memory_mb=200, reply_mb=5, workers=2)
PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*.html"))
needs_filter = pytest.mark.skipif(os.uname().sysname != "Linux", reason="the kernel's filter is Linux's")


def page(content: bytes, name: str = "a.hostile") -> RawPage:
    digest = hashlib.sha256(content).hexdigest()
    sidecar = Metadata(url="https://baobackan.vn/a", title="Kết quả")
    return RawPage(name=name, content=content, sha256=digest, media_type="application/x-hostile", sidecar=sidecar)


def html(path: Path) -> RawPage:
    return page(path.read_bytes(), path.name).model_copy(update={"media_type": "text/html"})


def hostile(deed: str) -> RawPage:
    return page(b"%HOSTILE " + deed.encode())


def refused(pool: ReaderPool, raw: RawPage) -> DocumentError:
    with pytest.raises(DocumentError) as error:
        pool.read(raw, SOURCES)
    assert error.value.path == raw.name
    assert "\n" not in str(error.value)
    return error.value


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def await_end(pid: int, seconds: float = 5) -> bool:
    ends = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < ends:
        time.sleep(0.01)
    return not is_alive(pid)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(LIMITS, catalogue="hostile_formats") as opened:
        yield opened


@pytest.mark.parametrize(
    ("deed", "code", "says"),
    [
        ("loop", "timeout", "quá 2 giây"),
        ("sleep", "timeout", "SOLIEU_READ_SECONDS"),
        ("hold_the_lock", "timeout", "hãy tách tệp"),
        ("allocate", "memory", "quá 200 MB"),
        ("allocate_in_one_piece", "memory", "SOLIEU_READ_MEMORY_MB"),
        ("segfault", "crashed", "SIGSEGV"),
        ("abort", "crashed", "SIGABRT"),
        ("leave", "crashed", "dừng giữa chừng"),
        ("exit", "crashed", "dừng giữa chừng"),
        ("bug", "crashed", "KeyError"),
        ("surrogate", "crashed", "hãy mở và lưu lại"),
        ("deep", "nested", "lồng nhau"),
        ("huge", "too_large", "5 MB"),
        ("forge", "crashed", "trả lời sai"),
        ("open_many", "crashed", "OSError"),
        ("refuse", "no_text", "không đọc được; hãy bỏ"),
    ],
)
def test_a_reader_that_fails_gives_one_line_and_harms_no_other_page(
    pool: ReaderPool, deed: str, code: str, says: str
) -> None:
    start = time.monotonic()
    error = refused(pool, hostile(deed))
    assert error.code == code
    assert says in str(error)
    assert time.monotonic() - start < 30
    assert pool.read(hostile("well"), SOURCES).text == "Huyện có 12 xã."


@needs_filter
@pytest.mark.parametrize(
    "deed",
    ["fork", "run_program", "write_file", "remove_file", "connect", "kill_parent", "signal_by_pipe", "limit_parent"],
)
def test_the_kernel_refuses_what_no_reader_needs(pool: ReaderPool, deed: str) -> None:
    assert pool.read(hostile("well"), SOURCES)
    assert all(worker.is_filtered for worker in pool.processes())
    assert "PermissionError" in str(refused(pool, hostile(deed)))
    assert not Path("/tmp/solieu-hostile-file").exists()


@pytest.mark.parametrize("deed", ["thread", "print"])
def test_what_readers_may_do(pool: ReaderPool, deed: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert pool.read(hostile(deed), SOURCES).text
    assert capfd.readouterr() == ("", "")


def test_a_reader_knows_how_long_it_may_take(pool: ReaderPool) -> None:
    assert pool.read(hostile("time_left"), SOURCES).text == f"còn {LIMITS.seconds:.0f} giây"


def test_a_reader_sees_no_variables_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLIEU_DATABASE", "postgresql://a:secret@b/c")
    with ReaderPool(LIMITS, catalogue="hostile_formats") as fresh:
        names = fresh.read(hostile("environment"), ()).text.split()
    assert "PYTHONPATH" in names
    assert "SOLIEU_DATABASE" not in names


GARBAGE = [
    b"x",
    b"D" + (1 << 62).to_bytes(8, "little"),
    b"D" + (5).to_bytes(8, "little") + b"{}   ",
    b"E" + (5).to_bytes(8, "little") + b"[[[[[",
    b"E" + (25).to_bytes(8, "little") + b'{"code":"A B","message":1}'[:25],
    b"Q" + (0).to_bytes(8, "little"),
    b"R" + (0).to_bytes(8, "little"),
    b"DDDDDDDDDDDDDDDDDDDDDDDDDD" * 99,
    b"\x80\x04\x95" * 99,
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_from_a_reader_that_was_taken_over(pool: ReaderPool, garbage: bytes) -> None:
    assert refused(pool, page(b"%GARBAGE " + garbage)).code in {"crashed", "timeout"}
    assert pool.read(hostile("well"), SOURCES).text == "Huyện có 12 xã."


def test_an_isolated_document_is_the_same_as_one_read_here(pool: ReaderPool) -> None:
    for path in PAGES:
        raw = html(path)
        here = read_document(raw, SOURCES)
        assert pool.read(raw, SOURCES) == here
        assert pool.read_isolated(Question(raw, "text/html", SOURCES)) == here


def test_a_page_that_was_converted_first_keeps_its_media_type(pool: ReaderPool) -> None:
    raw = page("%OLD Huyện có 12 xã.".encode(), "a.old")
    document = pool.read(raw, SOURCES)
    assert (document.text, document.media_type) == ("Huyện có 12 xã.", "application/x-old")
    assert document.document_id == document_id_of(raw)


def test_a_page_keeps_the_moment_it_was_fetched(pool: ReaderPool) -> None:
    moment = datetime(2026, 11, 26, 23, 59, 59, 123_456, tzinfo=timezone(timedelta(hours=7)))
    raw = hostile("well").model_copy(update={"retrieved_at": moment})
    assert pool.read(raw, SOURCES).retrieved_at == moment


def test_a_process_that_reads_holds_no_http_client() -> None:
    script = "import sys, corpus.readers, corpus.isolation.worker; print(*sys.modules)"
    path = os.pathsep.join(map(os.path.abspath, filter(None, sys.path)))
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert not {"requests", "urllib3", "httpx", "aiohttp", "http.client"} & set(done.stdout.split())


def test_a_document_names_its_page(pool: ReaderPool) -> None:
    raw = hostile("well")
    document = pool.read(raw, SOURCES)
    assert document.document_id == document_id_of(raw)
    assert (document.publisher, document.province, document.title) == ("Báo Bắc Kạn", "Bắc Kạn", "Kết quả")
    assert pool.read(raw, ()).province is None


@pytest.mark.parametrize(
    "content",
    [
        b"<html><h1>A</h1>" + b"<div>" * 200_000,
        b"<html><h1>A</h1>" + b"<div>" * 200_000 + b"12" + b"</div>" * 200_000,
        b"<html><h1>A</h1>" + b"<table><tr><td>12" * 20_000,
        b"<html><h1>A</h1><table>" + b"<tr><td>12<td>13" * 500_000,
        b"<html><h1>A</h1><p>" + b"<b><i>" * 100_000 + b"12",
        b"<html " + b"a=1 " * 300_000 + b"><p>12",
        b"<html><h1>A</h1><p>" + b"&#x10ffff;&nbsp;" * 100_000,
    ],
    ids=["open divs", "closed divs", "tables", "a million cells", "inline", "attributes", "references"],
)
def test_hostile_pages_are_read_or_refused_within_their_limits(content: bytes) -> None:
    limits = ReadingLimits(seconds=3, memory_mb=600, workers=1)
    with ReaderPool(limits) as real:
        start, codes = time.monotonic(), set()
        try:
            real.read(page(content, "a.html"), SOURCES)
        except DocumentError as error:
            codes = {error.code}
        assert codes <= {"timeout", "memory", "no_text", "nested", "too_large", "crashed"}
        assert time.monotonic() - start < 10
        assert real.read_isolated(Question(html(PAGES[0]), "text/html", SOURCES)).text


def test_a_deep_page_goes_to_a_process() -> None:
    with ReaderPool(LIMITS) as real:
        refused(real, page(b"<html>" + b"<div>" * 300, "a.html"))
        assert len(real.processes()) == 1


def test_a_process_is_replaced_after_its_share_of_documents() -> None:
    limits = LIMITS.model_copy(update={"documents": 3, "workers": 1})
    with ReaderPool(limits, catalogue="hostile_formats") as pool:
        pids = []
        for _ in range(7):
            pool.read(hostile("well"), SOURCES)
            pids.append(tuple(worker.pid for worker in pool.processes()))
    assert [len(pid) for pid in pids] == [1, 1, 0, 1, 1, 0, 1]
    assert len(set(pids)) == 4


@needs_filter
def test_a_process_that_keeps_memory_is_replaced() -> None:
    limits = LIMITS.model_copy(update={"growth_mb": 100, "workers": 1, "memory_mb": 150})
    with ReaderPool(limits, catalogue="hostile_formats") as pool:
        for _ in range(7):
            assert pool.read(hostile("keep_memory"), SOURCES).text == "đã giữ 40 MB"
        assert max((worker.grown_mb() for worker in pool.processes()), default=0) <= 100


def test_what_an_earlier_page_left_behind_harms_no_later_one() -> None:
    with ReaderPool(LIMITS.model_copy(update={"workers": 1}), catalogue="hostile_formats") as pool:
        for _ in range(3):
            assert pool.read(hostile("late_bomb"), SOURCES).text == "bom hẹn giờ"
            assert pool.read(hostile("nap"), SOURCES).text == "đã ngủ"


def test_an_idle_process_that_was_killed_is_replaced(pool: ReaderPool) -> None:
    pool.read(hostile("well"), SOURCES)
    for worker in pool.processes():
        os.kill(worker.pid, 9)
    assert pool.read(hostile("well"), SOURCES).text == "Huyện có 12 xã."


def test_many_threads_share_few_processes() -> None:
    failures: list[str] = []

    def work(number: int) -> None:
        deed = "segfault" if number % 7 == 3 else "well"
        for _ in range(4):
            try:
                pool.read(hostile(deed), SOURCES)
            except DocumentError as error:
                failures.append(error.code)

    with ReaderPool(LIMITS, catalogue="hostile_formats") as pool:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        # The threads that started the processes have ended; the processes must not.
        assert pool.read(hostile("well"), SOURCES).text
        assert len(pool.processes()) <= 2
    assert failures == ["crashed"] * 4


def test_closing_ends_all_processes_and_refuses_what_is_being_read() -> None:
    pool = ReaderPool(LIMITS.model_copy(update={"seconds": 60}), catalogue="hostile_formats")
    codes: list[str] = []

    def work() -> None:
        try:
            pool.read(hostile("sleep"), SOURCES)
        except DocumentError as error:
            codes.append(error.code)

    thread = threading.Thread(target=work)
    thread.start()
    ends = time.monotonic() + 30
    while not (pool.processes() and all(worker.documents for worker in pool.processes())):
        assert time.monotonic() < ends
        time.sleep(0.01)
    pids = [worker.pid for worker in pool.processes()]
    pool.close()
    thread.join(timeout=10)
    assert len(codes) == 1
    assert all(await_end(pid) for pid in pids)
    assert pool.processes() == ()


def test_plain_text_and_small_pages_start_no_process() -> None:
    with ReaderPool(LIMITS) as pool:
        pool.read(page("Huyện có 12 xã.".encode(), "a.txt"), SOURCES)
        pool.read(page(PAGES[0].read_bytes(), "a.html"), SOURCES)
        assert pool.processes() == ()


def test_a_process_that_cannot_start_is_no_page_s_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with ReaderPool(LIMITS, catalogue="hostile_formats") as pool, pytest.raises(ConfigError, match="không khởi động"):
        pool.read(hostile("well"), SOURCES)
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with ReaderPool(LIMITS, catalogue="hostile_formats") as pool, pytest.raises(ConfigError, match="không mở được"):
        pool.read(hostile("well"), SOURCES)
