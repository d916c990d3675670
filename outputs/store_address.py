"""A file -> the address of the store in it; apart from the store, so that settings need not load a database."""

from pathlib import Path


def store_address(file: Path) -> str:
    """The address of the store in `file`, whatever its folders are called.

    In an address "?" begins the options, so a path that holds one is told as SQLite's own URI.
    """
    path = file.absolute()
    return f"sqlite:///{path.as_uri()}?uri=true" if "?" in str(path) else f"sqlite:///{path}"
