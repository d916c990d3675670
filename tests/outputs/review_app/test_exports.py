"""Files hold what the table shows; gold labels hold what was judged, and an evaluation reads them."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest

from outputs.evaluation.gold import load_gold
from outputs.evaluation.scoring import score_document
from outputs.review_app.gold import label_document
from outputs.review_app.pages.progress import Judged
from schemas.facts import Fact


@pytest.fixture
def judged(serve, two, form):
    """One fact accepted, one corrected, one rejected, one added; two not judged."""
    reviewer = serve()
    document_id, facts = two[0].document.document_id, two[0].facts
    reviewer.judge(document_id, facts[0], "accepted")
    reviewer.judge(document_id, facts[2], "corrected", form=form | {"locality": "2025a:D:060"})
    reviewer.judge(document_id, facts[3], "rejected")
    start = two[0].document.text.index("17")
    added = form | {"indicator": "candidate.introduced", "value": "17"}
    span = {"document_id": document_id, "start": start, "end": start + 2}
    reviewer.post("/verdicts", **span, verdict="added", last=0, form=added)
    return reviewer


@pytest.mark.parametrize(("query", "count"), [("", 7), ("outcome=corrected", 1), ("q=pac+nam", 3), ("q=nothing", 0)])
def test_files_hold_what_is_seen(judged, query, count) -> None:
    client = judged.client
    rows = list(csv.reader(io.StringIO(client.get(f"/table.csv?{query}").text.removeprefix("\ufeff"))))
    records = json.loads(client.get(f"/table.json?{query}").text)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/table.xlsx?{query}").content))
    cells = list(book.active.iter_rows(values_only=True))
    assert (len(rows) - 1, len(records), len(cells) - 1) == (count, count, count)
    assert rows[0] == list(cells[0])
    for record, row, cell in zip(records, rows[1:], cells[1:], strict=True):
        fact = Fact.model_validate_json(json.dumps(record["fact"]))
        assert row[0] == cell[0]
        assert (float(row[1]), cell[1]) == (float(fact.value), float(fact.value))
        assert row[-1] == cell[-1] == fact.fact_id


def test_the_order_of_a_file_is_that_of_the_view(judged) -> None:
    records = json.loads(judged.client.get("/table.json?sort=value&order=asc").text)
    values = [record["fact"]["value"] for record in records]
    assert values == sorted(values)


def test_gold_labels_make_a_round_trip(judged, two, store, tmp_path) -> None:
    content = judged.client.get("/gold.zip").content
    assert content == judged.client.get("/gold.zip").content, "the same verdicts, the same bytes"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    (gold,) = load_gold(tmp_path)
    assert gold.text == two[0].document.text
    said = {mention.text: mention for mention in gold.mentions}
    assert (said["130"].locality, said["130"].ambiguous) == ("huyện Pác Nặm", False)
    assert (said["54,2"].label, said["17"].indicator) == ("other_nonfact", "candidate.introduced")
    assert said["4.900"].ambiguous
    assert json.loads((tmp_path / f"{gold.name}.meta.json").read_text())["publisher"] == "Báo Bắc Kạn"
    scored = score_document(gold, two[0])
    wrong = {(one.gold.text if one.gold else one.got.evidence.quote, one.wrong) for one in scored.judged if one.wrong}
    assert wrong == {("130", ("locality",))}
    assert [one.gold.text for one in scored.judged if one.got is None] == ["17"]
    assert [str(one.got.value) for one in scored.judged if one.gold is None] == ["54.2"]


def test_a_label_without_a_system_has_no_such_key(two) -> None:
    first, *others = two[0].facts
    bare = two[0].model_copy(update={"facts": (first.model_copy(update={"system": None}), *others)})
    labels = {one["start"]: one for one in label_document(bare, ())["mentions"]}
    assert "system" not in labels[first.evidence.start], "null would be a system that nothing agrees with"
    assert [labels[fact.evidence.start]["system"] for fact in others] == [fact.system for fact in others]


def test_precision_is_told_by_indicator(judged) -> None:
    page = judged.get("/progress")
    assert "33%" in page
    assert "Tổ chức cơ sở đảng" in page
    assert '<th scope="col" class="n">11/2025</th>' in page
    judged.post("/verdicts/3/undo")
    assert "50%" in judged.get("/progress"), "what was taken back does not count"


def test_nothing_judged_is_no_precision() -> None:
    assert Judged(added=3).percent is None
