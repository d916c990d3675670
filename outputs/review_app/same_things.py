"""Groups of facts that tell one thing with different values: what stands in for checks between documents not yet made.

They are found by equal keys alone (`index/lines.py`), so that rounding, revisions and parts of a whole are among them.
"""

from collections import defaultdict
from typing import Any

from outputs.labels import Labels
from outputs.review_app.desk import Desk
from outputs.review_app.listed import Listed, read_listed
from outputs.review_app.pages.table import to_row
from outputs.review_app.words import Words

PAGE = 25
_KEYS = "SELECT same_key FROM disagreeing WHERE same_key > ? ORDER BY same_key LIMIT ?"
_ROWS = "SELECT * FROM items WHERE same_key IN ({}) ORDER BY same_key, published, item"


def read_groups(desk: Desk, after: str, labels: Labels, words: Words) -> tuple[list[dict[str, Any]], str]:
    """A page of groups as the template shows them, and the key behind which the next page begins; "" at the end."""
    connection = desk.index.read()
    keys = [row[0] for row in connection.execute(_KEYS, (after, PAGE + 1))]
    shown = keys[:PAGE]
    rows = connection.execute(_ROWS.format(",".join("?" * len(shown))), shown).fetchall() if shown else []
    of_key = {(row["document_id"], row["start"]): row["same_key"] for row in rows}
    groups: dict[str, list[Listed]] = defaultdict(list)
    for one in read_listed(desk, rows):
        groups[of_key[one.document_id, one.start]].append(one)
    views = [_view(group, labels, words) for group in groups.values() if _disagree(group)]
    return views, shown[-1] if len(keys) > PAGE else ""


def _disagree(group: list[Listed]) -> bool:
    """Whether what is left of a group without rejected facts has two values in two articles."""
    kept = [one for one in group if one.outcome != "rejected"]
    exact = [one for one in kept if one.fact.qualifier == "exact" and one.fact.value_max is None]
    shown = exact if len({one.fact.value for one in exact}) > 1 else kept
    return len({one.fact.value for one in shown}) > 1 and len({one.document_id for one in shown}) > 1


def _view(group: list[Listed], labels: Labels, words: Words) -> dict[str, Any]:
    rows = [to_row(one, labels, words) for one in group]
    values = [one.fact.value for one in group]
    low, high = min(values), max(values)
    return {
        "subject": rows[0]["subject"],
        "place": rows[0]["place"],
        "period": rows[0]["period"],
        "gap": round(100 * (high - low) / high) if high else 0,
        "rows": rows,
    }
