import gzip
import shutil
from pathlib import Path

import pytest

from corpus.archive.archive import open_archive
from corpus.archive.pages import iter_archive, read_page
from corpus.archive.records import encode_answer
from schemas.issues import Issue


def file_of(root: Path) -> Path:
    (file,) = root.rglob("*.warc.gz")
    return file


def recover(root: Path, known: dict[str, int] | None = None) -> tuple[list[str], list[str]]:
    """Last characters of the recovered addresses, and codes of the issues."""
    with open_archive(root, "bao-mau", known=known or {}) as archive:
        return [visit.url[-1] for visit in archive.recovered], [issue.code for issue in archive.issues]


def test_every_cut_inside_the_last_answer_takes_it_and_nothing_else(filled, make_answer):
    root, places = filled
    file = file_of(root)
    whole = file.read_bytes()
    before = places[3].offset + places[3].length
    known = {places[2].file: places[2].offset + places[2].length}
    for size in range(before + 1, len(whole)):
        file.write_bytes(whole[:size])
        assert recover(root, known) == (["3"], ["archive_cut"])
        assert file.read_bytes() == whole[:before]
    file.write_bytes(whole[:before])
    assert recover(root, known) == (["3"], [])
    file.write_bytes(whole)
    assert recover(root, known) == (["3", "4"], [])
    assert file.read_bytes() == whole


def test_every_cut_in_the_first_answer_leaves_a_file_that_goes_on(tmp_path, make_answer):
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        archive.append(make_answer(0), kind="article")
    file = file_of(tmp_path)
    whole = file.read_bytes()
    for size in range(0, len(whole), 7):
        file.write_bytes(whole[:size])
        with open_archive(tmp_path, "bao-mau", known={}) as archive:
            assert archive.recovered == ()
            archive.append(make_answer(1), kind="article")
        assert [visit.url[-1] for visit in iter_archive(tmp_path)] == ["1"]
        assert gzip.decompress(file.read_bytes()).startswith(b"WARC/1.1\r\nWARC-Type: warcinfo")


@pytest.mark.parametrize(
    "garbage",
    [
        b"\0" * 5_000,
        b"x",
        b"\x1f\x8b\x08",
        b"\x1f\x8b\x08" * 400,
        gzip.compress(b"WARC/1.1\r\n", mtime=0),
        gzip.compress(b"", mtime=0),
    ],
    ids=["zeros", "letter", "mark", "marks", "torn-head", "empty-member"],
)
def test_garbage_at_the_end_is_cut(filled, make_answer, garbage):
    root, _ = filled
    file = file_of(root)
    whole = file.read_bytes()
    file.write_bytes(whole + garbage)
    with open_archive(root, "bao-mau", known={}) as archive:
        assert [visit.url[-1] for visit in archive.recovered] == list("01234")
        assert [issue.code for issue in archive.issues] == ["archive_cut"]
        assert file.read_bytes() == whole
        archive.append(make_answer(5), kind="article")
    assert [visit.url[-1] for visit in iter_archive(root)] == list("012345")


def test_a_request_without_its_response_is_cut(filled, make_answer):
    root, _ = filled
    file = file_of(root)
    whole = file.read_bytes()
    file.write_bytes(whole + encode_answer(make_answer(5), source_id="bao-mau", kind="article").request)
    assert recover(root) == (list("01234"), ["archive_cut"])
    assert file.read_bytes() == whole


def test_an_answer_whose_digest_is_wrong_is_cut(filled, make_answer):
    root, _ = filled
    file = file_of(root)
    whole = file.read_bytes()
    unit = encode_answer(make_answer(5), source_id="bao-mau", kind="article")
    changed = gzip.compress(gzip.decompress(unit.response).replace("kết nạp".encode(), "kết nộp".encode()), mtime=0)
    file.write_bytes(whole + unit.request + changed)
    assert recover(root) == (list("01234"), ["archive_cut"])


def test_damage_with_whole_answers_behind_it_is_reported_and_left(filled, make_answer):
    root, places = filled
    file = file_of(root)
    content = bytearray(file.read_bytes())
    content[places[2].offset + 200 : places[2].offset + 240] = bytes(40)
    file.write_bytes(content)
    with open_archive(root, "bao-mau", known={}) as archive:
        assert [visit.url[-1] for visit in archive.recovered] == list("0134")
        (issue,) = archive.issues
        assert (issue.level, issue.code, issue.subject) == ("WARNING", "archive_damaged", places[2].file)
        assert str(places[2].offset) in issue.message
        assert file.read_bytes() == content
        # Nothing is written behind damage.
        assert archive.append(make_answer(5), kind="article").file != places[0].file
    found = list(iter_archive(root))
    assert [item.url[-1] for item in found if not isinstance(item, Issue)] == list("01345")
    assert [item.code for item in found if isinstance(item, Issue)] == ["archive_damaged"]


def test_damage_before_what_the_store_knows_is_never_touched(filled):
    root, places = filled
    file = file_of(root)
    content = bytearray(file.read_bytes())
    content[places[1].offset + 100] ^= 255
    file.write_bytes(content)
    assert recover(root, {places[3].file: places[3].offset + places[3].length}) == (["4"], [])
    assert file.read_bytes() == content
    assert [item.code for item in iter_archive(root) if isinstance(item, Issue)] == ["archive_damaged"]


def test_a_file_shorter_than_the_store_knows_is_reported_and_not_written_on(filled, make_answer):
    root, places = filled
    file = file_of(root)
    whole = file.read_bytes()
    file.write_bytes(whole[: places[3].offset + 5])
    with open_archive(root, "bao-mau", known={places[4].file: len(whole)}) as archive:
        assert [issue.code for issue in archive.issues] == ["archive_short"]
        assert archive.recovered == ()
        assert archive.append(make_answer(5), kind="article").file > places[0].file
    assert file.read_bytes() == whole[: places[3].offset + 5]


def test_a_file_that_is_gone_is_reported(filled):
    root, places = filled
    file_of(root).unlink()
    assert recover(root, {places[0].file: 100}) == ([], ["archive_missing"])


def test_files_of_other_crawlers_are_left_alone(filled):
    root, places = filled
    foreign = root / "bao-mau" / "wget-00000.warc.gz"
    shutil.copy(file_of(root), foreign)
    foreign.write_bytes(foreign.read_bytes()[:-20])
    size = foreign.stat().st_size
    assert recover(root, {places[4].file: places[4].offset + places[4].length, "bao-mau/wget-00000.warc.gz": 10}) == (
        [],
        [],
    )
    assert foreign.stat().st_size == size


def test_all_files_that_the_store_does_not_know_are_read(tmp_path, make_answer):
    with open_archive(tmp_path, "bao-mau", known={}, rotate_bytes=2_500) as archive:
        places = [archive.append(make_answer(n), kind="article") for n in range(9)]
    known = {places[0].file: places[0].offset + places[0].length}
    assert recover(tmp_path, known) == (list("12345678"), [])
    assert all(read_page(tmp_path, place).http_status == 200 for place in places)
