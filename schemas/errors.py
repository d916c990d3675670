"""The errors that solieu raises on purpose, in one tree.

PipelineError
├── ConfigError      settings or a catalogue are wrong: stop before any work
├── FetchError       a page could not be fetched (url, status): the only one that is retried
├── DocumentError    bytes do not become a document: this one is left out, the others go on
├── ParseError       a piece of text is not what it should be (text, span)
├── EvidenceError    a record does not quote its text: our own bug, stop
└── OutputError      a result cannot be written
    └── ReadOnlyError    the store may be read, and not written
"""


class PipelineError(Exception):
    """Root of every error that solieu raises on purpose."""


class ConfigError(PipelineError):
    """Settings, a rule catalogue or a source file are wrong; nothing has been done yet."""


class FetchError(PipelineError):
    """A page could not be fetched."""

    def __init__(self, message: str, *, url: str, status: int | None = None) -> None:
        super().__init__(message)
        self.url = url
        self.status = status


class DocumentError(PipelineError):
    """A file's bytes do not become a document.

    The message is one line for a person: what is wrong and what to do. `path` says where, `code` is a short
    fixed word for counting ("empty", "binary", "encoding", "too_large", "sidecar", …).
    """

    def __init__(self, message: str, *, path: str, code: str) -> None:
        super().__init__(message)
        self.path = path
        self.code = code

    def __str__(self) -> str:
        return f"{self.path}: {super().__str__()}"


class ParseError(PipelineError):
    """A piece of text cannot be read as what it should be."""

    def __init__(self, message: str, *, text: str, start: int | None = None, end: int | None = None) -> None:
        super().__init__(message)
        self.text = text
        self.start = start
        self.end = end


class EvidenceError(PipelineError):
    """A record's quote is not what stands at its offsets in the text."""


class OutputError(PipelineError):
    """A result cannot be written (disk full, database locked, folder not writable)."""


class ReadOnlyError(OutputError):
    """The store may only be read: a command that reads can do its work all the same."""
