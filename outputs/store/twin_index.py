"""Which documents tell the same story: signatures to find twins by, and groups that point to their oldest document."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine, func, select

from outputs.store.changes import record_changes
from outputs.store.crawl_tables import twins
from outputs.store.failures import database_errors
from outputs.store.transactions import begin_read, begin_write
from outputs.store.twin_groups import forget_documents, link_twins, select_candidates, write_signatures
from schemas.crawling import Twin
from schemas.twins import DocumentSignature, TwinCandidate

_MOST = 100


def _others(connection: Connection, signature: DocumentSignature, limit: int) -> tuple[TwinCandidate, ...]:
    found = select_candidates(connection, signature.bands, signature.exact, limit=limit + 1)
    return tuple(candidate for candidate in found if candidate.document_id != signature.document_id)[:limit]


class TwinIndex:
    """Signatures and twins. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, signature: DocumentSignature, *, limit: int = _MOST) -> tuple[TwinCandidate, ...]:
        """Remembers `signature` and gives those that may be its twins, at most `limit`.

        Both in one transaction: of two processes that add twins at once, the second is told of the first. A document
        that is superseded is not remembered and has no twins.

        Returns:
            Documents with the same text, then those that share a band; each group in the order they were added.
        """
        return self.add_all([signature], limit=limit)[0]

    def add_all(
        self, signatures: Sequence[DocumentSignature], *, limit: int = _MOST
    ) -> tuple[tuple[TwinCandidate, ...], ...]:
        """What `add` gives for each of `signatures`, all in one transaction; twins among them are told of each other.

        Many at once cost a fraction of what they cost one by one.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            kept = {signature.document_id for signature in write_signatures(connection, signatures)}
            return tuple(_others(connection, one, limit) if one.document_id in kept else () for one in signatures)

    def candidates(self, bands: Sequence[str], exact: str, *, limit: int = _MOST) -> tuple[TwinCandidate, ...]:
        """As `add`, for a text that is not remembered."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return select_candidates(connection, bands, exact, limit=limit)

    def link(self, twin: Twin) -> bool:
        """Puts two documents, and all their twins, into one group whose members point to the oldest of them.

        The oldest is the one published first, then the one added first, whatever `twin.twin_of` says: the order of
        reading makes no difference.

        Returns:
            Whether they are in one group now: not when one of them has no signature, as after it was superseded.

        Raises:
            ValueError: A document is linked to itself.
        """
        return self.link_all([twin]) == 1

    def link_all(self, pairs: Sequence[Twin]) -> int:
        """How many of `pairs` `link` put into groups, all in one transaction."""
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            changed = [link_twins(connection, twin) for twin in pairs]
            regrouped = frozenset[str]().union(*filter(None, changed))
            record_changes(connection, regrouped, (f"{one.document_id} {one.twin_of}" for one in pairs))
            return sum(one is not None for one in changed)

    def twin(self, document_id: str) -> Twin | None:
        """The link from a document to its original; None for an original and for one without twins."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            row = connection.execute(select(twins).where(twins.c.document_id == document_id)).mappings().first()
        return Twin(**row) if row else None

    def twins_of(self, document_id: str) -> tuple[Twin, ...]:
        """The documents that point to this original, ordered by id."""
        query = select(twins).where(twins.c.twin_of == document_id).order_by(twins.c.document_id)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(Twin(**row) for row in connection.execute(query).mappings())

    def count(self) -> int:
        """How many documents point to another one."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(twins)) or 0

    def forget(self, document_ids: Iterable[str]) -> None:
        """Takes documents out of their groups, and their signatures away."""
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            regrouped = forget_documents(connection, document_ids)
            record_changes(connection, regrouped, ["forgotten"])
