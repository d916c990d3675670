from pathlib import Path

import pytest

from flows.settings import load_settings
from flows.settings_origins import render_template, trace_settings, unknown_variables
from schemas.errors import ConfigError


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str, name: str = "solieu.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def origins() -> dict[str, str]:
    return {setting.name: setting.origin for setting in trace_settings()}


def test_options_come_before_the_environment_and_that_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('batch_size = 3\nworkers = 4\nout = "tep"\n')
    monkeypatch.setenv("SOLIEU_BATCH_SIZE", "5")
    monkeypatch.setenv("SOLIEU_OUT", "bien")
    settings = load_settings(out=Path("lenh"))
    assert (settings.out, settings.batch_size, settings.workers) == (Path("lenh"), 5, 4)
    assert origins() | {"read_seconds": "mặc định"} == origins()
    assert {origins()[name] for name in ("batch_size", "out")} == {"biến môi trường"}
    assert origins()["workers"] == "tệp solieu.toml"


def test_the_variable_names_another_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("workers = 4")
    write("workers = 6", name="khac.toml")
    monkeypatch.setenv("SOLIEU_CONFIG", "khac.toml")
    assert load_settings().workers == 6
    monkeypatch.setenv("SOLIEU_CONFIG", "mat.toml")
    with pytest.raises(ConfigError, match=r"mat\.toml.*SOLIEU_CONFIG"):
        load_settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("batch_sise = 3", r"batch_sise; có phải batch_size\?"),
        ("xyz = 1", "không có thiết lập xyz; xem các tên"),
        ("batch_size = 0", r"solieu\.toml: batch_size: "),
        ('database = 7', r"solieu\.toml: database: "),
        ("out = 3", r"solieu\.toml: out: "),
        ('allow_private = "10.0.0.0/8"', r"solieu\.toml: allow_private: "),
        ("batch_size = = 3", "không phải TOML"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_told_as_the_files(text: str, message: str) -> None:
    write(text)
    with pytest.raises(ConfigError, match=message):
        load_settings()


def test_a_wrong_variable_is_told_as_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    write("batch_size = 3")
    monkeypatch.setenv("SOLIEU_TASK_RUNNER", "cloud")
    with pytest.raises(ConfigError, match=r"^SOLIEU_TASK_RUNNER: "):
        load_settings()


def test_a_wrong_option_is_told_as_its_own() -> None:
    with pytest.raises(ConfigError, match=r"^--out: bang\.jsonl: là tên của một tệp"):
        load_settings(out="bang.jsonl")
    with pytest.raises(ConfigError, match=r"^--out: b�: tên không phải UTF-8"):
        load_settings(out="b\udcff")
    with pytest.raises(ConfigError, match=r"^--database: đang để trống"):
        load_settings(database="")
    Path("bang.jsonl").mkdir()
    assert load_settings(out="bang.jsonl").out == Path("bang.jsonl")


def test_a_host_or_network_may_be_private() -> None:
    allowed = ["10.0.0.0/8", "192.168.1.7", "::1", "fd00::/8", "kho.lan", "máy_chủ"]
    assert load_settings(allow_private=allowed).fetch_limits().allow_private == tuple(allowed)


def test_a_list_that_is_no_json_is_told_as_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLIEU_ALLOW_PRIVATE", "10.0.0.0/8")
    with pytest.raises(ConfigError, match=r'^SOLIEU_ALLOW_PRIVATE: .*\["10\.0\.0\.0/8"'):
        load_settings()


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OUT", "DATABASE_URL", "BATCH_SIZE", "DASK_ADDRESS"):
        monkeypatch.setenv(f"SOLIEU_{name}", "")
    settings = load_settings()
    assert (settings.out, settings.database, settings.batch_size, settings.dask_address) == (
        Path("data"),
        None,
        100,
        None,
    )
    assert not settings.has_store()


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    write("\ufeffworkers = 4")
    assert load_settings().workers == 4


@pytest.mark.parametrize(
    "url",
    ["postgresql://an:bimat@kho/solieu", "postgresql+psycopg://kho/solieu?user=an&password=bimat"],
)
def test_secrets_are_hidden(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLIEU_DATABASE_URL", url)
    monkeypatch.setenv("SOLIEU_DASK_ADDRESS", "tls://an:bimat@may:8786")
    shown = {setting.name: setting.value for setting in trace_settings()}
    assert "bimat" not in str(shown)
    assert "kho/solieu" in shown["database"]
    assert "may:8786" in shown["dask_address"]
    assert load_settings().database_url() == url


def test_the_template_is_the_defaults() -> None:
    before = load_settings()
    lines = render_template().splitlines()
    settings = [line.removeprefix("# ") for line in lines if " = " in line and not line.endswith('"…"')]
    assert len(settings) > 10
    write("\n".join(settings))
    assert load_settings() == before


def test_variables_that_set_nothing_are_named() -> None:
    names = ["PATH", "SOLIEU_BATCHSIZE", "SOLIEU_BATCH_SIZE", "SOLIEU_CONFIG", "SOLIEU_DATABASE", "SOLIEU_DATABASE_URL"]
    assert unknown_variables(names) == ("SOLIEU_BATCHSIZE",)


@pytest.mark.parametrize(
    ("variable", "value"), [("ALLOW_PRIVATE", '["10.0.0.1/8"]'), ("CONTACT", "liên hệ"), ("WORKERS", "true")]
)
def test_the_command_shows_what_is_wrong(solieu_here, variable: str, value: str) -> None:
    done = solieu_here("config", env={f"SOLIEU_{variable}": value})
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(f"solieu: SOLIEU_{variable}: ")


def test_the_command_prints_values_and_origins(solieu, tmp_path: Path) -> None:
    env = {"SOLIEU_BATCH_SIZE": "7", "SOLIEU_BATCHSIZE": "8", "SOLIEU_DATABASE_URL": "postgresql://an:bimat@kho/solieu"}
    done = solieu("config", "--json", env=env)
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    assert "SOLIEU_BATCHSIZE" in done.stderr
    assert '"value": 7' in done.stdout
    assert "bimat" not in done.stdout + solieu("config", env=env).stdout
