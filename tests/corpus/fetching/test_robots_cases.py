"""The cases of Google's published robots.txt test-suite, restated: what is decided there is decided here.

Each line of a case is one expectation of the suite (robots_test.cc of google/robotstxt, state of April 2026), with
our own agents, hosts and paths where the case does not turn on them. Expectations about counted lines are restated
as what the counted lines decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from corpus.fetching.robots_rules import LINE_BYTES, is_product_token, normalize_pattern, parse_robots, path_of

HOST = "https://bao.vn"


@dataclass(frozen=True)
class Case:
    """One robots.txt, and for `agent` the addresses it allows and refuses."""

    name: str
    robots: str | bytes
    allowed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    agent: str = "solieu"


def _lines(*lines: str, end: str = "\n") -> str:
    return "".join(line + end for line in lines)


CLOSED = _lines("user-agent: solieu", "disallow: /")
GROUPS = _lines(
    "allow: /tin/rieng/", "", "user-agent: solieu", "disallow: /", "allow: /kinh-te/", "user-agent: MayDo",
    "disallow: /", "allow: /van-hoa/", "", "", "allow: /xa-hoi/", "user-agent: MayTim", "", "user-agent: solieu",
    "allow: /the-thao/", "disallow: /",
)  # fmt: skip
GLOBAL = _lines("user-agent: *", "allow: /", "user-agent: solieu", "disallow: /")
SPACED = _lines("User-Agent: *", "Disallow: /", "User-Agent: May Do", "Allow: /tin/", "Disallow: /")
NAMES = {"capitals": str.upper, "small": str.lower, "mixed": str.swapcase}


def _long(name: str, letter: str = "a") -> str:
    """A path that, after `name`, leaves room for one more byte on its line."""
    return "/tin/".ljust(LINE_BYTES - len(name) - 1, letter)


def _open(rule: str) -> str:
    return _lines("user-agent: solieu", "disallow: /", f"allow: {rule}")


SYNTAX = (
    Case("no rules at all", "", allowed=("", HOST + "/tin")),
    Case("no agent asked for", CLOSED, allowed=("",), agent=""),
    Case("an empty address is the front page", CLOSED, refused=("",)),
    Case("no rules, no agent, no address", "", allowed=("",), agent=""),
    Case("lines as they should be", CLOSED, refused=(HOST + "/tin/1",)),
    Case("names that mean nothing", _lines("ten: solieu", "cam: /"), allowed=(HOST + "/tin/1",)),
    Case("colon forgotten", _lines("user-agent solieu", "disallow /"), refused=(HOST + "/tin/1",)),
    Case("groups, own", GROUPS, (HOST + "/kinh-te/2", HOST + "/the-thao/4"), (HOST + "/van-hoa/3",)),
    Case("groups, another", GROUPS, (HOST + "/van-hoa/3", HOST + "/xa-hoi/1"), (HOST + "/the-thao/4",), "MayDo"),
    Case("groups, one that shares", GROUPS, (HOST + "/the-thao/4",), agent="MayTim"),
    *(Case(f"rule before any group, {agent}", GROUPS, (), (HOST + "/tin/rieng/",), agent)
      for agent in ("solieu", "MayDo", "MayTim")),
    *(Case(f"a sitemap line closes no group, {agent}",
           _lines("User-agent: solieu", f"Sitemap: {HOST}/sitemap", "User-agent: *", "Disallow: /"),
           (), (HOST + "/",), agent) for agent in ("solieu", "MayDo")),
    *(Case(f"an unknown line closes no group, {agent}",
           _lines("User-agent: MayDo", "Khong-Biet: gi", "User-agent: *", "Disallow: /"),
           (), (HOST + "/",), agent) for agent in ("solieu", "MayDo")),
    *(Case(f"names of lines in {name}",
           _lines(*(f"{turn(key)}: {value}" for key, value in
                    (("User-Agent", "solieu"), ("Allow", "/tin/"), ("Disallow", "/")))),
           (HOST + "/tin/1",), (HOST + "/anh/1",)) for name, turn in NAMES.items()),
    *(Case(f"agent printed in {name}, asked as {agent}",
           _lines(f"User-Agent: {turn('May Do')}", "Allow: /tin/", "Disallow: /"),
           (HOST + "/tin/1",), (HOST + "/anh/1",), agent)
      for name, turn in NAMES.items() for agent in ("May", "may")),
    Case("an agent counts up to its first space", SPACED, allowed=(HOST + "/tin/1",), agent="May"),
    Case("an agent with a space is nobody", SPACED, refused=(HOST + "/tin/1",), agent="May Do"),
    Case("no groups, so all is open", "", allowed=(HOST + "/tin/1",)),
    Case("own group before the one of all", GLOBAL, refused=(HOST + "/tin/1",)),
    Case("the group of all for all others", GLOBAL, allowed=(HOST + "/tin/1",), agent="MayDo"),
    Case("groups of others only",
         _lines("user-agent: May", "allow: /", "user-agent: MayDo", "disallow: /", "user-agent: MayTim", "disallow: /"),
         allowed=(HOST + "/tin/1",)),
)  # fmt: skip

MATCHING = (
    Case("paths: same case", _lines("user-agent: solieu", "disallow: /tin/"), refused=(HOST + "/tin/1",)),
    Case("paths: other case", _lines("user-agent: solieu", "disallow: /Tin/"), allowed=(HOST + "/tin/1",)),
    Case("longest, which forbids", _lines("user-agent: solieu", "disallow: /tin/bai.html", "allow: /tin/"),
         refused=(HOST + "/tin/bai.html",)),
    Case("longest, which allows", _lines("user-agent: solieu", "allow: /tin/bai.html", "disallow: /tin/"),
         (HOST + "/tin/bai.html",), (HOST + "/tin/",)),
    Case("both empty", _lines("user-agent: solieu", "disallow: ", "allow: "), allowed=(HOST + "/tin/bai.html",)),
    Case("both the whole site", _lines("user-agent: solieu", "disallow: /", "allow: /"), (HOST + "/tin/bai.html",)),
    Case("with and without slash", _lines("user-agent: solieu", "disallow: /tin", "allow: /tin/"),
         (HOST + "/tin/",), (HOST + "/tin",)),
    Case("both the same page", _lines("user-agent: solieu", "disallow: /tin/bai.html", "allow: /tin/bai.html"),
         allowed=(HOST + "/tin/bai.html",)),
    Case("longer by its star", _lines("user-agent: solieu", "allow: /page", "disallow: /*.html"),
         (HOST + "/page",), (HOST + "/page.html",)),
    Case("longer than the star", _lines("user-agent: solieu", "allow: /tin/bai.", "disallow: /*.html"),
         (HOST + "/tin/bai.html",), (HOST + "/tin/khac.html",)),
    Case("own group leaves out that of all",
         _lines("User-agent: *", "Disallow: /tin/", "User-agent: solieu", "Disallow: /anh/"),
         (HOST + "/tin/bai",), (HOST + "/anh/bai",)),
    Case("an address inside a query", _open("/tin?tu=khoa&den=http://bao.vn?muc&trang"),
         allowed=(HOST + "/tin?tu=khoa&den=http://bao.vn?muc&trang",)),
    Case("three bytes in the rule", _open("/tin/ệ"), (HOST + "/tin/%E1%BB%87",), (HOST + "/tin/ệ",)),
    Case("three bytes, escaped in the rule", _open("/tin/%E1%BB%87"), (HOST + "/tin/%E1%BB%87",), (HOST + "/tin/ệ",)),
    Case("letters escaped without need", _open("/tin/%62%61%69"), (HOST + "/tin/%62%61%69",), (HOST + "/tin/bai",)),
    Case("a star between slashes", _lines("User-agent: solieu", "Disallow: /tin/moi/bai", "Allow: /tin/*/anh"),
         (HOST + "/tin/bai", HOST + "/tin//bai", HOST + "/tin/cu/bai"), (HOST + "/tin/moi/bai",)),
    Case("an end of path", _lines("User-agent: solieu", "Disallow: /tin/moi$", "Allow: /tin/moi/anh"),
         (HOST + "/tin/moi/anh", HOST + "/tin/moi/", HOST + "/tin/moi/bai"), (HOST + "/tin/moi",)),
    Case("remarks", _lines("User-agent: solieu", "# Disallow: /", "Disallow: /tin/cu#tat", "Allow: /"),
         (HOST + "/tin/moi",), (HOST + "/tin/cu",)),
    Case("index.html is the folder", _lines("User-Agent: *", "Allow: /mo/index.html", "Disallow: /"),
         (HOST + "/mo/", HOST + "/mo/index.html"), (HOST + "/mo/index.htm", HOST + "/khac")),
    Case("a long line is cut, forbidding", _lines("user-agent: solieu", f"disallow: {_long('disallow: ')}/anh"),
         (HOST + "/xem",), (HOST + _long("disallow: ") + "/xem",)),
    Case("long lines are cut, allowing",
         _lines(*CLOSED.split("\n")[:2], f"allow: {_long('allow: ')}/anh", f"allow: {_long('allow: ', 'b')}/anh"),
         (HOST + _long("allow: ") + "/anh", HOST + _long("allow: ", "b") + "/xem"), (HOST + "/",)),
)  # fmt: skip

_FISH = ("/ca", "/ca.html", "/ca/hoi.html", "/cahoi", "/cahoi/ngon.html", "/ca.html?id=1")
_NO_FISH = ("/tom", "/Ca.asp", "/bacca", "/?id=ca")
DOCUMENTATION = (
    Case("a start", _open("/ca"), tuple(HOST + path for path in _FISH), tuple(HOST + path for path in _NO_FISH)),
    Case("a star at the end says nothing", _open("/ca*"), tuple(HOST + path for path in _FISH),
         tuple(HOST + path for path in _NO_FISH)),
    Case("a folder", _open("/ca/"),
         tuple(HOST + path for path in ("/ca/", "/ca/hoi", "/ca/?hoi", "/ca/hoi.html", "/ca/?id=1")),
         tuple(HOST + path for path in ("/tom", "/ca", "/ca.html", "/Ca/Hoi.html"))),
    Case("an ending anywhere", _open("/*.php"),
         tuple(HOST + path for path in ("/bai.php", "/muc/bai.php", "/muc/bai.php?trang=2", "//muc/bai.php.cu.html",
                                        "/bai.php/", "/index?f=bai.php/")),
         tuple(HOST + path for path in ("/tom", "/php/", "/index?php", "/cua-so.PHP"))),
    Case("an ending at the end", _open("/*.php$"),
         tuple(HOST + path for path in ("/bai.php", "/muc/bai.php")),
         tuple(HOST + path for path in ("/tom", "/bai.php?trang=2", "/bai.php/", "/bai.php5", "/php/", "/bai?php",
                                        "/aaphpaa", "//cua-so.PHP"))),
    Case("a start and an ending", _open("/ca*.php"),
         tuple(HOST + path for path in ("/ca.php", "/cahoi/bacca.php?trang=2")),
         tuple(HOST + path for path in ("/tom", "/Ca.PHP"))),
    Case("order of lines does not count", _lines("user-agent: solieu", "allow: /t", "disallow: /"), (HOST + "/tin",)),
    Case("least strict of equals", _lines("user-agent: solieu", "allow: /tin", "disallow: /tin"), (HOST + "/tin/1",)),
    Case("a star makes it longer", _lines("user-agent: solieu", "allow: /page", "disallow: /*.htm"),
         refused=(HOST + "/page.htm",)),
    Case("only the front page", _lines("user-agent: solieu", "allow: /$", "disallow: /"),
         (HOST + "/",), (HOST + "/bai.html",)),
)  # fmt: skip

_FILE = ("User-Agent: solieu", "Allow: /tin", "User-Agent: MayDo", "", "", "Disallow: /")
_MIXED = "User-Agent: solieu\nAllow: /tin\r\nUser-Agent: MayDo\n\r\n\nDisallow: /"
LINE_ENDS = ("\n", "\r\n", "\r")
_SMALL = b"User-Agent: solieu\nDisallow: /anh\n"
FILES = (
    *(Case(f"line ends {end!r}", _lines(*_FILE, end=end), (HOST + "/anh",)) for end in LINE_ENDS),
    *(Case(f"line ends {end!r}, other group", _lines(*_FILE, end=end), (), (HOST + "/anh",), "MayDo")
      for end in LINE_ENDS),
    Case("no last line end", _lines(*_FILE).rstrip("\n"), (), (HOST + "/anh",), "MayDo"),
    Case("line ends of all kinds", _MIXED, (), (HOST + "/anh",), "MayDo"),
    *(Case(f"byte order mark {mark.hex()}", mark + _SMALL, (), (HOST + "/anh",))
      for mark in (b"\xef\xbb\xbf", b"\xef\xbb", b"\xef")),
    Case("a broken byte order mark spoils its line", b"\xef\x11\xbf" + _SMALL, (HOST + "/anh",)),
    Case("a byte order mark inside spoils its line", _SMALL.replace(b"Dis", b"\xef\xbb\xbfDis"), (HOST + "/anh",)),
)  # fmt: skip


def _checks() -> Iterator[object]:
    for case in (*SYNTAX, *MATCHING, *DOCUMENTATION, *FILES):
        robots = case.robots if isinstance(case.robots, bytes) else case.robots.encode()
        for url in case.allowed:
            yield pytest.param(robots, case.agent, url, True, id=f"{case.name}: {url[:40]}")
        for url in case.refused:
            yield pytest.param(robots, case.agent, url, False, id=f"{case.name}: not {url[:40]}")


@pytest.mark.parametrize(("robots", "agent", "url", "allowed"), list(_checks()))
def test_case(robots: bytes, agent: str, url: str, allowed: bool) -> None:
    assert parse_robots(robots, agent=agent).allows(url) is allowed


@pytest.mark.parametrize("before", [True, False])
def test_sitemap_lines_are_found_anywhere(before: bool) -> None:
    line = f"Sitemap: {HOST}/sitemap.xml"
    assert parse_robots(_lines(*((line, *_FILE) if before else (*_FILE, line))).encode(), agent="solieu").sitemaps == (
        f"{HOST}/sitemap.xml",
    )


@pytest.mark.parametrize(
    ("token", "is_token"),
    [("Maydo", True), ("May-Do", True), ("May_Do", True), ("", False), ("máy", False), ("May*", False),
     (" May ", False), ("May/2.1", False), ("May Do", False)],
)  # fmt: skip
def test_product_tokens(token: str, is_token: bool) -> None:
    assert is_product_token(token) is is_token


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/"), ("http://www.bao.vn", "/"), ("http://www.bao.vn/", "/"), ("http://www.bao.vn/a", "/a"),
        ("http://www.bao.vn/a/", "/a/"), ("http://www.bao.vn/a/b?c=http://d.e/", "/a/b?c=http://d.e/"),
        ("http://www.bao.vn/a/b?c=d&e=f#muc", "/a/b?c=d&e=f"), ("bao.vn", "/"), ("bao.vn/", "/"),
        ("bao.vn/a", "/a"), ("bao.vn/a/", "/a/"), ("bao.vn/a/b?c=d&e=f#muc", "/a/b?c=d&e=f"), ("a", "/"),
        ("a/", "/"), ("/a", "/a"), ("a/b", "/b"), ("bao.vn?a", "/?a"), ("bao.vn/a;b#c", "/a;b"), ("//a/b/c", "/b/c"),
    ],
)  # fmt: skip
def test_path_of_an_address(url: str, path: str) -> None:
    assert path_of(url) == path


@pytest.mark.parametrize(
    ("pattern", "normal"),
    [("http://www.bao.vn", "http://www.bao.vn"), ("/a/b/c", "/a/b/c"), ("á", "%C3%A1"), ("%aa", "%AA")],
)
def test_escapes_of_a_pattern(pattern: str, normal: str) -> None:
    assert normalize_pattern(pattern.encode().decode("latin-1")) == normal
