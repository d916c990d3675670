"""Templates of the pages that stand before all others: the login, and what is said to who may not come in."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from outputs.escaping import drop_hidden


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("outputs.access"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["plain"] = drop_hidden
    return environment


def render_page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The answer that holds one of our pages."""
    return HTMLResponse(_environment().get_template(template).render(values), status)
