import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import line_assembly
from corpus.readers.line_assembly import Line, RowCell, assemble


def test_rows_keep_a_bar_for_each_empty_cell() -> None:
    line = Line(role="table_row", cells=(RowCell("A", 2), RowCell("12", 4)), width=5, table=1, row=3)
    body = assemble([Line(text="Trên"), line, Line(text=""), Line(text="Dưới")])
    assert body.text == "Trên\n| A | | 12 |\nDưới"
    assert [(r.role, body.text[r.start : r.end], r.column) for r in body.regions] == [
        ("paragraph", "Trên", None),
        ("table_row", "| A | | 12 |", None),
        ("cell", "A", 2),
        ("cell", "12", 4),
        ("paragraph", "Dưới", None),
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((Line(text="Một hai"), Line(text="ba bốn"), Line(text="năm")), "Một hai\nba"),
        ((Line(text="Một hai"), Line(role="table_row", cells=(RowCell("ba bốn", 1),))), "Một hai"),
        ((Line(text="Một hai ba"), Line(text="x")), "Một hai ba"),
    ],
)
def test_long_texts_are_cut_and_said(lines: tuple[Line, ...], text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_assembly, "MAX_CHARACTERS", 10)
    body = assemble(lines)
    assert (body.text, body.marks) == (text, ["cut_short"])


TEXTS = st.text(alphabet="aê\u0323\u03011 ", min_size=1, max_size=6).map(str.strip).filter(bool)
ROWS = st.lists(st.tuples(TEXTS, st.integers(1, 7)), min_size=1, max_size=4, unique_by=lambda cell: cell[1])


@given(st.lists(st.one_of(TEXTS, ROWS), max_size=6))
def test_regions_quote_what_they_stand_for(drawn: list[str | list[tuple[str, int]]]) -> None:
    lines = [
        Line(text=one) if isinstance(one, str)
        else Line(role="table_row", cells=tuple(RowCell(text, column) for text, column in one), width=8)
        for one in drawn
    ]  # fmt: skip
    body = assemble(lines)
    whole = [body.text[r.start : r.end] for r in body.regions if r.role != "cell"]
    assert "\n".join(whole) == body.text
    for region in (r for r in body.regions if r.role == "cell"):
        line = next(
            r for r in body.regions if r.role == "table_row" and r.start <= region.start and region.end <= r.end
        )
        assert body.text[line.start : region.start].count("|") == (region.column or 0) - 1
