"""What stands before every page: host names, sizes, keys, roles, forgery, and the headers of every answer."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from outputs.access.arrivals import PathGuard
from outputs.access.binding import AccessOptions, decide_access
from outputs.access.keys import hash_secret, new_token
from schemas.access import Token
from schemas.errors import ConfigError

OUTSIDE = AccessOptions(local_name=None, host_names=None)
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def add_token(store):
    def add(name="hoa", role="review", days=1):
        now, secret = datetime.now(UTC), new_token()
        times = {"created_at": now, "expires_at": now + timedelta(days=days)}
        token = Token(token_id=secret[-6:], user=name, role=role, purpose="thử", **times)
        store.accounts.add_token(token, hash_secret(secret))
        return secret

    return add


def _form(browser):
    return browser.get("/").text.rpartition("|")[2]


def test_without_users_whoever_sits_here_is_the_reviewer(browse):
    browser = browse()
    assert browser.get("/").text.startswith("Bình|admin|local|")
    assert json.loads(browser.post_form("/change", {"csrf_token": _form(browser), "a": "b"}).body)["by"] == "Bình"


def test_the_first_user_ends_that_at_once(browse, add_user):
    browser = browse()
    assert browser.get("/").status == 200
    add_user()
    assert browser.get("/").status == 303


def test_nobody_is_the_reviewer_through_a_proxy_or_from_outside(browse):
    assert browse().get("/", X_Forwarded_For="10.0.0.9").status == 303
    assert browse(OUTSIDE).get("/").status == 303


@pytest.mark.parametrize("host", ["evil.vn", "127.0.0.1.evil.vn", "evil.vn:80", "", "localhost@evil.vn"])
def test_a_name_that_was_made_to_point_here_is_turned_away(browse, host):
    browser = browse()
    for path in ("/", "/login", "/api/v1/me"):
        assert browser.get(path, Host=host).status in {400, 421}
    assert browser.get("/", Host=f"localhost:{browser.port}").status == 200
    assert browser.get("/", Host="[::1]:80").status == 200


def test_a_program_comes_in_by_its_token_and_needs_no_form(browse, add_user, add_token):
    add_user()
    browser, secret = browse(OUTSIDE), add_token()
    assert browser.get("/api/v1/me").status == 401
    assert browser.get("/api/v1/me").header("WWW-Authenticate") == "Bearer"
    answer = browser.send("POST", "/api/v1/change", body=b"{}", headers={"Authorization": f"Bearer {secret}"})
    assert json.loads(answer.body) == {"by": "hoa"}


def test_a_token_is_noted_as_used(store, browse, add_user, add_token):
    add_user()
    browse(OUTSIDE).get("/api/v1/me", Authorization=f"bearer {add_token()}")
    assert [token.used_at is not None for token in store.accounts.tokens()] == [True]


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Basic aG9hOng=", "", "Bearer \x00"])
def test_a_wrong_key_is_nobody_even_at_this_machine(browse, header):
    assert browse().get("/api/v1/me", Authorization=header).status in {400, 401}


def test_an_expired_token_is_nobody(browse, add_user, add_token):
    add_user()
    assert browse(OUTSIDE).get("/api/v1/me", Authorization=f"Bearer {add_token(days=-1)}").status == 401


def test_who_may_read_only_changes_nothing(browse, add_user, add_token, log_in):
    add_user(role="read")
    browser = browse(OUTSIDE)
    log_in(browser)
    form = _form(browser)
    assert browser.post_form("/change", {"csrf_token": form}).status == 403
    secret = add_token(role="read")
    answer = browser.send("POST", "/api/v1/change", body=b"{}", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status, answer.header("Content-Type")) == (403, "application/problem+json")
    assert browser.post_form("/logout", {"csrf_token": form}).status == 303


def test_a_page_for_admins_is_for_admins(browse, add_user, log_in, store):
    add_user()
    browser = browse(OUTSIDE)
    log_in(browser)
    assert browser.get("/admin").status == 403
    store.accounts.set_role("hoa", "admin")
    assert browser.get("/admin").status == 200


def test_a_change_needs_the_token_of_this_browser(browse):
    browser, other = browse(), browse()
    form, foreign = _form(browser), _form(other)
    assert browser.post_form("/change", {}).status == 403
    assert browser.post_form("/change", {"csrf_token": ""}).status == 403
    assert browser.post_form("/change", {"csrf_token": foreign}).status == 403
    assert browser.post_form("/change", {}, X_CSRF_Token=foreign).status == 403
    assert browser.post_form("/change", {}, X_CSRF_Token="\u00e9").status == 403
    assert browser.post_form("/change", {"csrf_token": form}).status == 200
    assert browser.send("POST", "/change", body=b"{}", headers={**JSON, "X-CSRF-Token": form}).status == 200
    assert json.loads(browser.post_form("/change", {"csrf_token": form}).body)["body"] == f"csrf_token={form}"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://evil.vn"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://["},
    ],
)
def test_a_change_from_another_site_is_turned_away_even_with_the_token(browse, headers):
    browser = browse()
    form = _form(browser)
    assert browser.post_form("/change", {"csrf_token": form}, **headers).status == 403
    own = {"Origin": f"http://127.0.0.1:{browser.port}", "Sec_Fetch_Site": "same-origin"}
    assert browser.post_form("/change", {"csrf_token": form}, **own).status == 200


def test_the_form_of_the_login_needs_its_token_too(browse, add_user):
    add_user()
    browser = browse()
    assert browser.post_form("/login", {"name": "hoa", "password": "một câu dài dễ nhớ"}).status == 403


def test_a_program_at_this_machine_may_change_and_a_page_elsewhere_may_not(browse):
    browser = browse()
    assert browser.send("POST", "/api/v1/change", body=b"{}", headers=JSON).status == 200
    for headers in (
        {"Content-Type": "text/plain"},
        {**JSON, "Origin": "https://evil.vn"},
        {**JSON, "Sec-Fetch-Site": "cross-site"},
        {**JSON, "Cookie": "solieu-browser=x"},
    ):
        assert browser.send("POST", "/api/v1/change", body=b"{}", headers=headers).status == 403


def test_large_bodies_are_turned_away_with_and_without_a_length(browse):
    browser = browse()
    form = _form(browser)
    large = b"a=" + b"x" * 1_000_000
    assert browser.send("POST", "/change", body=large, headers={"X-CSRF-Token": form}).status == 413
    chunk = b"a" * 60_000
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for _ in range(20)) + b"0\r\n\r\n"
    headers = {"X-CSRF-Token": form, "Transfer-Encoding": "chunked"}
    connection = browser.raw("POST", "/change", chunked, headers)
    assert connection.status == 413


@pytest.mark.parametrize("path", ["/", "/login", "/access/access.css", "/nothing", "/api/v1/me"])
def test_every_answer_tells_the_browser_what_may_run(browse, path):
    answer = browse().get(path)
    policy = answer.header("Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("X-Frame-Options") == "DENY"
    assert answer.header("Referrer-Policy") == "same-origin"
    assert answer.header("Cache-Control")


@pytest.mark.parametrize(
    "path", ["/access/../access.py", "/access/%2e%2e/access.py", "/access/..%2faccess.py", "/access//etc/passwd",
             "/access/%00", "/access/....//access.py", "/access/..\\access.py"]
)  # fmt: skip
def test_only_the_files_for_pages_are_given_out(browse, path):
    answer = browse().get(path)
    assert answer.status in {303, 400, 404}
    assert "StoreAccess" not in answer.text


def test_listening_elsewhere_needs_users():
    for host in ("0.0.0.0", "::", "192.168.1.4", "example.vn"):
        with pytest.raises(ConfigError) as caught:
            decide_access(host, has_users=False, reviewer="An")
        assert "\n" not in str(caught.value)
        assert "solieu users add" in str(caught.value)
        options = decide_access(host, has_users=True, reviewer="An")
        assert (options.local_name, options.host_names) == (None, None)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_listening_at_this_machine_needs_none_but_the_right_host_name(host):
    options = decide_access(host, has_users=False, reviewer="An")
    assert options.local_name == "An"
    assert "localhost" in options.host_names
    assert "evil.vn" not in options.host_names


def test_a_name_for_others_needs_users_too():
    with pytest.raises(ConfigError, match=r"solieu\.bao\.vn"):
        decide_access("127.0.0.1", has_users=False, reviewer="An", names=("solieu.bao.vn",))
    options = decide_access("127.0.0.1", has_users=True, reviewer="An", names=("Solieu.bao.vn",))
    assert options.local_name is None
    assert {"solieu.bao.vn", "localhost"} <= options.host_names


@pytest.mark.parametrize(("path", "status"), [("/%7F", 404), ("/%0A", 404), ("/%E3%85%A4", 404), ("/%E1%BA%AD", 200)])
def test_a_path_with_a_sign_that_no_path_has_is_turned_away(path, status):
    """A control that prints nothing, a line end, a blank that counts as a letter; and a letter."""
    application = PathGuard(PlainTextResponse("page"))
    assert TestClient(application).get(path).status_code == status
