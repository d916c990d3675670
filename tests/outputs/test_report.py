"""report.html: what stands in it, and that no article can smuggle anything into it."""

import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from compared import compare

from outputs.labels import load_labels
from outputs.report.charts import build_charts
from outputs.report.matrix import build_matrices
from outputs.report.pages import Report
from outputs.report.rendering import page_name
from schemas.facts import Locality

LABELS = load_labels()
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt;",
    "</title></head>",
)


class Page(HTMLParser):
    """What a browser would see: tags with their attributes, ids, links, text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.hrefs, self.text = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        self.hrefs += [value for name, value in attrs if name in {"href", "src", "xlink:href"}]

    def handle_data(self, data):
        self.text.append(data)


def _write(folder, extractions, *, is_one_page=True):
    report = Report(folder, LABELS, is_one_page=is_one_page)
    for extraction in extractions:
        report.add(extraction)
    report.finish(compare(extractions))
    return Page((folder / "report.html").read_text(encoding="utf-8"))


def test_figures_and_rows_link_both_ways(tmp_path, extraction):
    page = _write(tmp_path, [extraction])
    for fact in extraction.facts:
        assert {f"m-{fact.fact_id}", f"f-{fact.fact_id}"} <= set(page.ids)
        assert {f"#m-{fact.fact_id}", f"#f-{fact.fact_id}"} <= set(page.hrefs)
    assert len(page.ids) == len(set(page.ids))
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)


def test_it_speaks_vietnamese(tmp_path, extraction):
    text = " ".join(" ".join(_write(tmp_path, [extraction]).text).split())
    assert "Tỷ số và phần trăm: 325 / 600 ≠ 56% (không khớp)" in text
    assert "trên 4.900" in text
    assert "2020 – nay" in text
    assert "huyện Ba Bể: nay là xã Ba Bể (tỉnh Thái Nguyên)" in text


def test_it_asks_nothing_of_other_hosts(tmp_path, extraction):
    page = _write(tmp_path, [extraction])
    assert [href for href in page.hrefs if not href.startswith("#")] == ["https://baobackan.vn/a.html"]
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.parametrize("is_one_page", [True, False])
def test_hostile_text_stays_text(tmp_path, build_extraction, payload, is_one_page):
    made = [
        build_extraction(
            f"{payload} có {number} đảng viên {payload}\n{payload}",
            [(f" {number} ", {"organization": payload, "unit": payload, "value": number,
                       "locality": Locality(name=payload, level="district", code=None, province=payload)})],
            title=payload, name=payload, publisher=payload, byline=payload, url=f"javascript:{payload}",
            document_id=f"{payload}{number}",
        )
        for number in (Decimal(45), Decimal(46))
    ]  # fmt: skip
    _write(tmp_path, made, is_one_page=is_one_page)
    pages = [Page(path.read_text(encoding="utf-8")) for path in tmp_path.rglob("*.html")]
    assert len(pages) == (1 if is_one_page else 3)
    for page in pages:
        assert [tag for tag, _ in page.tags].count("script") == 1
        assert "img" not in [tag for tag, _ in page.tags]
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
        assert not [href for href in page.hrefs if "javascript:" in href]
    assert payload in "".join(piece for page in pages for piece in page.text)


def test_hidden_characters_are_shown(tmp_path, build_extraction):
    made = build_extraction("có \u202e45\u202c đảng\u200b viên\u0007", [("45", {})], title="\u2066đảo")
    text = "".join(_write(tmp_path, [made]).text)
    assert "⟦U+202E⟧45⟦U+202C⟧ đảng⟦U+200B⟧ viên⟦U+0007⟧" in "".join(text.split("\n"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", text)


def test_many_documents_have_pages_of_their_own(tmp_path, many):
    page = _write(tmp_path, many, is_one_page=False)
    pages = {path.name: Page(path.read_text(encoding="utf-8")) for path in (tmp_path / "report").iterdir()}
    assert len(pages) == 70
    linked = {href for href in page.hrefs if href.startswith("report/")}
    assert {href.partition("#")[0].removeprefix("report/") for href in linked} == set(pages)
    for href in linked:
        name, _, anchor = href.removeprefix("report/").partition("#")
        assert not anchor or anchor in pages[name].ids


def test_very_many_documents_are_listed_in_parts(tmp_path, many, monkeypatch):
    monkeypatch.setattr("outputs.report.pages._DOCUMENTS_A_LIST", 30)
    page = _write(tmp_path, many, is_one_page=False)
    lists = [href for href in page.hrefs if "list-" in href]
    assert lists == [f"report/list-000{n}.html" for n in (1, 2, 3)]
    listed = [
        href
        for name in lists
        for href in Page((tmp_path / name).read_text(encoding="utf-8")).hrefs
        if not href.startswith("..")
    ]
    assert sorted(listed) == sorted(f"{page_name(e.document.document_id)}.html" for e in many)


def test_a_document_without_figures_and_a_report_without_documents(tmp_path, build_extraction):
    (tmp_path / "empty").mkdir()
    assert "0" in _write(tmp_path / "empty", []).text
    page = _write(
        tmp_path, [build_extraction("Không có gì.", [], title=None, publisher=None, published=None, url=None)]
    )
    assert "Bài này không có số liệu nào." in page.text


def test_two_charts_and_the_order_of_bars(many):
    charts = build_charts(compare(many), LABELS)
    assert [chart.title for chart in charts] == ["Số đảng viên (cấp huyện)", "Kết nạp đảng viên so với chỉ tiêu"]
    assert charts[0].caption.startswith("16 nơi nhiều nhất trong 70.")
    bars = re.findall(r">(huyện [^<]+)</text>", charts[0].svg)
    assert bars[0] == "huyện Ba Bể"
    assert "trên 4.900" in charts[0].svg
    assert "54,2%" in charts[1].svg


def test_inner_names_of_charts_do_not_collide(many):
    charts = build_charts(compare(many), LABELS)
    ids = [name for chart in charts for name in re.findall(r'\bid="([^"]+)"', chart.svg)]
    assert len(ids) == len(set(ids))


def test_the_table_of_localities(extraction):
    (matrix,) = build_matrices(compare([extraction]), LABELS)
    assert matrix.title == "Đảng"
    assert "Hoàn thành chỉ tiêu kết nạp" in matrix.heads
    (row,) = matrix.rows
    shown = dict(zip(matrix.heads, row.cells, strict=True))
    assert (row.place, row.level, row.note) == ("huyện Ba Bể", "cấp huyện", "Bắc Kạn")
    assert shown["Đảng viên"].figure == "trên 4.900"
    assert (shown["Đảng viên kết nạp mới"].figure, shown["Đảng viên kết nạp mới"].period) == ("325/600", "2020 – nay")


@pytest.mark.parametrize(("document_id", "name"), [("a1-B_2", "a1-B_2")])
def test_page_names(document_id, name):
    assert page_name(document_id) == name
    assert re.fullmatch("[0-9a-f]{24}", page_name("../../etc"))


def test_checks_between_articles_stand_on_the_start_page(tmp_path, extraction, listed_check):
    report = Report(tmp_path, LABELS, is_one_page=True)
    report.add(extraction)
    hostile = listed_check.model_copy(update={"statement": HOSTILE[1]})
    held = listed_check.model_copy(update={"kind": "agreement", "outcome": "holds", "statement": "khớp thì không in"})
    for check in (listed_check, hostile, held):
        report.add_check(check)
    report.finish(compare([extraction]))
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    text = " ".join(" ".join(Page(html).text).split())
    assert listed_check.statement in text
    assert "Hai bài khác nhau: không khớp" in text
    assert "khớp thì không in" not in text
    assert "<img src=x" not in html
    assert "Hai bài cùng một con số 1" in text


def test_what_other_articles_say_stands_at_the_fact(tmp_path, extraction):
    first, *others = extraction.facts
    told = first.model_copy(update={"checks": (*first.checks, "✗ Đảng viên: 45 ≠ 54", "✓ 45 = 45")})
    page = _write(tmp_path, [extraction.model_copy(update={"facts": (told, *others)})])
    text = " ".join(" ".join(page.text).split())
    assert "Giữa các bài: Đảng viên: 45 ≠ 54" in text
    assert "Giữa các bài: 45 = 45" not in text
