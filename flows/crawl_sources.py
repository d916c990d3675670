"""The sources of the catalogue and those of the folder in the settings."""

from corpus.source_catalogue import load_sources
from flows.settings import Settings
from schemas.sources import Source


def load_all_sources(settings: Settings) -> tuple[Source, ...]:
    """All sources, sorted by id; one of the folder stands for the catalogue's of the same id.

    Raises:
        ConfigError: A file is not one source, two claim one domain, or the folder is not there.
    """
    return load_sources(settings.sources)
