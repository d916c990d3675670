"""What views ask for one document or one fact: its extraction, its log, and the card of both."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock

from starlette.exceptions import HTTPException

from outputs.labels import Labels
from outputs.review_app.cards import Card, build_card, fact_as_judged
from outputs.review_app.config import ReviewConfig
from outputs.review_app.index.queries import Cursor, decode, document_row, find_item
from outputs.review_app.index.sync import FactIndex
from outputs.review_app.words import Words
from schemas.extraction import Extraction
from schemas.facts import Fact
from schemas.reviews import ReviewEntry

_KEPT = 64


class Desk:
    """What the views share: configuration, read model, and the documents that were read last.

    Args:
        config: Of the application.
        index: The read model.
    """

    def __init__(self, config: ReviewConfig, index: FactIndex) -> None:
        self.config = config
        self.index = index
        self._kept: OrderedDict[tuple[str, int, int], Extraction] = OrderedDict()
        self._lock = Lock()

    def rows(self) -> sqlite3.Connection:
        """The read model, up to date."""
        self.index.refresh()
        return self.index.read()

    def extraction(self, document_id: str) -> Extraction:
        """The newest extraction of a document.

        Raises:
            HTTPException: There is none.
        """
        head = document_row(self.index.read(), document_id)
        if head is None:
            raise HTTPException(404, document_id)
        # Other documents may say something of it, too: see `FactIndex`.
        key = (document_id, head["extraction_key"], head["changed"])
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known
        found = self.config.store.extraction(document_id)
        if found is None:
            raise HTTPException(404, document_id)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def outcomes(self, document_id: str) -> dict[int, str]:
        """What counts for the fact at each numeral of a document, those with it that reviewers added."""
        connection = self.index.read()
        texts = decode(connection)
        rows = connection.execute("SELECT start, outcome FROM items WHERE document_id = ?", (document_id,))
        return {row[0]: texts[row[1]] for row in rows}

    def entries(self, document_id: str, start: int) -> tuple[ReviewEntry, ...]:
        """The log of one numeral."""
        return self.config.store.reviews.history(document_id, start)

    def extracted_fact(self, document_id: str, start: int) -> Fact | None:
        """The fact that the extraction has at a numeral."""
        facts = self.extraction(document_id).facts
        return next((fact for fact in facts if fact.evidence.start == start), None)

    def present_fact(self, document_id: str, start: int) -> Fact | None:
        """The fact at a numeral as it was judged last; None where there is none."""
        return fact_as_judged(self.extracted_fact(document_id, start), self.entries(document_id, start))

    def fact(self, document_id: str, start: int) -> Fact:
        """The fact at a numeral as it was judged last.

        Raises:
            HTTPException: There is none.
        """
        found = self.present_fact(document_id, start)
        if found is None:
            raise HTTPException(404, f"{document_id}:{start}")
        return found

    def card(self, document_id: str, start: int, *, reviewer: str, labels: Labels, words: Words) -> Card:
        """The card of the fact at a numeral.

        Raises:
            HTTPException: There is none.
        """
        row = find_item(self.index.read(), document_id, start)
        return self._card(document_id, start, row, reviewer=reviewer, labels=labels, words=words)

    def cards(self, rows: Iterable[sqlite3.Row], *, reviewer: str, labels: Labels, words: Words) -> Iterator[Card]:
        """The cards of rows of the queue."""
        for row in rows:
            yield self._card(row["document_id"], row["start"], row, reviewer=reviewer, labels=labels, words=words)

    def _card(
        self, document_id: str, start: int, row: sqlite3.Row | None, *, reviewer: str, labels: Labels, words: Words
    ) -> Card:
        extraction = self.extraction(document_id)
        entries = self.entries(document_id, start)
        fact = fact_as_judged(self.extracted_fact(document_id, start), entries)
        if fact is None:
            raise HTTPException(404, f"{document_id}:{start}")
        outcomes = self.outcomes(document_id)
        is_blind = row is not None and is_second(row, entries, reviewer)
        shown = self.extracted_fact(document_id, start) if is_blind else fact
        return build_card(
            extraction,
            shown or fact,
            entries,
            outcome=outcomes.get(start, "added"),
            is_double=row is not None and bool(row["is_double"]),
            hides_others_than=reviewer if is_blind else None,
            labels=labels,
            words=words,
            cursor=Cursor(row["priority"], row["item"]).text() if row is not None else "",
        )


def is_second(row: sqlite3.Row, entries: Sequence[ReviewEntry], reviewer: str) -> bool:
    """Whether a fact is to be judged by a second reviewer, who must not see what the first one said."""
    counting = [entry for entry in entries if entry.undoes is None and not entry.is_undone]
    judged_by = {entry.review.reviewer for entry in counting}
    return bool(row["is_double"]) and len(judged_by) == 1 and reviewer not in judged_by
