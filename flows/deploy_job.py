"""Deployments -> a Prefect server: work pool, schedules, host limits, watch over lost runs; repeating changes nothing.

Import this module only inside `prefect_api`: Prefect reads its settings when it is imported.
"""

from collections.abc import Sequence
from typing import Any

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import (
    GlobalConcurrencyLimitCreate,
    WorkPoolCreate,
)
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule
from prefect.client.schemas.sorting import DeploymentSort
from prefect.deployments.runner import DeploymentApplyError, RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists
from prefect.types.entrypoint import EntrypointType
from prefect.workers.process import ProcessWorker
from pydantic import ValidationError

from flows.automations import set_automations
from flows.crawl_flow import crawl, crawl_source
from flows.deployments import ENTRYPOINT, ENTRYPOINT_OF_ALL, ENVIRONMENT, SLUG, TIME_ZONE, DeploymentSpec
from schemas.errors import ConfigError, PipelineError
from schemas.record import Record

RUNS_AT_ONCE = 4
"""Runs of a new work pool side by side: about 400 MB each."""
HOST_PREFIX = "solieu-host-"
FLOWS: dict[str, Flow[..., Any]] = {ENTRYPOINT: crawl_source, ENTRYPOINT_OF_ALL: crawl}


class Deployed(Record):
    """What became of one deployment: "new", "updated", or "removed"."""

    name: str
    change: str


def register(
    specs: Sequence[DeploymentSpec],
    *,
    all_specs: Sequence[DeploymentSpec],
    prune: bool,
    keeps_pools: bool = False,
    notify: str | None = None,
) -> tuple[Deployed, ...]:
    """Bring the server of PREFECT_API_URL to what `specs` say; what a person paused there stays paused.

    Args:
        specs: What to register.
        all_specs: Those of all known sources: what pruning leaves alone.
        prune: Whether to remove the deployments and host limits of sources that are gone.
        keeps_pools: Whether a deployment that is there stays in its work pool, whatever its spec says.
        notify: Block of the server that tells people of failures and silence (`set_automations`).

    Raises:
        ConfigError: A schedule is no cron line, or the server has no such block.
        PipelineError: The server refuses a deployment.
    """
    with get_client(sync_client=True) as client:
        before = _deployments(client)
        if keeps_pools:
            specs = [_in_its_pool(spec, before.get(spec.name)) for spec in specs]
        for pool in sorted({spec.pool for spec in specs}):
            _create_pool(client, pool)
        done = [_register_one(client, spec, before.get(spec.name)) for spec in specs]
        _create_limits(client, {name for spec in specs for name in spec.host_limits})
        set_automations(client, notify=notify)
        if prune:
            done += _prune(client, all_specs, before)
    return tuple(done)


def _in_its_pool(spec: DeploymentSpec, before: DeploymentResponse | None) -> DeploymentSpec:
    pool = before.work_pool_name if before is not None else None
    return spec.model_copy(update={"pool": pool}) if pool else spec


def _create_pool(client: SyncPrefectClient, name: str) -> None:
    """The process work pool `name`; one that is there keeps its settings."""
    template = ProcessWorker.get_default_base_job_template()
    pool = WorkPoolCreate(name=name, type="process", base_job_template=template, concurrency_limit=RUNS_AT_ONCE)
    try:
        client.create_work_pool(pool)
    except ObjectAlreadyExists:
        return


def _deployments(client: SyncPrefectClient) -> dict[str, DeploymentResponse]:
    found: dict[str, DeploymentResponse] = {}
    flow_filter = FlowFilter(name=FlowFilterName(any_=[flow.name for flow in FLOWS.values()]))
    while page := client.read_deployments(
        flow_filter=flow_filter, limit=200, offset=len(found), sort=DeploymentSort.NAME_ASC
    ):
        found |= {deployment.name: deployment for deployment in page}
    return found


def _register_one(client: SyncPrefectClient, spec: DeploymentSpec, before: DeploymentResponse | None) -> Deployed:
    deployment = RunnerDeployment.from_flow(
        FLOWS[spec.entrypoint],
        name=spec.name,
        description=spec.description,
        tags=list(spec.tags),
        parameters=dict(spec.parameters),
        # A run that is still at work when the next is due does its work too.
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        work_pool_name=spec.pool,
        job_variables={"env": dict(ENVIRONMENT)},
        entrypoint_type=EntrypointType.MODULE_PATH,
        version_type="prefect:simple",  # type: ignore[arg-type]
    )
    try:
        deployment.apply(schedules=_schedules(spec))
    except DeploymentApplyError as error:
        raise PipelineError(f"nguồn {spec.name}: máy chủ Prefect từ chối ({error})") from error
    if before is not None and not spec.cron:
        for old in before.schedules:
            if old.slug == SLUG:
                client.delete_deployment_schedule(before.id, old.id)
    return Deployed(name=spec.name, change="new" if before is None else "updated")


def _schedules(spec: DeploymentSpec) -> list[dict[str, Any]]:
    """As the server takes them; whether it is active is left out, so that a paused one stays paused."""
    if spec.cron is None:
        return []
    try:
        return [{"schedule": CronSchedule(cron=spec.cron, timezone=TIME_ZONE), "slug": SLUG}]
    except ValidationError as error:
        raise ConfigError(f"nguồn {spec.name}: schedule {spec.cron!r} không phải một dòng cron") from error


def _create_limits(client: SyncPrefectClient, names: set[str]) -> None:
    """A limit of one slot a host; one that is there keeps its slots, which a run may hold at this moment."""
    for name in sorted(names):
        try:
            client.create_global_concurrency_limit(GlobalConcurrencyLimitCreate(name=name, limit=1))
        except ObjectAlreadyExists:
            continue


def _prune(
    client: SyncPrefectClient, specs: Sequence[DeploymentSpec], before: dict[str, DeploymentResponse]
) -> list[Deployed]:
    gone = sorted(before.keys() - {spec.name for spec in specs})
    for name in gone:
        client.delete_deployment(before[name].id)
    needed = {name for spec in specs for name in spec.host_limits}
    for name in sorted(_host_limits(client) - needed):
        client.delete_global_concurrency_limit_by_name(name)
    return [Deployed(name=name, change="removed") for name in gone]


def _host_limits(client: SyncPrefectClient) -> set[str]:
    names: set[str] = set()
    offset = 0
    while page := client.read_global_concurrency_limits(limit=200, offset=offset):
        names |= {limit.name for limit in page}
        offset += len(page)
    return {name for name in names if name.startswith(HOST_PREFIX)}
