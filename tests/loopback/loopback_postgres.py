"""A PostgreSQL server of Debian's package on 127.0.0.1, in a temporary folder, by an ordinary user."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

MOST_SECONDS = 3_600
MOST_BENCH_SECONDS = 6 * 3_600
"""However tests and measurements end, no server outlives them by more."""


def find_binaries() -> Path | None:
    """The folder with `initdb` and `postgres`, of the newest version; None where there is none."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    found = {folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()}
    if found:
        return max(found, key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _ordinary_user() -> dict[str, object]:
    """Options of a process that make it no root's: the server refuses to be."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("no ordinary user to run PostgreSQL as")


class PostgresServer:
    """One server; `url` of a fresh database by `create`. Stopped at the end of `postgres_server`.

    Args:
        binaries: The folder of `find_binaries`.
        folder: Of the data; made by the user that runs the server.
        is_durable: Whether writes are forced to the disk and memory is as much as in use; tests are faster without.
    """

    def __init__(self, binaries: Path, folder: Path, *, is_durable: bool = False) -> None:
        self.folder, self.port = folder, _free_port()
        self._binaries, self._is_durable = binaries, is_durable
        self._user = _ordinary_user()
        self._numbers = count()
        self._process: subprocess.Popen[bytes] | None = None
        self.give(folder)
        self._run("initdb", "-D", folder / "data", "-U", "solieu", "-A", "trust", "-E", "UTF8", "--no-sync",
                  "--locale=C.UTF-8")  # fmt: skip

    def _run(self, program: str, *words: object) -> str:
        command = [str(self._binaries / program), *map(str, words)]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=120, **self._user
        )  # type: ignore[call-overload]
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        options = ["-D", "data", "-p", self.port, "-k", self.folder, "-c", "listen_addresses=127.0.0.1",
                   "-c", "max_connections=40", "-c", "log_min_messages=fatal"]  # fmt: skip
        if not self._is_durable:
            options += ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off",
                        "-c", "shared_buffers=16MB"]  # fmt: skip
        most = MOST_BENCH_SECONDS if self._is_durable else MOST_SECONDS
        command = ["timeout", str(most), str(self._binaries / "postgres"), *map(str, options)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **self._user)  # type: ignore[call-overload]
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            with socket.socket() as probe:
                is_listening = probe.connect_ex(("127.0.0.1", self.port)) == 0
            if is_listening and self._answers():
                return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text(encoding="utf-8"))

    def _answers(self) -> bool:
        try:
            self.sql("SELECT 1")
        except RuntimeError:
            return False
        return True

    def sql(self, statement: str, database: str = "postgres") -> str:
        """What `psql` prints for one statement, without heads."""
        where = ("-h", "127.0.0.1", "-p", self.port, "-U", "solieu", "-d", database)
        return self._run("psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", *where, "-c", statement).strip()

    def create(self, template: str = "template0") -> str:
        """The URL of a new database."""
        name = f"store_{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def give(self, folder: Path) -> None:
        """Makes a folder that of the server's user."""
        if self._user:
            os.chown(folder, self._user["user"], self._user["group"])  # type: ignore[arg-type]

    def drop(self, url: str) -> None:
        """Removes a database, and ends the connections that are left to it."""
        self.sql(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def empty(self, name: str, tables: Iterable[str]) -> str:
        """The URL of a database whose tables hold nothing any more; whoever still uses it loses the connection.

        A tenth of the time that a new database takes. Tables without a page were not written to since the last time,
        and are most of them; a sequence may have been asked for a number without that.
        """
        others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        written = "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r' AND pg_relation_size(oid) > 0"
        restart = "SELECT setval(quote_ident(sequencename)::regclass, start_value, false) FROM pg_sequences"
        with psycopg.connect(host="127.0.0.1", port=self.port, user="solieu", dbname=name, autocommit=True) as own:
            own.execute(f"SELECT pg_terminate_backend(pid) FROM ({others}) AS others")
            if quoted := ", ".join(f'"{table}"' for (table,) in own.execute(written, [list(tables)])):
                own.execute(f"TRUNCATE {quoted} RESTART IDENTITY CASCADE")
            own.execute(f"{restart} WHERE last_value IS NOT NULL")
        return self.url(name)

    def url(self, name: str) -> str:
        """The URL of a database."""
        return f"postgresql+psycopg://solieu@127.0.0.1:{self.port}/{name}"

    def kill(self) -> None:
        """Ends the server at once, as a crash would, and waits until it is gone."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        os.kill(pid, 3)
        if self._process is not None:
            self._process.wait(timeout=60)
            self._process = None

    def stop(self) -> None:
        """Ends the server and its connections."""
        if self._process is not None:
            self._process.send_signal(2)
            self._process.wait(timeout=60)
            self._process = None


@contextmanager
def postgres_server(
    binaries: Path, *, is_durable: bool = False, folder: Path | None = None
) -> Iterator[PostgresServer]:
    """A server that runs until the end of the block; its folder, unless it was given, is removed then."""
    own = folder or Path(tempfile.mkdtemp(prefix="solieu-pg-"))
    try:
        server = PostgresServer(binaries, own, is_durable=is_durable)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        if folder is None:
            shutil.rmtree(own, ignore_errors=True)
