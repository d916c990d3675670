"""Numbers of an evaluation -> the tables a person reads in the terminal."""

from collections.abc import Sequence

from rich.table import Table

from outputs.evaluation.summary import CONFIDENT, Bin, Score, Summary

FIELD_WORDS = {
    "detected": "tìm thấy (detected)",
    "value": "giá trị (value)",
    "value_qualifier": "giá trị + mức độ (value + qualifier)",
    "value_indicator": "giá trị + chỉ tiêu (value + indicator)",
    "indicator": "chỉ tiêu (indicator)",
    "measure": "phép đo (measure)",
    "status": "đã đạt / phấn đấu (status)",
    "qualifier": "mức độ (qualifier)",
    "denominator": "mẫu số (denominator)",
    "system": "hệ thống (system)",
    "groups": "nhóm (groups)",
    "locality": "địa phương (locality)",
    "period": "thời gian (period)",
    "relaxed": "nới (relaxed)",
    "strict": "chặt (strict)",
    "all": "mọi trường (all)",
}
_MOST = 15
_NUMBER_WIDTH = 5


def make_tables(summary: Summary) -> tuple[Table, ...]:
    """Scores by field, by indicator, confusions, calibration and rules, in this order."""
    return (
        _score_table(
            "Theo trường; P độ chính xác, R độ phủ (by field)", [(FIELD_WORDS[s.name], s) for s in summary.fields]
        ),
        _score_table(
            "Theo chỉ tiêu, đúng cả giá trị (by indicator, value right)", [(s.name, s) for s in summary.indicators]
        ),
        _confusion_table(summary),
        _calibration_table(summary.calibration),
        _rule_table(summary),
    )


def make_verdict(summary: Summary) -> tuple[str, ...]:
    """The figures that decide, one a line."""
    strict, relaxed, confident = summary.score("strict"), summary.score("relaxed"), summary.confident
    return (
        f"{summary.documents} bài (documents); số liệu gán nhãn (gold) {strict.gold}, trích (extracted) {strict.got}",
        f"strict F1 {strict.f1:.3f}  relaxed F1 {relaxed.f1:.3f}  ledger {summary.ledger:.4f}",
        f"ngoài danh mục (other) {summary.other[0]}/{summary.other[1]}",
        f"độ tin trên {_decimal(CONFIDENT)} (facts above {CONFIDENT}): {confident.facts} số liệu, "
        f"đúng (right) relaxed {percent(confident.relaxed, confident.facts)}, "
        f"strict {percent(confident.strict, confident.facts)}",
    )


def percent(part: int, whole: int) -> str:
    """A share as Vietnamese prints it: "95,2 %"; "–" of nothing."""
    return f"{_decimal(round(100 * part / whole, 1))} %" if whole else "–"


def _decimal(number: float) -> str:
    return str(number).replace(".", ",")


def _score_table(title: str, rows: Sequence[tuple[str, Score]]) -> Table:
    table = _table(title, "", "đúng\nright", "trích\ngot", "nhãn\ngold", "\nP", "\nR", "\nF1")
    for words, score in rows:
        counts = (str(score.right), str(score.got), str(score.gold))
        table.add_row(words, *counts, *(f"{v:.3f}" for v in (score.precision, score.recall, score.f1)))
    return table


def _confusion_table(summary: Summary) -> Table:
    table = _table(f"Nhầm lẫn, {_MOST} cặp đầu (confusions)", "nhãn (gold)", "trích (got)", "số lần\ncount")
    table.columns[1].justify = "left"
    for pair in summary.confusions[:_MOST]:
        table.add_row(_plain(pair.gold), _plain(pair.got), str(pair.count))
    return table


def _plain(text: str) -> str:
    """`text` without anything that rich would take for markup."""
    return text.replace("[", "\\[")


def _calibration_table(bins: Sequence[Bin]) -> Table:
    table = _table(
        "Độ tin (calibration)", "độ tin (confidence)", "số liệu\nfacts", "đúng nới\nrelaxed", "đúng chặt\nstrict"
    )
    for part in bins:
        span = f"{_decimal(part.low)} – {_decimal(part.high)}"
        table.add_row(span, str(part.facts), percent(part.relaxed, part.facts), percent(part.strict, part.facts))
    return table


def _rule_table(summary: Summary) -> Table:
    table = _table(
        f"Quy tắc sai nhiều, {_MOST} đầu (rules)", "quy tắc (rule)", "số liệu\nfacts", "sai\nwrong", "thừa\nfalse"
    )
    for rule in summary.rules[:_MOST]:
        table.add_row(rule.rule_id, str(rule.facts), str(rule.wrong), str(rule.false))
    return table


def _table(title: str, first: str, *numbers: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True, min_width=_NUMBER_WIDTH)
    return table
