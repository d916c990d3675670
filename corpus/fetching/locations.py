"""The text of an address -> its parts as they will be asked for: one spelling for one place."""

from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from corpus.fetching.failures import ExchangeError

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Location:
    """An absolute web address: `target` is path and query as sent, `host` is without brackets and final dot.

    `host_header` is what the server is told.
    """

    url: str
    scheme: str
    host: str
    port: int
    target: str
    host_header: str

    @property
    def authority(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.host_header}"


def parse_location(url: str) -> Location:
    """The parts of `url`: percent-encoded, without fragment, the host in small ASCII letters.

    Raises:
        ExchangeError: No absolute http or https address, with a user name in it, or one that cannot be read
            ("protocol").
    """
    try:
        parts = parse_url(url.strip())
    except LocationParseError as error:
        raise ExchangeError("protocol", f"địa chỉ không đọc được: {url[:200]}", url=url) from error
    if parts.scheme not in _PORTS or not parts.host or "%" in parts.host:
        raise ExchangeError("protocol", f"chỉ tải địa chỉ http và https: {url[:200]}", url=url)
    if parts.auth is not None:
        raise ExchangeError("protocol", "địa chỉ có tên người dùng thì không tải", url=url)
    shown = parts.host.rstrip(".")
    if not shown:
        raise ExchangeError("protocol", f"địa chỉ không có tên máy: {url[:200]}", url=url)
    usual = _PORTS[parts.scheme]
    port = parts.port or usual
    header = shown if port == usual else f"{shown}:{port}"
    target = parts.request_uri
    return Location(
        url=f"{parts.scheme}://{header}{target}",
        scheme=parts.scheme,
        host=shown.strip("[]"),
        port=port,
        target=target,
        host_header=header,
    )


def follow_location(base: Location, header: str) -> Location:
    """Where a Location header of an answer from `base` leads.

    Raises:
        ExchangeError: As `parse_location`; another scheme than http and https is "redirect_outside".
    """
    # Header bytes arrive as Latin-1; addresses with letters outside ASCII are meant as UTF-8.
    raw = header.encode("latin-1", "replace")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = header
    try:
        joined = urljoin(base.url, text.strip())
        return parse_location(joined)
    except ValueError as error:
        raise ExchangeError("protocol", f"chuyển hướng đến địa chỉ sai: {text[:200]}", url=base.url) from error
    except ExchangeError as error:
        scheme = joined.partition(":")[0].lower()
        reason = error.reason if scheme in _PORTS else "redirect_outside"
        raise ExchangeError(reason, f"chuyển hướng đến {joined[:200]}", url=base.url) from error
