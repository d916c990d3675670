import gzip

from corpus.archive.records import encode_answer, encode_record


def decoded(member: bytes) -> str:
    return gzip.decompress(member).decode("latin-1")


def test_the_same_answer_gives_the_same_bytes(make_answer):
    first, second = (encode_answer(make_answer(1), source_id="bao-mau", kind="article") for _ in range(2))
    assert first == second
    assert encode_answer(make_answer(2), source_id="bao-mau", kind="article") != first


def test_fields_about_bytes_on_the_wire_are_set_aside(make_answer):
    response = decoded(encode_answer(make_answer(1, b"abc"), source_id="bao-mau", kind="article").response)
    head = response.split("\r\n\r\n")[1]
    assert head == (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nX-Archive-Orig-Content-Encoding: gzip\r\n"
        "X-Archive-Orig-Transfer-Encoding: chunked\r\nX-Odd: \xe9\r\nContent-Length: 3"
    )


def test_request_names_its_response(make_answer):
    unit = encode_answer(make_answer(1), source_id="bao-mau", kind="article")
    response_id = decoded(unit.response).partition("WARC-Record-ID: ")[2].partition("\r\n")[0]
    assert f"WARC-Concurrent-To: {response_id}" in decoded(unit.request)


def test_unknown_heads_are_not_invented_but_the_status_and_type_are_kept(make_answer):
    answer = make_answer(1, request_head=b"", response_head=b"")
    unit = encode_answer(answer, source_id="bao-mau", kind="article")
    assert unit.request == b""
    assert "HTTP/1.1 200 \r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " in decoded(unit.response)


def test_not_modified_and_same_body_are_revisits_without_body(make_answer):
    same = decoded(encode_answer(make_answer(1, status="unchanged"), source_id="a", kind="article").response)
    assert "WARC-Type: revisit" in same
    assert "revisit/identical-payload-digest" in same
    assert "kết nạp".encode().decode("latin-1") not in same
    answer = make_answer(1, b"", status="unchanged", http_status=304, sha256=None)
    not_modified = decoded(encode_answer(answer, source_id="a", kind="article").response)
    assert "revisit/server-not-modified" in not_modified
    assert "WARC-Payload-Digest" not in not_modified


def test_bodies_that_were_not_read_are_marked(make_answer):
    answer = make_answer(1, b"", status="failed", reason="too_large", sha256=None)
    assert "WARC-Truncated: length" in decoded(encode_answer(answer, source_id="a", kind="article").response)
    gone = make_answer(1, b"", status="gone", http_status=404, sha256=None)
    assert "WARC-Truncated: unspecified" in decoded(encode_answer(gone, source_id="a", kind="article").response)


def test_an_address_cannot_break_out_of_its_field(make_answer):
    answer = make_answer(1, final_url="https://baomau.vn/a\r\nWARC-Type: warcinfo b", url="https://baomau.vn/x\r\ny: z")
    fields = decoded(encode_answer(answer, source_id="a", kind="article").response).split("\r\n\r\n")[0]
    assert "WARC-Target-URI: https://baomau.vn/a%0D%0AWARC-Type:%20warcinfo%20b\r\n" in fields
    assert fields.count("\r\nWARC-Type:") == 1
    assert "\r\ny:" not in fields


def test_a_record_is_one_member_with_its_length():
    member = encode_record("metadata", [], (b"ab", b"cd"), record_id="urn:uuid:1")
    assert decoded(member).endswith("Content-Length: 4\r\n\r\nabcd\r\n\r\n")
