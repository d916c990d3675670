"""What the extractor makes of a document, made once for all tests that look at it, in whichever process they run."""

import hashlib
import os
import pickle
from pathlib import Path

from extractors.extraction import load_extractor
from schemas.documents import Document
from schemas.extraction import Extraction


class KeptExtractor:
    """Gives what the loaded extractor gives; `folder` is one for all processes of a session of tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._extractor = load_extractor()
        self.version, self.rulebook = self._extractor.version, self._extractor.rulebook
        self.segment = self._extractor.segment

    def extract(self, document: Document) -> Extraction:
        """The extraction of a document, from the folder once any process has made it."""
        path = self._folder / hashlib.sha256(document.model_dump_json().encode()).hexdigest()
        if path.exists():
            kept: Extraction = pickle.loads(path.read_bytes())
            return kept
        made = self._extractor.extract(document)
        # Whole or not there: another process may look at any moment.
        own = path.with_suffix(f".{os.getpid()}")
        own.write_bytes(pickle.dumps(made))
        own.replace(path)
        return made
