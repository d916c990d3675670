"""Logging in and out over real HTTP: who comes in, as whom, for how long, and what the cookie is like."""

import re
import time
from datetime import UTC, datetime

import pytest

from outputs.access.keys import hash_secret
from outputs.access.refusing import local_path

COOKIE = "solieu-login"


def test_whoever_is_not_logged_in_is_sent_to_the_login_and_back(browse, add_user, log_in):
    add_user()
    browser = browse()
    sent = browser.get("/?page=2")
    assert (sent.status, sent.header("Location")) == (303, "/login?next=%2F%3Fpage%3D2")
    page = browser.get(sent.header("Location"))
    assert 'name="next" value="/?page=2"' in page.text
    assert log_in(browser, back="/?page=2").header("Location") == "/?page=2"
    assert browser.get("/").text.startswith("hoa|review|login|")
    assert browser.get("/login").status == 303, "who is logged in needs no login"


@pytest.mark.parametrize(
    ("name", "password"), [("hoa", "sai mật khẩu rồi"), ("nobody", "sai"), ("", ""), ("h\0a", "x"), ("x" * 99, "x")]
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(browse, add_user, log_in, name, password):
    add_user()
    browser = browse()
    answer = log_in(browser, name, password)
    assert answer.status == 401
    assert "Tên hoặc mật khẩu không đúng" in answer.text
    assert COOKIE not in browser.cookies
    assert browser.get("/").status == 303


def test_a_login_with_an_unknown_name_takes_as_long(store, add_user, log_in, browse):
    add_user()
    browser = browse()
    log_in(browser, "warm", "up")
    times = []
    for name in ("hoa", "nobody"):
        start = time.perf_counter()
        log_in(browser, name, "sai mật khẩu")
        times.append(time.perf_counter() - start)
    assert 0.25 < times[0] / times[1] < 4, "one password is checked in both"


def test_the_secret_is_new_with_each_login_and_the_store_holds_none(store, browse, add_user, log_in):
    add_user()
    browser = browse()
    answer = log_in(browser)
    (cookie,) = [line for line in answer.headers.get_all("Set-Cookie") if line.startswith(COOKIE)]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    first = browser.cookies[COOKIE]
    form_before = browser.get("/").text.rpartition("|")[2]
    browser.cookies.pop(COOKIE)
    log_in(browser)
    second = browser.cookies[COOKIE]
    assert first != second
    assert browser.get("/").text.rpartition("|")[2] != form_before
    held = [row for row in store._engine.connect().exec_driver_sql("SELECT secret_hash FROM sessions")]
    assert {row[0] for row in held} == {hash_secret(first), hash_secret(second)}


def test_whoever_logs_in_again_has_one_login(store, browse, add_user, log_in):
    add_user()
    browser = browse()
    log_in(browser)
    first, form = browser.cookies[COOKIE], browser.get("/").text.rpartition("|")[2]
    fields = {"csrf_token": form, "name": "hoa", "password": "một câu dài dễ nhớ"}
    assert browser.post_form("/login", fields).status == 303
    assert browser.cookies[COOKIE] != first
    assert store.logins.find(hash_secret(first), datetime.now(UTC)) is None


def test_a_login_given_from_outside_is_not_taken_over(browse, add_user, log_in):
    add_user()
    browser = browse()
    browser.cookies[COOKIE] = "chosen-by-somebody-else"
    log_in(browser)
    assert browser.cookies[COOKIE] != "chosen-by-somebody-else"


def test_logging_out_ends_the_login_for_good(browse, add_user, log_in):
    add_user()
    browser = browse()
    log_in(browser)
    secret, form = browser.cookies[COOKIE], browser.get("/").text.rpartition("|")[2]
    assert browser.post_form("/logout", {"csrf_token": form}).header("Location") == "/login"
    assert COOKIE not in browser.cookies
    browser.cookies[COOKIE] = secret
    assert browser.get("/").status == 303


def test_over_https_the_cookie_goes_nowhere_else(browse, add_user, log_in):
    add_user()
    browser = browse()
    https = {"X_Forwarded_Proto": "https"}
    page = browser.get("/login", **https)
    token = re.findall(r'name="csrf_token" value="(\w+)"', page.text)[0]
    answer = browser.post_form(
        "/login", {"csrf_token": token, "name": "hoa", "password": "một câu dài dễ nhớ"}, **https
    )
    (cookie,) = [line for line in answer.headers.get_all("Set-Cookie") if COOKIE in line]
    assert cookie.startswith(f"__Host-{COOKIE}=")
    assert "Secure" in cookie
    assert browser.get("/", **https).text.startswith("hoa|")
    assert browser.get("/", **https).header("Strict-Transport-Security") == "max-age=31536000"
    assert browser.get("/").status == 303, "without HTTPS the cookie counts for nothing"


def test_too_many_tries_have_to_wait(browse, add_user, log_in):
    add_user()
    browser = browse()
    for _ in range(5):
        assert log_in(browser, password="sai").status == 401
    answer = log_in(browser)
    assert answer.status == 429
    assert int(answer.header("Retry-After")) > 200
    assert "Hãy đợi 5 phút" in answer.text
    assert log_in(browser, "mai").status == 401, "another account is not kept out"


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.vn", "//elsewhere.vn", "/\\elsewhere.vn", "javascript:alert(1)", "/a\r\nSet-Cookie: x=y",
     "/" + "x" * 3000, "", "/\u202e"],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_none_of_ours(back):
    assert local_path(back) == "/"
    assert local_path("/queue?province=Hà Giang") == "/queue?province=Hà Giang"


def test_a_login_leads_nowhere_else(browse, add_user, log_in):
    add_user()
    assert log_in(browse(), back="//elsewhere.vn").header("Location") == "/"


def test_what_was_typed_is_escaped(browse, add_user, log_in):
    add_user()
    answer = log_in(browse(), name='"><script>alert(1)</script>\u202e', password="x", back='/"onfocus="x')
    assert "<script>" not in answer.text
    assert 'onfocus="x' not in answer.text
    assert "\u202e" not in answer.text
