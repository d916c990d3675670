import pytest
from pydantic import ValidationError

from corpus.fetching.limits import Limits, resolve_host


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact": ""}, {"contact": "a\r\nX: 1"}, {"contact": "liên hệ"}, {"sender": "a\n"}, {"product": "so lieu"},
        {"product": ""}, {"allow_private": ("127.0.0.1/8",)}, {"total_seconds": 0}, {"max_bytes": 0},
        {"robots_bytes": 1_000}, {"robots_seconds": 90_000}, {"verify": False}, {"retries": -1},
    ],
)  # fmt: skip
def test_settings_that_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Limits(**wrong)  # type: ignore[arg-type]


def test_user_agent() -> None:
    assert Limits(contact="mailto:a@b.vn", version="2.0").user_agent == "solieu/2.0 (+mailto:a@b.vn)"


def test_names_are_looked_up() -> None:
    assert "127.0.0.1" in resolve_host("localhost", 80)
    assert resolve_host("127.0.0.1", 80) == ("127.0.0.1",)
