"""`solieu review` as others reach it: refused without users, and with them by login, by token, over HTTPS."""

import io
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from loopback_web import Browser
from review_browser import free_port

from flows.review_job import ServerOptions, serve_review
from flows.settings import load_settings
from flows.users_job import TokenWish, add_user, make_token
from schemas.errors import ConfigError

PASSWORD = "một câu dài dễ nhớ"
COMMAND = str(Path(sys.executable).with_name("solieu"))


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SOLIEU_")}


@pytest.fixture
def start(store_url: str) -> Iterator[Callable[..., tuple[int, list[str]]]]:
    """Starts the command with further words; gives its port and what it says until it listens."""
    running: list[subprocess.Popen[str]] = []

    def begin(*words: str, lines: int = 1) -> tuple[int, list[str]]:
        port = free_port()
        command = [COMMAND, "review", "--store", store_url, "--port", str(port), *words]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=_environment())
        running.append(process)
        return port, [process.stderr.readline() for _ in range(lines)]

    yield begin
    for process in running:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


@pytest.fixture
def hoa(store_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A reviewer; the secret of a token of hers."""
    settings = load_settings(database=store_url)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    add_user(settings, "hoa", "review", from_input=True)
    return make_token(settings, TokenWish(user="hoa", role="review", days=1, purpose=""))


def _refusal(store_url: str, **options: object) -> str:
    stated = {"host": "127.0.0.1", "port": free_port(), "opens_browser": False, "double_share": 0} | options
    with pytest.raises(ConfigError) as caught:
        serve_review(load_settings(database=store_url), ServerOptions(**stated))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_for_others_it_does_not_start_without_users(store_url) -> None:
    assert "solieu users add" in _refusal(store_url, host="0.0.0.0")
    assert "so-lieu.bao.vn" in _refusal(store_url, names=("so-lieu.bao.vn",))


def test_half_of_a_certificate_or_none_is_refused(store_url, tmp_path) -> None:
    assert "--tls-key" in _refusal(store_url, certificate=tmp_path / "cert.pem")
    assert "không có tệp này" in _refusal(store_url, certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem")
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).write_text("no certificate", encoding="utf-8")
    refusal = _refusal(store_url, certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem")
    assert "không phải một cặp chứng chỉ và khoá PEM" in refusal


def test_with_users_a_person_logs_in_and_judges_and_a_program_reads(start, hoa, store) -> None:
    port, said = start("--host", "0.0.0.0", lines=2)
    assert "không mã hoá" in said[1]
    browser = Browser(port)
    assert browser.get("/queue").header("Location") == "/login?next=%2Fqueue"
    token = re.findall(r'name="csrf_token" value="(\w+)"', browser.get("/login").text)[0]
    fields = {"csrf_token": token, "name": "Hoa", "password": PASSWORD, "next": "/queue"}
    assert browser.post_form("/login", fields).header("Location") == "/queue"
    page = browser.get("/queue").text
    assert '<meta name="reviewer" content="hoa">' in page
    form = re.findall(r'<meta name="csrf-token" content="(\w+)">', page)[0]
    fact = store.extraction(_first_document(store)).facts[0]
    decision = {"document_id": _first_document(store), "start": fact.evidence.start, "end": fact.evidence.end}
    body = json.dumps({**decision, "verdict": "accepted", "last": 0}).encode()
    headers = {"Content-Type": "application/json", "X-CSRF-Token": form}
    assert browser.send("POST", "/verdicts", body=body, headers=headers).status == 200
    assert browser.send("POST", "/verdicts", body=body, headers={"Content-Type": "application/json"}).status == 403
    (line,) = store.reviews.history(_first_document(store))
    assert line.review.reviewer == "hoa"
    program = Browser(port)
    assert program.get("/api/v1/facts").status == 401
    answer = program.get(f"/api/v1/facts/{fact.fact_id}/reviews", Authorization=f"Bearer {hoa}")
    assert json.loads(answer.body)["lines"][0]["reviewer"] == "hoa"
    assert browser.get("/settings").text.count('action="/logout"') == 1


def _first_document(store) -> str:
    return next(store.extractions()).document.document_id


@pytest.mark.soak
def test_at_this_machine_a_given_name_signs(start, store_url) -> None:
    port, _ = start("--reviewer", "Tổ dữ liệu")
    browser = Browser(port)
    assert json.loads(browser.get("/api/v1/me").body) == {"name": "Tổ dữ liệu", "role": "admin", "via": "local"}
    assert browser.get("/queue", Host="evil.vn").status == 421


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1)).add_extension(names, False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    cert_file, key_file = folder / "cert.pem", folder / "key.pem"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return cert_file, key_file


@pytest.mark.soak
def test_over_https_by_its_own_certificate(start, hoa, tmp_path) -> None:
    cert, key = _certificate(tmp_path)
    port, said = start("--host", "0.0.0.0", "--tls-cert", str(cert), "--tls-key", str(key))
    assert f"https://0.0.0.0:{port}" in said[0]
    context = ssl.create_default_context(cafile=str(cert))
    with urllib.request.urlopen(f"https://127.0.0.1:{port}/login", context=context, timeout=20) as answer:
        assert answer.headers["Strict-Transport-Security"]
        cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-solieu-browser=")
    assert "Secure" in cookie
