"""Templates of the pages that stand before all others: the login, and what is said to who may not come in."""

from functools import cache

from jinja2 import Environment
from starlette.responses import HTMLResponse

from outputs.escaping import drop_hidden
from outputs.templates import template_environment


@cache
def _environment() -> Environment:
    environment = template_environment("outputs.access")
    environment.filters["plain"] = drop_hidden
    return environment


def render_page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The answer that holds one of our pages."""
    return HTMLResponse(_environment().get_template(template).render(values), status)
