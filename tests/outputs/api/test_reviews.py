"""Verdicts over HTTP: who, on what, and that of two at once the second is told."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def fact(store, extraction):
    """The fact "325" of a stored document."""
    store.save([extraction])
    return extraction.facts[4]


def _path(fact):
    return f"/facts/{fact.fact_id}/reviews"


def test_a_verdict_is_that_of_whose_token_was_sent(client_of, fact, extraction):
    client = client_of("hoa", "review")
    assert client.get(_path(fact)) == {"revision": 0, "lines": []}
    status, line = client.post(_path(fact), {"verdict": "accepted", "revision": 0, "reason": "đúng như bài"})
    assert status == 201
    assert (line["reviewer"], line["verdict"], line["reason"]) == ("hoa", "accepted", "đúng như bài")
    assert line["before"] == json.loads(fact.model_dump_json())
    assert (line["document_id"], line["start"]) == (extraction.document.document_id, fact.evidence.start)
    assert client.get(_path(fact)) == {"revision": line["number"], "lines": [line]}
    assert client.get(f"/reviews/{line['number']}") == line
    assert client.get("/reviews")["items"] == [line]


def test_who_may_only_read_judges_nothing(store, client_of, fact):
    client = client_of("mai", "read")
    assert client.get(_path(fact))["revision"] == 0
    status, problem = client.post(_path(fact), {"verdict": "accepted", "revision": 0})
    assert (status, problem["status"]) == (403, 403)
    assert store.reviews.count() == 0


def test_of_two_who_judge_at_once_the_second_is_told(client_of, fact):
    first, second = client_of("hoa", "review"), client_of("mai", "review")
    status, line = first.post(_path(fact), {"verdict": "rejected", "revision": 0})
    assert status == 201
    status, problem = second.post(_path(fact), {"verdict": "accepted", "revision": 0})
    assert status == 409
    assert "hoa judged it meanwhile" in problem["detail"]
    assert problem["errors"][0]["where"] == "body.revision"
    assert second.post(_path(fact), {"verdict": "accepted", "revision": line["number"]})[0] == 201


def test_of_many_at_once_one_is_written(store, client_of, fact):
    clients = [client_of(f"user{number}", "review") for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda one: one.post(_path(fact), {"verdict": "rejected", "revision": 0})[0], clients))
    assert sorted(answers) == [201, 409, 409, 409, 409, 409]
    assert store.reviews.count() == 1


def test_the_same_verdict_sent_again_stands_once(store, client, fact):
    body = {"verdict": "rejected", "revision": 0}
    first, second = client.post(_path(fact), body), client.post(_path(fact), body)
    assert first == second
    assert store.reviews.count() == 1


def test_a_verdict_may_name_the_state_by_its_etag(client, fact):
    tag = client.ask(_path(fact)).header("ETag")
    assert tag == '"r0"'
    body = {"verdict": "accepted", "revision": 0}
    assert client.post(_path(fact), body, **{"If-Match": '"r7"'})[0] == 412
    assert client.post(_path(fact), body, **{"If-Match": tag})[0] == 201
    assert client.post(_path(fact), {"verdict": "rejected", "revision": 0}, **{"If-Match": tag})[0] == 412
    assert client.ask(_path(fact), {"If-None-Match": tag}).status == 200


def test_a_correction_says_what_is_to_change_and_leaves_the_rest(store, client, fact):
    changes = {
        "value": 352.5,
        "qualifier": "about",
        "groups": ["youth", "female", "youth"],
        "period": {"start": "2021", "end": "2023-06"},
        "locality": {"name": "huyện Na Rì", "level": "district", "code": "2025a:D:066", "province": "Bắc Kạn"},
        "organization": None,
    }
    status, line = client.post(_path(fact), {"verdict": "corrected", "revision": 0, "changes": changes})
    assert status == 201, line
    after = line["after"]
    assert (after["value"], after["qualifier"], after["groups"]) == (352.5, "about", ["female", "youth"])
    assert (after["period"]["end"], after["locality"]["name"]) == ("2023-06", "huyện Na Rì")
    assert (after["indicator"], after["denominator"], after["evidence"]) == (
        line["before"]["indicator"],
        600,
        line["before"]["evidence"],
    )
    (current,) = store.reviews.current(line["document_id"])
    assert (current.state, current.entry.review.verdict) == ("holds", "corrected")


def test_a_second_correction_goes_on_from_the_first(client, fact):
    _, first = client.post(_path(fact), {"verdict": "corrected", "revision": 0, "changes": {"value": 352}})
    body = {"verdict": "corrected", "revision": first["number"], "changes": {"qualifier": "over"}}
    _, second = client.post(_path(fact), body)
    assert (second["after"]["value"], second["after"]["qualifier"]) == (352, "over")
    assert second["before"]["value"] == 325


def test_a_correction_that_changes_nothing_accepts(client, fact):
    _, line = client.post(_path(fact), {"verdict": "corrected", "revision": 0, "changes": {"value": 325}})
    assert (line["verdict"], line["after"]) == ("accepted", None)


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ({"verdict": "accepted"}, 422, "body.revision"),
        ({"verdict": "accepted", "revision": "0"}, 422, "body.revision"),
        ({"verdict": "accepted", "revision": True}, 422, "body.revision"),
        ({"verdict": "perhaps", "revision": 0}, 422, "body.verdict"),
        ({"verdict": "accepted", "revision": 0, "who": "mai"}, 422, "body.who"),
        ({"verdict": "accepted", "revision": 0, "reason": "x" * 2001}, 422, "body.reason"),
        ({"verdict": "accepted", "revision": 0, "changes": {"value": 1}}, 409, "body.changes"),
        ({"verdict": "corrected", "revision": 0}, 409, "body.changes"),
        ({"verdict": "added", "revision": 0, "changes": {"value": 1}}, 409, None),
        ({"verdict": "corrected", "revision": 0, "changes": {"value": None}}, 409, "body.changes.value"),
        ({"verdict": "corrected", "revision": 0, "changes": {"value_max": 1}}, 409, "body.changes.value_max"),
        ({"verdict": "corrected", "revision": 0, "changes": {"denominator": None}}, 409, "body.changes.denominator"),
        ({"verdict": "corrected", "revision": 0, "changes": {"fact_id": "x"}}, 422, "body.changes.fact_id"),
        ({"verdict": "corrected", "revision": 0, "changes": {"unit": "a\0"}}, 422, "body.changes.unit"),
        ({"verdict": "corrected", "revision": 0, "changes": {"unit": "\ud800"}}, 422, "body.changes.unit"),
        (
            {"verdict": "corrected", "revision": 0, "changes": {"period": {"start": "2024", "end": "2023"}}},
            409,
            "body.changes.period",
        ),
        (b"{", 422, "body.1"),
        (b'{"verdict": "accepted", "revision": NaN}', 422, "body.revision"),
        (b"[]", 422, "body"),
    ],
)
def test_what_is_no_verdict_is_refused_and_nothing_is_written(store, client, fact, body, status, where):
    found, problem = client.post(_path(fact), body)
    assert (found, problem["status"]) == (status, status)
    assert [error["where"] for error in problem["errors"]] == ([where] if where else [])
    assert store.reviews.count() == 0


def test_a_fact_that_was_missed_is_added_once(store, client, extraction):
    store.save([extraction])
    text, path = extraction.document.text, f"/documents/{extraction.document.document_id}/reviews"
    start = text.index("04-NQ")
    changes = {"indicator": "cell.total", "value": 4, "unit": "organization"}
    body = {"start": start, "end": start + 2, "revision": 0, "changes": changes}
    status, line = client.post(path, body)
    assert (status, line["verdict"], line["before"]) == (201, "added", None)
    after = line["after"]
    assert (after["value"], after["indicator"]) == (4, "cell.total")
    evidence = after["evidence"]
    assert text[evidence["quote_start"] : evidence["quote_end"]] == evidence["quote"]
    assert client.post(path, body | {"reason": "khác"})[0] == 409, "somebody added it already"
    assert client.post(path, body | {"start": 0, "end": 10**6})[0] == 409
    known = extraction.facts[0].evidence
    assert client.post(path, body | {"start": known.start, "end": known.end})[0] == 409
    assert client.post("/documents/none/reviews", body)[0] == 404


def test_a_line_is_taken_back_by_a_further_line(store, client, fact):
    _, line = client.post(_path(fact), {"verdict": "rejected", "revision": 0})
    status, undoing = client.post(f"/reviews/{line['number']}/undo", {"reason": "nhầm"})
    assert (status, undoing["undoes"], undoing["reason"]) == (200, line["number"], "nhầm")
    assert client.get(f"/reviews/{line['number']}")["is_undone"]
    assert client.post(f"/reviews/{line['number']}/undo", {})[1]["is_undone"]
    assert store.reviews.count() == 2
    assert client.post("/reviews/99/undo", {})[0] == 404


def test_the_log_in_pages_and_by_what_it_says(store, client, extraction):
    store.save([extraction])
    for position in (0, 1, 2, 3):
        path = f"/facts/{extraction.facts[position].fact_id}/reviews"
        client.post(path, {"verdict": "rejected" if position else "accepted", "revision": 0})
    client.post("/reviews/1/undo", {})
    pages = list(client.pages("/reviews", limit=2))
    assert [line["number"] for page in pages for line in page] == [1, 2, 3, 4, 5]
    assert pages[0][0]["is_undone"], "whatever page the line stands on that took it back"
    assert [line["number"] for line in client.get("/reviews", verdict="accepted")["items"]] == [1, 5]
    assert client.get("/reviews", reviewer="Mai")["items"] == []
    assert len(client.get("/reviews", reviewer="Bình", document=extraction.document.document_id)["items"]) == 5
    assert client.get("/reviews", since="2999-01-01T00:00:00Z")["items"] == []
