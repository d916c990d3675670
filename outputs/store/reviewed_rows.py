"""Facts as reviewed <-> rows of `reviewed_facts`, inside a transaction that the caller holds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from outputs.reviewed import ReviewedFact
from outputs.store.addresses import in_chunks
from outputs.store.derived_tables import reviewed_facts
from outputs.store.rows import Row, fact_to_row
from outputs.store.tables import COMPARED, extractions
from schemas.extraction import Extraction
from schemas.facts import Fact

_CHOOSING = tuple(name for name in COMPARED if name not in ("extraction_key", "position"))
_CHANGING = frozenset({"corrected", "rejected", "added"})
_NOT_SAID = {"checks", "confidence", "rules"}
_READ = ("extraction_key", "position", "indicator_before", "fact")


def _to_row(key: int, one: ReviewedFact) -> Row:
    row = fact_to_row(one.fact)
    return {
        "extraction_key": key,
        "position": one.position,
        "indicator_before": one.before.indicator if one.before else None,
        "review": one.fact.review,
        "fact": one.fact.model_dump_json(),
        **{name: row[name] for name in _CHOOSING},
    }


def write_reviewed(connection: Connection, document_id: str, key: int, reviewed: Iterable[ReviewedFact]) -> None:
    """Puts what was reviewed in a document's newest extraction, whose key is given, in place of what stood there."""
    own = select(extractions.c.extraction_key).where(extractions.c.document_id == document_id)
    connection.execute(delete(reviewed_facts).where(reviewed_facts.c.extraction_key.in_(own)))
    rows = [_to_row(key, one) for one in reviewed]
    if rows:
        connection.execute(reviewed_facts.insert(), rows)


def reviewed_figures(connection: Connection, document_ids: Iterable[str]) -> dict[str, str]:
    """What reviewers made of figures of these documents, by fact id; nothing of those that stand as they were read."""
    found: dict[str, str] = {}
    query = select(reviewed_facts.c.fact).join(extractions)
    for chunk in in_chunks(sorted(document_ids)):
        for content in connection.scalars(query.where(extractions.c.document_id.in_(chunk))):
            fact = Fact.model_validate_json(content)
            if fact.review in _CHANGING:
                found[fact.fact_id] = f"{fact.review} {fact.model_dump_json(exclude=_NOT_SAID)}"
    return found


class ReviewedRows:
    """What was reviewed in some extractions."""

    def __init__(self, connection: Connection, keys: Sequence[int]) -> None:
        self._rows: dict[int, list[tuple[int, bool, Fact]]] = defaultdict(list)
        query = select(*(reviewed_facts.c[name] for name in _READ)).order_by(reviewed_facts.c.position)
        for chunk in in_chunks(keys):
            rows = connection.execute(query.where(reviewed_facts.c.extraction_key.in_(chunk)))
            for key, position, before, fact in rows:
                self._rows[key].append((position, before is None, Fact.model_validate_json(fact)))

    def of(self, key: int, extraction: Extraction) -> tuple[ReviewedFact, ...]:
        """What was reviewed in one of them, beside its facts as extracted."""
        return tuple(
            ReviewedFact(position, None if is_added else extraction.facts[position], fact)
            for position, is_added, fact in self._rows.get(key, ())
        )

    def facts(self, key: int) -> dict[int, Fact]:
        """The facts by position."""
        return {position: fact for position, _, fact in self._rows.get(key, ())}
