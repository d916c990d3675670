"""Source files for newspapers on loopback."""

from pathlib import Path

import yaml

ARTICLE = r"/ket-nap-dang-vien-\d+\.html$"
SELECTORS = {
    "title": "h1.article__title",
    "lead": ".article__sapo",
    "body": ".article__body",
    "published": ".article__meta",
}


def write_source(folder: Path, source_id: str, port: int, *, host: str = "127.0.0.1", **more: object) -> Path:
    """Write `folder`/ID.yml: found by its sitemap unless `more` says otherwise, no pause between requests."""
    base = f"http://{host}:{port}"
    fields: dict[str, object] = {
        "id": source_id,
        "name": f"Báo mẫu {source_id}",
        "province": "Bắc Kạn",
        "domains": [host],
        "article": ARTICLE,
        "layouts": [{"selectors": SELECTORS}],
        "rate": {"seconds": 0},
        "why": "Newspaper of a test.",
    }
    if not {"feeds", "sitemaps", "listings"} & more.keys():
        fields["sitemaps"] = [f"{base}/sitemap.xml"]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source_id}.yml"
    path.write_text(yaml.safe_dump(fields | more, allow_unicode=True), encoding="utf-8")
    return path
