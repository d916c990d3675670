"""Exports of older versions still validate, and are still read: the contract only grows within one number."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from schemas.examples import build_examples
from schemas.extraction import ExtractedDocument
from schemas.json_schema import build_json_schema

FROZEN = sorted((Path(__file__).parent / "contract").glob("*.jsonl"))


def lines():
    return [(path.name, line) for path in FROZEN for line in path.read_text(encoding="utf-8").splitlines()]


def holds(read, written):
    """Whether all that was written is read again; fields that came later are beside it."""
    if isinstance(written, dict):
        return all(holds(read[key], value) for key, value in written.items())
    if isinstance(written, list):
        return len(read) == len(written) and all(map(holds, read, written))
    return read == written


def test_there_are_frozen_exports_that_cover_the_contract():
    facts = [fact for _, line in lines() for fact in json.loads(line)["facts"]]
    assert any(fact.get("rejected_reading") for fact in facts)
    assert any(fact["denominator"] for fact in facts)
    assert any(fact["locality"] and fact["locality"]["successors"] for fact in facts)


@pytest.mark.parametrize(("name", "line"), lines(), ids=lambda value: value[:24])
def test_an_export_of_an_older_version_validates_and_reads(name, line):
    contract = json.loads(line)
    Draft202012Validator(build_json_schema()).validate(contract)
    assert holds(json.loads(ExtractedDocument.model_validate_json(line).model_dump_json()), contract)


def test_the_examples_validate_and_read_back():
    validator = Draft202012Validator(build_json_schema())
    for example in build_examples():
        validator.validate(json.loads(example.model_dump_json()))
        assert ExtractedDocument.model_validate_json(example.model_dump_json()) == example


def test_the_examples_quote_their_evidence():
    for example in build_examples():
        for fact in example.facts:
            evidence = fact.evidence
            inner = evidence.quote[evidence.start - evidence.quote_start : evidence.end - evidence.quote_start]
            assert inner.replace(".", "") == f"{fact.value}"
        owners = {fact.fact_id for fact in example.facts}
        assert {row.fact_id for row in example.ledger} <= owners


def test_a_field_that_goes_would_be_noticed():
    contract = json.loads(lines()[0][1])
    schema = build_json_schema()
    del schema["$defs"]["Fact"]["properties"]["confidence"]
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate(contract)
