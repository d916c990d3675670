import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from corpus.sample_corpus import sample_folder
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.inputs import load_document
from schemas.documents import Document
from schemas.extraction import ExtractedDocument
from schemas.json_schema import DIALECT, build_json_schema
from schemas.vocabulary import GROUPS, INDICATORS, is_group

DOCUMENT = "document_id name url publisher title published province locality sha256 characters"
FACT = """fact_id indicator system measure status value value_max rejected_reading denominator denominator_role
    qualifier unit direction groups locality organization period evidence confidence rules checks same_as
    review"""
KEYS = {
    "": "schema document facts ledger",
    "document": DOCUMENT,
    "fact": FACT,
    "locality": "name level code province successors",
    "successor": "name code province part",
    "rejected": "text read_as value reason",
    "period": "start end end_is_published text inferred",
    "evidence": "start end quote quote_start quote_end page cell",
    "row": "start end text label fact_id reason",
}


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Contract lines of three real extractions, before and after July 2025."""
    sources, extractor = load_sources(), load_extractor()
    found = []
    for path in sorted(sample_folder().glob("*.html"))[:3]:
        document = load_document(path, sources)
        assert isinstance(document, Document)
        found.append(extractor.extract(document).to_contract().model_dump_json())
    return found


@pytest.fixture(scope="module")
def contracts(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def test_keys_are_those_of_the_contract(contracts: list[dict[str, Any]]) -> None:
    def check(kind: str, record: dict[str, Any]) -> None:
        assert set(record) == set(KEYS[kind].split()), kind

    for contract in contracts:
        check("", contract)
        check("document", contract["document"])
        for fact in contract["facts"]:
            check("fact", fact)
            check("period", fact["period"])
            check("evidence", fact["evidence"])
            for rejected in filter(None, [fact["rejected_reading"]]):
                check("rejected", rejected)
            for place in filter(None, [fact["locality"]]):
                check("locality", place)
                for unit in place["successors"]:
                    check("successor", unit)
        for row in contract["ledger"]:
            check("row", row)


def test_there_is_something_to_check(contracts: list[dict[str, Any]]) -> None:
    facts = [fact for contract in contracts for fact in contract["facts"]]
    assert len(facts) > 30
    assert any(fact["rejected_reading"] for fact in facts)
    assert any(fact["locality"] and fact["locality"]["successors"] for fact in facts)
    assert {contract["schema"] for contract in contracts} == {"solieu/1"}
    assert {type(fact["value"]) for fact in facts} == {int, float}


def test_json_schema_is_valid_and_accepts_real_lines(contracts: list[dict[str, Any]]) -> None:
    schema = build_json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    for contract in contracts:
        Draft202012Validator(schema).validate(contract)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "solieu/2"),
        (("facts", 0, "value"), "5"),
        (("facts", 0, "indicator"), "unheard"),
        (("facts", 0, "confidence"), 2),
        (("facts", 0, "unheard"), 1),
        (("facts", 0, "evidence", "start"), -1),
        (("facts", 0, "period", "start"), "31/12/2020"),
        (("ledger", 0, "label"), "todo"),
        (("document", "sha256"), "xyz"),
    ],
    ids=str,
)
def test_json_schema_refuses_what_the_contract_does_not_say(
    lines: list[str], path: tuple[str | int, ...], value: object
) -> None:
    contract = json.loads(lines[0])
    place = contract
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(build_json_schema()).validate(contract)


def test_no_other_key_is_allowed() -> None:
    schema = build_json_schema()
    for definition in (schema, *schema["$defs"].values()):
        if definition.get("type") == "object":
            assert definition["additionalProperties"] is False, definition["title"]


def test_a_line_reads_back_as_the_same_record(lines: list[str]) -> None:
    for line in lines:
        record = ExtractedDocument.model_validate_json(line)
        assert record.model_dump_json() == line


def test_closed_lists() -> None:
    assert len(set(INDICATORS)) == len(INDICATORS)
    assert "other" in INDICATORS
    assert all(is_group(tag) for tag in GROUPS)
    assert is_group("other:tiêu biểu")
    assert not any(is_group(tag) for tag in ("", "other:", "badge:31", "Female"))
