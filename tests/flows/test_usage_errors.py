"""What a person is told who calls `solieu` wrongly: one line in Vietnamese, exit code 2."""

import re
import sys

import pytest
import typer

from flows import cli
from flows.usage_errors import UsageError, explain

ENGLISH = re.compile(r"\b(Usage|Error|Try|Missing|Invalid|Got|No such|Did you mean|requires|should|Aborted)\b")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("rnu", "solieu: không có lệnh rnu (có phải run?); xem cách dùng: solieu --help"),
        ("db nothing", "solieu db: không có lệnh nothing; xem cách dùng: solieu db --help"),
        ("extract", "solieu extract: thiếu PATH; xem cách dùng: solieu extract --help"),
        ("compare", "solieu compare: thiếu INDICATOR; xem"),
        ("users add", "solieu users add: thiếu NAME; xem"),
        ("run --outt x", "solieu run: không có tùy chọn --outt (có phải --out?); xem"),
        ("run --hepl", "solieu run: không có tùy chọn --hepl (có phải --help?); xem"),
        ("-x", "solieu: không có tùy chọn -x; xem cách dùng: solieu --help"),
        ("crawl --limit", "solieu crawl: tùy chọn --limit cần một giá trị; xem"),
        ("db check --all=1", "solieu db check: tùy chọn --all không nhận giá trị; xem"),
        ("diff a b c d", "solieu diff: thừa c d; xem"),
        ("compare a --top x", "solieu compare: --top x: phải là một số nguyên; xem"),
        ("compare a --top 0", "solieu compare: --top 0: nhỏ nhất là 1; xem"),
        ("evaluate --min-strict x g", "solieu evaluate: --min-strict x: phải là một số; xem"),
        ("sources show bao-nao", "solieu sources show: không có nguồn “bao-nao”; có phải: "),
        ("sources show 0", "solieu sources show: không có nguồn “0”; các nguồn: solieu sources list; xem"),
        ("sources list --kind x", "solieu sources list: --kind x: chỉ có newspaper, party_site, "),
    ],
)
def test_wrong_use_is_one_vietnamese_line(solieu_here, words: str, said: str) -> None:
    done = solieu_here(*words.split())
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(said)
    assert not ENGLISH.search(done.stderr)


def test_what_the_library_says_in_another_way_is_kept() -> None:
    app = typer.Typer()
    app.command()(lambda: None)
    line = explain(UsageError("something new"), typer.main.get_command(app), [])
    assert line == "solieu: dùng sai (something new); xem cách dùng: solieu --help"


def test_a_value_that_the_library_words_itself() -> None:
    """As releases of typer before pydantic do."""
    error = typer.BadParameter("'x' is not one of 'a', 'b'.", param_hint="--role")
    assert explain(error, None, []).startswith("solieu: --role: chỉ có a, b; xem")


@pytest.mark.parametrize("words", [(), ("db",)])
def test_no_word_is_answered_with_the_help(solieu, words: tuple[str, ...]) -> None:
    done = solieu(*words)
    assert (done.returncode, done.stderr) == (2, "")
    assert "Ví dụ" in done.stdout or "Trích số liệu" in done.stdout


def test_a_question_left_unanswered_is_one_line(monkeypatch, capsys) -> None:
    def leave(**given: object) -> None:
        raise typer.Abort

    monkeypatch.setattr(cli, "app", leave)
    monkeypatch.setattr(sys, "argv", ["solieu", "users"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    assert capsys.readouterr().err == "solieu: đã bỏ dở theo ý người dùng\n"
