"""`solieu review`: starts, says where, stops on Ctrl-C, and refuses what it must."""

import signal
import socket
import urllib.request

from review_browser import ReviewProcess

from outputs.access.binding import is_loopback


def test_it_serves_an_empty_store_and_stops_on_ctrl_c(tmp_path) -> None:
    server = ReviewProcess(f"sqlite:///{tmp_path / 'kho.sqlite'}")
    server.start()
    with urllib.request.urlopen(f"{server.address}/queue") as answer:
        page = answer.read().decode()
    assert "solieu run" in page
    code, said = server.stop(signal.SIGINT)
    assert (code, said.splitlines()) == (
        0,
        [
            f"Trang duyệt số liệu: {server.address} (dừng: Ctrl-C)",
            "Đã dừng; mọi quyết định đã nằm trong kho.",
        ],
    )


def test_a_port_that_is_taken_is_said(solieu_here, tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = solieu_here("review", "--store", f"sqlite:///{tmp_path / 'kho.sqlite'}", "--port", port)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert f"cổng {port}" in line


def test_a_store_that_cannot_be_opened_is_said(solieu_here) -> None:
    done = solieu_here("review", "--store", "sqlite:////proc/nothing/kho.sqlite")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_only_addresses_of_this_machine_are_loopback() -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "[::1]", "127.1.2.3")] == [True] * 5
    assert [is_loopback(host) for host in ("0.0.0.0", "192.168.1.4", "::", "example.vn", "")] == [False] * 5
