"""An evaluation -> one self-contained page of every error in its sentence; it needs no script and loads nothing."""

from collections import Counter
from functools import cache, partial

from jinja2 import Environment

from outputs.escaping import reveal
from outputs.evaluation.agreement import ATTRIBUTES
from outputs.evaluation.errors import Error, find_errors
from outputs.evaluation.scoring import Evaluation
from outputs.evaluation.summary import CONFIDENT, Summary
from outputs.evaluation.tables import FIELD_WORDS, percent
from outputs.evaluation.wording import right_rows, shown_rows, word_indicator, word_kind, word_value
from outputs.labels import load_labels
from outputs.templates import template_environment
from schemas.record import Record

_KINDS = {"missed": "sót (missed)", "false": "thừa (false)", "wrong": "sai trường nào đó (wrong)"}
_GOAL = 0.95


class Filter(Record):
    """One way to narrow the list: the class that its errors carry, the words on the button, how many there are."""

    key: str
    words: str
    count: int


def render_page(evaluation: Evaluation, summary: Summary, *, title: str) -> str:
    """The page as HTML; everything that comes from texts or labels is escaped."""
    errors = find_errors(evaluation)
    per_document: dict[str, list[Error]] = {}
    for error in errors:
        per_document.setdefault(error.document, []).append(error)
    return (
        _environment()
        .get_template("evaluation.html")
        .render(
            title=title,
            summary=summary,
            filters=make_filters(errors),
            documents=per_document,
            scores={score.name: score for score in summary.per_document},
            words=FIELD_WORDS,
            goal=_GOAL,
            confident=CONFIDENT,
        )
    )


def make_filters(errors: tuple[Error, ...]) -> tuple[Filter, ...]:
    """All errors, then by kind, then by field that disagrees; those without any error left out."""
    counts = Counter(error.kind for error in errors) + Counter(name for error in errors for name in error.wrong)
    named = {**_KINDS, **{name: FIELD_WORDS[name] for name in ATTRIBUTES}}
    everything = Filter(key="everything", words="tất cả (all)", count=len(errors))
    return (everything, *(Filter(key=k, words=w, count=counts[k]) for k, w in named.items() if counts[k]))


def _comma(number: float, places: int) -> str:
    """A number as Vietnamese prints it: "0,941"."""
    return f"{number:.{places}f}".replace(".", ",")


def _vietnamese(words: str) -> str:
    """The Vietnamese half of a bilingual name: "thời gian (period)" -> "thời gian"."""
    return words.partition(" (")[0]


@cache
def _environment() -> Environment:
    environment = template_environment("outputs.evaluation")
    labels = load_labels()
    environment.filters.update(reveal=reveal, comma=_comma, vietnamese=_vietnamese)
    environment.globals.update(
        percent=percent,
        right_rows=right_rows,
        shown_rows=shown_rows,
        word_kind=partial(word_kind, labels=labels),
        word_value=partial(word_value, labels=labels),
        word_indicator=partial(word_indicator, labels=labels),
    )
    return environment
