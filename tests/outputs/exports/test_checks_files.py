"""checks.jsonl and checks.csv say the same, and no spreadsheet takes text for a formula."""

import csv
import json

from outputs.exports.checks_files import HEADS, open_checks_csv, open_checks_jsonl
from outputs.labels import load_labels
from schemas.checks import ListedCheck

LABELS = load_labels()


def test_a_line_of_json_is_the_record(tmp_path, listed_check):
    with open_checks_jsonl(tmp_path / "checks.jsonl") as add:
        add(listed_check)
        add(listed_check)
    one, other = (tmp_path / "checks.jsonl").read_text(encoding="utf-8").splitlines()
    assert one == other
    assert ListedCheck.model_validate_json(one) == listed_check
    assert json.loads(one)["figures"] == [
        {"fact_id": "f1", "document_id": "d1"}, {"fact_id": "f2", "document_id": "d2"},
    ]  # fmt: skip


def test_a_row_joins_what_belongs_to_two_articles(tmp_path, listed_check):
    with open_checks_csv(tmp_path / "checks.csv", LABELS) as add:
        add(listed_check)
    with (tmp_path / "checks.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert tuple(row) == HEADS
    assert (row["kind"], row["kind_words"], row["outcome_words"]) == ("conflict", "Hai bài khác nhau", "không khớp")
    assert (row["between_documents"], row["fact_ids"], row["publishers"]) == ("true", "f1; f2", "Báo A; Báo B")
    assert row["documents"] == "'=Bài; =Bài"
