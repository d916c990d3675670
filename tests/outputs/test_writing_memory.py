"""Writing all files of a run takes no more memory for more documents."""

import hashlib
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from outputs import best_items
from outputs.publish import DEFAULT_FORMATS, _write_all
from outputs.report import charts, check_section, matrix, pages

FEW, MOST = 100, 500
PAUSE = 0.002


class _Snapshot:
    """A store of so many documents of a few units, each about a body of its own and with a check of its own."""

    version = "1-0"

    def __init__(self, documents, extraction, check):
        self.documents = documents
        self._extraction, self._check = extraction, check

    def extractions(self):
        return (self._document(number) for number in range(self.documents))

    def _document(self, number):
        (fact,), document = self._extraction.facts, self._extraction.document
        place = fact.locality.model_copy(update={"name": f"xã {number % 40}", "code": None})
        document_id = hashlib.sha256(str(number).encode()).hexdigest()[:16]
        body = f"Đảng bộ Công ty số {number}"
        own = {"fact_id": document_id[::-1], "locality": place, "value": Decimal(number), "organization": body}
        head = {"document_id": document_id, "name": f"{number}.txt", "url": f"https://a.vn/tin-{number}.html"}
        return self._extraction.model_copy(
            update={"document": document.model_copy(update=head), "facts": (fact.model_copy(update=own),)}
        )

    def checks(self):
        for number in range(self.documents):
            yield self._check.model_copy(update={"check_id": f"{number:016}", "statement": f"{number} ≠ 5.413"})


class _Watch:
    """The most objects that Python held at once while the block ran, beyond those of before."""

    def __enter__(self):
        self._before = self._highest = sys.getallocatedblocks()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def _look(self):
        while not self._ended.is_set():
            self._highest = max(self._highest, sys.getallocatedblocks())
            time.sleep(PAUSE)

    def __exit__(self, *error):
        self._ended.set()
        self._thread.join()

    @property
    def objects(self):
        return self._highest - self._before


def test_no_writer_holds_what_it_has_written(tmp_path, build_extraction, listed_check, monkeypatch):
    # What is held up to a fixed number may be there: with smaller numbers it is soon told from what grows.
    for module, name in ((best_items, "_AT_ONCE"), (pages, "_DOCUMENTS_A_LIST"), (check_section, "_SHOWN")):
        monkeypatch.setattr(module, name, 50)
    monkeypatch.setattr(matrix, "_MOST_ROWS", 20)
    monkeypatch.setattr(charts, "build_charts", lambda comparison, labels: [])
    extraction = build_extraction("có 45 đảng viên", [("45", {})])

    def highest(documents):
        with TemporaryDirectory(dir=tmp_path) as folder, _Watch() as watch:
            _write_all(_Snapshot(documents, extraction, listed_check), Path(folder), DEFAULT_FORMATS)
        return watch.objects

    highest(MOST)
    few, most = highest(FEW), highest(MOST)
    assert most - few < 5 * (MOST - FEW), "one row of the workbook alone takes nearly as much where it stays"


@pytest.mark.parametrize("kept", [True, False])
def test_the_watch_sees_what_stays(kept):
    with _Watch() as watch:
        rows = []
        for number in range(20_000):
            row = {"number": str(number)}
            if kept:
                rows.append(row)
            if number % 1000 == 0:
                time.sleep(PAUSE)
    assert (watch.objects > 10_000) == kept
