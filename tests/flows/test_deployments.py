"""Sources to deployments and `prefect.yaml`."""

import yaml

from flows.deployments import build_deployment_of_all, build_deployments, host_limits, pages_a_run, render_prefect_yaml
from schemas.sources import Listing, Rate, Source


def _source(source_id: str = "bao-a", **values: object) -> Source:
    given = {"name": "Báo A", "province": "Hà Tĩnh", "domains": ("bao-a.vn",), "feeds": ("https://bao-a.vn/x.rss",)}
    return Source.model_validate({"id": source_id, "why": "test", **given, **values})


def test_a_source_becomes_a_deployment_with_plain_parameters() -> None:
    (spec,) = build_deployments([_source(schedule="15 */3 * * *", region="north_central")], pool="kho")
    assert (spec.name, spec.pool, spec.cron) == ("bao-a", "kho", "15 */3 * * *")
    assert spec.parameters == {"source_id": "bao-a", "limit": 2000}
    assert spec.tags == ("solieu", "newspaper", "north_central")
    assert spec.host_limits == ("solieu-host-bao-a.vn",)
    assert "Hà Tĩnh" in spec.description


def test_sources_that_cannot_be_crawled_have_none_and_the_others_are_sorted() -> None:
    sources = [_source("bao-c"), _source("bao-b", feeds=()), _source("bao-a", schedule="0 1 * * *")]
    specs = build_deployments(sources)
    assert [(spec.name, spec.cron) for spec in specs] == [("bao-a", "0 1 * * *"), ("bao-c", None)]


def test_all_hosts_of_a_source_are_limited_once_each() -> None:
    source = _source(
        domains=("bao-a.vn", "bao-a.com.vn"),
        feeds=("https://www.bao-a.vn/x.rss", "https://RSS.bao-a.vn:8080/y.rss"),
        sitemaps=("http://bao-a.vn/s.xml",),
        listings=(Listing(url="https://m.bao-a.vn/tin"),),
    )
    hosts = ["bao-a.com.vn", "bao-a.vn", "m.bao-a.vn", "rss.bao-a.vn"]
    assert host_limits(source) == tuple(f"solieu-host-{host}" for host in hosts)


def test_a_slow_source_fetches_fewer_pages_a_run() -> None:
    assert [pages_a_run(_source(rate=Rate(seconds=seconds))) for seconds in (0, 2, 10, 600)] == [2000, 2000, 540, 9]


def test_the_project_of_prefect_says_the_same() -> None:
    text = render_prefect_yaml(
        build_deployments([_source(schedule="*/20 6-22 * * *"), _source("bao-b", schedule=None)])
    )
    project = yaml.safe_load(text)
    first, second = project["deployments"]
    assert first["schedules"] == [{"cron": "*/20 6-22 * * *", "timezone": "Asia/Ho_Chi_Minh", "slug": "source"}]
    assert second["schedules"] == []
    assert first["entrypoint"] == "flows.crawl_flow.crawl_source"
    assert first["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    assert first["work_pool"]["name"] == "solieu"
    # An empty list says that there is nothing to pull; without it, Prefect writes this machine's path down.
    assert (project["build"], project["push"], project["pull"]) == ([], [], [])
    assert all(len(line) <= 160 for line in text.splitlines())


def test_one_deployment_crawls_all_and_has_no_schedule_of_its_own() -> None:
    sources = [
        _source("bao-a", schedule="0 1 * * *"),
        _source("bao-b"),
        _source("bao-c", feeds=(), schedule="0 2 * * *"),
    ]
    spec = build_deployment_of_all(sources, pool="kho")
    assert (spec.name, spec.cron, spec.parameters, spec.pool) == ("all", None, {}, "kho")
    assert "(1)" in spec.description
    (deployment,) = yaml.safe_load(render_prefect_yaml([spec]))["deployments"]
    assert (deployment["entrypoint"], deployment["schedules"]) == ("flows.crawl_flow.crawl", [])
