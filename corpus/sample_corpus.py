"""The sample corpus that comes with solieu: articles of our own writing, for a first run and for tests."""

from importlib.resources import files
from pathlib import Path


def sample_folder() -> Path:
    """Folder of the sample articles with their sidecars; works from a checkout and from an installed wheel."""
    return Path(str(files("corpus") / "sample"))
