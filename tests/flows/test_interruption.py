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
