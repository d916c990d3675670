"""Templates -> answers: one Jinja environment, and what every page is given besides its own."""

from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from fastapi import Request
from jinja2 import Environment
from starlette.responses import HTMLResponse

from outputs.escaping import drop_hidden, reveal, web_address
from outputs.figures import format_date, format_number
from outputs.review_app.config import ReviewConfig
from outputs.review_app.words import LANGUAGES, Language, load_page_labels, load_words
from outputs.templates import template_environment

_LANGUAGE = "solieu_lang"
_YEAR = 31_536_000


@cache
def _static_version() -> str:
    """Changes with the static files, so that a browser never mixes an old script with a new page."""
    folder = files("outputs.review_app").joinpath("static")
    digest = sha256()
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:10]


@cache
def build_environment() -> Environment:
    """The environment that renders all pages; every value is escaped."""
    environment = template_environment("outputs.review_app")
    environment.filters["reveal"] = reveal
    environment.filters["plain"] = drop_hidden
    environment.filters["web_address"] = web_address
    environment.filters["date"] = lambda text: format_date(text) if text else ""
    environment.filters["count"] = lambda number: format_number(Decimal(number))
    environment.globals["static"] = lambda name: f"/static/{name}?v={_static_version()}"
    return environment


def language_of(request: Request) -> Language:
    """The language asked for in the address, else that of the cookie, else Vietnamese."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(_LANGUAGE)):
        for language in LANGUAGES:
            if wanted == language:
                return language
    return "vi"


def render(request: Request, config: ReviewConfig, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """A page, or a piece of one, in the language of the request.

    Args:
        request: Whose language, reviewer and token are used.
        config: Of the application.
        template: Its name.
        status: Of the answer.
        **values: What the template shows.
    """
    language = language_of(request)
    shared = {
        "w": load_words(language),
        "labels": load_page_labels(language),
        "language": language,
        "path": request.url.path,
        "other_language": _other_language(request, language),
        "reviewer": config.access.reviewer(request),
        "csrf_token": config.access.csrf_token(request),
        "shows_double": config.double_share > 0,
    }
    content = build_environment().get_template(template).render(shared | values)
    response = HTMLResponse(content, status_code=status, headers={"Cache-Control": "no-store"})
    if request.query_params.get("lang") == language:
        response.set_cookie(_LANGUAGE, language, max_age=_YEAR, samesite="strict")
    return response


def _other_language(request: Request, language: Language) -> str:
    other = "en" if language == "vi" else "vi"
    return f"?{request.url.include_query_params(lang=other).query}"
