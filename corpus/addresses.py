"""Text of a link -> the address to fetch; an address -> the key by which two addresses are one page.

What is fetched (`normalize_address`) keeps scheme, "www." and final slash as they were found, for a server may know
only that form; the key (`address_key`) sets them aside. A store that knows addresses by what was fetched is asked for
all `address_forms`.

courlan, which the reader of articles brings along, is not used: it sorts the parameters, drops the empty ones, and
takes "cid", "ref", "source" or "keyword" for trackers, which choose the page in the .aspx portals of this country.
"""

import re
from urllib.parse import SplitResult, urljoin, urlsplit

from corpus.discovery.address_rules import load_address_forms

LONGEST = 2048
"""Characters of an address; longer ones are data, not links."""

ABSOLUTE = re.compile("https?://", re.IGNORECASE)
EDGES = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u200b\ufeff"
INSIDE = re.compile(r"[\x00-\x1f\x7f]")
UNRESERVED = r"\-A-Za-z0-9._~"
PATH_CHARACTER = re.compile(rf"%([0-9A-Fa-f]{{2}})|[^{UNRESERVED}!$&'()*+,;=:@/]")
QUERY_CHARACTER = re.compile(rf"%([0-9A-Fa-f]{{2}})|[^{UNRESERVED}!$&'()*+,;=:@/?]")
IS_UNRESERVED = re.compile(rf"[{UNRESERVED}]")
PRINTED_AMPERSAND = re.compile("&(?:amp;)+")
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
IP6 = re.compile(r"[0-9a-f:.]{2,45}")
PLAIN = re.compile(
    r"https?://(?=[^/]{1,253}/)((?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{0,62})(/[\w~/-]*(?:\.[\w~-]+)*)", re.ASCII
)
"""Addresses without anything to settle but twins, as most are."""
DEFAULT_PORTS = {"http": 80, "https": 443}
PARTS = re.compile(r"(https?)://(?:www\.(?=[^/?]+\.[^/?]))?([^/?]+)([^?]*)(.*)", re.DOTALL)
NAMED = re.compile(r"[^:\[]+\.[a-z][a-z0-9-]+(?::|$)")
"""A host that can have a "www.": no number and no single word."""
SLASHES = re.compile("/{2,}")


def normalize_address(url: str, *, base: str | None = None) -> str | None:
    """The address to fetch for the link `url`, or None where it leads to no page of the web. Never raises.

    Host in lower case and ASCII; no default port, user name, fragment (not even "#!"), dot segments, trackers or
    numbers of sessions; percent-encoding in one form; the main page instead of its twins for telephones and AMP.
    Scheme, "www.", final slash and the order of the other parameters stay. What it gives, it gives again for itself.

    Args:
        url: As it stands in a page or feed, relative or not.
        base: Address of that page; None refuses relative links.

    Source:
        RFC 3986, sections 5.2 and 6.2.2; the forms of twins and trackers stand in address_forms.yml.
    """
    link = INSIDE.sub("", url.strip(EDGES))
    if not link or len(link) > LONGEST:
        return None
    if (plain := PLAIN.fullmatch(link)) and not _has_forms(*plain.groups()):
        return link
    head, mark, query = link.partition("?")
    link = head.replace("\\", "/") + mark + query
    try:
        address = _address_of(urlsplit(urljoin(base, link) if base and not ABSOLUTE.match(link) else link))
    except ValueError:
        return None
    return address if address and len(address) <= LONGEST else None


def address_key(address: str) -> str:
    """One text for all `address_forms` of a normalised address: https, no "www.", no doubled or final slashes."""
    found = PARTS.fullmatch(address)
    if found is None:
        return address
    _, host, path, query = found.groups()
    return f"https://{host}{SLASHES.sub('/', path).rstrip('/')}{query}"


def address_forms(address: str) -> tuple[str, ...]:
    """Addresses that are most likely the same page: itself first, then http or https, "www." or not, "/" or not."""
    found = PARTS.fullmatch(address)
    if found is None:
        return (address,)
    _, host, path, query = found.groups()
    bare = path.rstrip("/")
    # Behind "a.html" nobody writes a slash.
    paths = (bare, bare + "/") if bare and "." not in bare.rpartition("/")[2] else (path,)
    forms = (
        f"{scheme}://{www}{host}{form}{query}"
        for scheme in ("https", "http")
        for www in (("", "www.") if NAMED.match(host) else ("",))
        for form in paths
    )
    return tuple(dict.fromkeys((address, *forms)))


def host_of(address: str) -> str:
    """Host of a normalised address, without port and "www."; empty where it is none."""
    found = PARTS.fullmatch(address)
    if found is None:
        return ""
    host = found.group(2)
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def belongs_to(address: str, domains: tuple[str, ...]) -> bool:
    """Whether a normalised address stands on one of `domains` or below one."""
    host = host_of(address)
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _has_forms(host: str, path: str) -> bool:
    forms = load_address_forms()
    return forms.rewrite(host, "host") != host or forms.rewrite(path, "path") != path


def _address_of(parts: SplitResult) -> str | None:
    """The address, from its parts as they are.

    Raises:
        ValueError: Host or port are none.
    """
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    host = _host(parts.hostname)
    port = "" if parts.port in (None, DEFAULT_PORTS[scheme]) else f":{parts.port}"
    query = _query(parts.query)
    return f"{scheme}://{host}{port}{_path(parts.path)}{'?' if query else ''}{query}"


def _host(host: str) -> str:
    host = host.lower()
    if ":" in host:
        if not IP6.fullmatch(host):
            raise ValueError(host)
        return f"[{host}]"
    host = host.rstrip(".")
    if not host.isascii():
        # The codec is quick for what can be a host only.
        host = host[:254].encode("idna").decode("ascii").lower().rstrip(".")
    if not HOST.fullmatch(host):
        raise ValueError(host)
    return _rewritten_host(host)


def _rewritten_host(host: str) -> str:
    forms = load_address_forms()
    while (rewritten := forms.rewrite(host, "host")) != host:
        host = rewritten
    return host


def _path(path: str) -> str:
    forms = load_address_forms()
    path = PATH_CHARACTER.sub(_encoded, path)
    path = _without_dots(path if path.startswith("/") else "/" + path)
    while (rewritten := _without_dots(forms.rewrite(path, "path"))) != path:
        path = rewritten
    return path


def _query(query: str) -> str:
    forms = load_address_forms()
    query = PRINTED_AMPERSAND.sub("&", QUERY_CHARACTER.sub(_encoded, query))
    return "&".join(part for part in query.split("&") if part and not forms.is_dropped(part))


def _encoded(found: re.Match[str]) -> str:
    """One character or encoded byte in its one form."""
    code = found.group(1)
    if code is None:
        return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))
    character = chr(int(code, 16))
    return character if IS_UNRESERVED.match(character) else "%" + code.upper()


def _without_dots(path: str) -> str:
    """`path`, which begins with a slash, without "." and ".." segments."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
