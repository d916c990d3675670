import hashlib
import json
from pathlib import Path

import pytest

from corpus.raw_pages import MAX_BYTES, load_raw_page
from schemas.errors import DocumentError


def write(path: Path, sidecar: str | None) -> Path:
    path.write_text("Huyện có 12 xã.", encoding="utf-8")
    if sidecar is not None:
        path.with_name(path.stem + ".meta.json").write_text(sidecar, encoding="utf-8")
    return path


def test_bytes_hash_and_sidecar(tmp_path: Path) -> None:
    raw = load_raw_page(write(tmp_path / "a.txt", json.dumps({"publisher": "Báo mẫu", "published": "2018-10"})))
    assert raw.sha256 == hashlib.sha256(raw.content).hexdigest()
    assert (raw.name, raw.media_type, raw.sidecar.publisher, raw.sidecar.published) == (
        "a.txt",
        "text/plain",
        "Báo mẫu",
        "2018-10",
    )


@pytest.mark.parametrize(
    ("stated", "url"), [(None, "https://x.example/1"), ("https://y.example/2", "https://y.example/2")]
)
def test_the_sidecar_s_url_comes_before_the_fetched_one(tmp_path: Path, stated: str | None, url: str) -> None:
    path = write(tmp_path / "a.txt", json.dumps({"url": stated}))
    assert load_raw_page(path, url="https://x.example/1").sidecar.url == url


@pytest.mark.parametrize("sidecar", ["{", "[]", '{"published": "hôm qua"}', '{"titel": "x"}', '{"title": 5}', ""])
def test_a_broken_sidecar_is_named(tmp_path: Path, sidecar: str) -> None:
    with pytest.raises(DocumentError, match=r"a\.meta\.json .* hãy sửa hoặc xoá") as error:
        load_raw_page(write(tmp_path / "a.txt", sidecar))
    assert error.value.code == "sidecar"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(DocumentError, match="giới hạn là 20 MB") as error:
        load_raw_page(path)
    assert error.value.code == "too_large"
