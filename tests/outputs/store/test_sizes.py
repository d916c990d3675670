"""Rows and bytes of tables."""


def test_rows_and_bytes_are_told_by_table(store, many):
    store.save(many)
    sizes = {size.table: size for size in store.sizes()}
    assert (sizes["documents"].rows, sizes["facts"].rows, sizes["reviews"].rows) == (70, 77, 0)
    assert all(size.bytes for size in sizes.values())
    assert sizes["facts"].bytes > sizes["checks"].bytes
    assert store.total_bytes() >= 100_000
