"""report.html as a browser with wide letters shows it."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from compared import compare
from review_browser import NO_BROWSER, find_browser

from outputs.labels import load_labels
from outputs.report.pages import Report
from schemas.facts import Locality

SCRIPT = Path(__file__).parents[1] / "loopback" / "text_cut_off.py"
NAMES = ("thành phố Phan Rang - Tháp Chàm", "huyện Trần Văn Thời", "thị xã Gò Công")


def test_no_name_or_figure_of_a_chart_is_cut_off(tmp_path: Path, build_extraction: Any) -> None:
    if find_browser() is None:
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
    command = [sys.executable, SCRIPT, (tmp_path / "report.html").as_uri(), "1280", "420"]
    seen = json.loads(subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout)
    assert any(NAMES[0] in text for text in seen["drawn"])
    assert (seen["1280"], seen["420"]) == ([], [])
