"""The best of many items, kept in a file."""

import random
from collections import Counter

import pytest
from pydantic import TypeAdapter

from outputs import best_items
from outputs.best_items import BestItems, open_item_file
from schemas.errors import OutputError

WORDS = ("", "a", "ă", "Đ", "đ", "z", "a b", "\U00020000", "ﬀ", "xã", "xã Ba Bể")


@pytest.fixture
def file(tmp_path):
    with open_item_file(tmp_path) as opened:
        yield opened


def _items(file, name="words", **parts):
    return BestItems(file, name, TypeAdapter(tuple[str, int]), **({"ranks": 2, "orders": 2} | parts))


def test_the_best_of_each_key_in_the_order_that_python_sorts(file, monkeypatch):
    monkeypatch.setattr(best_items, "_AT_ONCE", 7)
    chance = random.Random(1)
    offers = [(chance.choice(WORDS), (chance.choice(WORDS), n), chance.random() < 0.5) for n in range(400)]
    items = _items(file)
    for key, item, is_exact in offers:
        items.offer(key, item, rank=(item[0], is_exact), order=(item[0], len(key)))
    best, counts = {}, Counter(key for key, *_ in offers)
    for key, item, is_exact in offers:
        if key not in best or (item[0], is_exact) > best[key][:2]:
            best[key] = (item[0], is_exact, item)
    expected = sorted(best.items(), key=lambda one: (one[1][0], len(one[0])))
    assert list(items) == [(item, counts[key]) for key, (_, _, item) in expected]
    assert list(items) == list(items)


def test_of_equal_ones_the_first_stays_and_keys_keep_their_order(file):
    items = _items(file, ranks=1, orders=1)
    for key, number in (("b", 1), ("a", 2), ("b", 3), ("a", 4)):
        items.offer(key, ("x", number), rank=(0.5,), order=("",), offered=10)
    assert list(items) == [(("x", 1), 20), (("x", 2), 20)]


def test_chosen_ones_and_how_many_different_there_are(file):
    items = _items(file)
    for number, (key, word) in enumerate((("a", "x"), ("b", "y"), ("c", "x"))):
        items.offer(key, (word, number), rank=("", 0), order=(word, number), is_chosen=word == "x")
    assert [item for item, _ in items.chosen()] == [("x", 0), ("x", 2)]
    assert (items.count(0), items.count(0, 1)) == (2, 3)


def test_sorts_lie_side_by_side_and_nothing_is_left(tmp_path):
    with open_item_file(tmp_path) as file:
        for name in ("one", "other"):
            _items(file, name).offer("k", (name, 1), rank=("", 0), order=("", 0))
        assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == [".items"]
    assert list(tmp_path.iterdir()) == []


def _offer_many(folder):
    with open_item_file(folder) as file:
        items = _items(file)
        for number in range(40_000):
            items.offer(str(number), ("x" * 400, number), rank=("", 0), order=("", 0))


def test_a_full_disk_is_one_clear_line(small_disk):
    with small_disk(1) as disk, pytest.raises(OutputError, match="không ghi được") as caught:
        _offer_many(disk)
    assert "\n" not in str(caught.value)
