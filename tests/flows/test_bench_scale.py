"""docs/scale.md follows from docs/performance.md."""

from bench.scale import MEASURED, PAPER, read_rows, render, scale_lines


def test_the_paper_follows_from_what_was_measured() -> None:
    paper = PAPER.read_text(encoding="utf-8")
    assert render(paper, MEASURED.read_text(encoding="utf-8")) == paper, "run: python -m bench.scale"


def test_the_arithmetic() -> None:
    table = """| stage | rate |
|---|---:|
| read | 200 |
| extract | 40.0 |
| store | 250 |
| export | 20 |
| two processes to one | 1.6 | 1.7 |
| local, 400 | 300 | 100 | 578 |  |
| local, 1000 | 900 | 36.0 | 595 |  |
"""
    text = "\n".join(scale_lines(read_rows(table)))
    assert "| read | 200.0 | 14 hours | 2 minutes |" in text
    assert "as `solieu run` does | 25.0 | 111 hours | 20 minutes |" in text
    # 25 a second, sixteen times, of which 80 % are kept: 320 a second.
    assert "**one machine of 16 cores takes 8.7 hours**" in text
    assert "400 documents a second: what 20 processes give" in text
    assert "139 hours in one process" in text
