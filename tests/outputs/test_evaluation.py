import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from outputs.evaluation.agreement import ATTRIBUTES, find_agreement, same_place
from outputs.evaluation.errors import Report, find_errors
from outputs.evaluation.gold import GoldDocument, GoldMention, load_gold
from outputs.evaluation.page import make_filters, render_page
from outputs.evaluation.scoring import Evaluation, score_document
from outputs.evaluation.summary import summarize
from outputs.evaluation.tables import make_tables, make_verdict, percent
from schemas.errors import ConfigError
from schemas.extraction import Extraction
from schemas.facts import Fact, Period

Build = Callable[..., Extraction]
TEXT = "Đầu đề\nHuyện Ba Bể có 45 chi bộ, 4.900 đảng viên, 12 <b>thôn</b>; ngày 3 trồng 7 ha.\n"
GOLD_FACT: dict[str, Any] = {
    "label": "fact", "value": 4900, "qualifier": "exact", "measure": "count", "status": "actual",
    "indicator": "member.total", "system": "party", "group": [], "locality": "huyện Ba Bể",
    "period_start": None, "period_end": None,
}  # fmt: skip


def mention(text: str, numeral: str, **fields: Any) -> GoldMention:
    start = text.index(numeral)
    place = {"start": start, "end": start + len(numeral), "text": numeral}
    return GoldMention.model_validate_json(json.dumps(GOLD_FACT | place | fields))


def gold(*mentions: GoldMention, text: str = TEXT, published: str | None = "2023-07-15") -> GoldDocument:
    return GoldDocument(name="a", path=Path("a.txt"), text=text, published=published, mentions=mentions)


@pytest.fixture
def got(build_extraction: Build) -> Callable[..., Fact]:
    def build(**fields: Any) -> Fact:
        return build_extraction(TEXT, [("4.900", {"value": Decimal(4900)} | fields)]).facts[0]

    return build


def test_all_attributes_agree(got: Callable[..., Fact]) -> None:
    assert find_agreement(mention(TEXT, "4.900"), got(), None) == set(ATTRIBUTES)


@pytest.mark.parametrize(
    ("attribute", "fields"),
    [
        ("value", {"value": Decimal(49)}),
        ("value", {"value_max": Decimal(5000)}),
        ("indicator", {"indicator": "cell.total"}),
        ("measure", {"measure": "share"}),
        ("status", {"status": "target"}),
        ("qualifier", {"qualifier": "over"}),
        ("denominator", {"denominator": Decimal(7)}),
        ("system", {"system": "front"}),
        ("groups", {"groups": ("female",)}),
        ("locality", {"locality": None}),
        ("period", {"period": Period(start="2020", end=None, end_is_published=False, text=None)}),
    ],
)
def test_one_attribute_wrong(got: Callable[..., Fact], attribute: str, fields: dict[str, Any]) -> None:
    assert set(ATTRIBUTES) - find_agreement(mention(TEXT, "4.900"), got(**fields), None) == {attribute}


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        ({"also": ["cell.total"]}, {"indicator": "cell.total"}),
        ({"alt": {"indicator": "cell.total"}}, {"indicator": "cell.total"}),
        ({"alt": {"qualifier": "over"}}, {"qualifier": "over"}),
        ({"alt": {"group": ["female"]}}, {"groups": ("female",)}),
        ({"group_optional": ["female"]}, {"groups": ("female",)}),
        ({}, {"groups": ("other:tiêu biểu",)}),
        ({"system": "party"}, {"system": None}),
        ({"system": None}, {"system": "front"}),
        ({"alt": {"locality": "Ba Bể"}, "locality": "xã Khác"}, {}),
        ({"period_end": "published"}, {"period": Period(start=None, end="2023", end_is_published=False, text=None)}),
        ({"period_end": "2019", "alt": {"period_end": None}}, {}),
        ({"value": 4900.0}, {}),
    ],
)  # fmt: skip
def test_other_values_that_a_label_accepts(
    got: Callable[..., Fact], label: dict[str, Any], fields: dict[str, Any]
) -> None:
    found = find_agreement(mention(TEXT, "4.900", **label), got(**fields), "2023-07-15")
    assert found == set(ATTRIBUTES)


@pytest.mark.parametrize(
    ("name", "agrees"),
    [
        ("huyện Ba Bể", True), ("Ba Bể", True), ("Huyện  ba bể", True), ("xã Ba Bể", False), ("huyện Pác Nặm", False),
        (None, False), ("org:Lâm trường", True), ("org:Đảng bộ khác", False),
    ],
)  # fmt: skip
def test_places_by_name_and_kind(got: Callable[..., Fact], name: str | None, agrees: bool) -> None:
    assert same_place(name, got(organization="Lâm trường Ba Bể")) is agrees


@pytest.fixture
def evaluation(build_extraction: Build) -> Evaluation:
    """One figure right, one with two attributes wrong, one missed, one false, one ambiguous, one outside."""
    figures = [
        ("45", {"indicator": "cell.total", "unit": "organization", "rules": ("head.cell",)}),
        ("4.900", {"value": Decimal(4900), "groups": ("female",), "status": "target", "confidence": 0.5}),
        ("3", {"indicator": "village.total", "rules": ("head.village",)}),
    ]
    extraction = build_extraction(TEXT, figures, name="a.txt")
    labelled = gold(
        mention(TEXT, "45", indicator="cell.total", value=45),
        mention(TEXT, "4.900", note="xem <lại>"),
        mention(TEXT, "12", indicator="village.total", value=12),
        mention(TEXT, "3", label="date"),
        mention(TEXT, "7", indicator="other", value=7),
    )
    unread = gold(mention(TEXT, "45", indicator="cell.total", value=45))
    return Evaluation(documents=(score_document(labelled, extraction), score_document(unread, None)))


def test_judgement_of_each_figure(evaluation: Evaluation) -> None:
    first = evaluation.documents[0]
    told = [(bool(item.gold), bool(item.got), item.is_relaxed, item.is_strict, item.wrong) for item in first.judged]
    assert told == [
        (True, True, True, True, ()),
        (True, True, False, False, ("status", "groups")),
        (True, False, False, False, ()),
        (False, True, False, False, ()),
    ]
    assert first.other == (0, 1)
    assert (first.accounted, first.runs) == (5, 5)
    assert (evaluation.documents[1].accounted, evaluation.ledger) == (0, 0.5)


def test_ambiguous_labels_count_for_nothing(build_extraction: Build) -> None:
    extraction = build_extraction(TEXT, [("45", {"indicator": "cell.total"}), ("7", {"indicator": "village.total"})])
    scored = score_document(
        gold(mention(TEXT, "45", ambiguous=True), mention(TEXT, "7", indicator="other", ambiguous=True)), extraction
    )
    assert [item.gold for item in scored.judged] == [None]
    assert scored.other == (0, 1)


def test_two_facts_on_one_numeral_the_better_one_counts(build_extraction: Build) -> None:
    extraction = build_extraction(TEXT, [("4.9", {"value": Decimal(49)}), ("00", {"value": Decimal(4900)})])
    right, false = score_document(gold(mention(TEXT, "4.900")), extraction).judged
    if right.gold is None:
        right, false = false, right
    assert right.is_strict
    assert false.gold is None


def test_summary_counts(evaluation: Evaluation) -> None:
    summary = summarize(evaluation)
    strict, relaxed = summary.score("strict"), summary.score("relaxed")
    assert (strict.right, strict.got, strict.gold) == (1, 3, 4)
    assert (strict.precision, strict.recall) == (1 / 3, 1 / 4)
    assert strict.f1 == relaxed.f1 == pytest.approx(2 / 7)
    assert summary.score("detected").right == 2
    assert summary.score("status").right == 1
    assert {s.name: (s.right, s.got, s.gold) for s in summary.indicators} == {
        "cell.total": (1, 1, 2), "member.total": (1, 1, 1), "village.total": (0, 1, 1),
    }  # fmt: skip
    assert [(c.gold, c.got) for c in summary.confusions] == [
        ("[date]", "village.total"), ("cell.total", "-"), ("village.total", "[date]"),
    ]  # fmt: skip
    assert [(b.low, b.facts, b.relaxed) for b in summary.calibration if b.facts] == [(0.5, 1, 0), (0.9, 2, 1)]
    assert (summary.confident.facts, summary.confident.strict) == (2, 1)
    by_rule = {rule.rule_id: (rule.facts, rule.wrong, rule.false) for rule in summary.rules}
    assert by_rule["head.cell"] == (1, 0, 0)
    assert by_rule["head.village"] == (1, 0, 1)
    assert by_rule["head.member"] == (1, 1, 0)


def test_nothing_scores_nothing() -> None:
    summary = summarize(Evaluation(documents=()))
    assert (summary.score("strict").f1, summary.ledger, summary.score("all").precision) == (0, 1, 0)
    assert percent(0, 0) == "–"
    assert percent(1, 8) == "12,5 %"


def test_tables_and_verdict_are_vietnamese(evaluation: Evaluation) -> None:
    from rich.console import Console

    summary = summarize(evaluation)
    console = Console(width=100, record=True)
    for table in make_tables(summary):
        console.print(table)
    told = console.export_text()
    assert "thời gian (period)" in told
    assert "[date]" in told
    assert "head.member" in told
    assert any("strict F1 0.286" in line for line in make_verdict(summary))


def test_report_is_json(evaluation: Evaluation) -> None:
    report = Report(summary=summarize(evaluation), errors=find_errors(evaluation))
    content = json.loads(report.model_dump_json())
    assert [error["kind"] for error in content["errors"]] == ["wrong", "missed", "false", "missed"]
    assert content["summary"]["documents"] == 2


def test_errors_show_the_sentence_and_both_values(evaluation: Evaluation) -> None:
    wrong, missed, false, unread = find_errors(evaluation)
    assert wrong.before + wrong.numeral + wrong.behind == TEXT.splitlines()[1]
    assert wrong.numeral == "4.900"
    assert {row.field for row in wrong.rows if row.is_wrong} == {"status", "groups"}
    assert (missed.numeral, missed.fate, missed.rules) == ("12", "[date]", ("test",))
    assert (false.numeral, false.fate) == ("3", "[date]")
    assert (unread.fate, unread.confidence) == ("-", None)


def test_page_is_self_contained_and_escaped(evaluation: Evaluation) -> None:
    page = render_page(evaluation, summarize(evaluation), title="<script>alert(1)</script>")
    assert "<script" not in page
    assert "&lt;b&gt;thôn&lt;/b&gt;" in page
    assert "xem &lt;lại&gt;" in page
    assert "<mark>4.900</mark>" in page
    assert not re.search(r"(src|href)=|url\(|@import|https?:", page)
    assert page.count("<article") == 4


def test_page_filters_without_script(evaluation: Evaluation) -> None:
    page = render_page(evaluation, summarize(evaluation), title="Chấm")
    filters = make_filters(find_errors(evaluation))
    assert [(f.key, f.count) for f in filters] == [
        ("everything", 4), ("missed", 2), ("false", 1), ("wrong", 1), ("status", 1), ("groups", 1),
    ]  # fmt: skip
    for narrowing in filters[1:]:
        assert f"#f-{narrowing.key}:checked ~ main .error:not(.{narrowing.key})" in page
        assert f'id="f-{narrowing.key}"' in page
        assert re.search(rf'class="error [^"]*\b{narrowing.key}\b', page)


def test_page_speaks_vietnamese_and_keeps_the_codes(evaluation: Evaluation) -> None:
    page = render_page(evaluation, summarize(evaluation), title="Chấm")
    assert "Sai: đã đạt / phấn đấu, nhóm" in page
    assert "đã thực hiện <code>actual</code>" in page
    assert "chỉ tiêu, kế hoạch <code>target</code>" in page
    assert "Thừa: người gán nhãn cho là “không phải số liệu: ngày tháng”" in page
    assert "0,286" in page
    assert "head.village" in page


def test_page_without_errors(build_extraction: Build) -> None:
    empty = Evaluation(documents=(score_document(gold(), build_extraction(TEXT, [])),))
    assert "Không có lỗi nào" in render_page(empty, summarize(empty), title="Chấm")


def test_labels_are_read_with_their_text(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_text("Co\u0301 5 xã", encoding="utf-8")
    labels = {"doc": "x", "published": None, "mentions": [{"i": 0, "start": 3, "end": 4, "text": "5", "label": "date"}]}
    (tmp_path / "b" / "x.ann.json").write_text(json.dumps(labels))
    (document,) = load_gold(tmp_path)
    assert (document.name, document.text, document.published) == ("x", "Có 5 xã", None)
    assert document.facts == ()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"mentions": [{"label": "todo"}]}', '{"mentions": 5}'])
def test_broken_labels_are_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.txt").write_text("a")
    (tmp_path / "x.ann.json").write_text(content)
    with pytest.raises(ConfigError, match=r"x\.ann\.json"):
        load_gold(tmp_path)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-3, 4), (0, 1), (3, 6), (500, 501)])
def test_a_label_that_stands_elsewhere_is_named(tmp_path: Path, start: int, end: int) -> None:
    (tmp_path / "x.txt").write_text("Có 5 xã", encoding="utf-8")
    label = {"start": start, "end": end, "text": "5", "label": "date"}
    (tmp_path / "x.ann.json").write_text(json.dumps({"mentions": [label]}))
    with pytest.raises(ConfigError, match=rf"x\.ann\.json: nhãn sai ở mentions\.0: vị trí {start}–{end} của bài"):
        load_gold(tmp_path)


@pytest.mark.parametrize("lacking", ["value", "indicator", "measure", "status"])
def test_a_labelled_fact_that_states_too_little_is_named(tmp_path: Path, lacking: str) -> None:
    (tmp_path / "x.txt").write_text("Có 5 xã", encoding="utf-8")
    label = {name: value for name, value in GOLD_FACT.items() if name != lacking} | {"start": 3, "end": 4, "text": "5"}
    (tmp_path / "x.ann.json").write_text(json.dumps({"mentions": [label]}))
    with pytest.raises(ConfigError, match=rf"mentions\.0 \(.*số liệu thiếu {lacking}"):
        load_gold(tmp_path)


def test_a_figure_outside_the_catalogue_needs_no_measure() -> None:
    assert mention(TEXT, "7", indicator="other", measure=None, status=None).indicator == "other"


def test_labels_of_one_name_in_two_folders_stay_apart(tmp_path: Path) -> None:
    for name in ("a/x", "b/x", "b/y"):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
        path.with_suffix(".ann.json").write_text('{"mentions": []}')
    assert [(gold.name, gold.text) for gold in load_gold(tmp_path)] == [("a/x", "a/x"), ("b/x", "b/x"), ("y", "b/y")]


def test_labels_without_text_or_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="không có nhãn nào"):
        load_gold(tmp_path)
    (tmp_path / "x.ann.json").write_text('{"mentions": []}')
    with pytest.raises(ConfigError, match=r"x\.txt"):
        load_gold(tmp_path)
