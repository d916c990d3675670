"""JSON Lines and CSV: what another program reads back."""

import csv
import json
from decimal import Decimal

import pytest

from outputs.exports.documents_jsonl import open_documents_jsonl
from outputs.exports.facts_csv import HEADS, open_facts_csv, protect_text
from outputs.exports.facts_jsonl import open_facts_jsonl
from schemas.extraction import ExtractedDocument


def _write(opener, path, *extractions):
    with opener(path) as add:
        for extraction in extractions:
            add(extraction)
    return path


def test_documents_are_the_contract(tmp_path, many):
    path = _write(open_documents_jsonl, tmp_path / "d.jsonl", *many)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(e.to_contract().model_dump_json()) for e in many]
    assert json.loads(lines[0])["schema"] == "solieu/1"
    assert set(json.loads(lines[0])) == {"schema", *set(ExtractedDocument.model_fields) - {"contract"}}


def test_facts_carry_their_document(tmp_path, extraction):
    path = _write(open_facts_jsonl, tmp_path / "f.jsonl", extraction)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(extraction.facts)
    assert rows[4]["value"] == 325
    assert rows[5]["value"] == 54.2
    assert {row["document"]["title"] for row in rows} == {"Ba Bể phát triển đảng viên"}
    assert rows[0]["evidence"]["quote"] in extraction.document.text


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_opens_in_excel_and_keeps_every_value(tmp_path, extraction):
    path = _write(open_facts_csv, tmp_path / "f.csv", extraction)
    assert path.read_bytes().startswith(b"\xef\xbb\xbffact_id,")
    rows = _rows(path)
    assert tuple(rows[0]) == HEADS
    assert [Decimal(row["value"]) for row in rows] == [fact.value for fact in extraction.facts]
    assert (rows[3]["rejected_value"], rows[3]["rejected_as"], rows[0]["rejected_value"]) == ("4.900", "decimal", "")
    assert rows[0]["locality"] == "huyện Ba Bể"
    assert rows[0]["locality_successors"] == "xã Ba Bể"
    assert rows[4]["period_end_is_published"] == "true"
    assert rows[7]["locality"] == ""
    assert rows[7]["organization"] == "Lâm trường Ba Bể"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-4 xã", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(tmp_path, build_extraction, text):
    assert protect_text(text) == f"'{text}"
    made = build_extraction(f"{text.strip()} có 7 người", [("7", {"organization": text})], title=text)
    (row,) = _rows(_write(open_facts_csv, tmp_path / "f.csv", made))
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_newlines_and_quotes_survive(tmp_path, build_extraction):
    made = build_extraction('có 7 "người"; hết,', [("7", {"organization": 'a\nb";c'})])
    (row,) = _rows(_write(open_facts_csv, tmp_path / "f.csv", made))
    assert row["organization"] == 'a\nb";c'
    assert row["quote"] == 'có 7 "người"; hết,'
