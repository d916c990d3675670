"""`solieu rules` as a person runs it."""

import re
from pathlib import Path

import pytest
from kept_extractions import KeptExtractor

ARTICLE = "Năm 2023, huyện Ba Bể kết nạp 25 đảng viên, đạt 50% kế hoạch; xóa tên 3 đảng viên."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tin.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def listed(printed: str) -> dict[str, tuple[int, int]]:
    """How often each listed rule was found and decided."""
    lines = re.findall(r"^  (\S+) +khớp \(found\) (\d+), quyết định \(decided\) (\d+)", printed, re.MULTILINE)
    return {rule: (int(found), int(decided)) for rule, found, decided in lines}


def test_every_rule_with_its_examples_and_uses(solieu, article: Path) -> None:
    printed = solieu("rules", "--corpus", article).stdout
    counts = listed(printed)
    assert counts["aspect.admitted"] == (1, 1)
    assert counts["head.member"] == (2, 2)
    assert counts["head.village"] == (0, 0)
    assert printed.count(" ví dụ (example): ") >= len(counts)
    assert " phản ví dụ (counterexample): " in printed
    assert f"{len(counts)}/{len(counts)} quy tắc (rules)" in printed
    (never,) = re.findall(r"^Kho bài không dùng đến \(never used\): (\d+) quy tắc\n  (.*)$", printed, re.MULTILINE)
    assert int(never[0]) == len(never[1].split(", ")) == sum(uses == (0, 0) for uses in counts.values())
    assert "head.village" in never[1]
    assert counts["scope.same_thing"] == (0, 1)


def test_only_the_rules_never_used(forked_runs, article: Path) -> None:
    counts = listed(forked_runs.run("rules", "--unused", "--corpus", article).stdout)
    assert "head.village" in counts
    assert "head.member" not in counts
    assert set(counts.values()) == {(0, 0)}


def test_the_sample_corpus_is_the_default_and_uses_most_rules(
    solieu_here, kept_extractor: KeptExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.extraction.load_extractor", lambda: kept_extractor)
    counts = listed(solieu_here("rules").stdout)
    assert sum(uses == (0, 0) for uses in counts.values()) < len(counts) / 4


def test_one_rule_with_the_places_that_use_it(forked_runs, article: Path) -> None:
    printed = forked_runs.run("rules", "aspect.admitted", "--corpus", article).stdout
    assert "✓ ví dụ (example): “" in printed
    assert "khớp (found) 1, quyết định (decided) 1\n  tin.txt: …Năm 2023, huyện Ba Bể ⟦kết nạp⟧ 25 đảng viên" in printed


def test_what_code_decides_can_be_looked_up_too(forked_runs, article: Path) -> None:
    done = forked_runs.run("rules", "scope.same_thing", "--corpus", article)
    assert (done.returncode, done.stderr) == (0, "")
    assert "⟦50⟧% kế hoạch" in done.stdout
    assert "A figure without a noun counts" in done.stdout
    assert "✓ ví dụ (example): “" in done.stdout


def test_why_a_numeral_was_read_as_it_was_can_be_looked_up_too(forked_runs, article: Path) -> None:
    article.write_text("Huyện có 4.012 đảng viên.", encoding="utf-8")
    done = forked_runs.run("rules", "separator.groups", "--corpus", article)
    assert "quyết định (decided) 1\n  tin.txt: …Huyện có ⟦4.012⟧ đảng viên" in done.stdout


def test_an_unknown_rule_or_corpus_is_named(forked_runs, article: Path, tmp_path: Path) -> None:
    unknown = forked_runs.run("rules", "nothing.here", "--corpus", article)
    assert unknown.returncode == 2
    assert "nothing.here" in unknown.stderr
    assert "có phải" not in unknown.stderr
    misspelt = forked_runs.run("rules", "scope.same_ting", "--corpus", tmp_path / "none")
    assert misspelt.returncode == 2
    assert "có phải scope.same_thing" in misspelt.stderr
    assert str(tmp_path) not in misspelt.stderr, "no article is looked for"
    missing = forked_runs.run("rules", "--corpus", tmp_path / "none")
    assert str(tmp_path / "none") in missing.stderr
    assert missing.returncode == 1, "that every rule is unused there is no finding"


def test_an_article_that_cannot_be_read_fails_the_count(forked_runs, article: Path) -> None:
    article.with_name("empty.txt").touch()
    done = forked_runs.run("rules", "--unused", "--corpus", article.parent)
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "head.member" not in listed(done.stdout)


def test_one_rule_is_no_list_to_filter(forked_runs, article: Path) -> None:
    done = forked_runs.run("rules", "head.member", "--unused", "--corpus", article)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--unused" in done.stderr
