"""Word files made from pieces of XML, for tests that need what no library writes: changes, boxes, notes, odd merges."""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7"))
NUMBERING = (
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num></w:numbering>"
)
STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/>'
    "</w:pPr><w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style></w:styles>"
)


def run(text: str, properties: str = "") -> str:
    """A run; a tab and a newline in `text` become their elements."""
    parts = escape(text).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    parts = parts.replace("<w:t>", '<w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{parts}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text where `content` has no element in it."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def item(text: str, level: int, number: int = 1) -> str:
    """A paragraph of list `number` (1 or 2): "I.", "1.", "a)" or a bullet by its level."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def centred(text: str) -> str:
    """A bold line in the middle."""
    return paragraph(run(text, "<w:b/>"), '<w:jc w:val="center"/>')


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """A table cell; `merge` is "restart" or "continue" for cells merged downwards."""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(text if text.startswith("<") else paragraph(text) for text in paragraphs) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{down}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    """A table row; plain texts become cells."""
    inner = "".join(text if text.startswith("<w:tc>") else cell(text) for text in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    width = max(sum(int(span) for span in re.findall(r'gridSpan w:val="(\d+)"', one)) for one in rows)
    grid = '<w:gridCol w:w="1200"/>' * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def note(number: int, kind: str = "footnote") -> str:
    """The mark of a note in the text."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def box(*paragraphs: str) -> str:
    """A run with a text box in both renderings, as Word writes it."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    flags = 'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"'
    place = (
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2000000" cy="500000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Box"/>'
    )
    shape = (
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor {flags}>{place}<a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"{shape}<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(instruction: str, result: str) -> str:
    """A field with the result it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def inserted(content: str) -> str:
    """Runs that a reviser put in."""
    return f'<w:ins w:id="9" w:author="A">{content}</w:ins>'


def deleted(text: str) -> str:
    """Text that a reviser took out."""
    return f'<w:del w:id="8" w:author="A"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def notes(kind: str, *texts: str) -> str:
    """The part of footnotes or endnotes, numbered from 1 behind Word's separator."""
    inner = "".join(
        f'<w:{kind} w:id="{at}"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + text)}</w:p></w:{kind}>'
        for at, text in enumerate(texts, start=1)
    )
    separator = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    return f"<w:{kind}s {NAMESPACES}>{separator}{inner}</w:{kind}s>"


def document_xml(*blocks: str) -> str:
    """The main part with these blocks."""
    return f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"


def word_file(*blocks: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file; `parts` adds or replaces parts of word/ by their short name ("footnotes", "header1")."""
    return package(document_xml(*blocks), {"numbering": NUMBERING, "styles": STYLES, **(parts or {})})


def package(main: str, parts: Mapping[str, str], others: Mapping[str, bytes] | None = None) -> bytes:
    """The container with its main part, related parts and any other entries; the same pieces give the same bytes."""
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for at, name in enumerate(parts, start=1)
    )
    package_space = "http://schemas.openxmlformats.org/package/2006"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{PART_TYPE}{name.rstrip("0123456789")}+xml"/>'
        for name in parts
    )
    entries = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{package_space}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{PART_TYPE}document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{package_space}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package_space}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": main if main.startswith("<?xml") else HEAD + main,
        **{f"word/{name}.xml": HEAD + xml for name, xml in parts.items()},
        **(others or {}),
    }
    return zipped(entries)


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """A ZIP container of `entries`, without the time of day in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()
