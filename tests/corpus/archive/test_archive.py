import json
import os
import random
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from corpus.archive.archive import open_archive
from corpus.archive.pages import iter_archive, read_page
from corpus.archive.records import build_visit
from schemas.errors import OutputError

ROOT = Path(__file__).parents[3]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def run_python(code: str, *words: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def check_with_warcio(*files: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "warcio.cli", "check", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def sole_file(root: Path) -> Path:
    (file,) = root.rglob("*.warc.gz")
    return file


def test_pages_come_back_as_they_were(filled, make_answer):
    root, places = filled
    for n, place in enumerate(places):
        page, answer = read_page(root, place), make_answer(n)
        assert (page.url, page.final_url, page.retrieved_at) == (answer.url, answer.final_url, answer.retrieved_at)
        assert (page.body, page.sha256, page.http_status) == (answer.body, answer.sha256, 200)
        assert (page.media_type, page.charset) == ("text/html", "utf-8")
        assert (page.source_id, page.kind) == ("bao-mau", "article")


def answers_of_all_kinds(make_answer):
    nothing = {"body": b"", "sha256": None}
    return [
        (make_answer(0), "article"),
        (make_answer(1, etag=None, last_modified="Tue, 03 Mar 2026 05:00:00 GMT"), "discovery"),
        (make_answer(2, media_type="text/plain", charset=None), "robots"),
        (make_answer(3, status="unchanged"), "article"),
        (make_answer(4, status="unchanged", http_status=304, **nothing), "article"),
        (make_answer(5, status="gone", http_status=410, **nothing), "article"),
        (
            make_answer(6, status="failed", reason="server_error", http_status=503, retry_after=30.0, **nothing),
            "article",
        ),
        (make_answer(7, status="failed", reason="media_type", detail="ảnh\nJPEG", **nothing), "article"),
    ]


def test_every_field_of_every_visit_is_in_the_archive(tmp_path, make_answer):
    expected = []
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        for answer, kind in answers_of_all_kinds(make_answer):
            place = archive.append(answer, kind=kind)
            expected.append(build_visit(answer, source_id="bao-mau", kind=kind, place=place))
    assert list(iter_archive(tmp_path)) == expected
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        assert list(archive.recovered) == expected
        assert archive.issues == ()


@settings(max_examples=60, deadline=None)
@given(
    url=WORDS, final_url=WORDS.map("https://baomau.vn/{}".format),
    etag=st.none() | WORDS, detail=st.none() | WORDS, media_type=st.none() | WORDS,
    head=st.binary(max_size=80), asked=st.binary(max_size=40), body=st.binary(max_size=300),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)  # fmt: skip
def test_whatever_a_server_says_comes_back(
    tmp_path_factory, make_answer, url, final_url, etag, detail, media_type, head, asked, body, at
):
    root = tmp_path_factory.mktemp("archive")
    answer = make_answer(
        0, body, url=url, final_url=final_url, etag=etag, detail=detail, media_type=media_type,
        request_head=asked, response_head=head, retrieved_at=at,
    )  # fmt: skip
    with open_archive(root, "bao-mau", known={}) as archive:
        place = archive.append(answer, kind="article")
    assert list(iter_archive(root)) == [build_visit(answer, source_id="bao-mau", kind="article", place=place)]
    with sole_file(root).open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            record.content_stream().read()
    page = read_page(root, place)
    assert (page.body, page.url, page.final_url) == (body, url, final_url)


def test_warcio_agrees_with_every_digest(tmp_path, make_answer):
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        for answer, kind in answers_of_all_kinds(make_answer):
            archive.append(answer, kind=kind)
    file = sole_file(tmp_path)
    assert check_with_warcio(file) == (0, "")
    content = bytearray(file.read_bytes())
    content[-40] ^= 1
    file.write_bytes(content)
    assert check_with_warcio(file) != (0, "")


def test_no_answer_nothing_to_archive(tmp_path, make_answer):
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        answer = make_answer(0, b"", status="failed", reason="dns", http_status=None, sha256=None)
        assert archive.append(answer, kind="article") is None
    assert list(tmp_path.rglob("*.warc.gz")) == []


def test_a_second_session_goes_on_in_the_same_file(filled, make_answer):
    root, places = filled
    known = {places[-1].file: places[-1].offset + places[-1].length}
    with open_archive(root, "bao-mau", known=known) as archive:
        assert (archive.recovered, archive.issues) == ((), ())
        place = archive.append(make_answer(5), kind="article")
    assert place.file == places[0].file
    assert [visit.url[-1] for visit in iter_archive(root)] == list("012345")


def test_full_files_are_followed_by_new_ones_that_sort_behind(tmp_path, make_answer):
    with open_archive(tmp_path, "bao-mau", known={}, rotate_bytes=3_000) as archive:
        # The clock goes back from page to page; names must not.
        places = [
            archive.append(make_answer(n, retrieved_at=datetime(2026, 1, 30 - n, tzinfo=UTC)), kind="article")
            for n in range(12)
        ]
    names = list(dict.fromkeys(place.file for place in places))
    assert len(names) > 3
    assert names == sorted(names)
    files = [tmp_path / name for name in names]
    assert all(file.stat().st_size <= 3_000 for file in files)
    assert check_with_warcio(*files) == (0, "")
    assert [read_page(tmp_path, place).url for place in places] == [make_answer(n).url for n in range(12)]


def test_an_answer_larger_than_a_file_may_be_is_alone_in_one(tmp_path, make_answer):
    with open_archive(tmp_path, "bao-mau", known={}, rotate_bytes=500) as archive:
        places = [archive.append(make_answer(n), kind="article") for n in range(3)]
    assert len({place.file for place in places}) == 3


def test_threads_share_an_archive(tmp_path, make_answer):
    places = {}

    def work(first: int) -> None:
        for n in range(first, first + 40):
            places[n] = archive.append(make_answer(n), kind="article")
            archive.flush()

    with open_archive(tmp_path, "bao-mau", known={}, rotate_bytes=20_000) as archive:
        threads = [threading.Thread(target=work, args=(first,)) for first in range(0, 200, 40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(places) == 200
    assert all(read_page(tmp_path, place).url == make_answer(n).url for n, place in places.items())
    assert len([*iter_archive(tmp_path)]) == 200


def test_a_second_crawl_of_the_source_is_told_so(tmp_path, make_answer):
    code = """
import sys
from pathlib import Path
from corpus.archive.archive import open_archive
try:
    with open_archive(Path(sys.argv[1]), sys.argv[2], known={}):
        print("mở được")
except Exception as error:
    print(type(error).__name__, error)
"""
    with open_archive(tmp_path, "bao-mau", known={}):
        refused = run_python(code, tmp_path, "bao-mau").stdout
        assert refused.startswith("OutputError")
        assert "bao-mau đang được một lệnh khác thu thập" in refused
        assert run_python(code, tmp_path, "bao-khac").stdout == "mở được\n"
    assert run_python(code, tmp_path, "bao-mau").stdout == "mở được\n"


def test_a_full_disk_is_one_clear_line_and_the_file_stays_valid(tmp_path):
    code = """
import hashlib, json, random, resource, sys
from datetime import datetime, UTC
from pathlib import Path
from corpus.archive.archive import open_archive
from schemas.crawling import Answer
from schemas.errors import OutputError
written, failed = [], []
with open_archive(Path(sys.argv[1]), "bao-mau", known={}) as archive:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    for n, size in enumerate([40_000, 40_000, 40_000, 10_000, 40_000]):
        body = random.Random(n).randbytes(size)
        answer = Answer(
            url=f"https://baomau.vn/{n}", final_url="https://baomau.vn/", status="fetched", http_status=200,
            media_type="text/html", request_head=b"GET / HTTP/1.1\\r\\n\\r\\n", body=body,
            sha256=hashlib.sha256(body).hexdigest(), retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        try:
            archive.append(answer, kind="article")
            archive.flush()
            written.append(answer.url)
        except OutputError as error:
            failed.append(str(error))
print(json.dumps([written, failed]))
"""
    done = run_python(code, tmp_path)
    assert done.stderr == ""
    written, failed = json.loads(done.stdout)
    assert [url[-1] for url in written] == ["0", "1", "3"]
    assert len(failed) == 2
    assert all("không ghi được vào kho" in line and "\n" not in line for line in failed)
    assert [visit.url for visit in iter_archive(tmp_path)] == written
    assert check_with_warcio(*tmp_path.rglob("*.warc.gz")) == (0, "")


def test_a_run_called_off_in_the_middle_of_a_write_leaves_whole_answers(tmp_path, make_answer, monkeypatch):
    write = os.write
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        archive.append(make_answer(0), kind="article")

        def half(descriptor: int, content: memoryview) -> int:
            write(descriptor, content[: len(content) // 2])
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "write", half)
        with pytest.raises(KeyboardInterrupt):
            archive.append(make_answer(1), kind="article")
        monkeypatch.undo()
        place = archive.append(make_answer(2), kind="article")
    assert [visit.url[-1] for visit in iter_archive(tmp_path)] == ["0", "2"]
    assert read_page(tmp_path, place).url.endswith("2")


def test_a_file_that_cannot_be_mended_is_left_for_the_next_session(tmp_path, make_answer, monkeypatch):
    write = os.write

    def half(descriptor: int, content: memoryview) -> int:
        write(descriptor, content[: len(content) // 2])
        raise OSError(5, "Input/output error")

    def fail(descriptor: int, size: int) -> None:
        raise OSError(5, "Input/output error")

    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        first = archive.append(make_answer(0), kind="article")
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", half)
            patch.setattr(os, "ftruncate", fail)
            with pytest.raises(OutputError, match="không ghi được vào kho"):
                archive.append(make_answer(1), kind="article")
        assert archive.append(make_answer(2), kind="article").file > first.file
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        assert [visit.url[-1] for visit in archive.recovered] == ["0", "2"]
        assert [(issue.code, issue.subject) for issue in archive.issues] == [("archive_cut", first.file)]


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(OutputError, match="không ghi được vào kho"),
        open_archive(tmp_path / "file", "bao-mau", known={}),
    ):
        pass


def test_a_large_body_costs_a_few_times_its_size(tmp_path):
    code = """
import hashlib, random, resource, sys
from datetime import datetime, UTC
from pathlib import Path
from corpus.archive.archive import open_archive
from corpus.archive.pages import iter_archive, read_page
from schemas.crawling import Answer
body = random.Random(1).randbytes(20_000_000)
answer = Answer(
    url="https://baomau.vn/a.pdf", final_url="https://baomau.vn/a.pdf", status="fetched", http_status=200,
    media_type="application/pdf", body=body, sha256=hashlib.sha256(body).hexdigest(),
    retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open_archive(Path(sys.argv[1]), "bao-mau", known={}) as archive:
    place = archive.append(answer, kind="article")
assert read_page(Path(sys.argv[1]), place).body == body
assert len(list(iter_archive(Path(sys.argv[1])))) == 1
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 20_000)
"""
    done = run_python(code, tmp_path)
    assert done.stderr == ""
    assert float(done.stdout) < 4.5


APPENDER = """
import hashlib, json, os, random, sys, time
from datetime import datetime, UTC
from pathlib import Path
from corpus.archive.archive import open_archive
from schemas.crawling import Answer

# A slow disk that takes a little at a time, so that many kills strike inside a record.
write = os.write

def write_slowly(descriptor, content):
    time.sleep(0.0005)
    return write(descriptor, content[:8_000])

os.write = write_slowly

# A crawl in small: `state` is the store, `acknowledged` is what `append` has returned, one line a page.
root, state, acknowledged = map(Path, sys.argv[1:4])
store = json.loads(state.read_text()) if state.exists() else {"known": {}, "urls": [], "cuts": 0}
log = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def commit(visits):
    for visit in visits:
        store["urls"].append(visit[0])
        store["known"][visit[1]] = visit[2]
    state.with_suffix(".new").write_text(json.dumps(store))
    state.with_suffix(".new").replace(state)

with open_archive(root, "bao-mau", known=store["known"], rotate_bytes=3_000_000) as archive:
    store["cuts"] += len(archive.issues)
    commit([(v.url, v.place.file, v.place.offset + v.place.length) for v in archive.recovered])
    done = set(store["urls"])
    print("ready", flush=True)
    batch = []
    for n in range(100_000):
        url = f"https://baomau.vn/{n}"
        if url in done:
            continue
        body = random.Random(n).randbytes(random.choice([100, 5_000, 400_000]))
        answer = Answer(
            url=url, final_url=url, status="fetched", http_status=200, media_type="text/html",
            request_head=b"GET / HTTP/1.1\\r\\nHost: baomau.vn\\r\\n\\r\\n", body=body,
            sha256=hashlib.sha256(body).hexdigest(), retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        place = archive.append(answer, kind="article")
        os.write(log, (url + "\\n").encode())
        batch.append((url, place.file, place.offset + place.length))
        if len(batch) == 7:
            archive.flush()
            commit(batch)
            batch = []
"""


def test_twenty_kills_lose_and_double_nothing(tmp_path):
    root, state, acknowledged = tmp_path / "archive", tmp_path / "state.json", tmp_path / "acknowledged"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", APPENDER, *map(str, (root, state, acknowledged))]
    for n in range(20):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        try:
            assert process.stdout.readline() == b"ready\n"
            threading.Event().wait(random.Random(n).uniform(0, 0.15))
        finally:
            process.kill()
            process.communicate(timeout=30)
    store = json.loads(state.read_text())
    assert store["cuts"] >= 3
    with open_archive(root, "bao-mau", known=store["known"]) as archive:
        assert all(issue.code == "archive_cut" for issue in archive.issues)
        recorded = store["urls"] + [visit.url for visit in archive.recovered]
    archived = list(iter_archive(root))
    urls = [visit.url for visit in archived]
    assert len(urls) == len(set(urls)) > 100
    assert sorted(recorded) == sorted(urls)
    assert set(acknowledged.read_text().split()) <= set(urls)
    assert len(acknowledged.read_text().split()) == len(set(acknowledged.read_text().split()))
    assert all(read_page(root, visit.place).sha256 == visit.sha256 for visit in archived)
    assert check_with_warcio(*sorted(root.rglob("*.warc.gz"))) == (0, "")
