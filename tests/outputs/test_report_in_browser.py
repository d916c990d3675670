"""report.html as a browser with wide letters shows it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from compared import compare
from review_browser import NO_BROWSER, find_browser, open_browser

from outputs.labels import load_labels
from outputs.report.pages import Report
from schemas.facts import Locality

NAMES = ("thành phố Phan Rang - Tháp Chàm", "huyện Trần Văn Thời", "thị xã Gò Công")
CUT_OFF = """
    () => [...document.querySelectorAll(".drawing svg")].flatMap(svg => {
        const room = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text")]
            .filter(text => {
                const box = text.getBoundingClientRect();
                return box.left < room.left - 1 || box.right > room.right + 1;
            })
            .map(text => text.textContent);
    })
"""


@pytest.mark.parametrize("width", [1280, 420])
def test_no_name_beside_a_bar_is_cut_off(tmp_path: Path, build_extraction: Any, width: int) -> None:
    program = find_browser()
    if program is None:
        pytest.skip(NO_BROWSER)
    made = [
        build_extraction(
            f"Có {number} đảng viên",
            [(f" {number} ", {"value": Decimal(number), "locality": Locality(name=name, level="district", code=None,
                                                                         province=f"Tỉnh thứ {number}")})],
            document_id=str(number),
        )
        for number, name in enumerate(NAMES, start=40)
    ]  # fmt: skip
    report = Report(tmp_path, load_labels(), is_one_page=True)
    for extraction in made:
        report.add(extraction)
    report.finish(compare(made))
    with open_browser(program) as browser:
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto((tmp_path / "report.html").as_uri())
        drawn = page.locator(".drawing svg text").all_text_contents()
        assert any(NAMES[0] in text for text in drawn)
        assert page.evaluate(CUT_OFF) == []
