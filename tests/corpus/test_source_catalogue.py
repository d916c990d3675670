from pathlib import Path

import pytest

from corpus.descriptions import find_source
from corpus.source_catalogue import find_clashes, find_source_files, load_source, load_sources, parse_source
from schemas.errors import ConfigError

GOOD = "id: x\nname: Báo X\nprovince: null\ndomains: [x.example]\nwhy: A test.\n"
OTHER = GOOD.replace("id: x", "id: z").replace("x.example", "z.example")
MERGED = {"Hà Giang", "Yên Bái", "Bắc Kạn", "Hòa Bình", "Vĩnh Phúc", "Bắc Giang", "Hải Dương", "Thái Bình", "Nam Định",
          "Hà Nam", "Quảng Bình"}  # fmt: skip

READ_SOMEWHERE = ("domains", "feeds", "sitemaps", "listings", "article", "examples", "counterexamples", "layouts")
"""Fields that state facts about a site; the others are ours to choose."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "x.yml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_catalogue_loads_sorted() -> None:
    ids = [source.id for source in load_sources()]
    assert ids == sorted(ids)
    assert "baobackan" in ids


def test_the_northern_half_is_covered() -> None:
    north = [s for s in load_sources() if s.region in ("northern_mountains", "red_river_delta", "north_central")]
    assert len(north) >= 24
    papers = {source.province for source in north if source.kind == "newspaper"}
    assert len(papers) == 31
    assert sum(source.kind in ("party_site", "organisation_site") for source in north) >= 6


def test_every_source_says_where_it_was_read() -> None:
    for source in load_sources():
        if source.kind != "sample":
            told = {field for known in source.known_from for field in known.fields}
            stated = {name for name in READ_SOMEWHERE if getattr(source, name)}
            assert stated - told == set(), source.id


def test_a_newspaper_whose_province_is_gone_is_not_asked_by_itself() -> None:
    gone = [s for s in load_sources() if s.kind == "newspaper" and s.province in MERGED]
    assert len(gone) == len(MERGED)
    assert [s.id for s in gone if s.schedule is not None] == []


def test_schedules_are_spread_over_the_hour() -> None:
    minutes = [source.schedule.split()[0] for source in load_sources() if source.schedule]
    assert len(minutes) >= 24
    assert max(minutes.count(minute) for minute in minutes) <= 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: [", "dòng 2"),
        (GOOD + "colour: red\n", "colour: không có trường này"),
        (GOOD.replace("name: Báo X\n", ""), "name: thiếu"),
        (GOOD.replace("x.example", "Báo.VN"), "domains.0"),
        ("- 1", "phải là một bảng"),
        ("", "phải là một bảng"),
        (GOOD.replace("id: x", "id: y"), "y.yml"),
        (GOOD + "article: '['\n", "article"),
        (GOOD + "schedule: 2025-01-01\n", "dấu"),
        (GOOD + "listings: [{url: https://x.example/, pages: 3}]\n", "listings.0"),
        (GOOD + "rate: {seconds: -1}\n", "rate.seconds"),
        (GOOD + "colour: red\nsize: 3\n", "(và 1 lỗi khác)"),
    ],
)
def test_a_wrong_source_is_named_on_one_line_with_what_to_do(text: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_source(text, name="x.yml")
    message = str(caught.value)
    assert message.startswith("sources/x.yml: ")
    assert told in message
    assert "hãy" in message or "phải" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("url", "publisher", "expected"),
    [
        ("https://www.x.example/1", None, "x"),
        ("https://x.example:8080/1", None, "x"),
        ("https://notx.example/1", None, None),
        (None, "báo x", "x"),
        (None, "Báo Y", None),
        ("https://notx.example/1", "Báo Y", None),
        (None, None, None),
    ],
)
def test_a_source_is_found_by_host_or_name(url: str | None, publisher: str | None, expected: str | None) -> None:
    source = find_source((parse_source(GOOD, name="x.yml"),), url=url, publisher=publisher)
    assert (source.id if source else None) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://baosonla.org.vn/xa-hoi/bai.html", "baosonla"),
        ("https://m.baohaiduong.vn/bai-1.html", "baohaiduong"),
        ("http://www.baohaiphong.com.vn/baohp/vn/home/", "baohaiphong"),
        ("https://baothuathienhue.vn/a-a100343.html", "huengaynay"),
        ("https://btgdvtu.tuyenquang.dcs.vn/", None),
    ],
)
def test_old_domains_and_subdomains_lead_to_the_source(url: str, expected: str | None) -> None:
    source = find_source(load_sources(), url=url, publisher=None)
    assert (source.id if source else None) == expected


def test_sources_of_ones_own_come_beside_the_catalogue(folder: Path) -> None:
    own = load_sources(folder)
    assert {source.id for source in own} - {source.id for source in load_sources()} == {"x"}
    assert [source.id for source in own] == sorted(source.id for source in own)


def test_a_source_of_ones_own_stands_for_the_one_brought_along(folder: Path) -> None:
    text = GOOD.replace("id: x", "id: baohatinh").replace("x.example", "baohatinh.vn")
    write(folder, "baohatinh.yml", text)
    (standing,) = (source for source in load_sources(folder) if source.id == "baohatinh")
    assert standing == parse_source(text, name="baohatinh.yml")
    assert len({source.id for source in load_sources(folder)}) == len(load_sources(folder))


def test_other_files_of_the_folder_are_left_alone(folder: Path) -> None:
    write(folder, "README.txt", "no source")
    write(folder, ".x.yml.swp", "no source")
    assert "x" in {source.id for source in load_sources(folder)}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("z.yml", GOOD.replace("id: x", "id: z"), "domains: x.example đã thuộc"),
        ("z.yml", GOOD.replace("id: x", "id: z").replace("x.example", "baohatinh.vn"), "sources/baohatinh.yml"),
        ("z.yml", "id: [", "dòng"),
        ("z.yml", OTHER + "layouts: [{selectors: {body: 'div['}}]\n", "layouts.0.body"),
    ],
)
def test_a_wrong_file_of_ones_own_stops_with_its_name(folder: Path, name: str, text: str, told: str) -> None:
    path = write(folder, name, text)
    with pytest.raises(ConfigError) as caught:
        load_sources(folder)
    assert str(path) in str(caught.value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_utf_8_and_huge_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load_source(path)
    path.write_bytes(b"#" * 300_000)
    with pytest.raises(ConfigError, match="lớn hơn"):
        load_source(path)
    with pytest.raises(ConfigError, match="không mở được"):
        load_source(tmp_path / "none.yml")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="none"):
        find_source_files(tmp_path / "none")


def test_clashes_name_both_files() -> None:
    first, second = parse_source(GOOD, name="x.yml"), parse_source(GOOD, name="x.yml")
    found = list(find_clashes([("a/x.yml", first), ("b/x.yml", second)]))
    assert [label for label, _ in found] == ["b/x.yml", "b/x.yml"]
    assert all("a/x.yml" in message for _, message in found)
