"""Selectors of classes and ids are looked for by way of these attributes: the same elements are found."""

import pytest
from lxml import etree
from lxml.cssselect import CSSSelector

from corpus.readers.html_finding import Finder
from corpus.source_catalogue import load_sources, selectors_of

PAGE = """<html id="x"><body class="a b"><div class="a"><p class=" b  a ">1</p><p id="x">2</p><b class="ab">3</b></div>
<div id="y" class="" title="a"><p class="c@class">4</p><a class="a'b" id="b a">5</a><i>6</i></div></body></html>"""
SELECTORS = (
    ".a", "#x", ".a .b", "#y > p", "#x, .c, .a", ".a + .a", ".a:not(.b)", ".a.b", "#y.a", ".a#x", "[id=x]", "[class]",
    "[class*='a']", "[class^=a]", "[class$='b']", "[class~=b]", "[class='']", "[class!=a]", "[class*='@class']",
    "[id='b a']", "p[id]", "*", ".a\\'b", "[class*=']']", ".a:first-child", "div .a", "[title=a]", ".none", "#none .a",
    ".b", ".a .a .b", ".b .a", ".a  .b", "._", ".ab",
)  # fmt: skip


@pytest.mark.parametrize("selector", SELECTORS)
def test_it_finds_what_css_means(selector: str) -> None:
    root = etree.fromstring(PAGE, parser=etree.HTMLParser())
    assert Finder(root).find(selector) == CSSSelector(selector, translator="html")(root)


def test_selectors_of_sources_find_what_css_means() -> None:
    selectors = {
        selector for source in load_sources() for layout in source.layouts for _, selector in selectors_of(layout)
    }
    for selector in selectors:
        names = "".join(letter if letter.isalnum() or letter in "_-" else " " for letter in selector).split()
        inner = "".join(f'<div class="{name}"><p id="{name}" class="x {name}">1</p></div>' for name in names)
        root = etree.fromstring(f'<div class="{" ".join(names)}">{inner}</div>', parser=etree.HTMLParser())
        assert Finder(root).find(selector) == CSSSelector(selector, translator="html")(root), selector
