"""A desk that crawls newspapers on loopback: its folder, its sources, its store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loopback_newspaper import Newspaper
from loopback_server import LoopbackServer, serve
from loopback_sources import write_source

from flows.crawl_engine import open_engine
from flows.crawl_steps import CrawlOptions, CrawlReport, SourceReport, plain_steps, run_steps
from flows.settings import Settings
from outputs.store import Store, open_store
from outputs.store.check_list import CheckFilter


class Desk:
    """A folder for results, a folder of sources, and crawls with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(
            out=folder / "out", sources=folder / "sources", allow_private=("127.0.0.0/8",), batch_size=7
        )

    def crawl(self, *source_ids: str, **options: object) -> CrawlReport:
        with open_engine(self.settings, CrawlOptions(**options)) as engine:
            return run_steps(source_ids, engine, plain_steps())

    def crawl_one(self, source_id: str = "bao-mau", **options: object) -> SourceReport:
        (report,) = self.crawl(source_id, **options).sources
        assert report.error is None
        return report

    @contextmanager
    def store(self) -> Iterator[Store]:
        with open_store(self.settings.database_url()) as store:
            yield store

    def statuses(self, source_id: str = "bao-mau") -> dict[str, tuple[str, str | None]]:
        """Status and reason of every address, by its path."""
        with self.store() as store:
            return {
                "/" + state.url.split("/", 3)[3]: (state.status, state.reason)
                for state in store.frontier.states(source_id)
            }

    def disagreeing(self) -> set[str]:
        """The numbers of each conflict between documents, in order: "41 94"."""
        with self.store() as store:
            facts = {fact.fact_id: fact.value for one in store.extractions() for fact in one.facts}
            found = store.checks.listed(CheckFilter(kinds=("conflict", "revision"), outcomes=("fails", "cannot_tell")))
            return {" ".join(map(str, sorted(facts[one.fact_id] for one in check.figures))) for check in found}

    def titles(self) -> list[str | None]:
        with self.store() as store:
            return sorted(str(extraction.document.title) for extraction in store.extractions())


@contextmanager
def newspaper(desk: Desk, paper: Newspaper, **source: object) -> Iterator[LoopbackServer]:
    """The paper on loopback, and its source file."""
    with serve(paper.answer) as server:
        fields = {name: _with_port(value, server) for name, value in source.items()}
        write_source(desk.folder / "sources", "bao-mau", server.port, **fields)
        yield server


def _with_port(value: object, server: LoopbackServer) -> object:
    if isinstance(value, str):
        return value.replace("BASE", server.url("").rstrip("/"))
    if isinstance(value, list):
        return [_with_port(item, server) for item in value]
    if isinstance(value, dict):
        return {key: _with_port(item, server) for key, item in value.items()}
    return value
