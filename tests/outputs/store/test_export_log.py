"""Exports are written down and found again, and what was stored after one is known."""

from schemas.exports import ExportEntry


def _entry(at, number, target="data"):
    since = number or None
    return ExportEntry(made_at=at(number), target=target, version=number, since=since, manifest='{"facts": 3}')


def test_exports_come_back_newest_first(store, at):
    entries = [_entry(at, number, target="abc"[number % 2]) for number in range(4)]
    for entry in entries:
        store.exports.add(entry)
    assert store.exports.history(9) == tuple(entries[::-1])
    assert store.exports.history(1, target="a") == (entries[2],)
    assert store.exports.history(9, target="z") == ()


def test_what_was_stored_since_is_found(store, many, at):
    assert store.version() == 0
    store.save(many[:3])
    first = store.version()
    store.save(many[:5])
    assert (first, store.version()) == (1, 2)
    assert [e.document.name for e in store.extractions(since=first)] == sorted(e.document.name for e in many[3:5])
    store.save(many[:5])
    assert store.version() == 2, "nothing was stored"
    changed = many[1].model_copy(update={"locality": "xã khác"})
    store.save([changed])
    assert store.version() == 3, "replacing the last one counts on too"
    assert list(store.extractions(since=2)) == [changed]
    assert len(list(store.extractions(since=at(-9_999_999 // 24)))) == 5
    assert list(store.extractions(since=at(days=36_500))) == []
