import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from office_files import NAMESPACES

from corpus.readers.docx_numbering import Numbering, letters, roman

ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> Numbering:
    xml = f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}</w:numbering>'
    return Numbering(etree.fromstring(xml))


def level(at: int, kind: str = "decimal", text: str = "", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text or f"%{at + 1}."}"/></w:lvl>'
    )


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("decimal", "(%1)", ["(1)", "(2)"]),
        ("decimal", "%1", ["1.", "2."]),
        ("decimal", "Điều %1.", ["Điều 1.", "Điều 2."]),
        ("decimalZero", "%1)", ["01)", "02)"]),
        ("upperRoman", "%1-", ["I-", "II-"]),
        ("lowerRoman", "%1.", ["i.", "ii."]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("bullet", "\uf0b7", ["-", "-"]),
        ("bullet", "+", ["+", "+"]),
        ("none", "%1", [None, None]),
        ("none", "", [None, None]),
        ("unheardOf", "%1.", ["1.", "2."]),
    ],
)
def test_labels(kind: str, text: str, expected: list[str | None]) -> None:
    lists = numbering(level(0, kind, text) if text else level(0, kind, " "))
    assert [lists.label("1", 0), lists.label("1", 0)] == expected


def test_levels_go_back_to_one_below_a_new_number() -> None:
    lists = numbering(level(0) + level(1, text="%1.%2.") + level(2, "lowerLetter", "%3)"))
    walked = [lists.label("1", at) for at in (0, 1, 1, 2, 0, 1, 2, 2)]
    assert walked == ["1.", "1.1.", "1.2.", "a)", "2.", "2.1.", "a)", "b)"]


def test_levels_that_never_go_back() -> None:
    lists = numbering(level(0) + level(1, text="%2.", more='<w:lvlRestart w:val="0"/>'))
    assert [lists.label("1", at) for at in (0, 1, 0, 1)] == ["1.", "1.", "2.", "2."]


def test_legal_numbers_are_digits_throughout() -> None:
    lists = numbering(level(0, "upperRoman") + level(1, text="%1.%2.", more="<w:isLgl/>"))
    assert [lists.label("1", at) for at in (0, 1)] == ["I.", "1.1."]


def test_deeper_levels_without_their_parents_show_where_these_start() -> None:
    assert numbering(level(0, start=3) + level(1, text="%1.%2.")).label("1", 1) == "3.1."


def test_lists_of_one_kind_go_on_unless_they_start_anew() -> None:
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for number, more in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
            (4, f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'),
        )
    )
    lists = numbering(level(0), nums)
    assert [lists.label(number, 0) for number in ("1", "2", "3", "3", "1", "4")] == ["1.", "2.", "5.", "6.", "7.", "h)"]


def test_lists_by_style() -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="numbering" w:styleId="Kiểu"><w:pPr><w:numPr><w:numId w:val="7"/>'
        "</w:numPr></w:pPr></w:style></w:styles>"
    )
    nums = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Kiểu"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )
    xml = f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{level(0)}</w:abstractNum>{nums}</w:numbering>'
    assert Numbering(etree.fromstring(xml), etree.fromstring(styles)).label("1", 0) == "1."


@pytest.mark.parametrize(("number", "at"), [(None, 0), ("0", 0), ("99", 0), ("1", 9), ("1", -1)])
def test_what_is_no_list_has_no_label(number: str | None, at: int) -> None:
    assert numbering(level(0)).label(number, at) is None


def test_a_style_that_links_to_itself_ends() -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style></w:styles>"
    )
    xml = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    assert Numbering(etree.fromstring(xml), etree.fromstring(styles)).label("1", 0) == "1."


@given(st.integers(1, 3999))
def test_roman_numbers_add_up(number: int) -> None:
    values = [ROMAN_VALUES[letter] for letter in roman(number)]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    assert total == number


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "a"), (26, "z"), (27, "aa"), (53, "aaa"), (781, "781"), (0, "0"), (10**9, "1000000000")],
)
def test_letters(number: int, expected: str) -> None:
    assert letters(number) == expected
