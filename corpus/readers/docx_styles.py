"""styles.xml -> what a paragraph or run of a style looks like, as far as reading needs it."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from corpus.readers.office_package import as_int

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
OFF = ("0", "false", "off", "none")
MAX_CHAIN = 20
"""Styles based on one another; a longer chain is a circle."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks: None and "" where nothing is stated."""

    font: str | None = None
    is_hidden: bool = False
    is_bold: bool = False
    is_superscript: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph has: its look, outline level (0 is the highest, None none), alignment and numbering."""

    name: str = ""
    look: Look = field(default_factory=Look)
    outline: int | None = None
    alignment: str | None = None
    num_id: str | None = None
    level: int = 0

    @property
    def is_centred(self) -> bool:
        """Whether the paragraph stands in the middle."""
        return self.alignment == "center"


class Styles:
    """The styles of one document; each is resolved once."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {} if root is None else {s.get(W + "styleId", ""): s for s in root.iterchildren(W + "style")}
        self._root = root
        self._paragraphs: dict[str | None, ParagraphStyle] = {}

    @cached_property
    def _default_paragraph(self) -> str | None:
        kinds = (
            style_id
            for style_id, style in self._elements.items()
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")
        )
        return next(kinds, None)

    @cached_property
    def _defaults(self) -> Look:
        run = None if self._root is None else self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        return with_run(Look(), run)

    def paragraph(self, properties: etree._Element | None) -> ParagraphStyle:
        """The style of a paragraph with these `pPr`, its own statements counted in."""
        style_id = _value(properties, "pStyle") or self._default_paragraph
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._resolve(style_id)
        style = self._paragraphs[style_id]
        return style if properties is None else with_paragraph(style, properties)

    def run(self, paragraph: Look, properties: etree._Element | None) -> Look:
        """The look of a run with these `rPr` in a paragraph that looks like `paragraph`."""
        if properties is None:
            return paragraph
        look = paragraph
        for style in self._chain(_value(properties, "rStyle")):
            look = with_run(look, style.find(W + "rPr"))
        return with_run(look, properties)

    def _resolve(self, style_id: str | None) -> ParagraphStyle:
        found = ParagraphStyle(look=self._defaults)
        for style in self._chain(style_id):
            properties = style.find(W + "pPr")
            found = found if properties is None else with_paragraph(found, properties)
            look = with_run(found.look, style.find(W + "rPr"))
            found = replace(found, look=look, name=_value(style, "name") or found.name)
        return found

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        """The style and those it is based on, the most basic first."""
        chain: list[etree._Element] = []
        while style_id is not None and (style := self._elements.get(style_id)) is not None and len(chain) < MAX_CHAIN:
            chain.append(style)
            style_id = _value(style, "basedOn")
        return chain[::-1]


def with_run(look: Look, properties: etree._Element | None) -> Look:
    """`look` with what `rPr` states instead."""
    if properties is None or len(properties) == 0:
        return look
    fonts = properties.find(W + "rFonts")
    font = None
    if fonts is not None:
        font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or fonts.get(W + "cs") or fonts.get(W + "eastAsia")
    align = properties.find(W + "vertAlign")
    return Look(
        font=font or look.font,
        is_hidden=_toggle(properties, "vanish", look.is_hidden),
        is_bold=_toggle(properties, "b", look.is_bold),
        is_superscript=look.is_superscript if align is None else align.get(VAL) == "superscript",
    )


def with_paragraph(style: ParagraphStyle, properties: etree._Element) -> ParagraphStyle:
    """`style` with what `pPr` states instead."""
    outline = _value(properties, "outlineLvl")
    numbering = properties.find(W + "numPr")
    level = as_int(outline, 9) if outline is not None else None
    return replace(
        style,
        outline=style.outline if level is None else (level if level < 9 else None),
        alignment=_value(properties, "jc") or style.alignment,
        num_id=style.num_id if numbering is None else _value(numbering, "numId") or style.num_id,
        level=style.level if numbering is None else as_int(_value(numbering, "ilvl"), style.level),
    )


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether the switch `name` among `properties` is there and on."""
    return properties is not None and _toggle(properties, name, False)


def _toggle(properties: etree._Element, name: str, default: bool) -> bool:
    element = properties.find(W + name)
    return default if element is None else element.get(VAL, "1") not in OFF


def _value(element: etree._Element | None, name: str) -> str | None:
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(VAL)
