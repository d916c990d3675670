"""Facts as reviewed by default, as extracted on request, each with what its reviewer said; filters follow."""

import json
from decimal import Decimal

import pytest

from outputs.publish import publish

CORRECTED, REJECTED, ADDED, ACCEPTED = 4, 0, "12", 3


def _start(extraction, numeral):
    return extraction.document.text.index(numeral)


@pytest.fixture
def judged(store, client, build_extraction, extraction):
    """A document of which one fact was corrected, one rejected, one accepted, and one added; another beside it."""
    other = build_extraction("Huyện có 9 chi bộ.\n", [("9", {"indicator": "cell.total", "unit": "organization"})],
                             name="z.txt", url="https://b.vn/z")  # fmt: skip
    text = f"{extraction.document.text}Có {ADDED} quần chúng học lớp cảm tình Đảng.\n"
    figures = [
        (extraction.document.text[one.evidence.start : one.evidence.end], one.model_dump(include=_KEPT))
        for one in extraction.facts
    ]
    whole = build_extraction(text, figures, name="y.txt", url="https://b.vn/y")
    store.save([whole, other])
    facts = whole.facts
    changes = {"value": 352, "indicator": "member.removed"}
    _post(client, facts[CORRECTED], {"verdict": "corrected", "changes": changes})
    _post(client, facts[REJECTED], {"verdict": "rejected"})
    _post(client, facts[ACCEPTED], {"verdict": "accepted"})
    start = text.index(f"{ADDED} quần chúng")
    addition = {"start": start, "end": start + 2, "revision": 0, "changes": {"indicator": "candidate.trained"}}
    status, line = client.post(f"/documents/{whole.document.document_id}/reviews", addition)
    assert status == 201, line
    return whole


_KEPT = {"indicator", "value", "measure", "status", "unit", "groups", "locality", "period", "qualifier", "checks"}


def _post(client, fact, body):
    status, line = client.post(f"/facts/{fact.fact_id}/reviews", {"revision": 0, **body})
    assert status == 201, line


def _said(page):
    return [(item["fact_id"], item["review"]) for item in page["items"]]


def test_facts_are_as_reviewed_unless_asked_otherwise(client, judged):
    marks = {CORRECTED: "corrected", REJECTED: "rejected", ACCEPTED: "accepted"}
    extracted = client.get("/facts", document=judged.document.document_id, reviewed="false")
    assert _said(extracted) == [(fact.fact_id, marks.get(at)) for at, fact in enumerate(judged.facts)]
    reviewed = client.get("/facts", document=judged.document.document_id)
    assert _said(reviewed)[:-1] == [one for one in _said(extracted) if one[1] != "rejected"]
    assert reviewed["items"][-1]["review"] == "added"
    by_id = {item["fact_id"]: item for item in reviewed["items"]}
    corrected = judged.facts[CORRECTED]
    assert (by_id[corrected.fact_id]["value"], by_id[corrected.fact_id]["indicator"]) == (352, "member.removed")
    assert extracted["items"][CORRECTED]["value"] == corrected.value != Decimal(352)
    assert client.get("/facts", document=judged.document.document_id, reviewed="true") == reviewed


def test_pages_give_each_reviewed_fact_once(client, judged):
    whole = client.get("/facts")["items"]
    for limit in (1, 2, 5):
        assert [item for page in client.pages("/facts", limit=limit) for item in page] == whole
    assert [item["document"]["name"] for item in whole][-2:] == ["y.txt", "z.txt"]


def test_filters_ask_what_reviewers_say(client, judged):
    asked = {"indicator": "member.removed"}
    assert _said(client.get("/facts", **asked)) == [(judged.facts[CORRECTED].fact_id, "corrected")]
    assert client.get("/facts", **asked, reviewed="false")["items"] == []
    assert [review for _, review in _said(client.get("/facts", indicator="candidate.trained"))] == ["added"]
    own = {"indicator": judged.facts[CORRECTED].indicator, "document": judged.document.document_id}
    ids = {fact_id for fact_id, _ in _said(client.get("/facts", **own))}
    before = {fact_id for fact_id, _ in _said(client.get("/facts", **own, reviewed="false"))}
    assert before - ids == {judged.facts[CORRECTED].fact_id}


def test_one_fact_as_reviewed_and_as_extracted(client, judged):
    corrected, rejected = judged.facts[CORRECTED].fact_id, judged.facts[REJECTED].fact_id
    assert client.get(f"/facts/{corrected}")["value"] == 352
    assert client.get(f"/facts/{corrected}", reviewed="false")["value"] == judged.facts[CORRECTED].value
    answer = client.ask(f"/facts/{rejected}")
    assert answer.status == 404
    assert "reviewed=false" in json.loads(answer.body)["detail"]
    assert client.get(f"/facts/{rejected}", reviewed="false")["review"] == "rejected"
    added = client.get("/facts", indicator="candidate.trained")["items"][0]
    assert client.get(f"/facts/{added['fact_id']}") == added
    assert client.ask(f"/facts/{added['fact_id']}", reviewed="false").status == 404


def test_what_was_judged_since_is_new(client, judged):
    version = client.get("/facts")["version"]
    assert client.get("/facts", since_version=version)["items"] == []
    _post(client, judged.facts[1], {"verdict": "rejected"})
    new = client.get("/facts", since_version=version)
    assert {item["document"]["document_id"] for item in new["items"]} == {judged.document.document_id}
    assert judged.facts[1].fact_id not in {item["fact_id"] for item in new["items"]}
    assert client.get("/facts", since="2999-01-01T00:00:00Z")["items"] == []
    assert len(client.get("/facts", since="2020-01-01T00:00:00Z")["items"]) == len(client.get("/facts")["items"])


def test_a_check_counts_for_as_long_as_its_number_does(store, client, extraction):
    """325 / 600 ≠ 56% is said of two facts; one that was corrected to another number takes it from both."""
    words = ("✗ 325 / 600 ≠ 56%",)
    failing = extraction.checks[1].fact_ids
    facts = tuple(
        fact.model_copy(update={"checks": words}) if fact.fact_id in failing else fact for fact in extraction.facts
    )
    store.save([extraction.model_copy(update={"facts": facts})])
    (first, second) = (fact for fact in facts if fact.fact_id in failing)
    _post(client, first, {"verdict": "accepted"})
    assert {one for one, _ in _said(client.get("/facts", outcome="fails"))} == set(failing)
    _post(client, second, {"verdict": "corrected", "changes": {"value": 54.5}})
    assert client.get("/facts", outcome="fails")["items"] == []
    assert {one for one, _ in _said(client.get("/facts", outcome="fails", reviewed="false"))} == set(failing)


@pytest.mark.parametrize(("reviewed", "reviews"), [("true", "applied"), ("false", "marked")])
def test_streams_are_the_lines_of_exports(store, client, judged, tmp_path, reviewed, reviews):
    publish(store, tmp_path, formats=("jsonl",), reviews=reviews)
    for name in ("facts.jsonl", "documents.jsonl"):
        lines = client.ask(f"/exports/{name}", reviewed=reviewed).text.splitlines()
        assert sorted(lines) == sorted((tmp_path / name).read_text(encoding="utf-8").splitlines()), name


@pytest.mark.parametrize("said", ["1", "no", "TRUE", "", "maybe"])
def test_only_true_and_false_are_understood(client, said):
    answer = client.ask("/facts", reviewed=said)
    assert answer.status == 422
    assert [error["where"] for error in json.loads(answer.body)["errors"]] == ["query.reviewed"]
