"""The bytes of a robots.txt -> what it allows one crawler, by RFC 9309.

Protego 0.7 decides 16 of the 159 expectations of Google's published test-suite otherwise (restated in
tests/corpus/fetching/test_robots_cases.py): it closes a group at an unknown line, takes "May Do" for another name
than "May", undoes escapes that the suite leaves alone, cuts no long lines, and a torn byte order mark spoils its
first line. A layer above it cannot mend how it matches, so the rules are read and matched here.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

LINE_BYTES = 2083 * 8 - 1
"""Bytes of a line that count; what follows is cut off."""

_Field = Literal["agent", "allow", "disallow", "sitemap", "delay"]
_FIELDS: dict[str, _Field] = {
    **dict.fromkeys(("user-agent", "useragent", "user agent"), "agent"),
    "allow": "allow",
    **dict.fromkeys(("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"), "disallow"),
    **dict.fromkeys(("sitemap", "site-map"), "sitemap"),
    "crawl-delay": "delay",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\n|\r")
_TOKEN = re.compile(r"[A-Za-z_-]*")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_NEEDS_ESCAPE = re.compile(r"[\x80-\xff]")
_UNRESERVED = re.compile(r"%(?:2D|2E|5F|7E|3[0-9]|4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])")
_BLANK = " \t\n\r\v\f"


@dataclass(frozen=True, slots=True)
class Rule:
    """A path pattern: `parts` stand in this order, the first at the start, the last at the end if `anchored`."""

    allows: bool
    pattern: str
    parts: tuple[str, ...]
    anchored: bool

    def matches(self, path: str) -> bool:
        """Whether `path` (with its query, percent-encoded) is one that the rule speaks of."""
        first = self.parts[0]
        if not path.startswith(first):
            return False
        if len(self.parts) == 1:
            return not self.anchored or len(path) == len(first)
        position = len(first)
        for part in self.parts[1:-1]:
            found = path.find(part, position)
            if found < 0:
                return False
            position = found + len(part)
        last = self.parts[-1]
        if self.anchored:
            return len(path) - len(last) >= position and path.endswith(last)
        return path.find(last, position) >= 0


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one crawler may ask for, and how slowly: `rules` longest first, `crawl_delay` in seconds.

    `sitemaps` are those the file names, as printed. `forbids_all` is what an unreachable file means.
    """

    rules: tuple[Rule, ...] = ()
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    forbids_all: bool = False

    def allows(self, url: str) -> bool:
        """Whether `url` may be asked for; the address must be percent-encoded, as it will be sent.

        The longest matching pattern decides, on a tie the one that allows; without any the address is allowed. A
        pattern that forbids also matches where only the spelling of letters differs ("%61" for "a", which RFC 9309
        calls equal and Google's suite does not); one that allows must match as it stands.
        """
        if self.forbids_all:
            return False
        if not self.rules:
            return True
        path = path_of(url)
        plain = _plain(path)
        for rule in self.rules:
            if rule.matches(path) or (not rule.allows and rule.matches(plain)):
                return rule.allows
        return True


@dataclass(slots=True)
class _Group:
    named: bool = False
    rules: list[Rule] = field(default_factory=list)
    delay: float | None = None


def parse_robots(content: bytes, *, agent: str) -> RobotsRules:
    """The rules of `content` for the crawler whose product token is `agent`; lines that say nothing are passed over.

    Args:
        content: The file, of any charset; a byte order mark, also a torn one, is no part of the first line.
        agent: Product token; letters, "-" and "_".

    Source:
        RFC 9309; where it leaves a choice, Google's published robots.txt parser (typing errors that are accepted,
        a missing colon, the length of a line, "index.html").
    """
    own, everyone, open_groups = _Group(), _Group(), set[str]()
    sitemaps: list[str] = []
    has_rule = False
    for name, value in _read_lines(content):
        match name:
            case "agent":
                if has_rule:
                    open_groups, has_rule = set(), False
                open_groups |= _named(value, agent)
                own.named |= "own" in open_groups
            case "allow" | "disallow":
                has_rule = bool(open_groups)
                for group in _groups(open_groups, own, everyone):
                    group.rules.extend(_rules_of(value, allows=name == "allow"))
            case "delay":
                for group in _groups(open_groups, own, everyone):
                    group.delay = _delay(value, group.delay)
            case "sitemap":
                sitemaps.append(value)
    group = own if own.named else everyone
    ordered = sorted(group.rules, key=lambda rule: (-len(rule.pattern), not rule.allows))
    return RobotsRules(rules=tuple(ordered), crawl_delay=group.delay, sitemaps=tuple(sitemaps))


def is_product_token(text: str) -> bool:
    """Whether a crawler may call itself `text` in a robots.txt: letters, "-" and "_" only."""
    return bool(text) and _TOKEN.fullmatch(text) is not None


def path_of(url: str) -> str:
    """Path and query of an address, without scheme, host and fragment; "/" where there is none."""
    start = 2 if url.startswith("//") else 0
    first = _first_of(url, start)
    scheme_end = url.find("://", start)
    if scheme_end >= 0 and (first is None or scheme_end < first):
        first = _first_of(url, scheme_end + 3)
    end = url.find("#", start)
    end = len(url) if end < 0 else end
    if first is None or end < first:
        return "/"
    path = url[first:end]
    return path if path.startswith("/") else "/" + path


def normalize_pattern(pattern: str) -> str:
    """A pattern (one character a byte) with bytes outside ASCII escaped and escapes in capitals; no more is changed."""
    escaped = _NEEDS_ESCAPE.sub(lambda match: f"%{ord(match.group()):02X}", pattern)
    return _ESCAPE.sub(lambda match: match.group().upper(), escaped) if "%" in escaped else escaped


def _read_lines(content: bytes) -> Iterator[tuple[_Field, str]]:
    matching = 0
    while matching < 3 and content[matching : matching + 1] == _BYTE_ORDER_MARK[matching : matching + 1]:
        matching += 1
    for line in _LINE_END.split(content[matching:].decode("latin-1")):
        said = _read_line(line[:LINE_BYTES].partition("#")[0].strip(_BLANK))
        if said is not None:
            yield said


def _read_line(line: str) -> tuple[_Field, str] | None:
    name, colon, value = line.partition(":")
    if not colon:
        # People forget the colon; only two words can be meant so.
        words = line.split()
        if len(words) != 2:
            return None
        name, value = words
    known = _FIELDS.get(name.strip(_BLANK).lower())
    return None if known is None else (known, value.strip(_BLANK))


def _named(value: str, agent: str) -> set[str]:
    if value[:1] == "*" and (len(value) == 1 or value[1].isspace()):
        return {"everyone"}
    token = _TOKEN.match(value)
    return {"own"} if token and token.group() and token.group().lower() == agent.lower() else set()


def _groups(names: set[str], own: _Group, everyone: _Group) -> Iterator[_Group]:
    if "own" in names:
        yield own
    if "everyone" in names:
        yield everyone


def _rules_of(value: str, *, allows: bool) -> Iterator[Rule]:
    if not value:
        return
    pattern = normalize_pattern(value)
    yield _build_rule(pattern, allows=allows)
    folder, slash, page = pattern.rpartition("/")
    if allows and slash and page.startswith("index.htm"):
        yield _build_rule(folder + "/$", allows=True)
    if not allows and (plain := _plain(pattern)) != pattern:
        yield _build_rule(plain, allows=False)


def _build_rule(pattern: str, *, allows: bool) -> Rule:
    anchored = pattern.endswith("$")
    parts = re.sub(r"\*+", "*", pattern.removesuffix("$") if anchored else pattern).split("*")
    return Rule(allows=allows, pattern=pattern, parts=tuple(parts), anchored=anchored)


def _plain(path: str) -> str:
    if "%" not in path:
        return path
    upper = _ESCAPE.sub(lambda match: match.group().upper(), path)
    return _UNRESERVED.sub(lambda match: chr(int(match.group()[1:], 16)), upper)


def _first_of(url: str, start: int) -> int | None:
    found = [position for position in (url.find(mark, start) for mark in "/?;") if position >= 0]
    return min(found, default=None)


def _delay(value: str, known: float | None) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return known
    if not math.isfinite(seconds) or seconds < 0:
        return known
    return seconds if known is None else max(seconds, known)
