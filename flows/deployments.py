"""Sources -> what a Prefect server should know of them: deployments, host limits, and `prefect.yaml`. Pure data."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import yaml

from schemas.record import Record
from schemas.sources import Source

POOL = "solieu"
FLOW_NAME, FLOW_OF_ALL = "solieu crawl source", "solieu crawl"
ENTRYPOINT, ENTRYPOINT_OF_ALL = "flows.crawl_flow.crawl_source", "flows.crawl_flow.crawl"
"""Module paths: the worker imports the installed package and pulls no code."""
ALL = "all"
"""The deployment that crawls every source with a schedule in one run, when somebody starts it."""
TAG = "solieu"
TIME_ZONE = "Asia/Ho_Chi_Minh"
SLUG = "source"
"""The server knows a schedule again by its slug, so that a paused one stays paused when deployed again."""
RUN_SECONDS = 5_400
"""What the pages of one run should take at most; the rest waits for the next run."""
PAGES_A_RUN = 2_000
ENVIRONMENT = {
    # A thread that an engine starts by itself belongs to no task, and would be warned of at each line.
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # A project file near the worker's folder must not make it install packages.
    "PREFECT_RUNNER_AUTO_INSTALL_DEPENDENCIES": "false",
    "DO_NOT_TRACK": "1",
}
"""What each run finds in its environment beside that of its worker."""
HEADER = """\
# Made from corpus/sources by `make docs`; do not edit. One deployment a source, and one of all that have a schedule, to
# be started by hand; `solieu deploy` registers the same and creates the work pool, the host limits and the watch over
# lost runs besides. See docs/crawl-server.md.
"""


class DeploymentSpec(Record):
    """One source, or all of them, on the server: how the crawl is called, when, and with which parameters.

    `cron` is None for a source that is crawled by hand only. `host_limits` are the names of the concurrency limits
    of one slot that a run takes, so that no two runs, on whatever machines, ask one host at once.
    """

    name: str
    entrypoint: str = ENTRYPOINT
    description: str
    pool: str
    cron: str | None
    tags: tuple[str, ...]
    parameters: dict[str, str | int]
    host_limits: tuple[str, ...]


def build_deployments(sources: Sequence[Source], *, pool: str = POOL) -> tuple[DeploymentSpec, ...]:
    """The deployments of all sources that can be crawled, sorted by name."""
    return tuple(
        DeploymentSpec(
            name=source.id,
            description=_describe(source),
            pool=pool,
            cron=source.schedule,
            tags=tuple(filter(None, (TAG, source.kind, source.region))),
            parameters={"source_id": source.id, "limit": pages_a_run(source)},
            host_limits=host_limits(source),
        )
        for source in sorted(sources, key=lambda source: source.id)
        if source.can_be_crawled
    )


def build_deployment_of_all(sources: Sequence[Source], *, pool: str = POOL) -> DeploymentSpec:
    """The deployment of the run that crawls them all; its sources take the limits of their hosts one by one."""
    scheduled = sum(source.schedule is not None and source.can_be_crawled for source in sources)
    return DeploymentSpec(
        name=ALL,
        entrypoint=ENTRYPOINT_OF_ALL,
        description=f"Mọi nguồn có lịch ({scheduled}), trong một lần chạy",
        pool=pool,
        cron=None,
        tags=(TAG,),
        parameters={},
        host_limits=(),
    )


def pages_a_run(source: Source) -> int:
    """How many pages a scheduled run may fetch, so that it ends within an hour and a half at the source's own rate."""
    return min(PAGES_A_RUN, int(RUN_SECONDS / max(source.rate.seconds, 0.1)))


def host_limits(source: Source) -> tuple[str, ...]:
    """Names of the limits of all hosts that a crawl of `source` asks, sorted, one for a host and its "www." twin."""
    addresses = (*source.feeds, *source.sitemaps, *(listing.url for listing in source.listings))
    hosts = {(urlsplit(address).hostname or "").removeprefix("www.") for address in addresses}
    return tuple(f"solieu-host-{host}" for host in sorted({*source.domains, *hosts} - {""}))


def render_prefect_yaml(specs: Sequence[DeploymentSpec]) -> str:
    """The text of `prefect.yaml`, with which `prefect deploy --all` registers the same deployments."""
    project = {
        "name": "solieu",
        "build": [],
        "push": [],
        "pull": [],
        "deployments": [_yaml_deployment(spec) for spec in specs],
    }
    return HEADER + yaml.dump(
        project, Dumper=_IndentedLists, default_flow_style=None, allow_unicode=True, sort_keys=False, width=120
    )


class _IndentedLists(yaml.SafeDumper):
    """Lists stand deeper than their key, as in all our YAML."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _describe(source: Source) -> str:
    place = f" ({source.province})" if source.province else ""
    return f"{source.name}{place}: {', '.join(source.domains)}"


def _yaml_deployment(spec: DeploymentSpec) -> dict[str, Any]:
    schedules = [{"cron": spec.cron, "timezone": TIME_ZONE, "slug": SLUG}] if spec.cron else []
    return {
        "name": spec.name,
        "description": spec.description,
        "tags": list(spec.tags),
        "entrypoint": spec.entrypoint,
        "parameters": dict(spec.parameters),
        "schedules": schedules,
        "concurrency_limit": {"limit": 1, "collision_strategy": "CANCEL_NEW"},
        "work_pool": {"name": spec.pool, "job_variables": {"env": dict(ENVIRONMENT)}},
    }
