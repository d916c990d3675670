"""Blocks of a document -> what each paragraph is: title, lead, heading, item, caption, unit line."""

import re
import statistics
from collections.abc import Sequence

from corpus.readers.pdf.blocks import Block, Paragraph, Table
from corpus.readers.pdf.paragraphs import CAPTION, ITEM, UNIT_LINE
from corpus.readers.report_heads import is_document_kind, is_head_line

LARGER = 1.12
LONGEST_TITLE = 300
SECTION = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)[.)\-/]\s?\S")


def set_roles(blocks: Sequence[Block]) -> str | None:
    """Give each paragraph of `blocks` its role; the title comes back, its lines joined, or None without one."""
    usual = _usual_size(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.role == "paragraph":
            near = [other for other in blocks[max(0, at - 2) : at + 4] if isinstance(other, Table)]
            _set_role(block, has_table=bool(near), usual=usual)
    title = find_title(blocks, usual)
    for part in title:
        part.role = "title"
    _set_lead(blocks, title)
    return " ".join(part.text for part in title) or None


def find_title(blocks: Sequence[Block], usual: float) -> list[Paragraph]:
    """The paragraphs that are the title, in order: what a report's kind heads, else the largest type of page 1."""
    first = [block for block in blocks if isinstance(block, Paragraph) and block.parts[0].page == 1][:40]
    for at, block in enumerate(first):
        if is_document_kind(block.text):
            return [block, *_title_lines(first[at + 1 :])]
    own = [block for block in first if not is_head_line(block.text) and block.role in ("paragraph", "heading")]
    large = [block for block in own if block.size > LARGER * usual and len(block.text) <= LONGEST_TITLE]
    if large:
        size = max(block.size for block in large if len(block.text.split()) > 2 or block is large[-1])
        start = next(at for at, block in enumerate(own) if block.size == size)
        return _same_type(own[start:])
    bold = next((block for block in own[:6] if block.is_bold and block.is_centred), None)
    return _same_type(own[own.index(bold) :]) if bold else []


def _title_lines(blocks: Sequence[Paragraph]) -> list[Paragraph]:
    """The centred lines below a report's kind that say what it is about."""
    lines: list[Paragraph] = []
    for block in blocks[:4]:
        is_part = block.is_centred or (block.is_bold and not SECTION.match(block.text))
        if (
            not is_part
            or len(block.text) > LONGEST_TITLE
            or set(block.text) <= set("-–—_* ")
            or block.text.startswith("(")
        ):
            break
        lines.append(block)
    return lines


def _same_type(blocks: Sequence[Paragraph]) -> list[Paragraph]:
    lines = [blocks[0]]
    for block in blocks[1:3]:
        if abs(block.size - lines[0].size) > 0.5 or block.is_bold != lines[0].is_bold or SECTION.match(block.text):
            break
        lines.append(block)
    return lines


def _set_role(block: Paragraph, *, has_table: bool, usual: float) -> None:
    text = block.text
    if UNIT_LINE.match(text):
        block.role = "unit_line"
    elif has_table and CAPTION.match(text):
        block.role = "caption"
    elif (block.is_bold or block.size > LARGER * usual) and len(text) < 200 and not text.endswith((";", ",")):
        block.role = "heading"
    elif ITEM.match(text):
        block.role = "list_item"


def _set_lead(blocks: Sequence[Block], title: Sequence[Paragraph]) -> None:
    if not title:
        return
    at = next(at for at, block in enumerate(blocks) if block is title[-1])
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if isinstance(following, Paragraph) and following.is_bold and len(following.text) > 80:
        following.role = "lead"


def _usual_size(blocks: Sequence[Block]) -> float:
    sizes = [
        block.size for block in blocks if isinstance(block, Paragraph) for _ in range(max(1, len(block.text) // 20))
    ]
    return statistics.median(sizes) if sizes else 12.0
