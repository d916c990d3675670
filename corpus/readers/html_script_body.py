"""Text of an article as JSON-LD states it -> its lines: the last resort for pages that a script builds."""

import re

from lxml import etree

from corpus.readers.html_blocks import find_lines
from corpus.readers.html_decoding import CONTROL
from corpus.readers.html_lines import settle_lines
from corpus.readers.html_outline import Block
from corpus.readers.html_parsing import parse_markup
from corpus.readers.page_furniture import Furniture

TAG = re.compile(r"</?(?:p|br|div|table|h[1-6]|ul|li|span|strong|b|em)\b", re.IGNORECASE)
ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|table|h[1-6]|ul|li|span|strong)\b", re.IGNORECASE)


def read_script_body(body: str, *, title: str | None, furniture: Furniture) -> tuple[Block, ...]:
    """The lines of an articleBody, which may be plain text, markup, or markup with its signs written as entities."""
    markup = body
    if ESCAPED_TAG.search(markup):
        markup = markup.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", '"')
    if TAG.search(markup):
        root = parse_markup(f"<div>{markup}</div>").root
    else:
        root = etree.Element("div")
        for line in re.split(r"[\r\n]+", CONTROL.sub(" ", markup)):
            etree.SubElement(root, "p").text = line
    blocks = find_lines(root, furniture=furniture).blocks if root is not None else []
    return tuple(settle_lines(title, blocks, furniture))
