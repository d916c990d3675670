"""An address -> the name that a document read from it goes by."""

from urllib.parse import unquote, urlsplit


def name_of_page(url: str) -> str:
    """The last part of the address that says something; a person finds the page by it."""
    parts = urlsplit(url)
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    return segments[-1] if segments else (parts.hostname or url)
