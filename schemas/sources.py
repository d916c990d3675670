"""A newspaper or site as data: who it is, where it is, and how its pages are laid out."""

from schemas.record import Record


class Selectors(Record):
    """CSS selectors of the parts of an article page; a part without selector is left to the general reader."""

    title: str | None = None
    lead: str | None = None
    body: str
    byline: str | None = None
    published: str | None = None
    remove: tuple[str, ...] = ()


class Source(Record):
    """One newspaper or site. `domains` are host names without "www."; `selectors` is None for the general reader."""

    id: str
    name: str
    province: str | None
    domains: tuple[str, ...]
    selectors: Selectors | None = None
    why: str
