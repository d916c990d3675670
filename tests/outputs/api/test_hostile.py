"""What a hostile article or request holds: nothing of it runs, leads elsewhere, or becomes a header."""

import json

import pytest

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "{{ 7*7 }}{% include '/etc/passwd' %}${7*7}",
    "\u202e00.54\u202c",
    "\u2066đảo\u2069\u200b",
    "=HYPERLINK(\"http://evil.vn\")",
    "x\r\nSet-Cookie: a=b",
)  # fmt: skip


@pytest.fixture
def hostile(store, build_extraction):
    """One document, each of whose fields holds every payload."""
    text = " ".join(PAYLOADS) + "\nHuyện có 45 chi bộ.\n"
    words = " ".join(PAYLOADS)
    figures = [("45", {"indicator": "cell.total", "unit": words, "organization": words})]
    made = build_extraction(
        text, figures, name=f"../../{words}.txt", title=words, publisher=words, url=f"javascript:{words}"
    )
    store.save([made])
    return made


def test_json_says_what_the_article_says_and_is_never_a_page(client, hostile):
    document_id = hostile.document.document_id
    for path in ("/facts", "/documents", f"/documents/{document_id}", f"/documents/{document_id}/text",
                 "/exports/facts.jsonl", "/exports/documents.jsonl", "/comparisons?indicator=cell.total"):  # fmt: skip
        answer = client.ask(path)
        assert answer.status == 200
        assert answer.header("Content-Type").split(";")[0] in {"application/json", "application/x-ndjson", "text/plain"}
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert "default-src 'none'" in answer.header("Content-Security-Policy")
        assert answer.header("Set-Cookie") is None
    assert client.get(f"/documents/{document_id}")["text"] == hostile.document.text
    assert client.get("/facts")["items"][0]["document"]["title"] == hostile.document.title


@pytest.mark.parametrize(
    "path",
    [
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/%2e%2e/%2e%2e/labels.yml",
        "/documents/../../../outputs/labels.yml",
        "/documents/%00",
        "/documents/a%0d%0aSet-Cookie:%20a=b",
        "/documents/%E2%80%AEabc",
        "/documents/" + "a" * 5_000,
        "/documents/%ff%fe",
        "/facts/<script>",
        "/facts/{{7*7}}",
        "/exports/..%2f..%2fsecret.jsonl",
        "/exports/facts.jsonl%00.html",
        "/documents/x%2Ftext",
    ],
)
def test_no_id_leads_out_of_the_store(client, hostile, path):
    answer = client.ask(path)
    assert answer.status in {404, 422}
    assert answer.header("Content-Type") == "application/problem+json"
    assert answer.header("Set-Cookie") is None
    json.loads(answer.body)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_request_holds_comes_back_as_data_only(client, hostile, payload):
    answer = client.ask("/facts", source=payload, **{payload[:40]: "1"})
    assert answer.status == 422
    assert answer.header("Content-Type") == "application/problem+json"
    assert answer.header("Set-Cookie") is None


def test_huge_requests_are_turned_away(client):
    assert client.ask("/facts", cursor="A" * 60_000).status in {400, 414, 422, 431}
    assert client.post("/facts/x/reviews", b"[" * 1_000_001)[0] == 413
    deep = b'{"verdict":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert client.post("/facts/x/reviews", deep)[0] in {400, 404, 422}
    many = {f"x{number}": 1 for number in range(2_000)}
    assert client.ask("/facts", **many).status == 422


def test_a_fault_shows_nothing_of_the_program(client, store, monkeypatch):
    def fail():
        raise RuntimeError("secret of the program")

    monkeypatch.setattr(type(store), "portions", lambda self: fail())
    answer = client.ask("/facts")
    assert (answer.status, answer.header("Content-Type")) == (500, "application/problem+json")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
