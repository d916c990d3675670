"""Which sidecar a stored document was extracted with, so that a corrected sidecar is not passed over.

The id of a document is a hash of its bytes and url; title, date, publisher and province of a sidecar are not in it.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from corpus.descriptions import document_id_of
from schemas.documents import Metadata, RawPage
from schemas.errors import OutputError

NO_SIDECAR = Metadata()


class SidecarMemo:
    """One line a document in a file beside the store; a lost line only means that a document is extracted again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._marks = _load(path)

    def is_current(self, raw: RawPage) -> bool:
        """Whether the document of `raw` was last extracted with the sidecar that it has now."""
        return self._marks.get(document_id_of(raw), _mark(NO_SIDECAR)) == _mark(raw.sidecar)

    def add(self, pages: Sequence[RawPage]) -> None:
        """Note the sidecars of `pages`, which are stored now.

        Raises:
            OutputError: The file cannot be written.
        """
        marks = {document_id_of(raw): _mark(raw.sidecar) for raw in pages if not self.is_current(raw)}
        lines = "".join(json.dumps(pair) + "\n" for pair in marks.items())
        try:
            # Unbuffered: several processes append, each all its lines at once.
            with self._path.open("ab", buffering=0) as file:
                file.write(lines.encode())
        except OSError as error:
            raise OutputError(f"{self._path}: không ghi được ({error.strerror}); hãy kiểm tra chỗ trống") from error
        self._marks |= marks


def _mark(sidecar: Metadata) -> str:
    return hashlib.sha256(sidecar.model_dump_json().encode()).hexdigest()[:16]


def _load(path: Path) -> dict[str, str]:
    """The marks in the file at `path`; lines that a killed run left unfinished are passed over."""
    marks: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    for line in lines:
        try:
            document_id, mark = json.loads(line)
        except ValueError:
            continue
        marks[str(document_id)] = str(mark)
    return marks
