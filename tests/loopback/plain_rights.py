"""A process that keeps to the rights of files: as root, tests would write whatever is closed to writing."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE = 1
COMMANDS = """
import json, sys
from flows.cli import main

for words in json.loads(sys.argv[1]):
    sys.argv = ["solieu", *words]
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    print(f"== {words[0]} {code}", flush=True)
"""


def run_with_plain_rights(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python `code` in a process that cannot write what is closed to writing, whoever runs the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment | {"PYTHONPATH": str(ROOT)},
        preexec_fn=_keep_to_rights,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _keep_to_rights() -> None:
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
