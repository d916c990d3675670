"""The tables that Prefect shows with a crawl."""

import re

import pytest

from flows.artifacts import artifact_key, describe_outcome, render_issues, render_summary
from flows.crawl_steps import CrawlReport, SourceReport
from schemas.crawling import RunCounts
from schemas.issues import Issue

COUNTS = RunCounts(
    found=1234, new=12, fetched=11, failed={"timeout": 1, "dns": 3}, requests=40, megabytes=1.25, read=11, facts=2345,
    numerals=17.5,
)  # fmt: skip
ISSUE = Issue(level="WARNING", code="text_shrank", subject="a", message="độ dài | tụt\nmột nửa <b>")
REMARK = Issue(level="INFO", code="archive_cut", subject="c.warc.gz", message="cắt 3 byte ghi dở")
REPORT = CrawlReport(
    sources=(
        SourceReport(source_id="bao-a", name="Báo A", counts=COUNTS, issues=(ISSUE,)),
        SourceReport(source_id="bao-b", name="Báo B*", error="đĩa đầy"),
        SourceReport(source_id="bao-c", name="Báo C", counts=RunCounts(requests=2, megabytes=0.5), issues=(REMARK,)),
    )
)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_the_summary_has_a_row_a_source_and_a_cell_a_count() -> None:
    lines = render_summary(REPORT).splitlines()
    assert [len(_cells(line)) for line in lines[:5]] == [9] * 5
    assert _cells(lines[2]) == ["Báo A", "1.234", "12", "11", "4 (dns 3, timeout 1)", "11", "2.345", "17,5", "1"]
    assert _cells(lines[3]) == ["Báo B\\*", "0", "0", "0", "0", "0", "0", "", "hỏng"]
    assert _cells(lines[4])[-1] == ""
    assert lines[-1] == "42 lượt hỏi máy chủ, tải về 1,8 MB."


def test_the_issues_have_a_row_each_and_keep_their_table() -> None:
    rows = [_cells(line) for line in render_issues(REPORT).splitlines()]
    assert rows[2:] == [
        ["Báo A", "`text_shrank`", "độ dài \\| tụt một nửa \\<b\\>"],
        ["Báo B\\*", "không chạy được", "đĩa đầy"],
    ]


def test_where_all_is_well_the_issues_say_so() -> None:
    assert render_issues(CrawlReport(sources=REPORT.sources[2:])) == "Mọi kiểm tra đều đạt.\n"


def test_the_outcome_names_who_needs_a_look() -> None:
    assert describe_outcome(REPORT) == "3 nguồn, 12 bài mới, 2.345 số liệu; cần xem: bao-a, bao-b"
    assert describe_outcome(CrawlReport(sources=REPORT.sources[2:])) == "1 nguồn, 0 bài mới, 0 số liệu"


@pytest.mark.parametrize(
    ("source_ids", "key"), [(["bao-a"], "crawl-bao-a-summary"), (["bao-a", "bao-b"], "crawl-summary")]
)
def test_keys_are_what_prefect_takes(source_ids: list[str], key: str) -> None:
    assert artifact_key(source_ids, about="summary") == key
    assert re.fullmatch(r"[a-z0-9-]+", key)
