"""Markup with text in old encodings -> the same page in Unicode: each element by its font, or by its words.

Old pages were Latin-1 to their servers; only the fonts of their elements say what was meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from corpus.encodings.charsets import Encoding, EncodingId
from corpus.encodings.conversion import convert, decide_lines, decode_line
from corpus.encodings.fonts import find_old_font
from corpus.readers.html_text import INLINE

FAMILY = re.compile(r"font(?:-family)?\s*:\s*([^;}]{1,300})", re.IGNORECASE)
STYLE_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
SIMPLE_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<name>[\w-]+))?", re.IGNORECASE)
OLD_FONT = re.compile(
    r"(?:face\s*=|family\s*:|font\s*:)[^;>}]{0,40}?(?:\.vn|\bvni|\bvps|\bviscii|\bvi |\bvn)", re.IGNORECASE
)
FONT_OF_V = re.compile(rb"f(?:ace|amily|ont)[\x00-\x20\x80-\xff]*[=:][^;>}]{0,160}v(?:n|ps|i)")
"""What every old font has, in the page's bytes in small letters: few pages have it, and only they are searched."""
OLD_LETTERS = [
    letter.encode()
    for letter in (*map(chr, range(0x80, 0xA0)), *"§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ")
]
BEHIND_C2, BEHIND_C3 = (
    b"[%s](?<=[A-Za-z]..)" % b"".join(letter[1:] for letter in OLD_LETTERS if letter.startswith(lead))
    for lead in (b"\xc2", b"\xc3")
)
DOUBLED = "á(?:º|»)".encode()
SIGN_OF_C2 = re.compile(b"\xc2" + BEHIND_C2)
OLD_SIGNS = (
    re.compile(b"\xc3(?:%s|%s)" % (BEHIND_C3, DOUBLED.removeprefix(b"\xc3"))),
    re.compile(rb"&(?<=[A-Za-z]&)(?:#(?:1[2-9]\d|2[0-5]\d)|sect|para|ordf|shy|micro);"),
)
"""A letter that Vietnamese in Unicode does not have, right after another one, in UTF-8; as such, as a reference, and in
the commonest letters that went through UTF-8 twice."""
MANY = 3
"""Words that could be in an old encoding, above which a page in Unicode is looked through; a page has some signs."""
NO_TEXT = ("script", "style")


@dataclass(frozen=True, slots=True)
class _Node:
    """One piece of text in the tree: the text of an element, or its tail; `line` counts blocks."""

    element: HtmlElement
    is_tail: bool
    font: str | None
    line: int

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def put(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


def has_old_text(markup: str, encoded: bytes, small: bytes) -> bool:
    """Whether `markup` names an old font or has words as old encodings make them; cheap, for every page.

    Args:
        markup: The page.
        encoded: The same in UTF-8.
        small: That in small letters; characters that a page may not hold may be missing.
    """
    if FONT_OF_V.search(small) and OLD_FONT.search(markup):
        return True
    rare = (sign for at in _places_of(b"\xc2", encoded) if (sign := SIGN_OF_C2.match(encoded, at)))
    found = chain(rare, chain.from_iterable(pattern.finditer(encoded) for pattern in OLD_SIGNS))
    return len(list(islice(found, MANY))) == MANY


def _places_of(byte: bytes, encoded: bytes) -> Iterator[int]:
    """Where `byte` stands; much quicker than a pattern for one that pages hardly have."""
    at = encoded.find(byte)
    while at >= 0:
        yield at
        at = encoded.find(byte, at + 1)


def convert_markup(markup: str) -> tuple[str, tuple[EncodingId, ...]]:
    """The page in Unicode and the encodings met; unchanged markup where it has none."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # No element in it: the reader says so.
        return markup, ()
    nodes = [node for node in _walk(root) if node.text.strip()]
    met = dict.fromkeys(_convert_by_fonts(nodes)) | dict.fromkeys(_convert_by_words(nodes))
    return (lxml_html.tostring(root, encoding="unicode"), tuple(met)) if met else (markup, ())


def _convert_by_fonts(nodes: list[_Node]) -> Iterator[EncodingId]:
    """The encodings of nodes in an old font, each converted."""
    for node in nodes:
        if node.font and (converted := convert(node.text, font=node.font)) is not None:
            node.put(converted.text)
            yield from converted.encodings


def _convert_by_words(nodes: list[_Node]) -> Iterator[EncodingId]:
    """The encodings of nodes without an old font, each converted as the words of its whole line tell."""
    lines: dict[int, list[_Node]] = {}
    for node in nodes:
        if not node.font:
            lines.setdefault(node.line, []).append(node)
    decided = decide_lines(["".join(node.text for node in line) for line in lines.values()])
    for line, encoding in zip(lines.values(), decided, strict=True):
        if encoding is not None:
            _put_all(line, encoding)
            yield encoding.id


def _put_all(line: list[_Node], encoding: Encoding) -> None:
    for node in line:
        node.put(decode_line(node.text, encoding))


def _walk(root: HtmlElement) -> Iterator[_Node]:
    """All pieces of text in page order, each with the old font it stands in."""
    sheet = _fonts_of_sheets(root)
    fonts: list[str | None] = [None]
    line = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        line += element.tag not in INLINE
        if event == "start":
            fonts.append(_font_of(element, sheet) or fonts[-1])
            if element.tag not in NO_TEXT:
                yield _Node(element, is_tail=False, font=_if_old(fonts[-1]), line=line)
        else:
            fonts.pop()
            yield _Node(element, is_tail=True, font=_if_old(fonts[-1]), line=line)


def _if_old(font: str | None) -> str | None:
    return font if font and find_old_font(font) else None


def _font_of(element: HtmlElement, sheet: dict[tuple[str, str], str]) -> str | None:
    """The font that `element` sets: its face, its own style, or that of its class or tag in a style sheet."""
    if face := element.get("face"):
        return str(face)
    if (style := FAMILY.search(element.get("style") or "")) is not None:
        return _family(style[1])
    names = (element.get("class") or "").split()
    keys = [(tag, name) for name in (*names, "") for tag in (element.tag, "")]
    return next((sheet[key] for key in keys if key in sheet), None)


def _fonts_of_sheets(root: HtmlElement) -> dict[tuple[str, str], str]:
    """Families that the page's style sheets give to a tag, a class or both."""
    fonts: dict[tuple[str, str], str] = {}
    for style in root.iter("style"):
        for selectors, body in STYLE_RULE.findall(style.text or ""):
            family = FAMILY.search(body)
            for selector in selectors.split(",") if family else ():
                found = SIMPLE_SELECTOR.fullmatch(selector.strip())
                if found is not None and family is not None and found[0]:
                    fonts[(found["tag"] or "").lower(), found["name"] or ""] = _family(family[1])
    return fonts


def _family(value: str) -> str:
    """The first family of a `font-family`, or of a `font` with its size before."""
    return re.sub(r"^.*?\d(?:pt|px|em|%|pc|cm|mm|ex|rem)?(?:/\S+)?\s+", "", value.strip())
