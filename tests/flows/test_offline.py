"""A run makes no network call: any address but this machine's own ends the process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = """
import os, socket
_connect, _getaddrinfo = socket.socket.connect, socket.getaddrinfo

def _is_here(host):
    return host in ("127.0.0.1", "localhost", "::1", None, "")

def connect(self, address):
    if isinstance(address, tuple) and not _is_here(address[0]):
        os.write(2, f"NETWORK {address}\\n".encode())
        os._exit(99)
    return _connect(self, address)

def getaddrinfo(host, *rest, **more):
    if not _is_here(host):
        os.write(2, f"NETWORK {host}\\n".encode())
        os._exit(99)
    return _getaddrinfo(host, *rest, **more)

socket.socket.connect, socket.getaddrinfo = connect, getaddrinfo
socket.socket.connect_ex = connect
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tin.txt"
    path.write_text("Năm 2021, huyện Ba Bể kết nạp 45 đảng viên mới.\n", encoding="utf-8")
    return path


def test_a_run_without_network_and_home_succeeds(solieu, article: Path, tmp_path: Path) -> None:
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    proxy = "http://proxy.example:3128"
    env = {
        "PYTHONPATH": str(tmp_path / "guard"),
        "HOME": str(home),
        "HTTP_PROXY": proxy,
        "HTTPS_PROXY": proxy,
        "ALL_PROXY": proxy,
    }
    env |= {name.lower(): value for name, value in env.items() if name.endswith("PROXY")}
    done = solieu("run", article, "--out", tmp_path / "out", env=env)
    assert done.stderr == ""
    assert done.returncode == 0
    assert (tmp_path / "out" / "report.html").exists()
    assert [path.name for path in home.iterdir() if "prefect" in path.name] == []


@pytest.mark.skipif(
    shutil.which("unshare") is None or subprocess.run(["unshare", "-rn", "true"], check=False).returncode != 0,
    reason="this machine makes no network namespaces",
)
def test_a_run_without_any_network_device_succeeds(article: Path, tmp_path: Path) -> None:
    solieu = str(Path(sys.executable).with_name("solieu"))
    command = ["unshare", "-rn", solieu, "run", str(article), "--out", str(tmp_path)]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode == 0
    assert "127.0.0.1" in done.stderr
    assert (tmp_path / "report.html").exists()


def test_the_guard_works(solieu, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        GUARD + "\nsocket.create_connection(('192.0.2.1', 80), 1)\n", encoding="utf-8"
    )
    done = solieu("schema", env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 99
    assert os.environ.get("PYTHONPATH") != str(tmp_path)
