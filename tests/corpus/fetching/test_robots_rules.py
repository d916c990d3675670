"""What Google's suite leaves open: delays, politeness in doubt, odd bytes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from corpus.fetching.robots_rules import parse_robots

ALL = "User-agent: *\n"


@pytest.mark.parametrize(
    ("robots", "delay"),
    [
        ("", None),
        (ALL + "Crawl-delay: 10\n", 10),
        (ALL + "crawl-DELAY : 2.5 # giây\n", 2.5),
        (ALL + "Crawl-delay: 0.5\n", 0.5),
        (ALL + "Crawl-delay: 10\nUser-agent: solieu\nAllow: /\n", None),
        ("User-agent: solieu\nDisallow: /a\n" + ALL + "Disallow: /b\nCrawl-delay: 10\n", None),
        ("User-agent: khac\nCrawl-delay: 100\n" + ALL + "Disallow: /a\n", None),
        (ALL + "Crawl-delay: 3\nCrawl-delay: 8\nCrawl-delay: 5\n", 8),
        (ALL + "Crawl-delay: mau\n", None),
        (ALL + "Crawl-delay: -1\n", None),
        (ALL + "Crawl-delay: inf\n", None),
        (ALL + "Crawl-delay: nan\n", None),
        ("Crawl-delay: 4\n" + ALL, None),
    ],
)
def test_delay_of_the_group_that_holds(robots: str, delay: float | None) -> None:
    assert parse_robots(robots.encode(), agent="solieu").crawl_delay == delay


@pytest.mark.parametrize(
    ("rule", "url", "allowed"),
    [
        ("Disallow: /%74in", "http://bao.vn/tin", False),
        ("Disallow: /tin", "http://bao.vn/%74in", False),
        ("Disallow: /tin%2fmoi", "http://bao.vn/tin%2Fmoi", False),
        ("Disallow: /tin%2Fmoi", "http://bao.vn/tin/moi", True),
        ("Disallow: tin", "http://bao.vn/tin", True),
        ("Disallow: *.pdf", "http://bao.vn/a.pdf", False),
        ("Disallow: /a$b", "http://bao.vn/a$b", False),
        ("Disallow: /a$b", "http://bao.vn/a", True),
        ("Disallow: /*/*/*x", "http://bao.vn/a/b/cx", False),
        ("Disallow: /a**b", "http://bao.vn/a--b", False),
        ("Disallow: /a*a$", "http://bao.vn/a", True),
        ("Disallow: /a*a$", "http://bao.vn/aa", False),
        ("Disallow: *", "http://bao.vn/", False),
        ("Disallow: /*?", "http://bao.vn/a?b", False),
        ("Disallow: /*?", "http://bao.vn/a", True),
        ("Disallow: /$", "http://bao.vn/", False),
        ("Disalow: /a", "http://bao.vn/a", False),
        ("Disallowed: /a", "http://bao.vn/a", True),
        ("disallow /a b", "http://bao.vn/a", True),
        (": /a", "http://bao.vn/a", True),
    ],
)
def test_paths(rule: str, url: str, allowed: bool) -> None:
    assert parse_robots((ALL + rule).encode(), agent="solieu").allows(url) is allowed


def test_an_empty_group_of_our_own_leaves_out_the_one_of_all() -> None:
    robots = parse_robots(b"User-agent: *\nDisallow: /\nUser-agent: solieu\nDisallow:\n", agent="solieu")
    assert robots.allows("http://bao.vn/tin")


@given(st.binary(max_size=400))
def test_any_bytes_are_read(content: bytes) -> None:
    rules = parse_robots(content, agent="solieu")
    assert rules.allows("http://bao.vn/tin") in (True, False)


@given(
    st.lists(st.tuples(st.booleans(), st.text("/ab*$", min_size=1, max_size=6)), max_size=6), st.text("/ab", max_size=8)
)
def test_the_longest_pattern_decides(lines: list[tuple[bool, str]], path: str) -> None:
    robots = ALL + "".join(f"{'Allow' if allows else 'Disallow'}: {pattern}\n" for allows, pattern in lines)
    matching = [(len(pattern), allows) for allows, pattern in lines if _matches(pattern, "/" + path)]
    decided = max(matching, default=(0, True))[1]
    assert parse_robots(robots.encode(), agent="solieu").allows(f"http://bao.vn/{path}") is decided


def _matches(pattern: str, path: str) -> bool:
    """The definition, letter by letter."""
    if not pattern:
        return True
    if pattern == "$":
        return not path
    if pattern[0] == "*":
        return any(_matches(pattern[1:], path[start:]) for start in range(len(path) + 1))
    return bool(path) and pattern[0] == path[0] and _matches(pattern[1:], path[1:])


_AGENT = st.sampled_from(["*", "solieu", "khac"])
_PATH = st.text("/abc", max_size=5).map(lambda text: "/" + text)
_GROUP = st.tuples(st.lists(_AGENT, min_size=1, max_size=2), st.lists(st.tuples(st.booleans(), _PATH), max_size=4))


@given(st.lists(_GROUP, max_size=4), _PATH)
def test_on_plain_files_protego_agrees(groups: list[tuple[list[str], list[tuple[bool, str]]]], path: str) -> None:
    lines = []
    for agents, rules in groups:
        lines += [f"User-agent: {agent}" for agent in agents]
        # Protego closes a group at a rule without value too; what is under test are groups and lengths.
        lines += [
            f"{'Allow' if allows else 'Disallow'}: {pattern}" for allows, pattern in (*rules, (True, "/zzzzzzzz"))
        ]
    robots = "\n".join(lines)
    url = f"http://bao.vn{path}"
    assert parse_robots(robots.encode(), agent="solieu").allows(url) == Protego.parse(robots).can_fetch(url, "solieu")


def test_many_stars_cost_little() -> None:
    rules = parse_robots((ALL + "Disallow: /" + "*a" * 4_000 + "$\n").encode(), agent="solieu")
    started = time.process_time()
    assert rules.allows("http://bao.vn/" + "a" * 3_999 + "b" * 20_000)
    assert time.process_time() - started < 1
