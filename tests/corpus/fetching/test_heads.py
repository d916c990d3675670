import pytest

from corpus.fetching.heads import archived_head, request_head

HEAD = (
    b"HTTP/1.1 200 OK\r\nServer: may\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    b"content-length:12\r\nContent-Encoding : br\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n\r\n"
)


def test_a_request() -> None:
    assert request_head("/a?b", {"Host": "bao.vn", "Accept": "*/*"}) == (
        b"GET /a?b HTTP/1.1\r\nHost: bao.vn\r\nAccept: */*\r\n\r\n"
    )


def test_how_a_body_was_sent_is_kept_under_other_names() -> None:
    assert archived_head(HEAD, 345) == (
        b"HTTP/1.1 200 OK\r\nServer: may\r\nX-Archive-Orig-Content-Encoding: gzip\r\n"
        b"X-Archive-Orig-Transfer-Encoding: chunked\r\nX-Archive-Orig-content-length:12\r\n"
        b"X-Archive-Orig-Content-Encoding : br\r\n"
        b"Set-Cookie: a=b\r\nSet-Cookie: c=d\r\nContent-Length: 345\r\n\r\n"
    )


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.0 200 \n\n", b"HTTP/1.1 200 OK\nA: b\r\n\r\n"])
def test_any_head_gets_its_length(head: bytes) -> None:
    archived = archived_head(head, 7)
    assert archived.endswith(b"\r\nContent-Length: 7\r\n\r\n")
    assert archived.count(b"\r\n\r\n") == 1
    assert b"\n\n" not in archived.replace(b"\r", b"")[:-2]
