"""Facts, documents and checks over real HTTP: every row once, filters that count, nothing sent twice."""

import json
import sqlite3

import pytest
from loopback_web import Browser


def _numerals(page, text):
    return [text[item["evidence"]["start"] : item["evidence"]["end"]] for item in page["items"]]


@pytest.mark.parametrize("limit", [1, 33, 500])
def test_every_fact_comes_once_whatever_the_page(store, client, many, limit):
    few = many[: limit * 20]
    store.save(few)
    pages = list(client.pages("/facts", limit=limit))
    assert all(len(page) == limit for page in pages[:-1])
    found = [item["fact_id"] for page in pages for item in page]
    assert found == [fact.fact_id for one in few for fact in one.facts]


def test_a_fact_is_that_of_the_contract_with_its_document(store, client, extraction):
    store.save([extraction])
    contract = json.loads(extraction.to_contract().model_dump_json())
    items = client.get("/facts")["items"]
    assert items == [{**fact, "document": contract["document"]} for fact in contract["facts"]]
    assert client.get(f"/facts/{items[3]['fact_id']}") == items[3]


def test_a_document_with_its_text_ledger_and_checks(store, client, extraction):
    store.save([extraction])
    (item,) = client.get("/documents")["items"]
    detail = client.get(f"/documents/{item['document_id']}")
    contract = json.loads(extraction.to_contract().model_dump_json())
    assert {name: detail[name] for name in ("document", "facts", "ledger")} == {
        name: contract[name] for name in ("document", "facts", "ledger")
    }
    assert detail["text"] == extraction.document.text
    assert [check["outcome"] for check in detail["checks"]] == ["holds", "fails"]
    answer = client.ask(f"/documents/{item['document_id']}/text")
    assert answer.header("Content-Type") == "text/plain; charset=utf-8"
    assert answer.text == extraction.document.text
    assert (item["extractor"], item["version"]) == ("1.0", 1)


@pytest.mark.parametrize(
    ("query", "numerals"),
    [
        ({"indicator": "member.admitted", "status": "actual"}, ["325", "54,2"]),
        ({"period": "2024-Q4"}, ["120"]),
        ({"period": "2024-11"}, []),
        ({"outcome": "fails"}, ["325", "54,2"]),
        ({"province": "Bắc Kạn", "indicator": "cell.total", "source": "Báo Bắc Kạn"}, ["26"]),
        ({"since_version": 1}, []),
        ({"since": "2999-01-01T00:00:00+07:00"}, []),
        ({"document": "none"}, []),
    ],
)
def test_filters(store, client, extraction, query, numerals):
    store.save([extraction])
    assert _numerals(client.get("/facts", **query), extraction.document.text) == numerals


def test_checks_with_their_document(store, client, extraction):
    store.save([extraction])
    (item,) = client.get("/checks", outcome="fails")["items"]
    assert item["statement"] == "325 / 600 ≠ 56%"
    assert item["document"]["document_id"] == extraction.document.document_id
    assert [one["kind"] for one in client.get("/checks", limit=1, kind="parts_total")["items"]] == ["parts_total"]


def test_what_is_new_since_the_last_reading(store, client, many):
    store.save(many[:3])
    before = client.get("/documents")
    store.save(many[3:5])
    new = client.get("/documents", since_version=before["version"])
    assert [item["document_id"] for item in new["items"]] == [one.document.document_id for one in many[3:5]]


def test_what_is_held_already_is_not_sent_again(store, client, extraction, many):
    store.save([extraction])
    document = extraction.document.document_id
    fact = extraction.facts[0].fact_id
    for path in ("/facts", f"/facts/{fact}", "/documents", f"/documents/{document}", f"/documents/{document}/text",
                 "/checks", "/reviews", "/exports", "/labels", "/indicators", "/schema", "/openapi.json",
                 f"/facts/{fact}/reviews"):  # fmt: skip
        first = client.ask(path)
        tag = first.header("ETag")
        for held in (tag, f'"other", W/{tag}', "*"):
            again = client.ask(path, {"If-None-Match": held})
            assert (again.status, again.body, again.header("ETag")) == (304, b"", tag), path
        assert client.ask(path, {"If-None-Match": '"other"'}).status == 200
        assert first.header("Cache-Control") == "private, no-cache"
    held = client.ask("/facts").header("ETag")
    store.save(many[1:2])
    assert client.ask("/facts", {"If-None-Match": held}).status == 200


@pytest.mark.parametrize(
    ("path", "query", "where"),
    [
        ("/facts", {"limit": 0}, "query.limit"),
        ("/facts", {"limit": 501}, "query.limit"),
        ("/facts", {"limit": "ten"}, "query.limit"),
        ("/facts", {"indicater": "member.total"}, "query.indicater"),
        ("/facts", {"indicator": "nothing.total"}, "query.indicator"),
        ("/facts", {"period": "2023-13"}, "query.period"),
        ("/facts", {"source": "x" * 201}, "query.source"),
        ("/facts", {"source": "a\0b"}, "query.source"),
        ("/facts", {"since": "0.5"}, "query.since"),
        ("/facts", {"since": "2026-01-01"}, "query.since"),
        ("/facts", {"since_version": 2**31}, "query.since_version"),
        ("/facts", {"cursor": "x" * 5000}, "query.cursor"),
        ("/facts", {"cursor": "../../x"}, "query.cursor"),
        ("/documents", {"limit": -1}, "query.limit"),
        ("/comparisons", {}, "query.indicator"),
        ("/comparisons", {"indicator": "member.total", "group": "women"}, "query.group.0"),
    ],
)
def test_what_is_wrong_is_named(client, path, query, where):
    answer = client.ask(path, **query)
    problem = json.loads(answer.body)
    assert (answer.status, answer.header("Content-Type")) == (422, "application/problem+json")
    assert (problem["status"], problem["type"]) == (422, "about:blank")
    assert [error["where"] for error in problem["errors"]] == [where]


def test_a_cursor_is_good_for_its_own_list_and_filters_only(store, client, many):
    store.save(many[:5])
    cursor = client.get("/facts", limit=2)["next"]
    assert client.ask("/facts", limit=3, cursor=cursor).status == 200
    for path, query in (("/documents", {}), ("/checks", {}), ("/facts", {"status": "actual"})):
        answer = client.ask(path, cursor=cursor, **query)
        assert (answer.status, answer.header("Content-Type")) == (404, "application/problem+json")
    for invented in ("AAAAAAAA", "NTZkOGRlMTYuOTk5OTk5OTk5OS4x", "_" * 80):
        assert client.ask("/facts", cursor=invented).status == 404


@pytest.mark.parametrize("path", ["/facts/none", "/documents/none", "/documents/none/text", "/reviews/7", "/nothing"])
def test_what_is_not_there_is_a_problem(client, path):
    answer = client.ask(path)
    assert (answer.status, answer.header("Content-Type")) == (404, "application/problem+json")
    assert json.loads(answer.body)["status"] == 404


def test_words_for_other_systems(client):
    labels = {one["indicator"]: one["names"] for one in client.get("/indicators")}
    assert labels["member.admitted"]["party"] == "Đảng viên kết nạp mới"
    assert client.get("/labels")["outcomes"]["fails"]
    assert client.get("/schema")["title"] == "solieu/1"
    assert client.get("/me") == {"name": "Bình", "role": "admin", "via": "local"}


def test_a_comparison_as_the_command_prints_it(store, client, extraction):
    store.save([extraction])
    table = client.get("/comparisons", indicator="cell.total", group="grassroots", level="district")
    assert table["schema"] == "solieu-comparison/1"
    (row,) = table["rows"]
    assert (row["value"], row["place"]["name"]) == (26, "huyện Ba Bể")
    assert row["figures"][0]["document_id"] == extraction.document.document_id
    assert client.get("/comparisons", indicator="cell.total")["rows"] == []
    assert client.ask("/comparisons", indicator="cell.total", boundary="2025").status == 409


def test_a_locked_store_is_told_and_the_next_request_works(store, client, extraction, tmp_path):
    store.save([extraction])
    fact = extraction.facts[0].fact_id
    blocker = sqlite3.connect(store._engine.url.database)
    blocker.execute("BEGIN IMMEDIATE")
    status, problem = client.post(f"/facts/{fact}/reviews", {"verdict": "accepted", "revision": 0})
    assert (status, problem["status"]) == (503, 503)
    assert str(tmp_path) not in problem["detail"]
    blocker.rollback()
    blocker.close()
    assert client.post(f"/facts/{fact}/reviews", {"verdict": "accepted", "revision": 0})[0] == 201


@pytest.mark.parametrize(("path", "allowed"), [("/facts", "GET"), ("/facts/x/reviews", "GET, POST")])
def test_a_method_that_a_path_does_not_know_is_told_which_it_knows(open_port, path, allowed):
    answer = Browser(open_port()).send("DELETE", f"/api/v1{path}", headers={"Content-Type": "application/json"})
    assert (answer.status, answer.header("Allow")) == (405, allowed)
    assert answer.header("Content-Type") == "application/problem+json"
