"""A loopback server that speaks bytes, not HTTP: what a test writes goes on the wire as it stands."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Talk = Callable[[socket.socket, bytes], None]
"""Answers one request on a connection: the socket, and the head of the request."""


class RawServer:
    """Answers each request of each connection with `talk`; `requests` are the heads that came, in order."""

    def __init__(self, talk: Talk, *, address: str = "127.0.0.1", context: ssl.SSLContext | None = None) -> None:
        self._talk = talk
        self._context = context
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._listener = socket.socket(family, socket.SOCK_STREAM)
        self._listener.bind((address, 0))
        self._listener.listen(16)
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.requests: list[bytes] = []
        self.connections = 0
        self.port: int = self._listener.getsockname()[1]
        self._start(self._accept)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connected in self._open:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connected, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=5)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connected, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._start(self._serve, connected)

    def _serve(self, connected: socket.socket) -> None:
        # A client that leaves, or that does not trust us, is what some tests are about.
        with contextlib.suppress(OSError), contextlib.closing(connected):
            self._open.append(connected)
            if self._context is not None:
                connected = self._context.wrap_socket(connected, server_side=True)
                self._open.append(connected)
            with contextlib.closing(connected):
                while head := _read_head(connected):
                    self.requests.append(head)
                    self._talk(connected, head)


@contextlib.contextmanager
def serve_raw(talk: Talk, *, address: str = "127.0.0.1", context: ssl.SSLContext | None = None) -> Iterator[RawServer]:
    """A raw server for the time of the block."""
    server = RawServer(talk, address=address, context=context)
    try:
        yield server
    finally:
        server.close()


def _read_head(connected: socket.socket) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connected.recv(1)
        if not byte:
            return b""
        head += byte
    return head


def make_certificate(folder: Path, *, name: str = "bao.test", days: int = 1) -> Path:
    """A PEM file with key and certificate, signed by itself, for `name` and 127.0.0.1; `days` below 0 is expired."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=10))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def server_context(certificate: Path) -> ssl.SSLContext:
    """What a server needs to speak TLS with that file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
