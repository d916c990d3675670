import pytest

from corpus.descriptions import find_source
from corpus.source_catalogue import load_sources, parse_source
from schemas.errors import ConfigError

GOOD = "id: x\nname: Báo X\nprovince: null\ndomains: [x.example]\nwhy: A test.\n"


def test_the_catalogue_loads_sorted() -> None:
    ids = [source.id for source in load_sources()]
    assert ids == sorted(ids)
    assert "baobackan" in ids


@pytest.mark.parametrize(
    "text", ["id: [", GOOD + "colour: red\n", GOOD.replace("x.example", "01"), "- 1", GOOD.replace("id: x", "id: y")]
)
def test_a_wrong_source_is_named(text: str) -> None:
    with pytest.raises(ConfigError, match=r"sources/x\.yml"):
        parse_source(text if "01" not in text else text.replace("[01]", "01"), name="x.yml")


@pytest.mark.parametrize(
    ("url", "publisher", "expected"),
    [
        ("https://www.x.example/1", None, "x"),
        ("https://x.example:8080/1", None, "x"),
        ("https://notx.example/1", None, None),
        (None, "báo x", "x"),
        (None, None, None),
    ],
)
def test_a_source_is_found_by_host_or_name(url: str | None, publisher: str | None, expected: str | None) -> None:
    source = find_source((parse_source(GOOD, name="x.yml"),), url=url, publisher=publisher)
    assert (source.id if source else None) == expected
