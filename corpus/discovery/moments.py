"""Dates as feeds and sitemaps print them -> moments and days; which articles are older than asked for."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_tz

from corpus.publication_dates import FIRST_YEAR, VIETNAM, find_date_in_url, parse_stated_date
from schemas.crawling import FoundAddress
from schemas.documents import PartialDate

LONGEST_DATE = 100
PERIOD = re.compile(r"(?<!\d)((?:19|20)\d{2})[-._/]?(0[1-9]|1[0-2])(?:[-._/]?(0[1-9]|[12]\d|3[01]))?(?!\d)")


def parse_moment(value: str) -> datetime | None:
    """Moment in UTC that `value` states, or None. One without time zone is Vietnamese time, a day begins at midnight.

    Source:
        W3C profile of ISO 8601 (sitemaps, Atom), RFC 822 with four digits of the year (RSS).
    """
    value = value.strip()
    if not value or len(value) > LONGEST_DATE:
        return None
    moment = _parse_iso(value) or _parse_mail_date(value)
    try:
        return moment.astimezone(UTC) if moment and moment.year >= FIRST_YEAR else None
    except OverflowError:
        return None


def parse_day(value: str) -> PartialDate | None:
    """Vietnamese day that `value` states in any form of feeds and pages, or None."""
    value = value.strip()[:LONGEST_DATE]
    if day := parse_stated_date(value):
        return day
    moment = parse_moment(value)
    return moment.astimezone(VIETNAM).date().isoformat() if moment else None


def find_period(url: str) -> PartialDate | None:
    """Month or day that the address of a sitemap names, or None; a year alone may be the number of a page."""
    found = PERIOD.search(url.partition("//")[2].partition("/")[2])
    return "-".join(part for part in found.groups() if part) if found else None


def is_before(date: PartialDate, since: PartialDate) -> bool:
    """Whether all of `date` lies before `since`; where one is vaguer, doubt is no."""
    exact = min(len(date), len(since))
    return date[:exact] < since[:exact]


def is_older(address: FoundAddress, since: PartialDate) -> bool:
    """Whether an article was published before `since`, as its page, its address or its last change tells."""
    published = address.published or find_date_in_url(address.url)
    if published is not None and is_before(published, since):
        return True
    changed = address.modified
    return changed is not None and is_before(changed.astimezone(VIETNAM).date().isoformat(), since)


def _parse_iso(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _parse_mail_date(value: str) -> datetime | None:
    parts = parsedate_tz(value)
    if parts is None:
        return None
    try:
        moment = datetime(*parts[:6], tzinfo=UTC)
        shift = VIETNAM.utcoffset(None).total_seconds() if parts[9] is None else parts[9]
        return datetime.fromtimestamp(moment.timestamp() - shift, UTC)
    except (ValueError, OverflowError, OSError):
        return None
