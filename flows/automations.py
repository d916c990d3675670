"""What a Prefect server does by itself when runs are lost or fail, or a source falls silent.

Import this module only inside `prefect_api`: Prefect reads its settings when it is imported.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events import AutomationCore, EventTrigger, Posture
from prefect.events.actions import ActionTypes, ChangeFlowRunState, DoNothing, SendNotification
from prefect.exceptions import ObjectNotFound

from flows.deployments import TAG
from schemas.errors import ConfigError

LOST, FAILED, SILENT = "solieu: lost runs", "solieu: failed runs", "solieu: silent sources"
SILENT_EVENT = "solieu.source.silent"
SILENCE = timedelta(minutes=10)
"""A run says every three minutes that it lives; one that said so and then nothing died with its machine."""
ENDS = ("Completed", "CompletedWithIssues", "Failed", "Crashed", "Cancelled", "TimedOut", "Paused", "Suspended")
FAILURES = ("Failed", "Crashed", "TimedOut")
OUR_RUNS: dict[str, Any] = {
    "match": {"prefect.resource.id": "prefect.flow-run.*"},
    "match_related": {"prefect.resource.id": f"prefect.tag.{TAG}", "prefect.resource.role": "tag"},
    "for_each": {"prefect.resource.id"},
}


def set_automations(client: SyncPrefectClient, *, notify: str | None) -> None:
    """Bring the three automations on the server to what stands here; those that are there keep their being paused.

    Who deploys again without `notify` changes nothing of who is told.

    Args:
        client: A client of the server.
        notify: Which block of the server tells people, as TYPE/NAME ("slack-webhook/ban-du-lieu"); without one
            the block named before goes on, and until one is, failures and silence are only events of the server.

    Raises:
        ConfigError: The server has no such block.
    """
    for automation in _automations(_tell(client, notify)):
        known = client.read_automations_by_name(automation.name)
        if known:
            kept: dict[str, Any] = {"enabled": known[0].enabled}
            if notify is None:
                kept["actions"] = known[0].actions
            client.update_automation(known[0].id, automation.model_copy(update=kept))
        else:
            client.create_automation(automation)


def _automations(block: UUID | None) -> Iterator[AutomationCore]:
    yield AutomationCore(
        name=LOST,
        description="A run of solieu that no longer says it lives is marked as crashed.",
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", *(f"prefect.flow-run.{name}" for name in ENDS)},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
            **OUR_RUNS,
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="no sign of life for ten minutes")],
    )
    yield AutomationCore(
        name=FAILED,
        description="A run of solieu that failed, crashed or took too long is told.",
        trigger=EventTrigger(
            expect={f"prefect.flow-run.{name}" for name in FAILURES}, posture=Posture.Reactive, threshold=1, **OUR_RUNS
        ),
        actions=[
            _told(
                block,
                subject="solieu: lần chạy {{ flow_run.name }} không xong ({{ flow_run.state.name }})",
                body="{{ flow_run.state.message }}\n{{ flow_run|ui_url }}",
            )
        ],
    )
    yield AutomationCore(
        name=SILENT,
        description="A source that has brought nothing new for longer than it ever did is told.",
        trigger=EventTrigger(
            expect={SILENT_EVENT},
            match={"prefect.resource.id": "solieu.source.*"},
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[
            _told(
                block,
                subject="solieu: nguồn {{ event.resource.name }} im lặng",
                body="{{ event.payload.message }}",
            )
        ],
    )


def _told(block: UUID | None, *, subject: str, body: str) -> ActionTypes:
    if block is None:
        return DoNothing()
    return SendNotification(block_document_id=block, subject=subject, body=body)


def _tell(client: SyncPrefectClient, notify: str | None) -> UUID | None:
    if notify is None:
        return None
    type_slug, _, name = notify.partition("/")
    try:
        return client.read_block_document_by_name(name, type_slug, include_secrets=False).id
    except ObjectNotFound as error:
        raise ConfigError(
            f"--notify {notify}: máy chủ Prefect không có khối ấy; hãy tạo ở mục Blocks của trang máy chủ, "
            "rồi viết LOẠI/TÊN, ví dụ slack-webhook/ban-du-lieu"
        ) from error
