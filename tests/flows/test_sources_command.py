"""`solieu sources` as a person runs it."""

from pathlib import Path

import pytest

from corpus.source_catalogue import load_sources

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "sample" / "tuoi-tre-dat-mui-gioi-thieu-doan-vien-uu-tu.html"
MODULAR = ROOT / "tests" / "corpus" / "pages" / "modular.html"
OWN = """id: baocuatoi
name: Báo của tôi
province: Sơn La
region: northern_mountains
domains: [baocuatoi.example]
feeds: [https://baocuatoi.example/rss]
article: '^https?://[^/]+/[a-z0-9-]+-\\d+\\.html$'
examples: [https://baocuatoi.example/bai-dau-12.html]
counterexamples: [https://baocuatoi.example/chinh-tri]
keywords: [đảng viên]
layouts: [{since: "2024", selectors: {title: h1, body: .nowhere, byline: .who}}]
schedule: "5 6 * * *"
known_from: [{fields: [domains, feeds, article, layouts], where: a page of its own, verified: true, read_on: "2026"}]
why: A paper of one's own.
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "nguon"
    folder.mkdir()
    (folder / "baocuatoi.yml").write_text(OWN, encoding="utf-8")
    return folder


def ids_of(printed: str) -> list[str]:
    """First column of the table, without its head; a row whose other cells take two lines has it once."""
    cells = (line.split("│")[1].strip() for line in printed.splitlines() if line.startswith("│"))
    return [cell for cell in cells if cell]


def test_the_bare_command_lists_every_source(solieu) -> None:
    done = solieu("sources")
    assert done.returncode == 0
    assert ids_of(done.stdout) == [source.id for source in load_sources()]
    assert "baobackan.vn" in done.stdout
    assert done.stdout == solieu("sources", "list").stdout


def test_the_settings_file_names_a_folder_of_ones_own(solieu_here, own: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "solieu.toml").write_text(f'sources = "{own}"', encoding="utf-8")
    done = solieu_here("sources", "show", "baocuatoi")
    assert (done.returncode, "Báo của tôi" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize("name", ["Nghệ An", "nghe an", "NGHỆ AN", " Nghe An "])
def test_a_province_with_or_without_accents(solieu_here, name: str) -> None:
    listed = ids_of(solieu_here("sources", "list", "--province", name).stdout)
    assert listed == [source.id for source in load_sources() if source.province == "Nghệ An"]
    assert "baonghean" in listed


def test_region_and_kind_narrow_each_other(solieu_here) -> None:
    listed = ids_of(solieu_here("sources", "list", "--region", "red_river_delta", "--kind", "party_site").stdout)
    assert "thanhuyhanoi" in listed
    assert "hanoimoi" not in listed
    assert "tinhuynghean" not in listed


@pytest.mark.parametrize(
    ("words", "code"), [(("--province", "Atlantis"), 1), (("--region", "moon"), 2), (("--kind", "x"), 2)]
)
def test_nothing_of_that_sort_is_said(solieu_here, words: tuple[str, ...], code: int) -> None:
    done = solieu_here("sources", "list", *words)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr != ""


def test_all_sources_are_valid(solieu_here) -> None:
    done = solieu_here("sources", "validate")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == f"{len(load_sources())} nguồn, 0 lỗi"


def test_one_line_a_problem(solieu_here, tmp_path: Path) -> None:
    wrong = OWN.replace("-12.html", "-x.html").replace('"5 6 * * *"', "every day").replace("[đảng viên]", "[]")
    for name, text in (("baocuatoi.yml", wrong), ("b.yml", "id: ["), ("c.yml", OWN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = solieu_here(
        "sources", "validate", *(tmp_path / name for name in ("baocuatoi.yml", "b.yml", "c.yml", "none.yml"))
    )
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert [word for word in ("article:", "keywords:", "schedule:") if not any(word in line for line in lines)] == []
    assert len(lines) == 6
    assert all(str(tmp_path) in line for line in lines)
    assert done.stdout.strip() == "4 nguồn, 6 lỗi"


def test_a_file_given_must_not_take_what_others_have(solieu_here, tmp_path: Path) -> None:
    path = tmp_path / "baocuatoi.yml"
    path.write_text(OWN.replace("domains: [", "domains: [baohatinh.vn, "), encoding="utf-8")
    done = solieu_here("sources", "validate", path)
    assert done.returncode == 1
    assert "baohatinh.vn" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_of_ones_own_by_option_or_by_environment(solieu_here, own: Path) -> None:
    by_option = solieu_here("sources", "--sources", own, "list", "--province", "Sơn La")
    by_environment = solieu_here("sources", "list", "--province", "Sơn La", env={"SOLIEU_SOURCES": str(own)})
    assert ids_of(by_option.stdout) == ["baocuatoi", "baosonla"]
    assert by_option.stdout == by_environment.stdout
    assert solieu_here("sources", "--sources", own, "validate").returncode == 0


def test_a_wrong_folder_or_file_stops_with_one_line(solieu_here, own: Path) -> None:
    missing = solieu_here("sources", "--sources", own / "none", "list")
    (own / "baocuatoi.yml").write_text("id: baocuatoi\n", encoding="utf-8")
    wrong = solieu_here("sources", "--sources", own, "list")
    for done in (missing, wrong):
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "none" in missing.stderr
    assert "baocuatoi.yml: name: thiếu" in wrong.stderr


def test_one_source_in_full(solieu_here) -> None:
    printed = solieu_here("sources", "show", "baohatinh").stdout
    (source,) = (source for source in load_sources() if source.id == "baohatinh")
    told = [*source.domains, *source.feeds, *source.examples, *source.keywords, source.article, source.schedule]
    told += [listing.url for listing in source.listings] + [known.where for known in source.known_from]
    assert [value for value in told if value not in printed] == []
    assert printed.count("✓ đã kiểm chứng") == sum(known.verified for known in source.known_from)
    assert printed.count("· chưa kiểm chứng") == sum(not known.verified for known in source.known_from)


def test_an_unknown_source_is_refused_with_near_ones(solieu_here) -> None:
    done = solieu_here("sources", "show", "baohatin")
    assert (done.returncode, done.stdout) == (2, "")
    assert "baohatinh" in done.stderr


def test_a_saved_page_is_tried(solieu) -> None:
    done = solieu("sources", "test", SAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    for line in (
        "nguồn: bao-mau-ca-mau (Báo mẫu Cà Mau)",
        "khuôn trang 1 (từ trước đến nay): đọc trang này",
        "  thân bài: .article__body → 1",
        "tác giả: Lê Khả Hân",
        "ngày đăng: 2022-10-07",
        "tỉnh: Cà Mau",
    ):
        assert line in done.stdout.splitlines()
    assert "văn bản: 16 dòng, " in done.stdout


def test_a_page_of_no_source_is_read_by_the_general_reader(forked_runs) -> None:
    done = forked_runs.run("sources", "test", MODULAR)
    assert done.returncode == 0
    assert "đọc bằng: cách chung" in done.stdout
    assert "không nguồn nào" in done.stderr


def test_a_page_read_by_the_source_that_is_named(forked_runs) -> None:
    done = forked_runs.run("sources", "test", MODULAR, "--source", "baohatinh")
    assert "tỉnh: Hà Tĩnh" in done.stdout
    assert done.stderr.splitlines() == [
        "modular.html: tác giả: .article__author không thấy gì; phần này được đọc bằng cách chung"
    ]


def test_warnings_of_a_layout_that_misses_and_an_address_that_is_no_article(forked_runs, own: Path) -> None:
    url = "https://baocuatoi.example/chinh-tri"
    done = forked_runs.run("sources", "--sources", own, "test", MODULAR, "--source", "baocuatoi", "--url", url)
    assert done.returncode == 0
    assert "khuôn trang 1 (từ 2024): không dùng" in done.stdout
    assert "đọc bằng: cách chung" in done.stdout
    assert "không khuôn trang nào thấy thân bài" in done.stderr
    assert f"{url} không khớp article của baocuatoi" in done.stderr


def test_a_page_without_date_or_title_is_told(forked_runs, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    text = "Chi bộ thôn kết nạp 3 đảng viên mới, nâng tổng số đảng viên của chi bộ lên 25 người, đạt chỉ tiêu cả năm."
    path.write_text(f"<html><body><p>{text}</p><p>{text[::-1]}</p></body></html>", encoding="utf-8")
    done = forked_runs.run("sources", "test", path, "--source", "baosonla")
    assert done.returncode == 0
    assert "trang.html: không thấy ngày đăng" in done.stderr.splitlines()


@pytest.mark.parametrize(
    ("name", "content"), [("a.html", b""), ("a.html", b"\x00\x01" * 99), ("a.txt", b"Tin"), ("b", None)]
)
def test_what_cannot_be_tried_is_told_in_one_line(
    forked_runs, tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = forked_runs.run("sources", "test", path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_page_is_tried_within_the_limits_of_a_crawl(solieu, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    body = "<div><p>Chi bộ kết nạp 3 đảng viên.</p></div>" * 60_000
    path.write_text(f"<html><body><h1>Bài</h1>{body}</body></html>", encoding="utf-8")
    done = solieu("sources", "test", path, "--source", "baosonla", env={"SOLIEU_READ_SECONDS": "0.02"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{path}: đọc quá 0.02 giây thì dừng")


@pytest.mark.parametrize("name", ["list", "validate", "show", "test"])
def test_every_command_of_it_explains_itself(solieu_here, name: str) -> None:
    printed = solieu_here("sources", name, "--help").stdout
    assert f"solieu sources {name}" in printed
    assert "Ví dụ" in printed
