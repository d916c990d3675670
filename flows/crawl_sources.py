"""The sources of the catalogue and those of the folder in the settings; which of them a crawl is for."""

from collections.abc import Sequence

from corpus.source_catalogue import load_sources
from flows.settings import Settings
from schemas.errors import ConfigError
from schemas.sources import Source


def load_all_sources(settings: Settings) -> tuple[Source, ...]:
    """All sources, sorted by id; one of the folder stands for the catalogue's of the same id.

    Raises:
        ConfigError: A file is not one source, two claim one domain, or the folder is not there.
    """
    return load_sources(settings.sources)


def choose_sources(source_ids: Sequence[str], sources: Sequence[Source], *, replay: bool) -> tuple[Source, ...]:
    """The sources of these ids, each once, in this order; of no id, all that have a schedule.

    Raises:
        ConfigError: An id is unknown, or its source says no way in (which a replay does not need).
    """
    known = {source.id: source for source in sources}
    if not source_ids:
        return tuple(source for source in sources if source.schedule is not None and source.can_be_crawled)
    if unknown := sorted(set(source_ids) - known.keys()):
        raise ConfigError(f"không có nguồn {', '.join(unknown)}; xem các nguồn bằng: solieu sources list")
    chosen = tuple(known[source_id] for source_id in dict.fromkeys(source_ids))
    closed = [source.id for source in chosen if not source.can_be_crawled and not replay]
    if closed:
        raise ConfigError(f"nguồn {', '.join(closed)} không nêu lối vào; hãy thêm feeds, sitemaps hoặc listings")
    return chosen
