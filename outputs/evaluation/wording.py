"""Codes of labels, facts and scores -> the Vietnamese words that the page of errors shows beside them."""

from collections.abc import Callable
from decimal import Decimal

from outputs.evaluation.errors import Error, Row
from outputs.figures import format_number
from outputs.labels import Labels
from schemas.record import Record

_PUBLISHED = "ngày đăng bài"
_NOTHING = "không nêu"
_BETWEEN = " / "


class Cell(Record):
    """A value as the page shows it: in words, and its code where the words are not the code."""

    words: str
    code: str = ""


def word_value(row_field: str, value: str, labels: Labels) -> Cell:
    """The value of one field of a label or a fact, as `Row` carries it, in words."""
    if row_field == "period":
        return Cell(words=_period(value))
    if not value:
        return Cell(words="–")
    if row_field in ("value", "denominator"):
        return Cell(words="–".join(format_number(Decimal(number)) for number in value.split("–")))
    say = _speakers(labels).get(row_field)
    if say is None:
        return Cell(words=value)
    between = ", " if row_field == "groups" else _BETWEEN
    return Cell(words=between.join(map(say, value.split(between))), code=value)


def word_indicator(code: str, labels: Labels) -> Cell:
    """An indicator, or what stands in its place in a table of confusions: "[date]", "other", "-"."""
    if code == "-":
        return Cell(words="không có gì ở đó")
    if code.startswith("["):
        label = code.strip("[]")
        if label == "other_nonfact":
            return Cell(words=labels.ledger[label], code=label)
        return Cell(words=f"không phải số liệu: {labels.ledger.get(label, label)}", code=label)
    return Cell(words=_indicator(code, labels), code=code)


def word_kind(error: Error, labels: Labels) -> str:
    """What is wrong with a figure, in one sentence."""
    fate = word_indicator(error.fate, labels).words if error.fate else ""
    match error.kind:
        case "missed":
            return f"Sót: máy cho là “{fate}”"
        case "false":
            return f"Thừa: người gán nhãn cho là “{fate}”"
        case "wrong":
            return "Sai"


def right_rows(error: Error) -> tuple[Row, ...]:
    """The fields of an error that agree, which the page folds away."""
    return tuple(row for row in error.rows if not row.is_wrong and (row.gold or row.got))


def shown_rows(error: Error) -> tuple[Row, ...]:
    """The fields that the page shows at once: those that disagree; of a missed or false figure what it is."""
    if error.kind == "wrong":
        return tuple(row for row in error.rows if row.is_wrong)
    return tuple(row for row in error.rows if row.field in ("value", "indicator") and (row.gold or row.got))


def _speakers(labels: Labels) -> dict[str, Callable[[str], str]]:
    return {
        "indicator": lambda code: _indicator(code, labels),
        "measure": lambda code: labels.measures.get(code, code),
        "status": lambda code: labels.statuses.get(code, code),
        "system": lambda code: labels.systems.get(code, code),
        "qualifier": lambda code: labels.qualifiers[code].label if code in labels.qualifiers else code,
        "groups": lambda code: _group(code, labels),
    }


def _indicator(code: str, labels: Labels) -> str:
    return labels.indicator(code, None) if code in labels.indicators else code


def _group(tag: str, labels: Labels) -> str:
    try:
        return labels.group(tag)
    except KeyError:
        return tag


def _period(value: str) -> str:
    """Dates and their wording: "2019-01-01..2019-12-31 “năm nay”" with an arrow between the dates."""
    dates, _, rest = value.partition(" ")
    start, _, end = dates.partition("..")
    end = _PUBLISHED if end == "published" else end
    if start and end:
        told = f"{start} → {end}"
    elif start or end:
        told = f"từ {start}" if start else f"đến {end}"
    else:
        told = _NOTHING
    return f"{told} {rest}".strip()
