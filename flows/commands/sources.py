"""`solieu sources`: the newspapers and sites that solieu knows."""

EXAMPLE = "Ví dụ: solieu sources"


def sources() -> None:
    """Liệt kê các báo và trang mà solieu biết (list the known newspapers and sites)."""
    from rich.console import Console
    from rich.table import Table

    from corpus.source_catalogue import load_sources

    table = Table("Mã", "Tên", "Tỉnh", "Tên miền", "Cách đọc")
    for source in load_sources():
        layout = "theo khuôn trang" if source.layouts else "chung"
        table.add_row(source.id, source.name, source.province or "", ", ".join(source.domains), layout)
    Console(soft_wrap=True, highlight=False).print(table)
