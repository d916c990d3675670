"""Templates, style and script of the report -> one Jinja environment; every value is escaped unless proven safe."""

import base64
import hashlib
import re
from decimal import Decimal
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from outputs.escaping import reveal
from outputs.figures import format_number

_PLAIN_NAME = re.compile(r"[0-9A-Za-z_-]{1,80}")


def page_name(document_id: str) -> str:
    """A name for a document's page and anchor: its id, or a hash of an id that no file could be called."""
    if _PLAIN_NAME.fullmatch(document_id):
        return document_id
    return hashlib.sha256(document_id.encode()).hexdigest()[:24]


def _read(name: str) -> str:
    return files("outputs.report").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(script: str) -> str:
    """What a browser may do on our pages: our style, our one script, nothing from anywhere else."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    ours = f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    return f"default-src 'none'; {ours}; base-uri 'none'; form-action 'none'"


@cache
def build_environment() -> Environment:
    """The environment that renders all pages."""
    environment = Environment(
        loader=PackageLoader("outputs.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    script = _read("report.js")
    environment.filters["reveal"] = reveal
    environment.filters["page_name"] = page_name
    environment.filters["count"] = lambda number: format_number(Decimal(number))
    environment.filters["drawing"] = Markup
    environment.globals.update(style=Markup(_read("report.css")), script=Markup(script), policy=_policy(script))
    return environment
