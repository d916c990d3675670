"""`solieu run` over more and more articles: memory must not grow with them, and a kill in the middle costs nothing.

python -m bench.whole_runs sqlite|postgresql [--counts 1000,5000,20000] [--keep FOLDER]

Each count is one run over all articles so far, with the default settings, into one store: those of the run before are
known, all files are written anew. The last run is killed with all its processes when half of what is new is stored,
and given again. Results go to bench-results/whole-sqlite.json or whole-postgresql.json; exit code 1 where memory grew
by more than 15 % or the store is not what an undisturbed run leaves. PostgreSQL is a server of its own, from the
programs below /usr/lib/postgresql.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from bench.measured_on import stamp
from bench.process_memory import Watched, watch
from bench.short_articles import write_articles

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench-results"
SOLIEU = str(Path(sys.executable).with_name("solieu"))
COUNTS = "1000,5000,20000"
GROWTH = 1.15
SIZES = ("first_mb", "other_mb", "all_mb")


def main() -> None:
    """Run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", choices=("sqlite", "postgresql"))
    parser.add_argument("--counts", default=COUNTS, help="articles of each run, fewest first")
    parser.add_argument("--keep", type=Path, help="folder for articles, store and files, which stay there")
    arguments = parser.parse_args()
    counts = [int(count) for count in arguments.counts.split(",")]
    path = RESULTS / f"whole-{arguments.database}.json"
    runs: list[dict[str, Any]] = []
    with _folder(arguments.keep) as folder, _database(arguments.database, folder) as url:
        for run in run_counts(counts, folder, url):
            runs.append(run)
            _write(path, runs, ["not finished"])
        problems = [*find_growth(runs), *check_store(folder, url, articles=counts[-1])]
    _write(path, runs, problems)
    sys.stdout.write(path.read_text(encoding="utf-8"))
    sys.exit(1 if problems else 0)


def _write(path: Path, runs: list[dict[str, Any]], problems: list[str]) -> None:
    """Write what is known so far: the last run takes long."""
    report = {
        **stamp(),
        "runs": runs,
        "problems": problems,
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def run_counts(counts: list[int], folder: Path, url: str) -> Iterator[dict[str, Any]]:
    """What each run took and held, in order; a run that is to be killed before the one that goes on."""
    known = 0
    for count in counts:
        write_articles(folder / "articles", first=known, last=count)
        if count == counts[-1]:
            half = (known + count) // 2
            killed = _run(folder, url, until=half)
            yield _row(killed, articles=count, known=known, stored=count_stored(url)) | {"killed": True}
            known = count_stored(url)
        done = _run(folder, url)
        if done.code != 0:
            raise SystemExit(f"the run over {count} articles ended with {done.code}")
        yield _row(done, articles=count, known=known, stored=count_stored(url))
        known = count


def find_growth(runs: list[dict[str, Any]]) -> Iterator[str]:
    """One line for each size that is larger in the last run than in the first, by more than noise."""
    for size in SIZES:
        if runs[-1][size] > runs[0][size] * GROWTH:
            yield f"{size} grew from {runs[0][size]} to {runs[-1][size]} MB"


def check_store(folder: Path, url: str, *, articles: int) -> Iterator[str]:
    """One line for each thing that is not as an undisturbed run leaves it."""
    if (stored := count_stored(url)) != articles:
        yield f"{stored} of {articles} articles are stored"
    with (folder / "out" / "documents.jsonl").open("rb") as file:
        if (exported := sum(1 for _ in file)) != articles:
            yield f"{exported} of {articles} articles are exported"
    command = [SOLIEU, "db", "check", "--out", str(folder / "out"), "--database", url]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        yield done.stderr.strip()


def count_stored(url: str) -> int:
    """Extractions in the store; 0 where there is none yet."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("select count(*) from extractions")).scalar_one())
    except SQLAlchemyError:
        return 0
    finally:
        engine.dispose()


def _run(folder: Path, url: str, *, until: int | None = None) -> Watched:
    command = [SOLIEU, "run", str(folder / "articles"), "--out", str(folder / "out"), "--database", url]
    return watch(command, _environment(), kill_when=lambda: until is not None and count_stored(url) >= until)


def _row(done: Watched, *, articles: int, known: int, stored: int) -> dict[str, Any]:
    return {"articles": articles, "known": known, "stored": stored} | asdict(done)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.absolute()
        return
    with TemporaryDirectory(prefix="solieu-whole-") as name:
        yield Path(name)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        (folder / "out").mkdir(exist_ok=True)
        yield f"sqlite:///{folder / 'out' / 'solieu.sqlite'}"
        return
    sys.path.append(str(ROOT / "tests" / "loopback"))
    from loopback_postgres import find_binaries, postgres_server  # the server that the tests use

    binaries = find_binaries()
    if binaries is None:
        raise SystemExit("no initdb and postgres below /usr/lib/postgresql")
    with postgres_server(binaries) as server:
        yield server.create()


if __name__ == "__main__":
    main()
