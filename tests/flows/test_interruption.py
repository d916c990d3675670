"""Ctrl-C and the polite kill end a command with one line and exit code 130."""

import os
import signal

import pytest
import typer

from flows.interruption import began_with_signal, stopped_by_signal


def test_a_signal_that_a_library_turned_into_an_error_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as stop, stopped_by_signal("Đã dừng."):
        _struck_inside_a_library()
    assert stop.value.exit_code == 130
    assert capsys.readouterr().err == "Đã dừng.\n"


def _struck_inside_a_library() -> None:
    try:
        raise KeyboardInterrupt
    finally:
        raise ValueError("state is not set")


def test_other_errors_go_on() -> None:
    with pytest.raises(ValueError, match="own"), stopped_by_signal("Đã dừng."):
        raise ValueError("own") from KeyError("x")
    assert not began_with_signal(None)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    ("words", "job"),
    [
        (("extract", "."), "flows.extraction_output.extract_documents"),
        (("check", "."), "flows.check_job.check_paths"),
        (("check",), "flows.check_job.check_whole_store"),
        (("export",), "flows.export_job.export_store"),
    ],
)
def test_a_command_without_a_record_of_its_way_says_so(solieu_here, monkeypatch, words, job, number) -> None:
    monkeypatch.setattr(job, lambda *given, **named: os.kill(os.getpid(), number))
    done = solieu_here(*words)
    assert (done.returncode, done.stdout) == (130, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Đã dừng theo ý người dùng")
