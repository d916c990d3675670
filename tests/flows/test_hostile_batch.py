"""Hostile documents among good ones, through the plain functions behind the tasks: each gives one line, no more."""

import gc
import hashlib
import resource
from pathlib import Path

import pytest

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.batches import Workbench, process_batch
from flows.extraction_output import extract_documents
from flows.sidecar_memo import SidecarMemo
from flows.work_items import FileItem
from outputs.store import open_store
from schemas.documents import Metadata, RawPage

HOSTILE = {
    "loop": "timeout", "allocate": "memory", "segfault": "crashed", "leave": "crashed", "bug": "crashed",
}  # fmt: skip
GOOD = "Huyện Ba Bể kết nạp được {} đảng viên.\n"


def write_batch(folder: Path, *, size: int) -> list[Path]:
    """`size` documents, the hostile ones spread among them; the good ones too are read in processes of their own."""
    folder.mkdir(exist_ok=True)
    deeds = dict(zip(range(size // 10, size, size // 5), HOSTILE, strict=False))
    paths = []
    for number in range(size):
        path = folder / f"{number:04}.dat"
        deed = deeds.get(number)
        text = f"%HOSTILE {deed}" if deed else f"%HOSTILE tell {GOOD.format(number + 12)}"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def test_195_of_200_documents_survive_five_hostile_ones(tmp_path: Path) -> None:
    paths = write_batch(tmp_path / "in", size=200)
    limits = ReadingLimits(seconds=2, memory_mb=200, workers=1)
    told = []
    with (
        open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store,
        ReaderPool(limits, catalogue="hostile_formats") as readers,
    ):
        bench = Workbench(
            sources=load_sources(),
            readers=readers,
            extractor=load_extractor(),
            store=store,
            sidecars=SidecarMemo(tmp_path / "sidecars.jsonl"),
            fetched=tmp_path / "fetched",
            on_document=lambda: told.append(1),
        )
        items = [FileItem(address=str(path)) for path in paths]
        result = process_batch(items, bench)
        again = process_batch([item for item in items if "loop" not in Path(item.address).read_text("utf-8")], bench)
    assert (result.read, result.stored, result.known, len(told)) == (195, 195, 0, 399)
    assert [issue.code for issue in result.issues] == list(HOSTILE.values())
    assert {issue.level for issue in result.issues} == {"WARNING"}
    assert all("\n" not in issue.message and issue.subject.endswith(".dat") for issue in result.issues)
    assert (again.read, again.known, len(again.issues)) == (0, 195, 4)
    assert result.accounted == result.numerals >= 195


def test_a_suffix_that_says_another_format_is_remarked_and_no_failure(tmp_path: Path, main_jobs) -> None:
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    line = "Huyện có 325 đảng viên mới trong năm nay, tăng 12 người so với cùng kỳ. "
    path.write_text(f"<html><h1>Kết quả công tác</h1><p>{line * 3}</p></html>", encoding="utf-8")
    done = main_jobs.run(path.parent, out=tmp_path / "out")
    assert done.code == 0
    assert f"{path}: đuôi .txt nhưng nội dung là trang HTML" in done.err
    assert '"level":"INFO"' in (tmp_path / "out" / "issues.jsonl").read_text(encoding="utf-8")


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_extract_ends_its_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<html>" + b"<div>" * 300)
    before = open_files()
    assert extract_documents([path], out=None, limits=ReadingLimits(seconds=20)) == 1
    assert str(path) in capsys.readouterr().err
    assert open_files() == before


def test_memory_stays_flat_over_a_thousand_documents() -> None:
    def page(number: int) -> RawPage:
        content = f"%HOSTILE tell {GOOD.format(number) * 200}".encode()
        digest = hashlib.sha256(content).hexdigest()
        return RawPage(name="a", content=content, sha256=digest, media_type="text/plain", sidecar=Metadata())

    sources = load_sources()
    limits = ReadingLimits(documents=10_000, workers=1)
    with ReaderPool(limits, catalogue="hostile_formats") as readers:
        for number in range(200):
            readers.read(page(number), sources)
        (worker,) = readers.processes()
        gc.collect()
        here, there = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, worker.resident_mb()
        for number in range(1_000):
            readers.read(page(number), sources)
        assert readers.processes() == (worker,)
        assert worker.resident_mb() - there <= 3
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - here < 5_000
