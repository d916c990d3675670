"""`solieu deploy`: the scheduled crawls on a Prefect server."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from flows.deployments import DeploymentSpec

EXAMPLE = "Ví dụ: solieu deploy --dry-run; solieu deploy baohatinh --pool solieu"
NO_SERVER = (
    "PREFECT_API_URL chưa được đặt, nên không biết máy chủ Prefect nào. Hãy chạy `prefect server start`, rồi "
    "`export PREFECT_API_URL=http://127.0.0.1:4200/api`; xem docs/crawl-server.md"
)


def deploy(
    source_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Mã nguồn, hoặc all; bỏ trống là tất cả các nguồn thu thập được."),
    ] = None,
    pool: Annotated[
        str | None,
        typer.Option(
            help="Tên work pool của Prefect; tạo mới nếu chưa có. Bỏ trống: pool mà nguồn đang ở, nguồn mới thì solieu."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ in bảng, không gọi máy chủ.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Gỡ lịch của những nguồn không còn nữa.")] = False,
    notify: Annotated[
        str | None,
        typer.Option(help="Khối Prefect báo cho người khi nguồn im lặng hay lần chạy hỏng: LOẠI/TÊN."),
    ] = None,
) -> None:
    """Đăng ký lịch thu thập với máy chủ Prefect (register the scheduled crawls with a Prefect server)."""
    from flows.crawl_sources import load_all_sources
    from flows.deployments import POOL, build_deployment_of_all, build_deployments
    from flows.settings import load_settings
    from schemas.errors import ConfigError

    sources = load_all_sources(load_settings())
    named = pool or POOL
    specs = (build_deployment_of_all(sources, pool=named), *build_deployments(sources, pool=named))
    wanted = set(source_ids or [spec.name for spec in specs])
    if unknown := sorted(wanted - {spec.name for spec in specs}):
        raise ConfigError(f"không có nguồn thu thập được nào tên {', '.join(unknown)}; xem solieu sources")
    chosen = [spec for spec in specs if spec.name in wanted]
    changes = {} if dry_run else _register(chosen, specs, prune=prune, keeps_pools=pool is None, notify=notify)
    _print_table(chosen, changes)


def _register(chosen: "list[DeploymentSpec]", specs: "tuple[DeploymentSpec, ...]", **how: Any) -> dict[str, str]:
    import os
    from pathlib import Path
    from tempfile import gettempdir

    from flows.prefect_api import prefect_api
    from schemas.errors import ConfigError

    if not os.environ.get("PREFECT_API_URL"):
        raise ConfigError(NO_SERVER)
    with prefect_api(Path(gettempdir())):
        from flows.deploy_job import register  # Prefect reads its settings when it is imported

        done = register(chosen, all_specs=specs, **how)
        return {one.name: one.change for one in done}


def _print_table(specs: "list[DeploymentSpec]", changes: dict[str, str]) -> None:
    from rich.console import Console
    from rich.table import Table

    words = {"new": "mới", "updated": "cập nhật", "removed": "đã gỡ"}
    table = Table("Nguồn", "Lịch (giờ Việt Nam)", "Trang mỗi lần", "Máy chủ được hỏi", "Kết quả")
    for spec in specs:
        hosts = ", ".join(name.removeprefix("solieu-host-") for name in spec.host_limits)
        done = words.get(changes.get(spec.name, ""), "chưa đăng ký")
        table.add_row(spec.name, spec.cron or "chạy tay", str(spec.parameters.get("limit", "")), hosts, done)
    for name in sorted(changes.keys() - {spec.name for spec in specs}):
        table.add_row(name, "", "", "", words["removed"])
    Console(soft_wrap=True, highlight=False).print(table)
