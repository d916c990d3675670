"""The report of a crawl -> its events, and what a person should look at as issues."""

from flows.crawl_steps import CrawlReport, SourceReport
from flows.run_events import tell
from schemas.issues import Issue


def tell_report(report: CrawlReport) -> None:
    """Write an event for each source of the run at work, and one for each thing that a person should look at."""
    tell_sources(report)
    for issue in issues_of(report):
        tell("issue", level=issue.level, code=issue.code, subject=issue.subject, message=issue.message)


def tell_sources(report: CrawlReport) -> None:
    """Write an event for each source of the run at work: what was counted, and why it could not be crawled."""
    for source in report.sources:
        tell("source_crawled", source=source.source_id, error=source.error, **source.counts.model_dump(mode="json"))


def issues_of(report: CrawlReport) -> list[Issue]:
    """The issues of all sources, a source that could not be crawled among them."""
    return [issue for source in report.sources for issue in _issues_of(source)]


def _issues_of(source: SourceReport) -> tuple[Issue, ...]:
    if source.error is None:
        return source.issues
    broken = Issue(level="WARNING", code="not_crawled", subject=source.source_id, message=source.error)
    return (broken, *source.issues)
