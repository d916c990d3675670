"""The sources of the catalogue and those of the folder in the settings."""

from corpus.source_catalogue import load_sources, parse_source
from flows.settings import Settings
from schemas.errors import ConfigError
from schemas.sources import Source


def load_all_sources(settings: Settings) -> tuple[Source, ...]:
    """All sources, sorted by id; one of the folder stands for the catalogue's of the same id.

    Raises:
        ConfigError: A file is not one source, or the folder is not there.
    """
    known = {source.id: source for source in load_sources()}
    if settings.sources is not None:
        if not settings.sources.is_dir():
            raise ConfigError(f"SOLIEU_SOURCES={settings.sources}: không có thư mục này")
        for path in sorted(settings.sources.glob("*.yml")):
            source = parse_source(path.read_text(encoding="utf-8"), name=path.name)
            known[source.id] = source
    return tuple(known[source_id] for source_id in sorted(known))
