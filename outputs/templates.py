"""A package of ours -> the Jinja environment of its templates: every value is escaped, a missing one is an error."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def template_environment(package: str) -> Environment:
    """The environment of the templates in `package`, without filters of its own.

    Args:
        package: Its dotted name ("outputs.review_app"); the templates stand in its folder `templates`.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
