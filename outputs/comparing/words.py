"""words.yml -> the Vietnamese words of the tables of comparison."""

import json
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from outputs.comparing.request import Request
from outputs.comparing.rows import Rate, ReasonCode, Row, VerdictLevel
from outputs.figures import format_date, format_figure, format_number, format_period
from outputs.labels import Column, Labels
from outputs.places import NEW_UNIT, Place
from schemas.errors import ConfigError
from schemas.record import Record

_ONE_PLACE = 10


class TableWords(Record):
    """All words of words.yml; a code without a word is an error when the file is read."""

    verdicts: dict[VerdictLevel, str]
    reasons: dict[ReasonCode, str]
    roles: dict[str, str]
    columns: dict[str, Column]
    source_columns: dict[str, Column]
    refusal_columns: dict[str, Column]

    def reason_list(self, row: Row) -> str:
        """The reasons of a row's verdict; empty when there are none."""
        return "; ".join(self.reasons[code] for code in row.verdict.reasons)


@cache
def load_table_words() -> TableWords:
    """The words of words.yml, read once.

    Raises:
        ConfigError: The file is not what it should be.
    """
    content = yaml.safe_load(files("outputs.comparing").joinpath("words.yml").read_text(encoding="utf-8"))
    try:
        return TableWords.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise ConfigError(f"outputs/comparing/words.yml: {error}") from error


def place_words(place: Place) -> str:
    """A unit's name, marked when it is one of today."""
    return f"{place.name} ({NEW_UNIT})" if place.is_new else place.name


def figure_words(row: Row, labels: Labels) -> str:
    """The figure of a row as a reader expects it: "trên 5.300", "54%"."""
    prefix = labels.qualifiers[row.qualifier].prefix
    return format_figure(row.value, unit=row.unit, prefix=prefix, value_max=row.value_max)


def period_words(row: Row) -> str:
    """The time of a row, short: the period told, else the day of publication as such."""
    told = format_period(row.period)
    if told and told != "đến nay":
        return told
    published = row.cells[0].figure.source.published
    return f"đăng {format_date(published)}" if published else told


def rate_words(rate: Rate) -> str:
    """A rate as far as its bounds let it be told: "54,2", "từ 12,5", "tối đa 8,1", "3,2–3,9"."""
    places = Decimal("0.1") if rate.value >= _ONE_PLACE else Decimal("0.01")
    low, high = rate.allowed.low, rate.allowed.high
    value = format_number(rate.value.quantize(places))
    if rate.allowed.is_exact:
        return value
    if high is None:
        return f"từ {format_number(low.quantize(places))}" if low > 0 else f"không rõ (ước {value})"
    top = format_number(high.quantize(places))
    return f"{format_number(low.quantize(places))}–{top}" if low > 0 else f"tối đa {top}"


def rank_words(row: Row) -> str:
    """The place in the ranking: "3", or "3–5" where bounds allow several; empty for a row that has none."""
    if row.rank is None:
        return ""
    best, worst = row.rank
    return str(best) if best == worst else f"{best}–{worst}"


def subject_of(request: Request, labels: Labels) -> str:
    """What a table shows: indicator, groups, measure and base."""
    groups = labels.group_list(request.groups)
    words = labels.indicator(request.indicator, request.system_for(request.indicator))
    if groups:
        words += f" ({groups})"
    if request.measure != "count":
        words += f", {labels.measures[request.measure]}"
    if request.per:
        words += f", trên 100 {labels.indicator(request.per, request.system_for(request.per)).lower()}"
    return words


def scope_of(request: Request, labels: Labels) -> str:
    """For whom and when a table shows it."""
    where = [labels.levels[request.level]] if request.level else []
    where += filter(None, (request.locality, request.province))
    where += ["đơn vị từ 7/2025"] if request.boundary == "2025" else []
    when = f"kỳ {request.period}" if request.period else ("theo thời gian" if request.by == "period" else "mới nhất")
    return ", ".join([*where, when.replace("..", "–")])


def title_of(request: Request, labels: Labels) -> str:
    """What a table shows, for whom and when."""
    return f"{subject_of(request, labels)} — {scope_of(request, labels)}"
