"""A crawl of 20 loopback hosts, measured against the same archive and reader with the pages already in memory.

python bench/crawling.py [--hosts N] [--pages N] [--rounds N]

Both run in this one process, in turn, over the same pages; rate limits are zero. Half of the pages in memory are read
before the crawl and half behind it, so that a machine that grows busier meanwhile slows both. What counts is the ratio
of pages a second, which does not depend on the machine. The server is a process of its own. Memory is the resident set
of this process while pages are fetched and read. Results go to bench-results/crawling.json and to a table.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import TypedDict

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench-results" / "crawling.json"
LOOPBACK = ROOT / "tests" / "loopback"
sys.path.insert(0, str(LOOPBACK))

from loopback_newspaper import Newspaper, Press  # noqa: E402
from loopback_pages import build_story, render_story  # noqa: E402
from loopback_server import LoopbackServer  # noqa: E402

from corpus.archive.archive import open_archive  # noqa: E402
from corpus.archive.pages import read_page  # noqa: E402
from corpus.crawling.crawl_records import CrawlLimits, CrawlTools  # noqa: E402
from corpus.crawling.network import Network  # noqa: E402
from corpus.crawling.source_crawl import crawl_source  # noqa: E402
from corpus.fetching.limits import Limits  # noqa: E402
from corpus.readers import read_document  # noqa: E402
from outputs.store import open_store  # noqa: E402
from schemas.crawling import Answer  # noqa: E402
from schemas.documents import Metadata, RawPage  # noqa: E402
from schemas.sources import Layout, Rate, Selectors, Source  # noqa: E402

TARGET = 0.6
"""Least share of the pages a second from memory."""
FLAT = 1.2
"""Most that memory may have grown between the first thousand pages and the last."""
MENU = "".join(f'<li><a href="/chuyen-muc-{i}.html">Chuyên mục thứ {i}</a></li>' for i in range(150))
LAYOUT = Layout(
    selectors=Selectors(
        title="h1.article__title", lead=".article__sapo", body=".article__body", published=".article__meta"
    )
)


class Result(TypedDict):
    """Pages a second of the fastest round of each way, and resident megabytes at points of the crawl."""

    pages: int
    hosts: int
    memory_rate: float
    crawl_rate: float
    ratio: float
    target: float
    megabytes: dict[str, float]


def page_of(number: int) -> bytes:
    """The page of a story inside the menus of a real site, about 30 KB."""
    page = render_story(build_story(number))
    menus = f"<nav><ul>{MENU}</ul></nav>"
    return page.replace("<body>", f"<body>{menus}", 1).replace("</body>", f"{menus}</body>", 1).encode()


def serve_forever(hosts: int, pages: int) -> None:
    """The server's process: prints its port, then answers until its input is closed."""
    stories = [build_story(number) for number in range(pages)]
    bodies = {story.path: page_of(story.number) for story in stories}
    papers = {f"127.0.0.{n + 2}": _FastNewspaper(stories, bodies) for n in range(hosts)}
    server = LoopbackServer(Press(papers), tuple(papers))
    server.remember = lambda seen: None  # type: ignore[method-assign]
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.close()


class _FastNewspaper(Newspaper):
    """Pages rendered once, without validators: the server must not be what is measured."""

    def __init__(self, stories: list, bodies: dict[str, bytes]) -> None:
        super().__init__(stories, validators=False)
        self._bodies = bodies

    def answer(self, seen):
        from loopback_server import Reply

        body = self._bodies.get(seen.path)
        return super().answer(seen) if body is None else Reply(body=body)


@contextlib.contextmanager
def running_server(hosts: int, pages: int) -> Iterator[int]:
    """The port of a server process with `hosts` hosts of `pages` pages each."""
    command = [sys.executable, __file__, "--serve", str(hosts), str(pages)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield int(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait(timeout=20)


def build_sources(hosts: int, port: int) -> tuple[Source, ...]:
    """One source a host, found by its sitemap."""
    return tuple(
        Source(
            id=f"bao-{n}",
            name=f"Báo {n}",
            province="Bắc Kạn",
            domains=(f"127.0.0.{n + 2}",),
            sitemaps=(f"http://127.0.0.{n + 2}:{port}/sitemap.xml",),
            article=r"/ket-nap-dang-vien-\d+\.html$",
            layouts=(LAYOUT,),
            rate=Rate(seconds=0),
            why="benchmark",
        )
        for n in range(hosts)
    )


def in_memory(sources: Sequence[Source], pages: int, folder: Path) -> float:
    """Seconds to archive and read all pages, which are in memory."""
    bodies = [page_of(number) for number in range(pages)]
    started = time.perf_counter()
    for source in sources:
        with open_archive(folder, source.id, known={}) as archive:
            for number, body in enumerate(bodies):
                url = f"http://{source.domains[0]}/xay-dung-dang/ket-nap-dang-vien-{number:05d}.html"
                archive.append(_answer(url, body), kind="article")
                read_document(_raw(url, body), sources)
    return time.perf_counter() - started


def _answer(url: str, body: bytes) -> Answer:
    return Answer(
        url=url, final_url=url, status="fetched", http_status=200, media_type="text/html",
        request_head=b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        response_head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
        body=body, sha256=sha256(body).hexdigest(), retrieved_at=datetime.now(UTC),
    )  # fmt: skip


def _raw(url: str, body: bytes) -> RawPage:
    digest = sha256(body).hexdigest()
    return RawPage(name="x.html", content=body, sha256=digest, media_type="text/html", sidecar=Metadata(url=url))


def by_crawl(sources: Sequence[Source], folder: Path, megabytes: dict[str, float]) -> tuple[float, int]:
    """Seconds to discover, fetch, archive and read all pages, and how many that were."""
    started, done = time.perf_counter(), 0

    def count(pages: int) -> None:
        nonlocal done
        done += 1
        if done % 1_000 == 0:
            megabytes[f"{done} pages fetched"] = _resident()

    with (
        open_store(f"sqlite:///{folder / 'bench.sqlite'}") as store,
        Network(Limits(allow_private=("127.0.0.0/8",))) as network,
        ThreadPoolExecutor(max_workers=len(sources)) as pool,
    ):
        tools = CrawlTools(
            frontier=store.frontier, fetch=network.fetch, archive_root=folder, now=lambda: datetime.now(UTC)
        )
        futures = [pool.submit(crawl_source, source, tools, limits=CrawlLimits(), on_page=count) for source in sources]
        for future in futures:
            future.result()
        read = 0
        for version in store.pages.versions():
            body = read_page(folder, version.place).body
            read_document(_raw(version.url, body), sources)
            read += 1
            if read % 1_000 == 0:
                megabytes[f"{read} pages read"] = _resident()
    return time.perf_counter() - started, read


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def _in_memory_for_once(sources: Sequence[Source], pages: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return in_memory(sources, pages, Path(folder))


def measure(hosts: int, pages: int, rounds: int) -> Result:
    """Both ways in turn, `rounds` times; the crawl stands between two halves of the pages in memory."""
    memory, crawl, megabytes = [], [], {}
    with running_server(hosts, pages) as port:
        sources = build_sources(hosts, port)
        for _ in range(rounds):
            before = _in_memory_for_once(sources[: hosts // 2], pages)
            with tempfile.TemporaryDirectory() as folder:
                seconds, read = by_crawl(sources, Path(folder), megabytes)
                crawl.append(seconds)
            memory.append(before + _in_memory_for_once(sources[hosts // 2 :], pages))
            if read != hosts * pages:
                raise SystemExit(f"read {read} of {hosts * pages} pages")
    total = hosts * pages
    return {
        "pages": total,
        "hosts": hosts,
        "memory_rate": round(total / median(memory), 1),
        "crawl_rate": round(total / median(crawl), 1),
        "ratio": round(median(memory) / median(crawl), 3),
        "target": TARGET,
        "megabytes": megabytes,
    }


def find_missed(result: Result) -> list[str]:
    """The bars that were missed, one line each."""
    missed = []
    if result["ratio"] < result["target"]:
        missed.append(f"the crawl reaches {result['ratio']} of the rate from memory, not {result['target']}")
    resident = list(result["megabytes"].values())
    if resident and max(resident) > FLAT * resident[0]:
        missed.append(f"memory grew from {resident[0]} to {max(resident)} MB")
    return missed


def main() -> None:
    """Measure, print and write down; exit code 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--pages", type=int, default=250, help="pages a host")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--serve", type=int, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve_forever(*options.serve)
        return
    result = measure(options.hosts, options.pages, options.rounds)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    table = Table("pages", "hosts", "in memory, pages/s", "crawl, pages/s", "ratio", "at least")
    table.add_row(*(str(result[key]) for key in ("pages", "hosts", "memory_rate", "crawl_rate", "ratio", "target")))
    Console().print(table)
    Console().print("resident MB:", result["megabytes"])
    if missed := find_missed(result):
        raise SystemExit("; ".join(missed))


if __name__ == "__main__":
    main()
