"""What tests of all packages share: the console command in a process of its own, and one Prefect API a session."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Solieu = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def solieu() -> Solieu:
    """Runs `solieu` with the given words, as a person would; never longer than two minutes."""

    def run(
        *words: object, timeout: float = 120, env: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        command = [str(Path(sys.executable).with_name("solieu")), *map(str, words)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            env=clean | (env or {}),
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def prefect_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One Prefect API for all flow tests of the session; ask for it before importing Prefect."""
    from flows.prefect_api import prefect_api

    with prefect_api(tmp_path_factory.mktemp("prefect")):
        yield
