"""The gate of `make bench`: what is worse is named, noise is not."""

import pytest

from bench.gate import is_worse


@pytest.mark.parametrize(
    ("name", "held", "now", "expected"),
    [
        ("extract to word_tokenize", 1.0, 1.14, False),
        ("extract to word_tokenize", 1.0, 1.16, True),
        ("extract to word_tokenize", 1.0, 0.5, False),
        ("two processes to one", 1.8, 1.6, False),
        ("two processes to one", 1.8, 1.5, True),
        ("two processes to one", 1.8, 2.0, False),
        ("Prefect's share", 0.003, 0.02, False),
        ("Prefect's share", 0.003, 0.03, True),
    ],
)
def test_what_is_worse(name: str, held: float, now: float, expected: bool) -> None:
    assert is_worse(name, now=now, held=held) == expected
