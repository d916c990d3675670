"""`solieu check` as a person calls it: over files, over a store, and in a run."""

import csv
import io
import json
import re

import pytest

WRONG = "Đến ngày 31/12/2023, Đảng bộ huyện Ba Bể (Bắc Kạn) có 45 tổ chức cơ sở đảng (19 đảng bộ, 28 chi bộ)."
FIRST = "Đến ngày 31/12/2023, Đảng bộ huyện Ba Bể (Bắc Kạn) có 5.314 đảng viên."
SECOND = "Theo Ban Tổ chức Huyện ủy, đến ngày 31/12/2023, Đảng bộ huyện Ba Bể (Bắc Kạn) có 5.413 đảng viên."


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bai")
    for name, text in {"a": FIRST, "b": SECOND, "c": WRONG}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        meta = {"published": "2024-01-15", "publisher": f"Báo {name}", "province": "Bắc Kạn"}
        (folder / f"{name}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


def test_files_are_checked_and_nothing_is_stored(solieu_here, articles, tmp_path):
    done = solieu_here("check", articles, env={"SOLIEU_OUT": str(tmp_path / "data")})
    assert (done.returncode, done.stderr) == (1, "")
    first, second, *_ = done.stdout.splitlines()
    assert first.startswith("✗ Hai bài khác nhau: Đảng viên, huyện Ba Bể, cuối 2023: 5.")
    assert {"5.314 (Báo a, 15/01/2024)", "5.413 (Báo b, 15/01/2024)"} == set(first.split("2023: ")[1].split(" ≠ "))
    assert second == "✗ Các phần và tổng số: 19 + 28 ≠ 45 [c.txt]"
    assert "Cộng" in done.stdout
    assert not (tmp_path / "data").exists()


def test_only_what_is_asked_for(solieu_here, articles, tmp_path):
    out = tmp_path / "kiemtra.csv"
    done = solieu_here("check", articles, "--kind", "parts_total", "--outcome", "fails", "--out", out)
    assert (done.returncode, done.stdout) == (1, "")
    (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig")))
    assert (row["kind"], row["outcome"], row["statement"]) == ("parts_total", "fails", "19 + 28 ≠ 45")
    done = solieu_here("check", articles / "a.txt", "--province", "tỉnh Hà Giang")
    assert (done.returncode, done.stdout) == (0, "Không có phép kiểm tra nào.\n")


def test_a_run_makes_them_and_the_store_lists_them(main_jobs, solieu_here, articles, tmp_path):
    out = tmp_path / "data"
    run = main_jobs.run(articles, out=out)
    assert run.code == 0, run.err
    assert re.search(r"Phép kiểm tra không khớp +│ +2 │", run.out)
    exported = [json.loads(line) for line in (out / "checks.jsonl").read_text(encoding="utf-8").splitlines()]
    done = solieu_here("check", "--format", "json", "--database", f"sqlite:///{out / 'solieu.sqlite'}")
    assert (done.returncode, done.stderr) == (1, "")
    assert [json.loads(line) for line in done.stdout.splitlines()] == exported
    facts = [json.loads(line) for line in (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    doubted = [fact for fact in facts if any(words.startswith("✗ Đảng viên") for words in fact["checks"])]
    assert sorted((fact["value"], fact["confidence"]) for fact in doubted) == [(5314, 0.5), (5413, 0.5)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--kind", "sai"), "--kind sai: chỉ có ratio_percent"),
        (("--outcome", "sai"), "--outcome sai: chỉ có holds, fails, cannot_tell"),
        (("--indicator", "sai"), "--indicator sai: chỉ có các chỉ tiêu trong docs/terms.md"),
        (("--format", "xlsx"), "--format xlsx: chỉ có table, json, csv"),
        (("--out", "t.xlsx"), "--out t.xlsx: tên tệp phải kết thúc bằng .csv, .json, .jsonl, .txt; hãy đổi tên tệp"),
        (("--out", "t.json", "--format", "csv"), "--format csv thì tên tệp phải kết thúc bằng .csv, .txt;"),
    ],
)
def test_wrong_words_are_one_line(solieu_here, articles, words, said):
    done = solieu_here("check", articles, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_store_is_one_line(solieu_here, tmp_path):
    done = solieu_here("check", "--database", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert done.returncode == 1
    assert "chưa có kho" in done.stderr


def test_what_cannot_be_read_is_said_and_counts(solieu_here, tmp_path):
    done = solieu_here("check", tmp_path / "a.pdf")
    assert done.returncode == 1
    assert "a.pdf" in done.stderr
