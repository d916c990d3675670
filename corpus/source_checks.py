"""Source -> what is wrong with it although it loads: its pattern against its examples, its entrances, its schedule."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice, pairwise
from urllib.parse import urlsplit

from cronsim import CronSim, CronSimError

from corpus.source_catalogue import find_bad_selectors
from schemas.issues import Issue
from schemas.sources import Listing, Source

CRON_FIELDS = 5
SOONEST = timedelta(minutes=15)
"""A provincial newspaper prints a few articles an hour: who asks more often than this asks for nothing new."""
SOME_DAY = datetime(2025, 1, 1)  # noqa: DTZ001 - the spacing of a schedule needs a day, none in particular
TOPICS_NEEDED = frozenset({"newspaper", "national", "government_site"})
"""Kinds that print of everything; a site of the Party or of an association is all topic."""

Finding = tuple[str, str]
"""Code, and the rest of the line: field, what is wrong, what to do."""


def check_source(source: Source, *, subject: str | None = None) -> tuple[Issue, ...]:
    """The mistakes of one source, one issue each, in the order of its fields; none where it can be used as it is.

    Args:
        source: A source that loads.
        subject: What the issues call it; None is "sources/ID.yml".
    """
    subject = subject or f"sources/{source.id}.yml"
    parts = (_of_hosts, _of_pattern, _of_entrances, _of_topics, _of_layouts, _of_schedule, _of_knowledge)
    return tuple(
        Issue(level="WARNING", code=code, subject=subject, message=message)
        for part in parts
        for code, message in part(source)
    )


def entrances(source: Source) -> Iterator[tuple[str, str]]:
    """Field and address of every page that is asked for new articles."""
    yield from (("feeds", url) for url in source.feeds)
    yield from (("sitemaps", url) for url in source.sitemaps)
    for listing in source.listings:
        yield "listings", listing.url
        if listing.paging is not None:
            yield "listings", _numbered(listing)


def is_article(source: Source, url: str) -> bool:
    """Whether `url` has the form of an article's address; without a pattern every address has."""
    return source.article is None or re.search(source.article, url) is not None


def _of_hosts(source: Source) -> Iterator[Finding]:
    addresses = [*entrances(source), *(("examples", url) for url in source.examples)]
    for field, url in addresses:
        if not _is_own(url, source):
            yield "foreign_host", f"{field}: {url} không thuộc tên miền nào trong domains; hãy sửa địa chỉ hoặc domains"
    for domain in source.domains:
        if domain.startswith("www."):
            yield "www", f'domains: {domain}; hãy bỏ "www."'


def _of_pattern(source: Source) -> Iterator[Finding]:
    if source.article is None:
        if any(listing.links is None for listing in source.listings):
            yield (
                "no_pattern",
                "listings: không có article lẫn links, mọi liên kết của trang sẽ là bài; hãy thêm article",
            )
        return
    if not source.examples:
        yield "no_examples", "examples: thiếu; hãy thêm vài địa chỉ bài có thật để thử article"
    for url in source.examples:
        if not is_article(source, url):
            yield "article_misses", f"article: không khớp bài {url}; hãy sửa biểu thức"
    sections = [("counterexamples", url) for url in source.counterexamples] + list(entrances(source))
    for field, url in sections:
        if is_article(source, url):
            yield "article_takes_section", f"article: khớp cả {url} ({field}), không phải bài; hãy siết biểu thức"


def _of_entrances(source: Source) -> Iterator[Finding]:
    if source.schedule is not None and not source.can_be_crawled:
        yield "no_entrance", "schedule: có lịch mà không có feeds, sitemaps hay listings; hãy thêm hoặc bỏ schedule"
    for name, values in (("feeds", source.feeds), ("sitemaps", source.sitemaps), ("examples", source.examples)):
        for url in sorted({url for url in values if values.count(url) > 1}):
            yield "twice", f"{name}: {url} có hai lần; hãy xoá một"


def _of_topics(source: Source) -> Iterator[Finding]:
    if source.can_be_crawled and source.kind in TOPICS_NEEDED and not source.keywords:
        yield "no_keywords", "keywords: trống, mọi bài sẽ được tải; hãy thêm từ khoá chủ đề"
    if any(not word.strip() for word in source.keywords):
        yield "blank_keyword", "keywords: có từ khoá rỗng, khớp mọi bài; hãy xoá"


def _of_layouts(source: Source) -> Iterator[Finding]:
    for mistake in find_bad_selectors(source):
        yield "bad_selector", mistake
    dates = [layout.since or "" for layout in source.layouts]
    if dates != sorted(dates, reverse=True) or len(set(dates)) < len(dates):
        yield "layout_order", "layouts: phải xếp mới trước cũ sau, since khác nhau; hãy xếp lại"


def _of_schedule(source: Source) -> Iterator[Finding]:
    if source.schedule is None:
        return
    try:
        if len(source.schedule.split()) != CRON_FIELDS:
            raise CronSimError("five fields needed")
        moments = list(islice(CronSim(source.schedule, SOME_DAY), 100))
    except CronSimError as error:
        yield "bad_schedule", f'schedule: "{source.schedule}" không phải dòng cron năm cột ({error}); hãy sửa'
        return
    if not moments:
        yield "bad_schedule", f'schedule: "{source.schedule}" không bao giờ tới; hãy sửa'
    if any(later - sooner < SOONEST for sooner, later in pairwise(moments)):
        minutes = int(SOONEST.total_seconds() // 60)
        yield "too_often", f'schedule: "{source.schedule}" hỏi dày hơn {minutes} phút một lần; hãy giãn ra'


def _of_knowledge(source: Source) -> Iterator[Finding]:
    known = {field for knowledge in source.known_from for field in knowledge.fields}
    for field in sorted(known - set(Source.model_fields)):
        yield "unknown_field", f"known_from: không có trường {field}; hãy sửa tên"
    stated = {field for field, _ in entrances(source)}
    for field in sorted(stated - known):
        if source.known_from:
            yield "unproven", f"known_from: chưa ghi {field} đọc ở đâu; hãy thêm"


def _numbered(listing: Listing) -> str:
    return (listing.paging or listing.url).replace("{page}", str(listing.first_page))


def _is_own(url: str, source: Source) -> bool:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return any(host == domain or host.endswith("." + domain) for domain in source.domains)
