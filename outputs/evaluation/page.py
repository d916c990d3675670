"""An evaluation -> one self-contained page of every error in its sentence; it needs no script and loads nothing."""

from collections import Counter
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from outputs.evaluation.agreement import ATTRIBUTES
from outputs.evaluation.errors import Error, find_errors
from outputs.evaluation.scoring import Evaluation
from outputs.evaluation.summary import Summary
from outputs.evaluation.tables import FIELD_WORDS, percent
from outputs.report.visible import reveal
from schemas.record import Record

_KINDS = {"missed": "sót (missed)", "false": "thừa (false)", "wrong": "sai trường nào đó (wrong)"}


class Filter(Record):
    """One way to narrow the list: the class that its errors carry, the words on the button, how many there are."""

    key: str
    words: str
    count: int


def render_page(evaluation: Evaluation, summary: Summary, *, title: str) -> str:
    """The page as HTML; everything that comes from texts or labels is escaped."""
    errors = find_errors(evaluation)
    return (
        _environment()
        .get_template("evaluation.html")
        .render(
            title=title,
            summary=summary,
            filters=make_filters(errors),
            errors=errors,
            words=FIELD_WORDS,
            percent=percent,
        )
    )


def make_filters(errors: tuple[Error, ...]) -> tuple[Filter, ...]:
    """All errors, then by kind, then by field that disagrees; those without any error left out."""
    counts = Counter(error.kind for error in errors) + Counter(name for error in errors for name in error.wrong)
    named = {**_KINDS, **{name: FIELD_WORDS[name] for name in ATTRIBUTES}}
    everything = Filter(key="everything", words="tất cả (all)", count=len(errors))
    return (everything, *(Filter(key=k, words=w, count=counts[k]) for k, w in named.items() if counts[k]))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("outputs.evaluation"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["reveal"] = reveal
    return environment
