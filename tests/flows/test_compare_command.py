"""`solieu compare` and `solieu export --format` as a person calls them."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import pytest

from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.compare_job import bare_province, format_for
from flows.inputs import load_document
from outputs.store import open_store
from schemas.documents import Document
from schemas.errors import ConfigError

TEXTS = {
    "ba-be": "Đến cuối năm 2023, Đảng bộ huyện Ba Bể (Bắc Kạn) có 5.314 đảng viên. "
    "Năm 2023, huyện Ba Bể kết nạp được 120 đảng viên.",
    "cho-don": "Đến cuối năm 2023, Đảng bộ huyện Chợ Đồn (Bắc Kạn) có hơn 5.300 đảng viên. "
    "Năm 2023, huyện Chợ Đồn kết nạp được 106 đảng viên.",
}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A store with two short articles of our own, extracted as `solieu run` does it."""
    folder = tmp_path_factory.mktemp("compare")
    sources, extractor = load_sources(), load_extractor()
    extracted = []
    for name, text in TEXTS.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        meta = {"published": "2024-01-15", "publisher": "Báo Thử", "province": "Bắc Kạn"}
        (folder / f"{name}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
        document = load_document(path, sources)
        assert isinstance(document, Document)
        extracted.append(extractor.extract(document))
    url = f"sqlite:///{folder / 'store.sqlite'}"
    with open_store(url) as store:
        store.save(extracted)
    return url


WORDS = ("compare", "member.admitted", "--level", "district", "--province", "tỉnh Bắc Kạn", "--period", "2023",
         "--per", "member.total")  # fmt: skip


def test_a_pipe_gets_plain_lines(solieu, database):
    done = solieu(*WORDS, "--database", database)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split("\t") for line in done.stdout.splitlines() if not line.startswith("#")]
    assert [row[1] for row in rows[1:]] == ["huyện Ba Bể", "huyện Chợ Đồn"]
    assert "\x1b" not in done.stdout


def test_csv_and_json_say_the_same(solieu_here, database):
    found = list(csv.DictReader(io.StringIO(solieu_here(*WORDS, "--format", "csv", "--database", database).stdout)))
    table = json.loads(solieu_here(*WORDS, "--format", "json", "--database", database).stdout)
    assert [row["value"] for row in found] == [str(row["value"]) for row in table["rows"]] == ["120", "106"]
    assert [row["rate"]["value"] for row in table["rows"]] == [2.26, 2.0]
    assert table["rows"][1]["rate"]["allowed"] == {"low": 0, "high": 2}
    assert all(row["figures"][0]["quote"] for row in table["rows"])


def test_files_and_charts(solieu_here, database, tmp_path):
    for name in ("bang.csv", "bang.xlsx", "bang.json"):
        done = solieu_here(
            *WORDS, "--database", database, "--out", tmp_path / name, "--chart-out", tmp_path / "hinh.svg"
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "bang.xlsx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "bang.csv").read_text(encoding="utf-8-sig").startswith("indicator,")
    assert "huyện Chợ Đồn" in (tmp_path / "hinh.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("compare",), ("compare", "member.nothing"), ("compare", "member.total", "--by", "colour"),
        ("compare", "member.total", "--period", "gestern"), ("compare", "member.total", "--period", ""),
        ("compare", "member.total", "--level", "city"),
        ("compare", "member.total", "--groups", "blue"), ("compare", "member.total", "--format", "pdf"),
        ("compare", "member.total", "--format", "xlsx"), ("compare", "member.total", "--sort", "age"),
        ("compare", "member.total", "--chart-out", "x.gif"), ("compare", "member.total", "--chart", "pie"),
        ("compare", "member.total", "--chart", "bars"),
        ("compare", "member.total", "--top", "0"), ("compare", "member.total", "--boundary", "2025"),
        ("export", "--format", "pdf"), ("export", "--format", ""), ("export", "--since", ""),
        ("export", "--since", "gestern", "--format", "csv"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_ends_with_2_and_says_why(solieu_here, database, tmp_path, words):
    more = ("--out", tmp_path / "out") if words[0] == "export" else ()
    done = solieu_here(*words, *(("--database", database) if len(words) > 1 else ()), *more)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("member.admited",), "member.admited: không có chỉ tiêu này; có phải member.admitted"),
        (("member.total", "--per", "xyz"), "--per xyz: không có chỉ tiêu này; xem danh sách"),
        (("member.total", "--level", "city"), "--level city: chỉ có nation, province, district, commune, village"),
        (("member.total", "--system", "blue"), "--system blue: chỉ có party, "),
        (
            ("member.total", "--groups", "blue,female"),
            "--groups blue,female: không đúng; xem các mã trong docs/terms.md",
        ),
        (("member.total", "--chart", "pie"), "--chart pie: chỉ có bars, slope, series, multiples, map"),
        (("member.total", "--chart", "map"), "--chart map cần --chart-out"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_word_is_one_vietnamese_line(solieu_here, database, words, said):
    done = solieu_here("compare", *words, "--database", database)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"solieu: {said}")
    assert "Input" not in done.stderr


def test_nothing_found_ends_with_1(solieu_here, database):
    assert solieu_here("compare", "household.poor", "--database", database).returncode == 1


def test_without_a_store_it_says_what_to_do(solieu_here, tmp_path):
    done = solieu_here("compare", "member.total", "--database", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert done.returncode == 1
    assert "solieu run" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "member.total"), ("check",), ("diff",), ("export", "--out", "x"), ("db", "stats"), ("db", "check"),
        ("db", "backup"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("made", ["CREATE TABLE t (a)", "VACUUM"])
def test_a_database_that_is_no_store_is_left_as_it_is(solieu_here, tmp_path, words, made):
    """A mistyped --database must not get our tables from a command that only reads."""
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(made)
        raw.commit()
    before = path.read_bytes()
    words = [str(tmp_path / "x") if word == "x" else word for word in words]
    done = solieu_here(*words, "--database", f"sqlite:///{path}")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{path}: không phải kho của solieu" in done.stderr
    assert path.read_bytes() == before


def test_export_of_a_part(solieu_here, database, tmp_path):
    done = solieu_here("export", "--database", database, "--out", tmp_path, "--format", "parquet,package")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"facts.parquet", "datapackage", "manifest.json"}
    version = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["version"]
    done = solieu_here("export", "--database", database, "--out", tmp_path / "next", "--since", version)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "next" / "documents.jsonl").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("name", "bare"),
    [("tỉnh Bắc Kạn", "Bắc Kạn"), ("Thành phố Hà Nội", "Hà Nội"), ("Nghệ An", "Nghệ An"), (None, None)],
)
def test_the_bare_name_of_a_province(name, bare):
    assert bare_province(name) == bare


def test_the_format_follows_the_name_of_the_file(tmp_path):
    assert format_for(None, None) == "table"
    assert format_for(None, tmp_path / "A.XLSX") == "xlsx"
    assert format_for("json", tmp_path / "a.txt") == "json"
    assert format_for(None, tmp_path / "a.tsv") == format_for(None, tmp_path / "a") == "table"
    with pytest.raises(ConfigError):
        format_for("xlsx", None)


@pytest.mark.parametrize(
    ("stated", "name", "endings"),
    [
        (None, "t.xls", ".csv, .xlsx, .json, .jsonl, .txt, .tsv"),
        (None, "t.csv.gz", ".csv, .xlsx, .json, .jsonl, .txt, .tsv"),
        ("csv", "t.xlsx", ".csv, .txt"),
        ("table", ".csv", ".txt, .tsv"),
        ("xlsx", "t.txt", ".xlsx"),
    ],
)
def test_no_file_gets_a_name_that_promises_another_format(solieu_here, database, tmp_path, stated, name, endings):
    words = ("--format", stated) if stated else ()
    out = tmp_path / name
    done = solieu_here("compare", "member.admitted", *words, "--out", out, "--database", database)
    assert (done.returncode, done.stdout) == (2, "")
    about = f"--format {stated} thì " if stated else ""
    assert done.stderr == f"solieu: --out {out}: {about}tên tệp phải kết thúc bằng {endings}; hãy đổi tên tệp\n"
    assert not out.exists()


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (("--period", "2019"), "member.admitted: không có dòng nào; bỏ --period thì có 2 dòng"),
        (
            ("--level", "commune", "--province", "Bắc Kạn"),
            "member.admitted: không có dòng nào; bỏ --level thì có 2 dòng",
        ),
        (("--level", "commune", "--period", "2019"), "member.admitted: không có dòng nào; hãy bớt điều kiện"),
    ],
)
def test_an_empty_table_says_which_limit_leaves_nothing(solieu_here, database, limits, said):
    done = solieu_here("compare", "member.admitted", *limits, "--database", database)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
